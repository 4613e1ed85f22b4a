"""Years of calendars with months of their own: which days each month has.

The astronomy and the tables are those of convertdate and hijridate, imported when the first such year is
asked for; what is reckoned here instead says why. Years are asked for again and again, so they are
remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from datenorm.values.calendars import persian
from datenorm.values.calendars.days import number_of_julian_day

if TYPE_CHECKING:
    from collections.abc import Mapping

Months = dict[int, tuple[int, int]]
"""Month → numbers of its first and last day, in the order of the year."""

PUBLISHED_HIJRI = range(1343, 1501)
"""Years for which hijridate has the printed Umm al-Qura calendar."""


@lru_cache(maxsize=4096)
def months_of(calendar: str, year: int) -> Months:
    """The months of a year.

    Args:
        calendar: one of `YEARS`.
        year: its own count, from 1.

    Raises:
        ValueError: if the year cannot be reckoned.
    """
    return YEARS[calendar](year)


def _months(first: int, lengths: Sequence[int]) -> Months:
    months: Months = {}
    for month, length in enumerate(lengths, start=1):
        months[month] = first, first + length - 1
        first += length
    return months


def _persian(year: int) -> Months:
    if year not in persian.YEARS:
        raise ValueError(f"no equinox of the Persian year {year}")
    first, following = persian.new_year(year), persian.new_year(year + 1)
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
    """The tabular calendar whose count begins on Friday, 16 July 622, with leap years 2, 5, 7, 10 … of 30."""
    from convertdate import islamic

    starts = [number_of_julian_day(islamic.to_jd(year, month, 1)) for month in range(1, 13)]
    following = number_of_julian_day(islamic.to_jd(year + 1, 1, 1))
    return _between([*starts, following], range(1, 13))


def _hebrew(year: int) -> Months:
    """Months are counted from Nisan, the year from Tishri, the seventh: a year is 7 … 12 (13), 1 … 6."""
    from convertdate import hebrew

    order = [*range(hebrew.TISHRI, hebrew.year_months(year) + 1), *range(hebrew.NISAN, hebrew.TISHRI)]
    starts = [number_of_julian_day(hebrew.to_jd(year, month, 1)) for month in order]
    following = number_of_julian_day(hebrew.to_jd(year + 1, hebrew.TISHRI, 1))
    return _between([*starts, following], order)


def _between(starts: Sequence[int], order: Sequence[int]) -> Months:
    """Months that last until the next one begins; `starts` has the first day of the next year at its end."""
    return {month: (starts[place], starts[place + 1] - 1) for place, month in enumerate(order)}


def _of_thirty_days(year: int, to_jd: Callable[[int, int, int], float]) -> Months:
    """Twelve months of 30 days and a thirteenth of the days that are left of the year."""
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


def _french_republican(year: int) -> Months:
    """The year begins on the day of the autumn equinox in Paris, as the decree of 4 frimaire an II has it."""
    return _of_thirty_days(year, _french_to_jd)


@lru_cache(maxsize=64)  # milliseconds of astronomy, and most years follow one that was asked for
def _french_to_jd(year: int, month: int, day: int) -> float:
    from convertdate import french_republican

    julian_day: float = french_republican.to_jd(year, month, day)
    return julian_day


YEARS: Mapping[str, Callable[[int], Months]] = {
    "persian": _persian,
    "islamic-umalqura": _umm_al_qura,
    "islamic-civil": _islamic_civil,
    "hebrew": _hebrew,
    "ethiopic": _ethiopic,
    "coptic": _coptic,
    "indian": _indian,
    "french-republican": _french_republican,
}
"""Calendar → its years."""
