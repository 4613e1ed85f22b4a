"""`datenorm generate`: pairs of a text and the date it means, as JSON lines."""

from __future__ import annotations

import time
from contextlib import nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from datenorm.cli.streams import say, writing
from datenorm.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

_STRIDE = 500
"""Pairs after which the bar moves."""

_DOCUMENTS = "documents"
_STREAM = Path("-")

EPILOG = """\b
Examples:
  datenorm generate --n 1000000 --seed 1 -o pairs.jsonl
  datenorm generate --n 20 --language fr
  datenorm generate --n 20 --kind archival --split valid-unseen --language de
  datenorm generate --n 1000 --kind documents -o documents.jsonl
"""


@click.command(epilog=EPILOG)
@click.option(
    "--n", "count", type=click.IntRange(0), default=1000, show_default=True, help="Number of pairs."
)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same pairs.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    default="-",
    metavar="FILE",
    help="File to write, as JSON lines; - is standard output.  [default: -]",
)
@click.option(
    "--split",
    default="train",
    show_default=True,
    help="train, valid-seen, valid-unseen (patterns and locales that training never sees) or valid-noise.",
)
@click.option(
    "--language", "languages", multiple=True, metavar="CODE", help="Only this language; can be repeated."
)
@click.option("--kind", metavar="KIND", help="Only this kind: full, archival, nodate ...; or documents.")
@click.option(
    "--workers",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    help="Processes; the pairs do not depend on it.",
)
def generate(
    count: int,
    seed: int,
    output: Path,
    split: str,
    languages: tuple[str, ...],
    kind: str | None,
    workers: int,
) -> None:
    """Generate pairs of a text and the date it means, one JSON object per line.

    Each has source, value, language, locale, order, pattern, kind and noise. With --kind documents, texts
    with several dates or none: each has text, language, kind and spans (start, end, value, language).
    """
    from datenorm.pipeline import api

    lines: Iterable[str]
    if kind == _DOCUMENTS:
        if split != "train":
            raise InputError("documents have no splits", hint="leave out --split and take another --seed")
        drawn = api.generate_documents(count, seed=seed, languages=languages, workers=workers)
        lines = map(api.as_json, drawn)
    else:
        pairs = api.generate(count, seed=seed, split=split, languages=languages, kind=kind, workers=workers)
        lines = map(api.as_json, pairs)
    unit = "documents" if kind == _DOCUMENTS else "pairs"
    started = time.monotonic()
    with nullcontext() if output == _STREAM else writing(output), _opened(output) as stream:
        _write(lines, count, stream, unit)
    seconds = time.monotonic() - started
    say(f"{count:,} {unit} in {seconds:.1f} s, {count / max(seconds, 1e-9):,.0f} {unit}/s")


def _opened(output: Path) -> IO[str]:
    """The stream to write to; standard output is not closed."""
    try:
        stream: IO[str] = click.open_file(str(output), "w", encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot write {output}: {error.strerror}") from error
    return stream


def _write(lines: Iterable[str], count: int, stream: IO[str], unit: str) -> None:
    from datenorm.display.consoles import error_console
    from datenorm.display.progress import counting

    with counting(error_console(), "writing", unit=unit) as show:
        for number, line in enumerate(lines, 1):
            stream.write(line + "\n")
            if number % _STRIDE == 0:
                show(number, count)
        stream.flush()
