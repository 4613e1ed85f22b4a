"""Groups of options of `datenorm train`."""

from __future__ import annotations

from pathlib import Path

import click

from datenorm.cli.sections import together
from datenorm.training.recipes import OPTIMISERS

_SHARE = click.FloatRange(0, 1, min_open=True)


learning_options = together(
    click.option(
        "--from",
        "start",
        metavar="default|DIR",
        help="Bundle to start from in place of weights drawn by chance; `default` comes with datenorm.",
    ),
    click.option(
        "--data",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        metavar="FILE",
        help="Pairs of your own to learn among the generator's: TSV, CSV or JSON lines with source, value "
        "and, if you like, locale and order.",
    ),
    click.option(
        "--data-share",
        type=_SHARE,
        metavar="P",
        help="Part of what is learnt that --data is.  [default: 0.3]",
    ),
    click.option(
        "--patterns",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        metavar="FILE",
        help="Ways of writing dates to learn among the generator's: TOML with patterns and names of months.",
    ),
    click.option(
        "--patterns-share",
        type=_SHARE,
        metavar="P",
        help="Part of what is learnt that --patterns is.  [default: 0.3]",
    ),
)
"""What to start from and what to learn beside the generator's pairs."""

budget_options = together(
    click.option(
        "--pairs",
        type=click.IntRange(1),
        metavar="N",
        help="Pairs to learn from.  [default: the preset's; a fifth with --from; 60000 with --data too]",
    ),
    click.option(
        "--minutes",
        type=click.FloatRange(0, min_open=True),
        metavar="M",
        help="Time to train for, in place of a number of pairs.",
    ),
    click.option(
        "--batch-size", type=click.IntRange(1), metavar="N", help="Pairs an update.  [default: the preset's]"
    ),
    click.option(
        "--optimiser",
        type=click.Choice(OPTIMISERS),
        help="Rule by which weights are updated; about half the rate suits adamw.  [default: muon]",
    ),
    click.option(
        "--learning-rate",
        type=float,
        metavar="R",
        help="Highest learning rate.  [default: the preset's; a third with --from]",
    ),
    click.option(
        "--patience",
        type=click.IntRange(1),
        metavar="N",
        help="Stop after N validations that are no better.",
    ),
    click.option("--validate-every", type=click.IntRange(1), metavar="N", help="Pairs between validations."),
    click.option(
        "--checkpoint-every", type=click.IntRange(1), metavar="N", help="Pairs between states saved."
    ),
)
"""How long to learn, how fast, and when to look."""
