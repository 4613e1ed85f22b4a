"""Feasts whose day in the Gregorian year moves: Easter, and days and months of other calendars.

A feast has a code: `e` and `E` Easter of the Western and the Eastern churches; `I-09` the month of Ramadan,
`I-10-01` Eid al-Fitr, `A-01-15` Passover, `C-01-01` the Chinese New Year, `P-01-01` Nowruz.
"""

from __future__ import annotations

import datetime
import re

from datenorm.values.alphabet import FEAST_CALENDARS
from datenorm.values.calendars import PUBLISHED_HIJRI, Stretch, stretch_of
from datenorm.values.periods import Period, easter

_EASTERS = ("e", "E")
_CODE = re.compile(rf"([{''.join(FEAST_CALENDARS)}])-(\d\d)(?:-(\d\d))?")
_BEHIND = {"islamic": 622, "hebrew": -3760, "chinese": 0, "persian": 621}
"""What is taken from a Gregorian year for the year of the calendar, about."""
_LUNAR_YEAR = 33 / 32
"""Islamic years in a Gregorian year, about."""
_HEBREW_ADAR, _SECOND_ADAR = 12, 13


def movable_feast(code: str, year: int) -> tuple[Period, ...]:
    """The days or the month of a feast in a Gregorian year: one, or two or none where its year is shorter.

    None at all where its calendar is not known, and where its month has no such day in that year.

    Args:
        code: see the module.
        year: a Gregorian year.

    Raises:
        ValueError: if the code is not one.

    >>> [str(period) for code in ("C-01-01", "I-09") for period in movable_feast(code, 2020)]
    ['2020-01-25', '2020-04-24/2020-05-23']
    >>> [str(period) for period in movable_feast("I-10-01", 2000)]
    ['2000-01-08', '2000-12-27']
    """
    if code in _EASTERS:
        return (Period(easter(year, julian=code == "E"), "day"),)
    match = _CODE.fullmatch(code)
    if match is None:
        raise ValueError(f"not a feast: {code!r}")
    calendar = FEAST_CALENDARS[match[1]]
    month, day = int(match[2]), int(match[3]) if match[3] else None
    begins = year - _BEHIND[calendar]
    first = int(begins * _LUNAR_YEAR) - 1 if calendar == "islamic" else begins - 1
    found = (_days(calendar, one, month, day) for one in range(first, first + 4))
    return tuple(
        _period(days)
        for days in found
        if days is not None and datetime.date.fromordinal(days.first).year == year
    )


def is_movable(code: str) -> bool:
    """Whether a part of a program is the code of a feast.

    >>> is_movable("e"), is_movable("A-07-10"), is_movable("h")
    (True, True, False)
    """
    return code in _EASTERS or _CODE.fullmatch(code) is not None


def counts_in_other_calendar(program: str) -> bool:
    """Whether a program has a feast of another calendar.

    >>> counts_in_other_calendar("2000I-10-01"), counts_in_other_calendar("@»⑤")
    (True, False)
    """
    return not FEAST_CALENDARS.keys().isdisjoint(program)


def _days(calendar: str, year: int, month: int, day: int | None) -> Stretch | None:
    """A day or a month of a year of a calendar; one of Adar in the second Adar (Mishnah, Megillah 1:4)."""
    if calendar == "islamic":
        calendar = "islamic-umalqura" if year in PUBLISHED_HIJRI else "islamic-civil"
    found = (
        stretch_of(calendar, year, _SECOND_ADAR, day)
        if calendar == "hebrew" and month == _HEBREW_ADAR
        else None
    )
    return found or stretch_of(calendar, year, month, day)


def _period(days: Stretch) -> Period:
    first = datetime.date.fromordinal(days.first)
    length = days.last - days.first + 1
    return Period(first, "day") if length == 1 else Period(first, "days", length)
