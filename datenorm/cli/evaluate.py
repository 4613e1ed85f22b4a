"""`datenorm evaluate`: a model measured on tables, or on generated pairs that training has not seen."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from datenorm.cli.arguments import named_as_options
from datenorm.cli.numpy_threads import one_thread_a_product
from datenorm.cli.options import color_option, model_option
from datenorm.errors import ConfigError

if TYPE_CHECKING:
    from datenorm.pipeline.evaluate import Evaluation, Progress

SCHEMA = 1
"""Version of the JSON object; goes up when a key changes its meaning or goes away."""

PAIRS, SEED = 2000, 1969
"""Of generated pairs."""

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
    one_thread_a_product()

    from datenorm.pipeline.evaluate import evaluate as measure

    with _counting() as progress, named_as_options():
        found = measure(
            [sys.stdin.buffer if str(path) == "-" else path for path in tables],
            model=model,
            generated=count if drawn else 0,
            seed=seed,
            hints=((True, False) if wants_card else (True,)) if hints is None else (hints,),
            min_confidence=min_confidence,
            peers=_peers(compare),
            failures=failures,
            into_bundle=card,
            card_file=card_file,
            figures=figures,
            progress=progress,
            command=partial(_command, model, count, seed, min_confidence, compare),
        )
    for note in found.notes:
        click.echo(note, err=True)
    if as_json:
        sections = [report.to_dict() for report in found.reports]
        click.echo(
            json.dumps(
                {"schema": SCHEMA, "model": found.model, "sections": sections}, ensure_ascii=False, indent=1
            )
        )
    else:
        _show(found, color)
    if found.card is not None:
        click.echo(f"wrote {found.card}", err=True)


def _peers(compare: str | None) -> tuple[str, ...]:
    if compare is None:
        return ()
    names = tuple(name.strip() for name in compare.split(",") if name.strip())
    if not names:
        raise ConfigError("--compare names no parser", hint="such as --compare dateparser,dateutil")
    return names


def _command(
    model: Path | None,
    count: int,
    seed: int,
    min_confidence: float | None,
    compare: str | None,
    hinted: bool,
    table: str | None,
) -> str:
    """The command line that repeats the figures of one table, or of the generated pairs."""
    from datenorm.bundle import default_bundle_path

    words = ["datenorm", "evaluate"]
    if model is not None and model.resolve() != default_bundle_path().resolve():
        words += ["--model", model.name if model.is_absolute() else str(model)]
    words += [] if hinted else ["--no-hints"]
    if min_confidence is not None:
        words += ["--min-confidence", f"{min_confidence:g}"]
    words += ["--compare", ",".join(_peers(compare))] if compare else []
    words += [table] if table is not None else ["--n", str(count), "--seed", str(seed)]
    return shlex.join(words)


@contextmanager
def _counting() -> Iterator[Progress]:
    """A bar that counts the texts measured; a spinner while pairs are drawn."""
    from datenorm.display.progress import counting, error_console

    with counting(error_console(), "evaluating", unit="texts") as progress:
        yield progress


def _show(found: Evaluation, color: Literal["auto", "always", "never"]) -> None:
    from rich.text import Text

    from datenorm.display.consoles import open_console, use_colour
    from datenorm.display.report import render

    colour = use_colour(color, sys.stdout, os.environ)
    console = open_console(sys.stdout, colour=colour, environment=os.environ)
    for report in found.reports:
        brief = any(report is split for split in found.held.splits) and not report.peers
        for part in render(report, brief=brief):
            console.print(part, soft_wrap=isinstance(part, Text))
