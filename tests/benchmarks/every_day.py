"""Every day of two centuries in forty formats: python tests/benchmarks/every_day.py --step 1

Each day from 1850 to 2049 in the formats of many languages; the order of the fields is given where it is
open. Prints what is right and wrong, and what is missed of leap days. `--step 37` takes every 37th day and
all leap days. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import datetime
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from data_gen.dates.days import Day
from data_gen.dates.patterns import is_numeric, order_of
from data_gen.dates.surface import write
from data_gen.locales import load
from datenorm.convert.normalizer import Normalizer

FIRST, LAST = datetime.date(1850, 1, 1), datetime.date(2049, 12, 31)
FORMATS = (
    ("en-GB", "d MMMM y"),
    ("en-US", "MMMM d, y"),
    ("en-GB", "EEEE d MMMM y"),
    ("en-US", "EEE, MMM d, y"),
    ("en-GB", "dd MMM y"),
    ("en-US", "o MMMM y"),
    ("en-GB", "y-MM-dd"),
    ("en-GB", "dd/MM/y"),
    ("en-US", "MM/dd/y"),
    ("en-US", "M/d/y"),
    ("en-GB", "yyyyMMdd"),
    ("en-GB", "dd-MMM-y"),
    ("en-US", "y MMMM d"),
    ("de", "d. MMMM y"),
    ("de", "dd.MM.y"),
    ("de", "EEEE, d. MMMM y"),
    ("fr", "d MMMM y"),
    ("fr", "EEEE d MMMM y"),
    ("fr", "dd/MM/y"),
    ("es", "d 'de' MMMM 'de' y"),
    ("it", "d MMMM y"),
    ("pt", "d 'de' MMMM 'de' y"),
    ("nl", "d MMMM y"),
    ("nl", "dd-MM-y"),
    ("sv", "d MMMM y"),
    ("da", "d. MMMM y"),
    ("nb", "d. MMMM y"),
    ("fi", "d. MMMM y"),
    ("pl", "d MMMM y"),
    ("cs", "d. MMMM y"),
    ("hu", "y. MMMM d."),
    ("ro", "d MMMM y"),
    ("ru", "d MMMM y 'г'."),
    ("uk", "d MMMM y 'р'."),
    ("el", "d MMMM y"),
    ("tr", "d MMMM y"),
    ("ja", "y年M月d日"),
    ("zh", "y年M月d日"),
    ("ko", "y년 M월 d일"),
    ("id", "d MMMM y"),
)


def days(step: int) -> Iterator[datetime.date]:
    """Every nth day, and every leap day."""
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + datetime.timedelta(number)
        if number % step == 0 or is_leap_day(day):
            yield day


def is_leap_day(day: datetime.date) -> bool:
    """Whether a day is 29 February."""
    return (day.month, day.day) == (2, 29)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", type=int, default=1, help="take every nth day (default 1)")
    parser.add_argument("--model", type=Path, help="bundle to read with; default the bundled one")
    parser.add_argument(
        "--failures", type=int, default=0, metavar="N", help="failures to show of each format"
    )
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    arguments = parser.parse_args()
    normalizer, found = Normalizer.load(arguments.model), list(days(arguments.step))
    totals, figures = Counter[str](), {}
    print(
        f"{'locale':8}{'format':24}{'days':>8}{'right':>10}{'wrong':>7}{'refused':>9}{'leap days missed':>18}"
    )
    for locale, pattern in FORMATS:
        rng, data = Random(pattern), load(locale)
        texts = [write(pattern, Day(day.year, day.month, day.day), data, rng).source for day in found]
        order = order_of(pattern) if is_numeric(pattern) else None
        counts, shown = Counter[str](), 0
        for day, result in zip(found, normalizer.convert_many(texts, locale, order), strict=True):
            came = "refused" if result.value is None else "right" if result.value == str(day) else "wrong"
            counts[came] += 1
            counts["leap"] += came != "right" and is_leap_day(day)
            if came != "right" and shown < arguments.failures:
                shown += 1
                print(f"  {result.source!r}: {result.value or result.reason}")
        totals.update(counts)
        figures[f"{locale} {pattern}"] = dict(counts)
        _show(locale, pattern, counts)
    _show("all", "", totals)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _show(locale: str, pattern: str, counts: Counter[str]) -> None:
    total = counts["right"] + counts["wrong"] + counts["refused"]
    right = f"{100 * counts['right'] / total:.3f}%"
    row = f"{total:8,}{right:>10}{counts['wrong']:7,}{counts['refused']:9,}{counts['leap']:18,}"
    print(f"{locale:8}{pattern:24}{row}", flush=True)


if __name__ == "__main__":
    main()
