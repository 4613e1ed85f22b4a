"""CLDR's relative words in held-out regional locales: python tests/benchmarks/relative_words.py

All words (*yesterday*, *next Monday*) and counted forms (*3 weeks ago*, with two numbers each) of regional
locales that training never sees, converted with the locale as a hint and without a reference date. Right is
the program that CLDR's field means, or one that means the same. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import datetime
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from data_gen.locales import babel_locale, inventory
from data_gen.relative.claims import is_outweighed
from data_gen.relative.cldr import Saying, sayings
from data_gen.splits import is_held_out_locale
from datenorm import Conversion, Normalizer
from datenorm.values import Reckoning, resolve
from datenorm.values.alphabet import WEEKDAYS

RECKONING = Reckoning(reference_date=datetime.date(2026, 11, 25))
OUTCOMES = ("right", "refused", "another program", "a value")
NUMBERS = range(1, 31)
NUMBERS_OF_A_FORM = 2


def texts_of(identifier: str) -> Iterator[tuple[str, str]]:
    """Each relative text of a locale, and its program; none that more people mean otherwise."""
    language = identifier.split("-")[0]
    for saying in sayings(identifier):
        for text, program in _counted(saying, identifier) if "{n}" in saying.text else [saying[:2]]:
            if not is_outweighed(saying.text, saying.program, language):
                yield text, program


def _counted(saying: Saying, identifier: str) -> list[tuple[str, str]]:
    """A form with the first numbers that fit its plural."""
    plural_of = babel_locale(identifier).plural_form
    fitting = [number for number in NUMBERS if saying.plural in ("", plural_of(number))]
    return [
        (saying.text.replace("{n}", str(number)), saying.program.replace("{n}", str(number)))
        for number in fitting[:NUMBERS_OF_A_FORM]
    ]


def group_of(program: str) -> str:
    """Words, those with a weekday, or a number of units or weekdays ago."""
    if any(digit in program for digit in "123456789") and program not in ("@+1d", "@-1d", "@+2d", "@-2d"):
        return "counted"
    return "weekdays" if any(weekday in program for weekday in WEEKDAYS) else "words"


def outcome(read: Conversion, program: str) -> str:
    """What came of a text, one of `OUTCOMES`."""
    if read.status == "relative" and read.relative is not None:
        return "right" if means_the_same(program, read.relative) else "another program"
    return "refused" if read.value is None else "a value"


def means_the_same(one: str, other: str) -> bool:
    """Whether two programs mean the same days; all that count by hours need more than a day."""
    meant = resolve(one, RECKONING)
    return one == other or (meant.value is not None and meant == resolve(other, RECKONING))


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="bundle to read with; default the bundled one")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="wrong answers to show")
    arguments = parser.parse_args()
    held_out = sorted(
        identifier
        for identifiers in inventory().values()
        for identifier in identifiers
        if is_held_out_locale(identifier)
    )
    asked = [(text, program, identifier) for identifier in held_out for text, program in texts_of(identifier)]
    conversions = Normalizer.load(arguments.model).convert_many(
        [text for text, _, _ in asked], [identifier for _, _, identifier in asked]
    )
    counts: dict[str, Counter[str]] = {group: Counter() for group in ("words", "weekdays", "counted")}
    shown = 0
    for (text, program, identifier), read in zip(asked, conversions, strict=True):
        came = outcome(read, program)
        counts[group_of(program)][came] += 1
        if came != "right" and shown < arguments.failures:
            shown += 1
            print(f"  {text!r} ({identifier}): {read.value or read.relative}, not {program}; {came}")
    print(f"{len(asked):,} texts of {len(held_out)} locales")
    print("".join(f"{name:>17}" for name in ("", "texts", *OUTCOMES)))
    for group, count in counts.items():
        shares = "".join(f"{100 * count[came] / count.total():15.2f} %" for came in OUTCOMES)
        print(f"{group:17}{count.total():17,}{shares}")


if __name__ == "__main__":
    main()
