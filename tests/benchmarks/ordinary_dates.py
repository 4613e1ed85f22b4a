"""Dates that people say every day, in thirteen languages: python -m tests.benchmarks.ordinary_dates

Some forty meanings (*tonight*, *before Christmas*, *the first Monday of May*) as `ordinary_dates.toml` has
them in each language: converted alone with the language as a hint and without a reference date, and found in
three sentences each. Nobody would call one of them doubtful, so a refusal shows what the generator lacks.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from datenorm import Conversion, Normalizer
from datenorm.finding.finder import Finder
from datenorm.values import Reckoning, resolve

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

RECKONING = Reckoning(reference_date=datetime.date(2026, 11, 25))
OUTCOMES = ("right", "refused", "wrong")
FOUND = ("exactly", "in part", "missed")


@dataclass(frozen=True, slots=True)
class Said:
    """A date as it is said.

    Attributes:
        text: the date.
        language: its language.
        meanings: its values or programs; usually one.
    """

    text: str
    language: str
    meanings: tuple[str, ...]


def said(table: dict[str, object]) -> Iterator[Said]:
    """All dates of the table."""
    for row in table["date"]:  # type: ignore[attr-defined]
        meanings = tuple(row.pop("meaning").split("|"))
        yield from (Said(text, language, meanings) for language, text in row.items())


def outcome(read: Conversion, meanings: tuple[str, ...]) -> str:
    """What came of a date, one of `OUTCOMES`."""
    program = read.relative or read.value
    if read.status not in ("converted", "relative") or program is None:
        return "refused"
    return "right" if any(_same(program, meaning) for meaning in meanings) else "wrong"


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    meant = resolve(one, RECKONING)
    return meant.value is not None and meant == resolve(other, RECKONING)


def place_found(text: str, start: int, end: int, finder: Finder) -> str:
    """How a date was found in a text, one of `FOUND`."""
    spans = [(found.start, found.end) for found in finder.find(text, workers=1)]
    if (start, end) in spans:
        return "exactly"
    return "in part" if any(first < end and start < last for first, last in spans) else "missed"


def main() -> None:
    """Measure and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="bundle to read with; default the bundled one")
    parser.add_argument("--failures", action="store_true", help="show what is not read rightly")
    arguments = parser.parse_args()
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    normalizer = Normalizer.load(arguments.model)
    finder, sentences = Finder(normalizer), table["sentences"]
    read: dict[str, Counter[str]] = {}
    places: dict[str, Counter[str]] = {}
    for one in said(table):
        conversion = normalizer.convert(one.text, one.language)
        came = outcome(conversion, one.meanings)
        read.setdefault(one.language, Counter())[came] += 1
        if came != "right" and arguments.failures:
            print(f"  {one.text} ({one.language}): {conversion.value or conversion.relative}, {came}")
        for sentence in sentences[one.language]:
            start = sentence.index("{d}")
            text = sentence.replace("{d}", one.text)
            place = place_found(text, start, start + len(one.text), finder)
            places.setdefault(one.language, Counter())[place] += 1
    print(f"{'':8}{'dates':>7}", *(f"{name:>9}" for name in (*OUTCOMES, *FOUND)))
    for language in (*read, "all"):
        shown = [
            sum(counts.values(), Counter()) if language == "all" else counts[language]
            for counts in (read, places)
        ]
        shares = [
            f"{100 * counts[name] / counts.total():8.1f}%"
            for counts, names in zip(shown, (OUTCOMES, FOUND), strict=True)
            for name in names
        ]
        print(f"{language:8}{shown[0].total():7}", *shares)


if __name__ == "__main__":
    main()
