"""How often catalogue dates are read rightly: python tests/benchmarks/catalogue_bench.py [MODEL]

For each language with words for catalogue dates, dates by patterns that training never sees, clean, with the
language as a hint: the share whose first and last year are right, of all and of those that are answered. Then
three texts that are no dates. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from data_gen import archival
from data_gen.archival.lexicon import table
from data_gen.locales import load
from data_gen.splits import is_held_out_pattern
from datenorm import Normalizer
from datenorm.values import interval_of, resolve

NO_DATES = ("1960 copies", "c. 1850 words", "lot 1914-15")
LARGEST = ("en", "zh", "es", "ar", "hi", "pt", "ru", "ja", "de", "fr")

Years = tuple[str | None, str | None]


@dataclass(frozen=True)
class Row:
    """What became of the dates of one language."""

    language: str
    dates: int
    right: float
    wrong: float
    refused: float
    missed: tuple[tuple[str, str, str | None], ...]


def unseen(language: str, number: int, seed: int) -> list[tuple[str, str]]:
    """Catalogue dates of a language by unseen patterns, each with its value.

    Every draw costs, and one in fifteen is unseen; a pattern is met as often as the generator draws it.
    """
    rng = Random(f"{seed}/catalogue/{language}")
    data = load(language)
    found: dict[str, str] = {}
    while len(found) < number:
        example = archival.draw(rng, data, only=True)
        if is_held_out_pattern(example.pattern):
            found[example.source] = example.value
    return list(found.items())


def years(value: str | None) -> Years | None:
    """The first and last year a resolved value means."""
    interval = interval_of(value)
    if interval is None:
        return None
    return tuple(None if day is None else day[:-6] for day in interval)  # type: ignore[return-value]


def measure(normalizer: Normalizer, language: str, number: int, seed: int) -> Row:
    """Read the unseen dates of a language."""
    drawn = unseen(language, number, seed)
    right = wrong = 0
    missed = []
    answers = normalizer.convert_many((text for text, _ in drawn), locale=language)
    for (text, value), conversion in zip(drawn, answers, strict=True):
        wanted = years(resolve(value).value)
        got = years(conversion.value)
        right += got == wanted
        wrong += got is not None and got != wanted
        if got != wanted:
            missed.append((text, value, conversion.value))
    count = len(drawn)
    refused = (count - right - wrong) / count
    return Row(language, count, right / count, wrong / count, refused, tuple(missed))


def main() -> None:
    """Print the table, worst language first, and the refusals."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", nargs="?", type=Path, help="a bundle; the shipped one by default")
    parser.add_argument("--n", type=int, default=1000, help="dates of each language")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--language", action="append", help="only this one; can be repeated")
    parser.add_argument("--misses", type=int, default=0, help="misses to print of each language")
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args()
    normalizer = Normalizer.load(options.model) if options.model else Normalizer.load()
    started = time.monotonic()
    rows = [
        measure(normalizer, language, options.n, options.seed) for language in options.language or table()
    ]
    report(rows, options.misses)
    refused = {text: normalizer.convert(text).value is None for text in NO_DATES}
    for text, is_refused in refused.items():
        print(f"{text!r}: {'refused' if is_refused else 'READ AS A DATE'}")
    print(f"{time.monotonic() - started:.0f} s")
    if options.json:
        figures = {"rows": [{**asdict(row), "missed": len(row.missed)} for row in rows], "refused": refused}
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")


def report(rows: list[Row], misses: int) -> None:
    """The rows as a table, and the means."""
    print(f"{'':9} {'dates':>6} {'right %':>8} {'wrong %':>8} {'refused %':>10}")
    for row in sorted(rows, key=lambda row: row.right):
        print(
            f"{row.language:9} {row.dates:6} {row.right:8.1%} {row.wrong:8.1%} {row.refused:10.1%}".replace(
                "%", " "
            )
        )
        for text, value, got in row.missed[:misses]:
            print(f"          {text!r}: {value}, read {got}")
    for name, chosen in (("ten largest", [row for row in rows if row.language in LARGEST]), ("all", rows)):
        if chosen:
            mean = sum(row.right for row in chosen) / len(chosen)
            least = min(chosen, key=lambda row: row.right)
            print(f"{name}: mean {mean:.1%}, least {least.right:.1%} ({least.language})")


if __name__ == "__main__":
    main()
