"""`datenorm detect`: texts or lines in; language, field order and whether there is a date out."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from datenorm.cli.numpy_threads import one_thread_a_product
from datenorm.cli.options import model_option, reads_lines
from datenorm.cli.sections import OTHER, OUTPUT, SectionedCommand, option
from datenorm.convert.record import as_json

if TYPE_CHECKING:
    from datenorm.detection import Detection, Guess

SCHEMA = 1
"""Version of the JSON objects; goes up when a key changes its meaning or goes away."""

_MOST = 20
_DIGITS = 4
_LEAST_SHOWN = 0.01

_FRAMES = {"text": (b"", b"", b""), "jsonl": (b"", b"", b""), "json": (b"[\n", b",\n", b"\n]\n")}
"""What stands before the first detection, between two and after the last."""

EPILOG = """\b
Examples:
  datenorm detect "le 20 juillet 1969"
  datenorm detect --top 3 "20 mars 1969" 03/04/2005
  cut -f3 births.tsv | datenorm detect - | cut -f2 | cut -d' ' -f1 | sort | uniq -c
  datenorm detect --jsonl --top 5 - < dates.txt

\b
A line of output has three parts between tabs, each with its probability:
  date or no date, the language (a code such as fr), the field order
  (DMY, MDY, YMD; none: no day, month and year).

\b
Exit codes:
  0    every text holds a date
  1    one holds none, or cannot be read: the reason is on stderr
  2    wrong usage
  3    the model bundle is missing or damaged, or has nothing to detect with
  130  interrupted
"""


@click.command(cls=SectionedCommand, epilog=EPILOG)
@click.argument("texts", nargs=-1, metavar="[TEXT]...")
@option("--json", "output", section=OUTPUT, flag_value="json", help="Write one JSON array of objects.")
@option("--jsonl", "output", section=OUTPUT, flag_value="jsonl", help="Write one JSON object a line.")
@option(
    "--top",
    section=OUTPUT,
    type=click.IntRange(1, _MOST),
    default=1,
    show_default=True,
    metavar="N",
    help="Languages and field orders to name, likeliest first.",
)
@option(
    "--date-by",
    section=OTHER,
    type=click.Choice(["decoder", "pooling"]),
    default="decoder",
    show_default=True,
    help="What says whether there is a date: the network that converts, which knows better, or attention "
    "pooling, which also tells language and order.",
)
@model_option
@click.pass_context
def detect(
    context: click.Context,
    /,
    texts: tuple[str, ...],
    output: str | None,
    top: int,
    date_by: Literal["decoder", "pooling"],
    model: Path | None,
) -> None:
    """Tell in which language and field order texts are written, and whether they hold a date.

    Each TEXT is one. With - , or with no TEXT and something piped in, each line of standard input is one, and
    line n of the output is about line n of the input. Every language and order has a probability: numbers
    alone look alike in many languages, and 03/04/2005 in two orders. A column tells more than its rows:
    datenorm table reads it as a whole.
    """
    from_lines = reads_lines(texts, "look at")

    one_thread_a_product()

    from datenorm.bulk.answers import AnswerCache
    from datenorm.cli.convert_run import text_windows, windows_of_input
    from datenorm.detection import Detector

    detector = Detector.load(model)
    look = AnswerCache(lambda lines: detector.detect_many(lines, top=top, date_by=date_by))
    found = map(look, windows_of_input() if from_lines else text_windows(texts, len(texts)))
    unit = "line" if from_lines else "text"
    all_dates = _write(found, output or "text", unit, names=from_lines or len(texts) > 1)
    context.exit(0 if all_dates else 1)


def _write(found: Iterable[Sequence[Detection]], output: str, unit: str, *, names: bool) -> bool:
    """Write what was found, window by window, and why texts cannot be read.

    Returns:
        Whether every text holds a date.
    """
    stream = sys.stdout.buffer
    before, between, after = _FRAMES[output]
    total, all_dates = 0, True
    stream.write(before)
    for detections in found:
        stream.write(between if total else b"")
        stream.write(between.join(_rendered(one, output) for one in detections))
        stream.flush()
        for number, one in enumerate(detections, total + 1):
            if one.reason:
                click.echo(f"{unit} {number}: {one.reason}" if names else one.reason, err=True)
        total += len(detections)
        all_dates = all_dates and all(one.has_date for one in detections)
    stream.write(after)
    stream.flush()
    return all_dates


def _rendered(detection: Detection, output: str) -> bytes:
    written = as_line(detection) if output == "text" else as_json(as_record(detection))
    return (written if output == "json" else f"{written}\n").encode()


def as_line(detection: Detection) -> str:
    """A detection for people and for `cut`; nothing where the text cannot be read."""
    if not detection.languages:
        return ""
    is_date, date = detection.has_date, detection.date
    date_part = f"date {_probability(date)}" if is_date else f"no date {_probability(1 - date)}"
    return "\t".join([date_part, _listed(detection.languages), _listed(detection.orders)])


def as_record(detection: Detection) -> dict[str, Any]:
    """A detection as the JSON object that the README documents."""
    return {
        "schema": SCHEMA,
        "source": detection.source,
        "date": _rounded(detection.date),
        "languages": [
            {"language": guess.name, "probability": _rounded(guess.probability)}
            for guess in detection.languages
        ],
        "orders": [
            {"order": guess.name, "probability": _rounded(guess.probability)} for guess in detection.orders
        ],
        "reason": detection.reason,
    }


def _listed(guesses: Sequence[Guess]) -> str:
    """The first and those after it that have a hundredth at least."""
    shown = [guess for guess in guesses if guess is guesses[0] or guess.probability >= _LEAST_SHOWN]
    return ", ".join(f"{guess.name} {_probability(guess.probability)}" for guess in shown)


def _rounded(probability: float) -> float:
    """With four digits; what is not certain does not become so by rounding."""
    almost: float = 1 - 10**-_DIGITS
    return min(round(probability, _DIGITS), almost)


def _probability(probability: float) -> str:
    """With two digits, cut off for the same reason."""
    return f"{math.floor(100 * probability) / 100:.2f}"
