"""Plain dates in every language, form by form: python -m tests.benchmarks.plain_forms

Days, months, ranges and times as CLDR writes them, and forms without words, with the language as a hint.
Nothing about them is doubtful, so every refusal shows what the generator lacks or code decides wrongly: a
kind of day, a form, a language. Prints the shares of each form and where most are refused or wrong. Needs
the extra `train`.
"""

from __future__ import annotations

import argparse
import datetime
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from babel import Locale
from babel.dates import format_date

from data_gen.locales import babel_locale, inventory
from datenorm import Normalizer

DASHES = ("-", "–", " - ", " – ")
WORST = 8
Form = Callable[[Random, Locale], tuple[str, str]]


def _day(rng: Random, *, last: bool = False) -> datetime.date:
    """A day from 1600 to 2040; one of the last days of its month if asked for."""
    while True:
        year, month = rng.randint(1600, 2040), rng.randint(1, 12)
        try:
            return datetime.date(year, month, rng.randint(29, 31) if last else rng.randint(1, 28))
        except ValueError:
            continue


def _written(pattern: str, *, last: bool = False) -> Form:
    def form(rng: Random, locale: Locale) -> tuple[str, str]:
        day = _day(rng, last=last)
        return format_date(day, pattern, locale=locale), day.isoformat()

    return form


def month(rng: Random, locale: Locale) -> tuple[str, str]:
    """`March 1853`."""
    day = _day(rng)
    return format_date(day, "LLLL y", locale=locale), day.isoformat()[:7]


def yearless(rng: Random, locale: Locale) -> tuple[str, str]:
    """`3 March`."""
    day = _day(rng)
    return format_date(day, "d MMMM", locale=locale), f"XXXX-{day:%m-%d}"


def with_time(rng: Random, locale: Locale) -> tuple[str, str]:
    """`3 March 1853 14:25`."""
    day = _day(rng)
    return f"{format_date(day, 'long', locale=locale)} 14:25", day.isoformat()


def compact(rng: Random, locale: Locale) -> tuple[str, str]:
    """`18530331`."""
    day = _day(rng, last=rng.random() < 0.5)
    return f"{day:%Y%m%d}", day.isoformat()


def years(rng: Random, locale: Locale) -> tuple[str, str]:
    """`1853–1861`."""
    first = rng.randint(1500, 2020)
    last = first + rng.randint(1, 40)
    return f"{first}{rng.choice(DASHES)}{last}", f"{first}/{last}"


def months(rng: Random, locale: Locale) -> tuple[str, str]:
    """`March–May 1853`."""
    first = _day(rng).replace(month=rng.randint(1, 11))
    last = first.replace(month=rng.randint(first.month + 1, 12))
    start, end = format_date(first, "LLLL", locale=locale), format_date(last, "LLLL y", locale=locale)
    return f"{start}{rng.choice(DASHES)}{end}", f"{first:%Y-%m}/{last:%Y-%m}"


def over_new_year(rng: Random, locale: Locale) -> tuple[str, str]:
    """`12 December – 3 January 1853`."""
    first = _day(rng).replace(month=12)
    last = first.replace(year=first.year + 1, month=1, day=rng.randint(1, 28))
    start, end = format_date(first, "d MMMM", locale=locale), format_date(last, "d MMMM y", locale=locale)
    return f"{start}{rng.choice(DASHES)}{end}", f"{first}/{last}"


def whole_days(rng: Random, locale: Locale) -> tuple[str, str]:
    """`3 March 1853 – 7 May 1861`."""
    first = _day(rng)
    last = first + datetime.timedelta(days=rng.randint(40, 4000))
    start, end = (format_date(day, "d MMMM y", locale=locale) for day in (first, last))
    return f"{start}{rng.choice(DASHES[2:])}{end}", f"{first}/{last}"


FORMS: dict[str, Form] = {
    "long": _written("long"),
    "long, 29th to 31st": _written("long", last=True),
    "medium": _written("medium"),
    "with its weekday": _written("full"),
    "day, time": with_time,
    "month and year": month,
    "day without a year": yearless,
    "yyyymmdd": compact,
    "years": years,
    "months of a year": months,
    "over New Year": over_new_year,
    "days of two years": whole_days,
}


def texts(name: str, number: int, seed: int) -> Iterator[tuple[str, str, str]]:
    """Language, text and value of a form, so many in each language that Babel knows."""
    for language, (identifier, *_) in inventory().items():
        rng, locale = Random(f"{seed}/{name}/{language}"), babel_locale(identifier)
        for _ in range(number):
            yield language, *FORMS[name](rng, locale)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--n", type=int, default=10, help="texts of each form and language (default 10)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--language", action="append", help="only this language; can be repeated")
    parser.add_argument("--model", type=Path, help="bundle to read with; default the bundled one")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="failures to show of each form")
    arguments = parser.parse_args()
    normalizer = Normalizer.load(arguments.model)
    print(f"{'form':22}{'texts':>8}{'refused':>9}{'wrong':>8}  most in")
    for name in FORMS:
        drawn = [
            row
            for row in texts(name, arguments.n, arguments.seed)
            if arguments.language is None or row[0] in arguments.language
        ]
        read = normalizer.convert_many([text for _, text, _ in drawn], [language for language, *_ in drawn])
        counts, worst, failed = Counter[str](), Counter[str](), list[str]()
        for (language, text, value), result in zip(drawn, read, strict=True):
            if result.value != value:
                counts["wrong" if result.value else "refused"] += 1
                worst[language] += 1
                failed.append(f"    {language}: {text!r} {result.value or result.code}")
        refused, wrong = (100 * counts[kind] / len(drawn) for kind in ("refused", "wrong"))
        places = ", ".join(f"{language} {number}" for language, number in worst.most_common(WORST))
        print(f"{name:22}{len(drawn):8,}{refused:8.2f}%{wrong:7.2f}%  {places}")
        for line in failed[: arguments.failures]:
            print(line)


if __name__ == "__main__":
    main()
