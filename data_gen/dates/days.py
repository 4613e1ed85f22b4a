"""Days of the Gregorian calendar, and how they are drawn."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from random import Random

# (share, first year, last year): most dates are recent; few are near the years 1 and 9999.
YEAR_SHARES = (
    (0.42, 1930, 2039),
    (0.16, 1850, 1929),
    (0.20, 1600, 1849),
    (0.10, 2040, 2129),
    (0.05, 1000, 1599),
    (0.02, 1, 999),
    (0.05, 2130, 9999),
)
OTHER_YEARS = frozenset(("fa", "th", "lo"))
"""Languages in which a year alone is mostly one of another calendar."""
_SHARES = [share for share, _, _ in YEAR_SHARES]
_SPANS = [(first, last) for _, first, last in YEAR_SHARES]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the proleptic Gregorian calendar, or three numbers that only look like one (31 April).

    Attributes:
        year: astronomical year; 0 is 1 BC.
        month: 1–12 unless impossible.
        day: 1–31 unless impossible.
    """

    year: int
    month: int
    day: int

    @property
    def weekday(self) -> int:
        """0 for Monday to 6 for Sunday; an impossible day gets an arbitrary one.

        400 Gregorian years are a whole number of weeks.
        """
        try:
            return datetime.date(2000 + self.year % 400, self.month, self.day).weekday()
        except ValueError:
            return (self.year + self.month + self.day) % 7

    def __str__(self) -> str:
        sign = "-" if self.year < 0 else ""
        return f"{sign}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"


_LEAP_DAYS = 0.045
"""Share of 29 February in the days of leap years."""


def draw_year(rng: Random) -> int:
    """A year from 1 to 9999 by `YEAR_SHARES`."""
    first, last = rng.choices(_SPANS, _SHARES)[0]
    return rng.randint(first, last)


def draw_day(rng: Random, *, year: int | None = None) -> Day:
    """A day of a drawn or given year.

    First and last days of months are more frequent, as they are in records, and leap days are about 1 % of
    all days, so that the model can tell them from 31 April and 29 February 2015.
    """
    if year is None:
        year = draw_year(rng)
    if rng.random() < _LEAP_DAYS and days_in_month(year, 2) == 29:
        return Day(year, 2, 29)
    month = rng.randint(1, 12)
    days = days_in_month(year, month)
    roll = rng.random()
    if roll < 0.03:
        return Day(year, month, 1)
    return Day(year, month, days if roll < 0.1 else rng.randint(1, days))


def days_in_month(year: int, month: int) -> int:
    """Days of a month in the proleptic Gregorian calendar, any astronomical year."""
    return calendar.monthrange(2000 + year % 400, month)[1]


def exists(day: Day) -> bool:
    """Whether the day is in the calendar."""
    return 1 <= day.month <= 12 and 1 <= day.day <= days_in_month(day.year, day.month)
