"""The first and last day of a value, and how wide "approximately" is.

Seasons, margins, open ends and the words of archives are explained in docs/adr/0014-archival-readings.md.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from datenorm.values.alphabet import UNKNOWN_DIGIT
from datenorm.values.calendars import FIRST_DAY, LAST_DAY, Stretch, day_of, number_of, weekday_of
from datenorm.values.parsing import DateValue, RangeValue, SetValue, Value, parse
from datenorm.values.periods import MONTHS, PARTS_OF_YEAR

APPROXIMATE = "~%"
"""Qualifiers that widen an interval; `?` does not."""

_MARGIN_DAYS = 3
_MARGIN_WEEK_DAYS = 7
_MARGIN_MONTHS = {"month": 1, "season": 1, "year": 5 * 12, "decade": 5 * 12, "century": 25 * 12}
"""Days or months that an approximate date may be off to either side, by its precision."""


class Interval(NamedTuple):
    """A first and a last day, both included, in ISO 8601; None for an open end.

    Years before 1 are astronomical, with a minus before four digits: the Ides of March of 44 BC are
    -0043-03-15.
    """

    first: str | None
    last: str | None


@lru_cache(maxsize=1 << 14)
def interval_of(value: str | None) -> Interval | None:
    """The first and last day of a resolved value; None for no value or a value without a year.

    Args:
        value: ISO 8601 or EDTF as `resolve` gives it, or None.

    >>> interval_of("1914-02"), interval_of("../1945"), interval_of("1850~")
    (Interval(first='1914-02-01', last='1914-02-28'), Interval(first=None, last='1945-12-31'), \
Interval(first='1845-01-01', last='1855-12-31'))
    """
    parsed = None if value is None else parse(value)
    if parsed is None:
        return None
    start, end = _ends(parsed)
    if any(one is not None and one.is_yearless for one in (start, end)):
        return None
    first = None if start is None else iso_day(max(extent(start, widened=True).first, FIRST_DAY))
    last = None if end is None else iso_day(min(extent(end, widened=True).last, LAST_DAY))
    return Interval(first, last)


def _ends(value: Value) -> tuple[DateValue | None, DateValue | None]:
    if isinstance(value, SetValue):
        return value.dates[0], value.dates[-1]
    return (value.start, value.end) if isinstance(value, RangeValue) else (value, value)


def extent(date: DateValue, *, widened: bool = False) -> Stretch:
    """The days of a Gregorian date. Unknown digits may be any; a missing year is the year 0, which is leap.

    Args:
        date: the date.
        widened: whether to widen approximate dates.
    """
    is_wide = widened and date.qualifier != "" and date.qualifier in APPROXIMATE
    low, high = _years(date)
    days = _days(date, low)
    if days is not None:
        margin = 0 if not is_wide else _MARGIN_DAYS if days.first == days.last else _MARGIN_WEEK_DAYS
        return Stretch(days.first - margin, days.last + margin)
    precision, first, last = "year", 12 * low, 12 * high + 11
    if date.month is not None:
        start, grain = PARTS_OF_YEAR[date.month]
        precision = "month" if grain == "month" else "season"
        first = 12 * low + start - 1
        last = first + MONTHS[grain] - 1
    elif low != high:
        precision = "decade" if high - low < 10 else "century"
    margin = _MARGIN_MONTHS[precision] if is_wide else 0
    return Stretch(_first_of(first - margin), _first_of(last + margin + 1) - 1)


def _days(date: DateValue, year: int) -> Stretch | None:
    """The days of a date that is a day or a week, or None."""
    if date.week is not None:
        fourth = number_of(year, 1, 4)  # always in week 1 (ISO 8601-1:2019, 3.1.1.24)
        monday = fourth - weekday_of(fourth) + 1 + 7 * (date.week - 1)
        first = monday + (date.day_of_week or 1) - 1
        return Stretch(first, first if date.day_of_week else first + 6)
    if date.day_of_year is not None:
        number = number_of(year, 1, 1) + date.day_of_year - 1
    elif date.month is not None and date.day is not None:
        number = number_of(year, date.month, date.day)
    else:
        return None
    return Stretch(number, number)


def iso_day(number: int) -> str:
    """The day with a number, in ISO 8601.

    >>> iso_day(718998), iso_day(-15997)
    ('1969-07-20', '-0043-03-15')
    """
    year, month, day = day_of(number)
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day:02d}"


def _first_of(month: int) -> int:
    """The number of the first day of a month, counted from January of the year 0."""
    return number_of(month // 12, month % 12 + 1, 1)


def _years(date: DateValue) -> tuple[int, int]:
    """The first and last year that the digits can mean."""
    if date.is_yearless:
        return 0, 0
    bounds = [int(date.year.replace(UNKNOWN_DIGIT, digit)) for digit in "09"]
    return min(bounds), max(bounds)
