"""Days as numbers, and calendars with months of their own: which days their years and months have.

A day's number is its `datetime.date.toordinal`, extended beyond the years 1 to 9999: 1 is Monday, 1 January
of the year 1 of the Gregorian calendar. Years are astronomical: 0 is 1 BC.

Most calendars come from convertdate and hijridate, which are imported when a date in one of them is
converted.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from datenorm.values.chinese import chinese_months

Months = dict[int, tuple[int, int]]
"""Month → numbers of its first and last day, in the order of the year."""

PUBLISHED_HIJRI = range(1343, 1501)
"""Years for which hijridate has the printed Umm al-Qura calendar."""

LAST_MONTH = 12
"""The last Gregorian month; seasons and quarters have numbers above it."""

COMMON_YEAR = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
LEAP_YEAR = (31, 29, *COMMON_YEAR[2:])
"""Days of each month of a leap year."""

DAY_LENGTH = len("1969-07-20")
"""Characters of a whole day."""

_CYCLE_YEARS, _CYCLE_DAYS = 400, 146_097
_JULIAN_DAY_OF_ZERO = 1_721_424.5


def number_of(year: int, month: int, day: int) -> int:
    """The number of a day.

    Raises:
        ValueError: if the day does not exist.

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
"""Days counted from 1 March of the Julian year 0, less their numbers."""


FIRST_DAY, LAST_DAY = number_of(-9999, 1, 1), number_of(9999, 12, 31)
"""The days whose year has four digits."""


def weekday_of(number: int) -> int:
    """1 Monday to 7 Sunday."""
    return (number - 1) % 7 + 1


