"""The options that choose the network: which of the attention family, and its sizes."""

from __future__ import annotations

import click

from datenorm.cli.sections import together
from datenorm.nn.config import ENCODERS, QUERIES, SCORERS

_SIZES = {
    "embedding": "Size of a character's embedding.",
    "hidden": "Hidden size of the encoder in each direction.",
    "decoder": "Hidden size of the decoder.",
    "alignment": "Size of the space the additive scorer compares in.",
    "target-embedding": "Size of a written character's embedding.",
}

network_options = together(
    click.option(
        "--scorer",
        type=click.Choice(SCORERS),
        help="How a decoder state is compared with each character; none: no attention.  [default: additive]",
    ),
    click.option(
        "--query",
        type=click.Choice(QUERIES),
        help="Which decoder state asks: the one before a character (Bahdanau) or its own (Luong).  "
        "[default: previous]",
    ),
    click.option("--encoder", type=click.Choice(list(ENCODERS)), help="What reads.  [default: bilstm]"),
    click.option(
        "--layers", type=click.IntRange(1), metavar="N", help="Layers of the encoder.  [default: 1]"
    ),
    click.option(
        "--positions",
        type=click.IntRange(1),
        metavar="N",
        help="Characters that --scorer location can look at; that scorer needs it.",
    ),
    *(
        click.option(
            f"--{name}", type=click.IntRange(1), metavar="N", help=f"{what}  [default: the preset's]"
        )
        for name, what in _SIZES.items()
    ),
)
"""The options of the network."""

NAMES = ("scorer", "query", "encoder", "layers", "positions", *(name.replace("-", "_") for name in _SIZES))
"""What the options are called as arguments, and as fields of a recipe; None where an option is not given."""
