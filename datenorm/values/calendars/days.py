"""Days as numbers, beyond the years 1 to 9999 that Python's dates hold.

A day's number is what `datetime.date.toordinal` gives: 1 is Monday, 1 January of the year 1, in the Gregorian
calendar extended to all times. Years are astronomical: 0 is 1 BC. Standard library only.
"""

from __future__ import annotations

import datetime

_CYCLE_YEARS, _CYCLE_DAYS = 400, 146_097
_JULIAN_DAY_OF_ZERO = 1_721_424.5


def number_of(year: int, month: int, day: int) -> int:
    """The number of a day.

    Raises:
        ValueError: if there is no such day.

    >>> number_of(1, 1, 1), number_of(0, 12, 31), number_of(1969, 7, 20)
    (1, 0, 718998)
    """
    cycle, place = divmod(year - 1, _CYCLE_YEARS)
    return datetime.date(place + 1, month, day).toordinal() + cycle * _CYCLE_DAYS


def day_of(number: int) -> tuple[int, int, int]:
    """The year, month and day of a number.

    >>> day_of(718998), day_of(0)
    ((1969, 7, 20), (0, 12, 31))
    """
    cycle, place = divmod(number - 1, _CYCLE_DAYS)
    date = datetime.date.fromordinal(place + 1)
    return date.year + cycle * _CYCLE_YEARS, date.month, date.day


def julian_number_of(year: int, month: int, day: int) -> int:
    """The number of a day that is given in the Julian calendar.

    >>> day_of(julian_number_of(1752, 9, 2))
    (1752, 9, 13)
    """
    # Years that begin in March have their leap day at the end.
    shifted, since_march = (year, month - 3) if month > 2 else (year - 1, month + 9)
    return 365 * shifted + shifted // 4 + (153 * since_march + 2) // 5 + day - 1 - _BEFORE_JULIAN_MARCH


_BEFORE_JULIAN_MARCH = 307
"""Less this, days counted from 1 March of the Julian year 0 are numbers."""


FIRST_DAY, LAST_DAY = number_of(-9999, 1, 1), number_of(9999, 12, 31)
"""The days that can be written with four digits of the year."""


def weekday_of(number: int) -> int:
    """1 Monday to 7 Sunday."""
    return (number - 1) % 7 + 1


def number_of_julian_day(julian_day: float) -> int:
    """The number of the day that a Julian day, as astronomers count, falls in."""
    return int((julian_day - _JULIAN_DAY_OF_ZERO) // 1)
