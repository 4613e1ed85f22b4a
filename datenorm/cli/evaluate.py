"""`datenorm evaluate`: a model measured on tables, or on generated pairs that training has not seen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from datenorm.cli.numpy_threads import one_thread_a_product
from datenorm.cli.options import color_option, model_option
from datenorm.errors import ConfigError

if TYPE_CHECKING:
    pass

PAIRS = 2000
SEED = 1969
"""Of the pairs drawn; not the seed that models are trained with."""

EPILOG = """\b
Examples:
  datenorm evaluate catalogue.tsv
  datenorm evaluate --no-hints --failures 20 catalogue.tsv
  datenorm evaluate --compare dateparser,dateutil --json catalogue.tsv > figures.json
  datenorm evaluate                              generated pairs; needs the extra train
  datenorm evaluate --model my-model --card --figures docs/figures

\b
A TABLE has tab-separated columns under a header, or one JSON object a line:
  input        the text
  expected     its date, alternatives split by |, empty if there is none
  locale, order_hint, kind, source, ref, flags    if you have them
Pairs of `datenorm generate` are tables too.

\b
Exit codes:
  0    measured, whatever the figures
  2    wrong usage, or a table with rows that cannot be used
  3    the model bundle is missing or damaged
  4    an optional part is not installed
  130  interrupted
"""


@click.command(epilog=EPILOG)
@click.argument(
    "tables", nargs=-1, metavar="[TABLE]...", type=click.Path(exists=True, allow_dash=True, path_type=Path)
)
@click.option(
    "--held-out/--no-held-out",
    "held_out",
    default=None,
    help="Measure on generated pairs too.  [default: with a card, or where there is no TABLE]",
)
@click.option(
    "--n", "count", type=click.IntRange(1), default=PAIRS, show_default=True, help="Generated pairs a split."
)
@click.option("--seed", type=int, default=SEED, show_default=True, help="Of generated pairs and samples.")
@click.option(
    "--hints/--no-hints",
    "hints",
    default=None,
    help="Give the locale and order of each row.  [default: --hints; with a card both]",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Refuse readings less probable than this.  [default: what the model was fitted for]",
)
@click.option("--compare", metavar="NAMES", help="Measure dateparser, dateutil or both on the same rows too.")
@click.option(
    "--failures", type=click.IntRange(0), default=0, metavar="N", help="Show N wrong answers and N refusals."
)
@click.option("--json", "as_json", is_flag=True, help="Write the figures as one JSON object.")
@click.option("--card", is_flag=True, help="Write MODEL_CARD.md and the figures into the bundle.")
@click.option(
    "--card-file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the card here.",
)
@click.option(
    "--figures",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Draw reliability.svg and risk-coverage.svg here.",
)
@color_option
@model_option
def evaluate(
    tables: tuple[Path, ...],
    held_out: bool | None,
    count: int,
    seed: int,
    hints: bool | None,
    min_confidence: float | None,
    compare: str | None,
    failures: int,
    as_json: bool,
    card: bool,
    card_file: Path | None,
    figures: Path | None,
    color: Literal["auto", "always", "never"],
    model: Path | None,
) -> None:
    """Measure a model on tables of texts with the dates they mean.

    Says how many texts were read rightly, wrongly or not at all, by kind, language, source and noise; whether
    confidence means what it says; and what each threshold would cost. Without a TABLE the texts are generated
    pairs that training has not seen.
    """
    if card and card_file is not None:
        raise click.UsageError(
            "--card writes the card into the bundle, --card-file elsewhere: give one of them."
        )
    wants_card = card or card_file is not None
    drawn = (wants_card or not tables) if held_out is None else held_out
    if not drawn and not tables:
        raise click.UsageError("Nothing to measure on: give a TABLE.")
    if drawn:
        from datenorm.pipeline.pools import require_extra

        require_extra("babel", "faker", "num2words")
    one_thread_a_product()

    from datenorm.pipeline.evaluate import Session, run

    session = Session(
        tables=tables,
        model=model,
        drawn=count if drawn else 0,
        seed=seed,
        hinted=((True, False) if wants_card else (True,)) if hints is None else (hints,),
        min_confidence=min_confidence,
        peers=_peers(compare),
        failures=failures,
        as_json=as_json,
        into_bundle=card,
        card_file=card_file,
        figures=figures,
        color=color,
    )
    run(session)


def _peers(compare: str | None) -> tuple[str, ...]:
    if compare is None:
        return ()
    from datenorm.evaluation.peers import check_peers

    names = tuple(name.strip() for name in compare.split(",") if name.strip())
    if not names:
        raise ConfigError("--compare names no parser", hint="such as --compare dateparser,dateutil")
    check_peers(names)
    return names
