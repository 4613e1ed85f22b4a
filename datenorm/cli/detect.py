"""`datenorm detect`: texts or lines in; language, field order and whether they hold a date out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from datenorm.cli.options import limit_numpy_threads, model_option
from datenorm.cli.output import RecordWriter, text_windows
from datenorm.cli.sections import OUTPUT, SectionedCommand, option
from datenorm.cli.streams import reads_lines, say
from datenorm.convert.record import as_json

if TYPE_CHECKING:
    from datenorm.detection import Detection, Guess

SCHEMA = 1
"""Version of the JSON objects; it goes up when a key changes its meaning or is removed."""

_MOST = 20
_DIGITS = 4
_LEAST_SHOWN = 0.01

EPILOG = """\b
Examples:
  datenorm detect "le 20 juillet 1969"
  datenorm detect --top 3 "20 mars 1969" 03/04/2005
  cut -f3 births.tsv | datenorm detect - | cut -f2 | cut -d' ' -f1 | sort | uniq -c
  datenorm detect --jsonl --top 5 - < dates.txt

\b
A line of output has three tab-separated parts, each with its probability:
  date or no date, the language (a code such as fr), the field order
  (DMY, MDY, YMD; none: it has not all of day, month and year).

\b
Exit codes:
  0    every text holds a date
  1    a text holds none, or cannot be read: the reason is on stderr
  2    wrong usage
  3    the model bundle is missing, damaged, or has no detection head
  130  interrupted
"""


@click.command(cls=SectionedCommand, epilog=EPILOG)
@click.argument("texts", nargs=-1, metavar="[TEXT]...")
@option("--json", "output", section=OUTPUT, flag_value="json", help="Write one JSON array of objects.")
@option("--jsonl", "output", section=OUTPUT, flag_value="jsonl", help="Write one JSON object per line.")
@option(
    "--top",
    section=OUTPUT,
    type=click.IntRange(1, _MOST),
    default=1,
    show_default=True,
    metavar="N",
    help="Number of languages and field orders to list, likeliest first.",
)
@click.option(
    "--date-by",
    type=click.Choice(["decoder", "pooling"]),
    default="decoder",
    show_default=True,
    help="What decides whether there is a date: the network that converts (more accurate), or the attention "
    "pooling that also detects language and order.",
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
    """Detect the language and field order of texts, and whether they hold a date.

    Each TEXT is one text. With -, or if TEXT is missing and standard input is a pipe, each line of standard
    input is one text, and line n of the output is about line n of the input. Each language and order has a
    probability: bare numbers look alike in many languages, and 03/04/2005 fits two orders. A column tells
    more than its rows: `datenorm table` reads it as a whole.
    """
    from_lines = reads_lines(texts, "detect")
    limit_numpy_threads()

    from datenorm.bulk.answers import AnswerCache
    from datenorm.detection import Detector

    detector = Detector.load(model)
    answer = AnswerCache(lambda lines: detector.detect_many(lines, top=top, date_by=date_by))
    found = map(answer, text_windows(texts, from_lines, len(texts)))
    unit = "line" if from_lines else "text"
    all_dates = _write(found, output or "text", unit, names=from_lines or len(texts) > 1)
    context.exit(0 if all_dates else 1)


def _write(found: Iterable[Sequence[Detection]], output: str, unit: str, *, names: bool) -> bool:
    """Write detections window by window, and why texts cannot be read.

    Returns:
        Whether every text holds a date.
    """
    writer = RecordWriter(output)
    total, all_dates = 0, True
    writer.begin()
    for detections in found:
        writer.write(_rendered(one, output) for one in detections)
        writer.stream.flush()
        for number, one in enumerate(detections, total + 1):
            if one.reason:
                say(f"{unit} {number}: {one.reason}" if names else one.reason)
        total += len(detections)
        all_dates = all_dates and all(one.has_date for one in detections)
    writer.end()
    writer.stream.flush()
    return all_dates


def _rendered(detection: Detection, output: str) -> bytes:
    written = as_line(detection) if output == "text" else as_json(as_record(detection))
    return (written if output == "json" else f"{written}\n").encode()


def as_line(detection: Detection) -> str:
    """A detection as tab-separated columns; nothing if the text cannot be read."""
    if not detection.languages:
        return ""
    is_date, date = detection.has_date, detection.date
    date_part = f"date {_probability(date)}" if is_date else f"no date {_probability(1 - date)}"
    return "\t".join([date_part, _listed(detection.languages), _listed(detection.orders)])


def as_record(detection: Detection) -> dict[str, Any]:
    """A detection as the documented JSON object."""
    return {
        "schema": SCHEMA,
        "source": detection.source,
        "date": _rounded(detection.date),
        "languages": _records("language", detection.languages),
        "orders": _records("order", detection.orders),
        "reason": detection.reason,
        "code": detection.code,
        "facts": dict(detection.facts),
    }


def _records(kind: str, guesses: Sequence[Guess]) -> list[dict[str, Any]]:
    return [{kind: guess.name, "probability": _rounded(guess.probability)} for guess in guesses]


def _listed(guesses: Sequence[Guess]) -> str:
    """The first guess, and others with a probability of at least a hundredth."""
    shown = [guess for guess in guesses if guess is guesses[0] or guess.probability >= _LEAST_SHOWN]
    return ", ".join(f"{guess.name} {_probability(guess.probability)}" for guess in shown)


def _rounded(probability: float) -> float:
    """With four digits; never rounded up to certainty."""
    almost: float = 1 - 10**-_DIGITS
    return min(round(probability, _DIGITS), almost)


def _probability(probability: float) -> str:
    """With two digits, truncated for the same reason."""
    return f"{math.floor(100 * probability) / 100:.2f}"
