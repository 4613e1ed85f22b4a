"""How often a column's order is found rightly: python tests/benchmarks/column_bench.py

Columns of 50 numeric dates, each in the short format of one locale, all locales of the generator in turn:
with a row that only the true order can read; with none; with two-digit years of this century alone, where no
row excludes that the year stands first; with two typos; half and half in two orders. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from data_gen.dates.days import Day, draw_day
from data_gen.dates.patterns import has_short_year, is_numeric, order_of
from data_gen.dates.surface import write
from data_gen.locales import inventory, load
from datenorm.column import ColumnReading, infer
from datenorm.convert.normalizer import Normalizer

ROWS = 50

Draw = Callable[[Random], Day]


@dataclass(frozen=True)
class Format:
    """How a locale writes a date in numbers."""

    locale: str
    pattern: str
    order: str
    is_short: bool

    def write(self, day: Day, rng: Random) -> str:
        return write(self.pattern, day, load(self.locale), rng).source

    def is_decisive(self, day: Day) -> bool:
        """Whether no other order can read these numbers."""
        if self.order == "YMD" and not self.is_short:
            return True
        short_year = day.year % 100
        if self.is_short and self.order == "YMD":
            return short_year > 31
        return day.day > 12 and (not self.is_short or short_year > 31 or short_year == 0)

    def is_open(self, day: Day) -> bool:
        """Whether another order can read these numbers as well, or would read the same day."""
        return day.day <= 12 and (not self.is_short or 1 <= day.year % 100 <= 12)


@dataclass(frozen=True)
class Column:
    """Texts and what should be found."""

    texts: list[str]
    order: str
    name: str


def formats() -> list[Format]:
    """The short format of every locale, locales that write alike included."""
    found = []
    for identifiers in inventory().values():
        for identifier in identifiers:
            pattern = load(identifier).standard[3]
            order = order_of(pattern)
            if is_numeric(pattern) and order in ("DMY", "MDY", "YMD"):
                found.append(Format(identifier, pattern, order, has_short_year(pattern)))
    return found


def some_day(rng: Random) -> Day:
    return draw_day(rng, year=rng.randint(1930, 2029))


def recent_day(rng: Random) -> Day:
    return draw_day(rng, year=rng.randint(2001, 2025))


def open_day(rng: Random) -> Day:
    return Day(rng.randint(2001, 2012), rng.randint(1, 12), rng.randint(1, 12))


def days(rng: Random, draw: Draw, rows: int = ROWS) -> list[Day]:
    return [draw(rng) for _ in range(rows)]


def decisive(found: list[Format], rng: Random) -> Iterator[Column]:
    for form in found:
        drawn = days(rng, some_day)
        while not any(map(form.is_decisive, drawn)):
            drawn = days(rng, some_day)
        yield Column([form.write(day, rng) for day in drawn], form.order, form.locale)


def undecisive(found: list[Format], rng: Random) -> Iterator[Column]:
    for form in found:
        if form.order != "YMD" or form.is_short:
            yield Column([form.write(day, rng) for day in days(rng, open_day)], form.order, form.locale)


def recent(found: list[Format], rng: Random) -> Iterator[Column]:
    for form in found:
        if form.is_short:
            yield Column([form.write(day, rng) for day in days(rng, recent_day)], form.order, form.locale)


def with_typos(found: list[Format], rng: Random) -> Iterator[Column]:
    """A thousand rows, two of them in another order."""
    for form in found[::20]:
        stranger = next(
            other for other in found if other.order != form.order and other.is_short == form.is_short
        )
        texts = [form.write(day, rng) for day in days(rng, some_day, 998)]
        texts += [stranger.write(day, rng) for day in days(rng, some_day, 2)]
        yield Column(texts, form.order, form.locale)


def mixed(found: list[Format], rng: Random) -> Iterator[Column]:
    """Half of the rows in another order that ends or begins with the same year."""
    by_kind: dict[tuple[str, bool], list[Format]] = {}
    for form in found:
        by_kind.setdefault((form.order, form.is_short), []).append(form)
    kinds = [
        pair
        for pair in itertools.combinations(by_kind, 2)
        # A whole year in front is read alike under every order: beside it nothing is mixed up.
        if pair[0][0] != pair[1][0] and ("YMD", False) not in pair
    ]
    for turn in range(len(found) // 3):
        first, second = (rng.choice(by_kind[kind]) for kind in kinds[turn % len(kinds)])
        texts = [form.write(day, rng) for form in (first, second) for day in days(rng, some_day, ROWS // 2)]
        rng.shuffle(texts)
        yield Column(texts, "", f"{first.locale} ({first.order}) + {second.locale} ({second.order})")


def outcome(column: Column, reading: ColumnReading) -> str:
    if reading.status != "decided":
        return reading.status
    return "right" if reading.order == column.order else "wrong"


SORTS = {
    "a decisive row": decisive,
    "no decisive row": undecisive,
    "two-digit years 01-25": recent,
    "1,000 rows, 2 typos": with_typos,
    "mixed": mixed,
}


def main() -> None:
    """Measure, print a table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every Nth locale (default 1)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", type=Path, help="bundle to read with; default the bundled one")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="columns to show of each sort")
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    arguments = parser.parse_args()
    normalizer, found = Normalizer.load(arguments.model), formats()[:: arguments.every]
    figures: dict[str, dict[str, float]] = {}
    print(f"{'columns with':24}{'columns':>8}{'right':>8}{'wrong':>8}{'undecided':>11}{'mixed':>8}{'ms':>8}")
    for sort, make in SORTS.items():
        counts: Counter[str] = Counter()
        spent = 0.0
        shown = 0
        for column in make(found, Random(f"{arguments.seed} {sort}")):
            started = time.perf_counter()
            reading = infer(column.texts, normalizer)
            spent += time.perf_counter() - started
            came = outcome(column, reading)
            counts[came] += 1
            if shown < arguments.failures and came != {"mixed": "mixed", "no decisive row": "undecided"}.get(
                sort, "right"
            ):
                shown += 1
                print(f"  {came}: {column.name}, {column.texts[:3]}: {reading.explanation}")
        total = max(1, counts.total())
        figures[sort] = {"columns": counts.total(), "ms": round(1000 * spent / total, 1), **counts}
        shares = "".join(
            f"{100 * counts[came] / total:>{width}.2f}%"
            for came, width in (("right", 7), ("wrong", 7), ("undecided", 10), ("mixed", 7))
        )
        print(f"{sort:24}{counts.total():8,}{shares}{1000 * spent / total:8.1f}")
    if arguments.json:
        about = {"python": platform.python_version(), "cores": os.cpu_count(), "load": os.getloadavg()[0]}
        record = {"rows": ROWS, "seed": arguments.seed, "every": arguments.every, **about, "columns": figures}
        arguments.json.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
