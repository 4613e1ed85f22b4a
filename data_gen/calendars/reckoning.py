"""The days of other calendars and their Gregorian days.

Integer arithmetic, after Reingold and Dershowitz, Calendrical Calculations; the Umm al-Qura calendar is
hijridate's table. The tests compare every calendar with an independent package.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from hijridate import Hijri

from data_gen.dates.days import Day

FIRST_UMM_AL_QURA, LAST_UMM_AL_QURA = 1343, 1500


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar with months of its own.

    Attributes:
        token: prefix of its years in the value language.
        length: (year, month) → number of days; 0 if the year lacks the month.
        ordinal: (year, month) → proleptic Gregorian ordinal of its first day.
        months: maximum number of months.
    """

    token: str
    length: Callable[[int, int], int]
    ordinal: Callable[[int, int], int]
    months: int = 12


def draw(calendar: Calendar, year: int, rng: Random) -> Day:
    """Draw a day of a year; all months are equally likely, short ones too."""
    month = rng.randint(1, calendar.months)
    days = calendar.length(year, month)
    while not days:
        month = rng.randint(1, calendar.months)
        days = calendar.length(year, month)
    roll = rng.random()
    return Day(year, month, 1 if roll < 0.03 else days if roll < 0.07 else rng.randint(1, days))


def gregorian(calendar: Calendar, day: Day) -> Day:
    """The Gregorian day."""
    date = datetime.date.fromordinal(calendar.ordinal(day.year, day.month) + day.day - 1)
    return Day(date.year, date.month, date.day)


def weekday(calendar: Calendar, day: Day) -> int:
    """0 for Monday to 6 for Sunday."""
    return (calendar.ordinal(day.year, day.month) + day.day - 2) % 7


def _persian_length(year: int, month: int) -> int:
    """Leap years by the cycle of 33 years, which holds from 1178 to 1633."""
    return 31 if month <= 6 else 30 if month <= 11 or (25 * year + 11) % 33 < 8 else 29


def _persian_ordinal(year: int, month: int) -> int:
    before = 31 * (month - 1) if month <= 7 else 30 * (month - 1) + 6
    return 226895 + 365 * (year - 1) + (8 * year + 21) // 33 + before


def _islamic_length(year: int, month: int) -> int:
    if FIRST_UMM_AL_QURA <= year <= LAST_UMM_AL_QURA:
        # Three months of the printed table have 31 days; the value language ends them with the 30th.
        return min(30, _umm_al_qura(year, month)[0])
    return 30 if month % 2 or (month == 12 and (11 * year + 14) % 30 < 11) else 29


def _islamic_ordinal(year: int, month: int) -> int:
    """Umm al-Qura within its table, else the civil calendar with cycles of 30 years."""
    if FIRST_UMM_AL_QURA <= year <= LAST_UMM_AL_QURA:
        return _umm_al_qura(year, month)[1]
    return 227015 + 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2


@lru_cache(maxsize=2048)
def _umm_al_qura(year: int, month: int) -> tuple[int, int]:
    first = Hijri(year, month, 1)
    return first.month_length(), first.to_gregorian().toordinal()


def is_hebrew_leap(year: int) -> bool:
    """Whether a Hebrew year has thirteen months."""
    return (7 * year + 1) % 19 < 7


@lru_cache(maxsize=4096)
def _hebrew_new_year(year: int) -> int:
    """The ordinal of 1 Tishri, with its postponements."""
    elapsed = [_hebrew_elapsed(one) for one in (year - 1, year, year + 1)]
    correction = 0
    if elapsed[2] - elapsed[1] == 356:
        correction = 2
    elif elapsed[1] - elapsed[0] == 382:
        correction = 1
    return elapsed[1] + correction - 1373427


def _hebrew_elapsed(year: int) -> int:
    """Days from the epoch to the new moon of Tishri, or one more: never a Sunday, Wednesday or Friday."""
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


@lru_cache(maxsize=4096)
def _hebrew_length(year: int, month: int) -> int:
    if month in (2, 4, 6, 10) or (month == 13 and is_hebrew_leap(year)):
        return 29
    if month == 13:
        return 0
    if month == 12:
        return 30 if is_hebrew_leap(year) else 29
    days = _hebrew_new_year(year + 1) - _hebrew_new_year(year)
    if month == 8:
        return 30 if days % 10 == 5 else 29
    if month == 9:
        return 29 if days % 10 == 3 else 30
    return 30


@lru_cache(maxsize=8192)
def _hebrew_ordinal(year: int, month: int) -> int:
    """The year begins with Tishri, its seventh month."""
    order = (*range(7, 14), *range(1, 7))
    before = order[: order.index(month)]
    return _hebrew_new_year(year) + sum(_hebrew_length(year, one) for one in before)


def _coptic_length(year: int, month: int) -> int:
    return 30 if month <= 12 else 6 if year % 4 == 3 else 5


def _coptic_ordinal(year: int, month: int) -> int:
    return 103605 + 365 * (year - 1) + year // 4 + 30 * (month - 1)


def _ethiopic_ordinal(year: int, month: int) -> int:
    return 2796 + 365 * (year - 1) + year // 4 + 30 * (month - 1)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _indian_length(year: int, month: int) -> int:
    return 31 if 2 <= month <= 6 or (month == 1 and _is_leap(year + 78)) else 30


def _indian_ordinal(year: int, month: int) -> int:
    leap = _is_leap(year + 78)
    first = datetime.date(year + 78, 3, 21 if leap else 22).toordinal()
    if month == 1:
        return first
    return first + 30 + leap + 31 * (min(month, 7) - 2) + 30 * max(month - 7, 0)


def _republican_length(year: int, month: int) -> int:
    return 30 if month <= 12 else 6 if year in (3, 7, 11) else 5


def _republican_ordinal(year: int, month: int) -> int:
    """The years in which the calendar was in use; 3, 7 and 11 had six complementary days."""
    return 654415 + 365 * (year - 1) + year // 4 + 30 * (month - 1)


CALENDARS = {
    "persian": Calendar("P", _persian_length, _persian_ordinal),
    "islamic": Calendar("I", _islamic_length, _islamic_ordinal),
    "hebrew": Calendar("A", _hebrew_length, _hebrew_ordinal, 13),
    "ethiopic": Calendar("E", _coptic_length, _ethiopic_ordinal, 13),
    "coptic": Calendar("K", _coptic_length, _coptic_ordinal, 13),
    "indian": Calendar("N", _indian_length, _indian_ordinal),
    "republican": Calendar("F", _republican_length, _republican_ordinal, 13),
}
