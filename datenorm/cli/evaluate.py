"""`datenorm evaluate`: measure a model on tables, or on generated pairs that training never sees."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from datenorm.cli.options import color_option, limit_numpy_threads, model_option
from datenorm.cli.streams import json_text, say
from datenorm.errors import ConfigError

if TYPE_CHECKING:
    from datenorm.pipeline.evaluate import Evaluation

SCHEMA = 1
"""Version of the JSON object; it goes up when a key changes its meaning or is removed."""

PAIRS, SEED = 2000, 1969
"""Defaults for generated pairs."""

EPILOG = """\b
Examples:
  datenorm evaluate catalogue.tsv
  datenorm evaluate --no-hints --failures 20 catalogue.tsv
  datenorm evaluate --compare dateparser,dateutil --json catalogue.tsv > figures.json
  datenorm evaluate                              generated pairs; needs the extra train
  datenorm evaluate --model my-model --card --figures docs/figures

\b
A TABLE has tab-separated columns with a header, or one JSON object per line:
  input        the text
  expected     its date, alternatives separated by |, empty if there is none
  locale, order_hint, kind, source, ref, flags    optional
Pairs of `datenorm generate` are tables too.

\b
Exit codes:
  0    measured, whatever the result
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
    help="Also measure on generated pairs.  [default: with a card, or without a TABLE]",
)
@click.option(
    "--n",
    "count",
    type=click.IntRange(1),
    default=PAIRS,
    show_default=True,
    help="Pairs per split.",
)
@click.option("--seed", type=int, default=SEED, show_default=True, help="Seed of pairs and samples.")
@click.option(
    "--hints/--no-hints",
    "hints",
    default=None,
    help="Use the locale and order of each row as hints.  [default: --hints; with a card both]",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Refuse readings with a lower confidence.  [default: the threshold of the model]",
)
@click.option("--compare", metavar="NAMES", help="Also measure dateparser, dateutil or both on these rows.")
@click.option(
    "--failures", type=click.IntRange(0), default=0, metavar="N", help="Show N wrong answers and N refusals."
)
@click.option("--json", "json_text", is_flag=True, help="Write the figures as one JSON object.")
@click.option("--card", is_flag=True, help="Write MODEL_CARD.md and the figures into the bundle.")
@click.option(
    "--card-file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the card to this file.",
)
@click.option(
    "--figures",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Draw reliability.svg and risk-coverage.svg in this directory.",
)
@color_option
@model_option
def evaluate(tables: tuple[Path, ...], **options: Any) -> None:  # noqa: ANN401
    """Measure a model on tables of texts whose dates are known.

    Reports how many texts were read correctly, wrongly or not at all, by kind, language, source and noise;
    whether the confidence is calibrated; and the effect of each threshold. Without a TABLE the texts are
    generated pairs that training never sees.
    """
    if options["card"] and options["card_file"] is not None:
        raise click.UsageError("--card and --card-file cannot be combined.")
    found = _measure(tables, options)
    for note in found.notes:
        say(note)
    if options["json_text"]:
        sections = [report.to_dict() for report in found.reports]
        whole = {"schema": SCHEMA, "model": found.model, "sections": sections}
        click.echo(json_text(whole, indent=1))
    else:
        _show(found, options["color"])
    if found.card is not None:
        say(f"wrote {found.card}")


def _measure(tables: Sequence[Path], options: Mapping[str, Any]) -> Evaluation:
    """Evaluate as the options say."""
    wants_card = options["card"] or options["card_file"] is not None
    held_out, hints = options["held_out"], options["hints"]
    generates = (wants_card or not tables) if held_out is None else held_out
    if not generates and not tables:
        raise click.UsageError("Nothing to measure on: give a TABLE.")
    limit_numpy_threads()

    from datenorm.display.consoles import error_console
    from datenorm.display.progress import counting
    from datenorm.pipeline.evaluate import evaluate as measure

    with counting(error_console(), "evaluating", unit="texts") as progress:
        return measure(
            [sys.stdin.buffer if str(path) == "-" else path for path in tables],
            model=options["model"],
            generated=options["count"] if generates else 0,
            seed=options["seed"],
            hints=((True, False) if wants_card else (True,)) if hints is None else (hints,),
            min_confidence=options["min_confidence"],
            peers=_peers(options["compare"]),
            failures=options["failures"],
            into_bundle=options["card"],
            card_file=options["card_file"],
            figures=options["figures"],
            progress=progress,
            command=partial(_command, options),
        )


def _peers(compare: str | None) -> tuple[str, ...]:
    if compare is None:
        return ()
    names = tuple(name.strip() for name in compare.split(",") if name.strip())
    if not names:
        raise ConfigError("--compare names no parser", hint="such as --compare dateparser,dateutil")
    return names


def _command(options: Mapping[str, Any], hinted: bool, table: str | None) -> str:
    """The command line that repeats the figures of one table, or of the generated pairs."""
    from datenorm.bundle import default_bundle_path

    model: Path | None = options["model"]
    words = ["datenorm", "evaluate"]
    if model is not None and model.resolve() != default_bundle_path().resolve():
        words += ["--model", model.name if model.is_absolute() else str(model)]
    words += [] if hinted else ["--no-hints"]
    if options["min_confidence"] is not None:
        words += ["--min-confidence", f"{options['min_confidence']:g}"]
    if options["compare"]:
        words += ["--compare", ",".join(_peers(options["compare"]))]
    generated = ["--n", str(options["count"]), "--seed", str(options["seed"])]
    return shlex.join([*words, *([table] if table is not None else generated)])


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
