"""The first and last day of a value, and how wide "approximately" is.

Seasons, margins, open ends and the words of archives are explained in docs/adr/0014-archival-readings.md.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from datenorm.values.alphabet import UNKNOWN_DIGIT
from datenorm.values.calendars import FIRST_DAY, LAST_DAY, Stretch, day_of, number_of
from datenorm.values.parsing import DateValue, OneOfValue, RangeValue, Value, parse

APPROXIMATE = "~%"
"""Qualifiers that widen an interval; `?` does not."""

_MARGIN_DAYS = 3
_MARGIN_MONTHS = {"month": 1, "season": 1, "year": 5 * 12, "decade": 5 * 12, "century": 25 * 12}
"""Days or months that an approximate date may be off to either side, by its precision."""

# First months of seasons (21–24, northern hemisphere, meteorological) and quarters (33–36).
_FIRST_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10}
_SEASON_MONTHS = 3


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
    if isinstance(value, OneOfValue):
        return value.members[0], value.members[-1]
    return (value.start, value.end) if isinstance(value, RangeValue) else (value, value)


def extent(date: DateValue, *, widened: bool = False) -> Stretch:
    """The days of a Gregorian date. Unknown digits may be any; a missing year is the year 0, which is leap.

    Args:
        date: the date.
        widened: whether to widen approximate dates.
    """
    is_wide = widened and date.qualifier != "" and date.qualifier in APPROXIMATE
    low, high = _years(date)
    if date.month is not None and date.day is not None:
        number = number_of(low, date.month, date.day)
        margin = _MARGIN_DAYS if is_wide else 0
        return Stretch(number - margin, number + margin)
    precision, first, last = "year", 12 * low, 12 * high + 11
    if date.month is not None:
        start = _FIRST_MONTHS.get(date.month)
        precision, length = ("month", 1) if start is None else ("season", _SEASON_MONTHS)
        first = 12 * low + (start or date.month) - 1
        last = first + length - 1
    elif low != high:
        precision = "decade" if high - low < 10 else "century"
    margin = _MARGIN_MONTHS[precision] if is_wide else 0
    return Stretch(_first_of(first - margin), _first_of(last + margin + 1) - 1)


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
