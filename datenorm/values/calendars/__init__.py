"""Calendars with months of their own: from a year, month or day to the days it is in the Gregorian calendar.

Nothing but the standard library is imported before such a date is asked for.
"""

from __future__ import annotations

from typing import NamedTuple

from datenorm.values.calendars.days import (
    FIRST_DAY,
    LAST_DAY,
    day_of,
    julian_number_of,
    number_of,
    weekday_of,
)
from datenorm.values.calendars.years import PUBLISHED_HIJRI, YEARS, months_of

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "PUBLISHED_HIJRI",
    "YEARS",
    "Stretch",
    "day_of",
    "julian_number_of",
    "number_of",
    "stretch_of",
    "weekday_of",
]


class Stretch(NamedTuple):
    """The numbers of the first and last day of what a date means."""

    first: int
    last: int


def stretch_of(calendar: str, year: int, month: int | None = None, day: int | None = None) -> Stretch | None:
    """The days that a year, month or day of a calendar is.

    Args:
        calendar: one of `YEARS`.
        year: its own count, from 1.
        month: as it numbers them.
        day: of the month.

    Returns:
        They, or None where that year has no such month or day, or is beyond what can be reckoned.

    >>> stretch_of("coptic", 1736, 8, 15)
    Stretch(first=737538, last=737538)
    """
    try:
        months = months_of(calendar, year)
    except (ValueError, OverflowError):
        return None
    if month is None:
        return Stretch(min(first for first, _ in months.values()), max(last for _, last in months.values()))
    if month not in months:
        return None
    stretch = Stretch(*months[month])
    if day is None:
        return stretch
    number = stretch.first + day - 1
    return Stretch(number, number) if number <= stretch.last else None
