"""Days, weeks, months and longer periods: which one a day lies in, the next ones, and how each is written."""

from __future__ import annotations

import calendar
import datetime
from typing import Literal, NamedTuple

Prefer = Literal["nearest", "past", "future"]
"""On which side of the reference date a date lies that does not say so."""

Next = Literal["week", "nearest"]
"""What *next Friday* means: that of next week, or the first one from now on."""

Grain = Literal[
    "day", "weekend", "days", "week", "month", "quarter", "season", "half", "year", "decade", "century"
]

GRAINS: tuple[Grain, ...] = (
    "day",
    "weekend",
    "days",
    "week",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "decade",
    "century",
)
"""From the finest to the coarsest."""

MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
"""Months in a period."""

PARTS_OF_YEAR: dict[int, tuple[int, Grain]] = {
    **{month: (month, "month") for month in range(1, 13)},
    **{21 + number: (3 + 3 * number, "season") for number in range(4)},
    **{33 + number: (1 + 3 * number, "quarter") for number in range(4)},
    **{40 + number: (1 + 6 * number, "half") for number in range(2)},
}
"""Number of a month or another part of a year (ISO 8601-2:2019, 4.8) → first month and length. Seasons are
those of the northern hemisphere, as meteorologists count them."""

_NUMBERS = {part: number for number, part in PARTS_OF_YEAR.items()}
_DAY = datetime.timedelta(days=1)
_WEEK = datetime.timedelta(days=7)
_SATURDAY = 6
_FIRST_SEASON_MONTH = 3


class Period(NamedTuple):
    """A day or a longer period.

    Attributes:
        day: a day in it: the one it was reached from, so that a shift by days goes on from there.
        grain: how long it is.
        length: how many days it has, if the grain is "days"; `day` is the first.
    """

    day: datetime.date
    grain: Grain
    length: int = 1

    @property
    def first(self) -> datetime.date:
        """Its first day."""
        day, grain = self.day, self.grain
        if grain in ("day", "days"):
            return day
        if grain in ("week", "weekend"):
            monday = day - (day.isoweekday() - 1) * _DAY
            return monday if grain == "week" else monday + (_SATURDAY - 1) * _DAY
        length = MONTHS[grain]
        number = 12 * day.year + day.month - 1
        offset = _FIRST_SEASON_MONTH - 1 if grain == "season" else 0
        return _first_of(number - (number - offset) % length)

    @property
    def last(self) -> datetime.date:
        """Its last day."""
        if self.grain == "day":
            return self.day
        if self.grain == "weekend":
            return self.first + _DAY
        return self.moved(1).first - _DAY

    def moved(self, count: int) -> Period:
        """The period of the same length so many later, or earlier if `count` is negative.

        Raises:
            OverflowError: if it lies outside the years 1 to 9999.
        """
        if self.grain in ("day", "days"):
            return self._replace(day=self.day + count * self.length * _DAY)
        if self.grain in ("week", "weekend"):
            return self._replace(day=self.day + count * _WEEK)
        return self._replace(day=months_later(self.day, count * MONTHS[self.grain]))

    def __str__(self) -> str:
        """Write the period in the value language.

        >>> day = datetime.date(2026, 11, 29)
        >>> [str(Period(day, grain)) for grain in ("day", "week", "weekend", "month", "quarter")]
        ['2026-11-29', '2026-W48', '2026-11-28/2026-11-29', '2026-11', '2026-36']
        >>> [str(Period(day, grain)) for grain in ("season", "half", "year", "decade", "century")]
        ['2026-23', '2026-41', '2026', '202X', '20XX']
        """
        first, grain = self.first, self.grain
        if grain == "week":
            year, week, _ = first.isocalendar()
            return f"{year:04d}-W{week:02d}"
        if grain in ("weekend", "days"):
            return f"{first}/{self.last}"
        if (first.month, grain) in _NUMBERS:
            return f"{first.year:04d}-{_NUMBERS[first.month, grain]:02d}"
        length = {"day": 10, "year": 4, "decade": 3, "century": 2}[grain]
        return first.isoformat()[:length] + "X" * (4 - length)


class Side(NamedTuple):
    """How well days lie beside a reference date; the smallest is the best.

    Attributes:
        is_wrong: whether they lie on the side that is not preferred.
        distance: days between them and the reference date.
        first: the number of the first day.
    """

    is_wrong: bool
    distance: int
    first: int


def side_of(first: int, last: int, reference: datetime.date, prefer: Prefer) -> Side:
    """How well the days from the first to the last, by their numbers, lie beside a reference date."""
    day = reference.toordinal()
    is_wrong = (prefer == "past" and first > day) or (prefer == "future" and last < day)
    return Side(is_wrong, max(first - day, day - last, 0), first)


def months_later(day: datetime.date, count: int) -> datetime.date:
    """The same day so many months later; the last day of the month where it has no such day.

    Raises:
        OverflowError: if it lies outside the years 1 to 9999.

    >>> months_later(datetime.date(2026, 3, 31), -1)
    datetime.date(2026, 2, 28)
    """
    first = _first_of(12 * day.year + day.month - 1 + count)
    return first.replace(day=min(day.day, calendar.monthrange(first.year, first.month)[1]))


def _first_of(month: int) -> datetime.date:
    """The first day of a month, counted from January of the year 0."""
    if not datetime.MINYEAR <= month // 12 <= datetime.MAXYEAR:
        raise OverflowError(f"the year {month // 12} is not between 1 and 9999")
    return datetime.date(month // 12, month % 12 + 1, 1)


def easter(year: int, *, julian: bool = False) -> datetime.date:
    """Easter Sunday: of the Western churches, or of the Eastern ones, on its Gregorian day.

    Before 1583 both kept the same Sunday of the Julian calendar; its Julian day and month are given.

    Source: Meeus, Astronomical Algorithms, 2nd edition, chapter 8.

    >>> easter(2024), easter(2024, julian=True), easter(1500)
    (datetime.date(2024, 3, 31), datetime.date(2024, 5, 5), datetime.date(1500, 4, 19))
    """
    golden = year % 19
    if julian or year <= _LAST_JULIAN_EASTER:
        moon = (19 * golden + 15) % 30
        weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
        month, day = divmod(moon + weekday + 114, 31)
        found = datetime.date(year, month, day + 1)
        lag = year // 100 - year // 400 - 2 if year > _LAST_JULIAN_EASTER else 0
        return found + lag * _DAY
    century, rest = divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    correction = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * correction + 114, 31)
    return datetime.date(year, month, day + 1)


_LAST_JULIAN_EASTER = 1582
