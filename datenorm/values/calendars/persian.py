"""The days on which Persian years begin, as a table: the astronomy takes milliseconds a year.

A year begins on the day of the spring equinox by Tehran's time, or on the next one if that falls past noon.
The equinoxes are convertdate's (Meeus, Astronomical Algorithms, chapter 27), which has them to the Gregorian
year 3000; a test makes the table anew.
"""

from __future__ import annotations

YEARS = range(1, 2379)
"""The years whose days are known."""

_FIRST_DAY = 226896
"""Number of the first day of year 1, in March 622."""

_LEAP_YEARS = int(
    "111111088888888444444442222222211111111088888888444444442222222111111110888888888444444422222222"
    "111111110888888884444444422222222111111110888888884444444422222222111111110888888884444444422222"
    "222111111108888888844444444422222221111111108888888844444444222222221111111108888888422422442222"
    "222221111111088888888844444444222222211111111088888888444444442222222211111111088888888444444442"
    "222222211111110888888884444444442222222211111110888888884444444422222222111111110888888884444444"
    "422222222111111108888888844444444222222221111111108888888844444444222222221111111088888888444444"
    "4422222222111111110",
    base=16,
)
"""The bit of 2 ** (year - 1) says whether a year has 366 days."""


def new_year(year: int) -> int:
    """The number of the first day of a year.

    Args:
        year: one of `YEARS`, or the one after the last.

    >>> import datetime
    >>> datetime.date.fromordinal(new_year(1399))
    datetime.date(2020, 3, 20)
    """
    before = _LEAP_YEARS & ((1 << (year - 1)) - 1)
    return _FIRST_DAY + 365 * (year - 1) + before.bit_count()