def number_of_julian_day(julian_day: float) -> int:
    """The number of the day of an astronomical Julian day."""
    return int((julian_day - _JULIAN_DAY_OF_ZERO) // 1)


class Stretch(NamedTuple):
    """The numbers of the first and last day of a date."""

    first: int
    last: int


def stretch_of(calendar: str, year: int, month: int | None = None, day: int | None = None) -> Stretch | None:
    """The days of a year, month or day of a calendar; None if it does not exist or cannot be computed.

    Args:
        calendar: one of `YEARS`.
        year: in its own count, from 1.
        month: in its own count.
        day: of the month.

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


@lru_cache(maxsize=4096)
def months_of(calendar: str, year: int) -> Months:
    """The months of a year.

    Args:
        calendar: one of `YEARS`.
        year: in its own count, from 1.

    Raises:
        ValueError: if the year cannot be computed.
    """
    return YEARS[calendar](year)


def _months(first: int, lengths: Sequence[int]) -> Months:
    months: Months = {}
    for month, length in enumerate(lengths, start=1):
        months[month] = first, first + length - 1
        first += length
    return months


PERSIAN_YEARS = range(1, 2379)
"""The Persian years whose days are known."""

_FIRST_PERSIAN_DAY = 226896
"""Number of the first day of year 1, in March 622."""

_PERSIAN_LEAP_YEARS = int(
    "111111088888888444444442222222211111111088888888444444442222222111111110888888888444444422222222"
    "111111110888888884444444422222222111111110888888884444444422222222111111110888888884444444422222"
    "222111111108888888844444444422222221111111108888888844444444222222221111111108888888422422442222"
    "222221111111088888888844444444222222211111111088888888444444442222222211111111088888888444444442"
    "222222211111110888888884444444442222222211111110888888884444444422222222111111110888888884444444"
    "422222222111111108888888844444444222222221111111108888888844444444222222221111111088888888444444"
    "4422222222111111110",
    base=16,
)
"""Bit year - 1 is set if the year has 366 days. A year begins on the day of the spring equinox in Tehran, or
on the next day if the equinox is after noon. The equinoxes are those of convertdate (Meeus, Astronomical
Algorithms, chapter 27), which takes milliseconds a year; a test makes the table anew."""


def persian_new_year(year: int) -> int:
    """The number of the first day of one of `PERSIAN_YEARS`, or of the year after the last.

    >>> datetime.date.fromordinal(persian_new_year(1399))
    datetime.date(2020, 3, 20)
    """
    return _new_year(year, _FIRST_PERSIAN_DAY, _PERSIAN_LEAP_YEARS)


def _persian(year: int) -> Months:
    if year not in PERSIAN_YEARS:
        raise ValueError(f"no equinox of the Persian year {year}")
    first, following = persian_new_year(year), persian_new_year(year + 1)
    lengths = (*[31] * 6, *[30] * 5)
    return _months(first, (*lengths, following - first - sum(lengths)))


def _umm_al_qura(year: int) -> Months:
    from hijridate import Hijri

    if year not in PUBLISHED_HIJRI:
        raise ValueError(f"no Umm al-Qura calendar of the year {year}")
    first = Hijri(year, 1, 1)
    return _months(
        first.to_gregorian().toordinal(), [Hijri(year, month, 1).month_length() for month in range(1, 13)]
    )


def _islamic_civil(year: int) -> Months:
    """The tabular calendar from Friday, 16 July 622, with leap years 2, 5, 7, 10 … of 30."""
    from convertdate import islamic

    starts = [number_of_julian_day(islamic.to_jd(year, month, 1)) for month in range(1, 13)]
    following = number_of_julian_day(islamic.to_jd(year + 1, 1, 1))
    return _between([*starts, following], range(1, 13))


def _hebrew(year: int) -> Months:
    """Months are counted from Nisan, but the year begins with Tishri, the seventh."""
    from convertdate import hebrew

    first, following = (number_of_julian_day(hebrew.to_jd(one, hebrew.TISHRI, 1)) for one in (year, year + 1))
    length = following - first
    winter = (30, 30 if length % 10 == 5 else 29, 29 if length % 10 == 3 else 30, 29, 30)
    adars = (30, 29) if hebrew.leap(year) else (29,)
    lengths = (*winter, *adars, 30, 29, 30, 29, 30, 29)
    order = (*range(hebrew.TISHRI, hebrew.year_months(year) + 1), *range(hebrew.NISAN, hebrew.TISHRI))
    return dict(zip(order, _months(first, lengths).values(), strict=True))


def _between(starts: Sequence[int], order: Sequence[int]) -> Months:
    """Months from their first days and the first day of the next year."""
    return {month: (starts[place], starts[place + 1] - 1) for place, month in enumerate(order)}


def _of_thirty_days(year: int, to_jd: Callable[[int, int, int], float]) -> Months:
    """Twelve months of 30 days and a thirteenth with the rest of the year."""
    first, following = (number_of_julian_day(to_jd(one, 1, 1)) for one in (year, year + 1))
    return _months(first, (*[30] * 12, following - first - 360))


def _coptic(year: int) -> Months:
    from convertdate import coptic

    return _of_thirty_days(year, coptic.to_jd)


_ETHIOPIC_LEAD = 276
"""Years from the Ethiopic epoch (Amete Mihret, AD 8) to the Coptic one (AD 284): the calendars are the same
but for the count (Dershowitz and Reingold, Calendrical Calculations, 4.2); convertdate has the Coptic."""


def _ethiopic(year: int) -> Months:
    return _coptic(year - _ETHIOPIC_LEAD)


def _indian(year: int) -> Months:
    from convertdate import indian_civil

    first, following = (number_of_julian_day(indian_civil.to_jd(one, 1, 1)) for one in (year, year + 1))
    return _months(first, (following - first - 335, *[31] * 5, *[30] * 6))


FRENCH_YEARS = range(1, 1209)
"""The years of the French Republican calendar whose days are known."""

_FIRST_FRENCH_DAY = 654415
"""Number of the first day of year I, 22 September 1792."""

_FRENCH_LEAP_YEARS = int(
    "222211111110888888884444444222222211111111088888884444444422222221111111088888888444444422222221"
    "111111108888888444444442222222111111110888888844444444222222211111111088888884444444422222221111"
    "111108888888444444442222222211111110888888844444444222222221111111088888888444444442222222111111"
    "11088888884444",
    base=16,
)
"""Bit year - 1 is set if the year has 366 days. A year begins on the day of the autumn equinox in Paris
(decree of 4 frimaire an II). The equinoxes are those of convertdate, which takes milliseconds a year; a test
makes the table anew."""


def french_new_year(year: int) -> int:
    """The number of the first day of one of `FRENCH_YEARS`, or of the year after the last.

    >>> datetime.date.fromordinal(french_new_year(8))
    datetime.date(1799, 9, 23)
    """
    return _new_year(year, _FIRST_FRENCH_DAY, _FRENCH_LEAP_YEARS)


def _new_year(year: int, first_day: int, leap_years: int) -> int:
    """The first day of a year, from that of year 1 and a bit for each year of 366 days."""
    before = leap_years & ((1 << (year - 1)) - 1)
    return first_day + 365 * (year - 1) + before.bit_count()


def _french_republican(year: int) -> Months:
    if year not in FRENCH_YEARS:
        raise ValueError(f"no equinox of the Republican year {year}")
    first, following = french_new_year(year), french_new_year(year + 1)
    return _months(first, (*[30] * 12, following - first - 360))


YEARS: Mapping[str, Callable[[int], Months]] = {
    "persian": _persian,
    "islamic-umalqura": _umm_al_qura,
    "islamic-civil": _islamic_civil,
    "hebrew": _hebrew,
    "ethiopic": _ethiopic,
    "coptic": _coptic,
    "indian": _indian,
    "french-republican": _french_republican,
    "chinese": chinese_months,
}
"""Calendar → its years."""
