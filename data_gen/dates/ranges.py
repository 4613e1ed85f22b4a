"""Ranges of days and months that say little or nothing of their years, and months in Roman numerals.

`26 July - 22 August`, `16.8.-1.9.`, `Dec 28 - Jan 03, 2027`, `1-4.V.1997`, `VIII-IX.1992`, `juillet 98`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from data_gen.dates import habits
from data_gen.dates.days import OTHER_YEARS, Day, days_in_month, draw_day
from data_gen.dates.number_words import day_words
from data_gen.dates.patterns import fields, has_short_year
from data_gen.dates.sharing import shared
from data_gen.dates.surface import range_of, value_of, write
from data_gen.example import Example
from data_gen.language import texts
from data_gen.locales import LocaleData
from data_gen.times.digits import in_digits_of

_LAST_FIRST_DAY = 28
_DASHES = (" - ", "-", "–", " – ", " — ", "—", "-", " -")
_SHORT_MONTHS = ("MMMM yy", "MMM yy", "MMM. yy", "LLLL yy", "LLL yy", "MMM P", "MMMM P")
_ROMAN_MONTHS = ("R.y", "R. y", "R/y", "R-y", "R y", "R.yy", "R.y.")
_ROMAN_DAYS = ("d.R.y", "d. R. y", "dd.R.y", "d R y", "d/R/y", "d-R-y", "d.R.yy", "d.R y")
_NUMBERED = ("dd.MM.yy", "d.M.yy", "dd.MM.y", "d.M.y", "dd/MM/yy", "dd/MM/y", "d/M/yy")
_FIRST_YEAR_ALONE = 32
"""The least two digits after a month that cannot be a day."""


def draw(rng: Random, data: LocaleData) -> Example:
    """Draw one in a locale."""
    maker = rng.choices(_MAKERS, _SHARES)[0]
    if maker in (_numbered, _numbered_once, _short_month) and data.language in OTHER_YEARS:
        maker = _yearless
    return maker(rng, data)


def _yearless(rng: Random, data: LocaleData) -> Example:
    """Two days of an unknown year: `26 July - 22 August`, `16.8.-1.9`."""
    if rng.random() < 0.3 and data.order != "YMD":
        sign = "/" if data.order == "MDY" else rng.choice("..../-")
        body = f"M{sign}d" if data.order == "MDY" else rng.choice((f"d{sign}M", f"dd{sign}MM"))
        pattern = body + ("." if sign == "." and rng.random() < 0.6 else "")
    else:
        pattern = _plain(rng, data, year=False)
    first = draw_day(rng, year=2023)
    last = _later(first, rng)
    return _range(pattern, pattern, first, last, rng, data)


def _across(rng: Random, data: LocaleData) -> Example:
    """Two days with the year of the second, or of both: `Dec 28 - Jan 03, 2027`, `3. bis 9. Mai 2020`."""
    pattern = _plain(rng, data, year=True)
    is_short = has_short_year(pattern)
    first = draw_day(rng, year=rng.randint(1950, 2028) if is_short else rng.randint(1700, 2040))
    if rng.random() < 0.6:
        first = Day(first.year, 12, rng.randint(15, 31))
    last = _later(first, rng)
    start, end = shared(pattern, "M" if last.month != first.month else "d")
    if rng.random() < 0.15:
        start, end = pattern, pattern
    return _range(start, end, first, last, rng, data, meaning=pattern)


def days_of_month(rng: Random, data: LocaleData) -> Example:
    """Two days of one month, which is named once: `vom 3. bis 5. Mai`, `May 3 to 5, 2014`."""
    pattern = _plain(rng, data, year=rng.random() < 0.4)
    first = draw_day(rng, year=rng.randint(1990, 2035))
    while first.day >= _LAST_FIRST_DAY:
        first = draw_day(rng, year=first.year)
    last = replace(first, day=rng.randint(first.day + 1, days_in_month(first.year, first.month)))
    if rng.random() < _IN_WORDS and (said := _days_in_words(pattern, first, last, rng, data)):
        return said
    start, end = shared(pattern, "d")
    return _range(start, end, first, last, rng, data, meaning=pattern, worded=0.6)


_IN_WORDS = 0.1
"""Share of ranges within a month whose days are in words."""


def _days_in_words(pattern: str, first: Day, last: Day, rng: Random, data: LocaleData) -> Example | None:
    """`From the ninth to the seventeenth of April`; None without words, or if the day is not first."""
    forms = texts(data.language, "archival.from_to_day")
    way = rng.random()  # both days are cardinals or ordinals
    one, other = (day_words(day.day, data.language, Random(way)) for day in (first, last))
    if not forms or one is None or other is None or not re.match(r"d\.? ", pattern):
        return None
    if one.endswith(("st", "nd", "rd", "th")) and data.language == "en" and rng.random() < 0.7:
        one, other = f"the {one}", f"the {other}"
    tail = re.sub(r"^d\.?", "", pattern)
    rest = write(tail, last, data, rng, people=True)
    text = rng.choice(forms).format(one, f"{other}{rest.source}")
    value = range_of(value_of(pattern, first), value_of(pattern, last))
    return _kept(Example(text, value, data.language, order=data.order, pattern=pattern), data)


def _plain(rng: Random, data: LocaleData, *, year: bool) -> str:
    """A pattern with the month by name and without a weekday that can be shortened."""
    while True:
        pattern = habits.named_pattern(rng, data.identifier, year=year, weekday=0)
        if pattern.startswith(("d", "M", "L", "o")) and not re.search(r"[-/_·–]|yy(?!yy)\S", pattern):
            return pattern


def _numbered(rng: Random, data: LocaleData) -> Example:
    """Two days in numbers with their years, often of two digits: `03.08.15-04.08.15`."""
    pattern = rng.choice(_NUMBERED)
    if data.order == "MDY":
        pattern = re.sub(r"(d+)\W(M+)\W", r"\2/\1/", pattern)
    first = draw_day(rng, year=rng.randint(1950, 2028))
    return _range(pattern, pattern, first, _later(first, rng), rng, data)


def _numbered_once(rng: Random, data: LocaleData) -> Example:
    """Two days in numbers in the order of the locale, with one year for both: `3/14 - 4/22/2018`,
    `14.3.-22.4.2018`, `2018/3/14 - 4/22`.
    """
    if data.order == "YMD":
        start, end = rng.choice((("y/M/d", "M/d"), ("y/M/d", "M/d"), ("y/MM/dd", "MM/dd"), ("y.M.d", "M.d")))
        pattern = start
    else:
        sign = "/" if data.order == "MDY" else rng.choice("../")
        day, month = rng.choice((("d", "M"), ("d", "M"), ("dd", "MM")))
        body = f"{month}{sign}{day}" if data.order == "MDY" else f"{day}{sign}{month}"
        start = body + ("." if sign == "." and rng.random() < 0.7 else "")
        pattern = end = f"{body}{sign}{'y' if rng.random() < 0.65 else 'yy'}"
    is_short = has_short_year(pattern)
    first = draw_day(rng, year=rng.randint(1950, 2028) if is_short else rng.randint(1900, 2040))
    return _range(start, end, first, _later(first, rng), rng, data, meaning=pattern)


def _roman_days(rng: Random, data: LocaleData) -> Example:
    """Days with their months in Roman numerals, alone or in a range: `1-4.V.1997`, `27.XII.98-5.I.99`."""
    pattern = rng.choice(_ROMAN_DAYS)
    first = draw_day(rng, year=rng.randint(1932, 1999) if "yy" in pattern else rng.randint(1750, 2030))
    if rng.random() < 0.4:
        return _alone(pattern, first, rng, data)
    last = _later(first, rng)
    if last.month == first.month and rng.random() < 0.7:
        return _range(rng.choice(("d", "d", "d.")), pattern, first, last, rng, data, meaning=pattern)
    if last.year == first.year and rng.random() < 0.6:
        start = re.sub(r"(?<=R)\W*y+", "", pattern) + rng.choice(("", "", "."))
        return _range(start, pattern, first, last, rng, data, meaning=pattern)
    return _range(pattern, pattern, first, last, rng, data)


def _roman_months(rng: Random, data: LocaleData) -> Example:
    """Months in Roman numerals, alone or in a range: `IV. 1995`, `VIII-IX.1992`, `XI.1991-II.1992`."""
    pattern = rng.choice(_ROMAN_MONTHS)
    first = draw_day(rng, year=rng.randint(1932, 1999) if "yy" in pattern else rng.randint(1750, 2030))
    if rng.random() < 0.5:
        return _alone(pattern, first, rng, data)
    length = rng.choice((1, 1, 1, 2, 3, rng.randint(2, 20)))
    months = first.year * 12 + first.month - 1 + length
    last = Day(months // 12, months % 12 + 1, 1)
    if last.year == first.year and pattern != "R-y":
        return _range("R", pattern, first, last, rng, data, meaning=pattern)
    return _range(pattern, pattern, first, last, rng, data)


def _short_month(rng: Random, data: LocaleData) -> Example:
    """A month with two digits of its year: `juillet 98`, `Jan '99`."""
    pattern = rng.choice(_SHORT_MONTHS)
    return _alone(pattern, draw_day(rng, year=1900 + rng.randint(_FIRST_YEAR_ALONE, 99)), rng, data)


def _alone(pattern: str, day: Day, rng: Random, data: LocaleData) -> Example:
    return _kept(write(pattern, day, data, rng, people=True), data)


def _range(
    start: str,
    end: str,
    first: Day,
    last: Day,
    rng: Random,
    data: LocaleData,
    *,
    meaning: str = "",
    worded: float = 0.25,
) -> Example:
    """Two dates with a dash, or words of the language with the frequency `worded`, between them."""
    people = rng.random() < 0.4
    written = [
        write(*each, data, rng, people=people, meaning=meaning) for each in ((start, first), (end, last))
    ]
    both = "".join(each.source for each in written)
    one, other = (replace(each, source=in_digits_of(both, each.source)) for each in written)
    forms = texts(data.language, "archival.from_to_day")
    if forms and "R" not in end and "d" in fields(end) and rng.random() < worded:
        text = rng.choice(forms).format(one.source, other.source)
    else:
        text = rng.choice(_DASHES).join((one.source, other.source))
    value = range_of(one.value, other.value)
    return _kept(Example(text, value, data.language, order=data.order, pattern=other.pattern), data)


def _kept(example: Example, data: LocaleData) -> Example:
    return Example(
        example.source,
        example.value,
        data.language,
        order=data.order,
        pattern=f"range:{example.pattern}",
        kind="range",
    )


def _later(day: Day, rng: Random) -> Day:
    """A day up to two months later."""
    left = rng.choice((1, 2, 3, 5, 6, 7, 10, 14, rng.randint(1, 60), rng.randint(1, 60)))
    year, month, number = day.year, day.month, day.day + left
    while number > days_in_month(year, month):
        number -= days_in_month(year, month)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return Day(year, month, number)


_Maker = Callable[[Random, LocaleData], Example]
_MAKERS: tuple[_Maker, ...] = (
    *(_yearless, _across, days_of_month, _numbered, _numbered_once, _roman_days, _roman_months, _short_month),
)
_SHARES = (28, 34, 22, 13, 14, 13, 10, 8)
