"""Days in both styles: how far the Julian calendar is behind ours, and its weekdays."""

from __future__ import annotations

import datetime

from data_gen.dates.days import Day


def behind(day: Day) -> int:
    """Days by which a Julian date is behind the Gregorian one.

    >>> behind(Day(1582, 10, 5)), behind(Day(1700, 2, 29)), behind(Day(1917, 10, 25))
    (10, 10, 13)
    """
    year = day.year if day.month > 2 else day.year - 1
    return year // 100 - year // 400 - 2


def in_new_style(day: Day) -> Day:
    """The Gregorian day of a Julian one that exists in both calendars.

    >>> str(in_new_style(Day(1917, 10, 25)))
    '1917-11-07'
    """
    date = datetime.date(day.year, day.month, day.day) + datetime.timedelta(behind(day))
    return Day(date.year, date.month, date.day)
