"""A date with the year, the month and the calendar that the user gets."""

from __future__ import annotations

import calendar as calendar_module
import datetime
import itertools

from datenorm.values.alphabet import GREGORIAN
from datenorm.values.calendars import LAST_MONTH, LEAP_YEAR, weekday_of
from datenorm.values.interval import extent, iso_day
from datenorm.values.parsing import DateValue
from datenorm.values.periods import Prefer, side_of
from datenorm.values.reckoning import POSIX_PIVOT, Reckoning

# Gregorian year less the year of the calendar; days and months are Gregorian.
YEAR_OFFSETS = {
    "buddhist": -543,
    "minguo": 1911,
    "japanese-meiji": 1867,
    "japanese-taisho": 1911,
    "japanese-showa": 1925,
    "japanese-heisei": 1988,
    "japanese-reiwa": 2018,
}
_THURSDAY = 4
_LEAP_DAY = (2, 29)


def completed(written: DateValue, rules: Reckoning, today: datetime.date | None) -> DateValue | None:
    """The date in the Gregorian calendar with its whole year, or None if the day does not exist.

    Args:
        written: a date in a calendar with Gregorian months.
        rules: what may be added.
        today: the day that a direction counts from; None takes the pivot.
    """
    if written.calendar in YEAR_OFFSETS:
        year = int(written.year) + YEAR_OFFSETS[written.calendar]
        if not 1 <= year <= 9999:
            return None
        return _existing(written._replace(year=f"{year:04d}", calendar=GREGORIAN))
    if written.is_short:
        year = _whole_year(written, rules, today)
        return _existing(written._replace(year=f"{year:04d}")) if 0 <= year <= 9999 else None
    if written.is_yearless and rules.reference_date is not None:
        return _fill_year(written, rules.reference_date, rules.prefer)
    if written.week is not None:
        return written if _has_week(written) else None
    return _existing(written)


def by_pivot(short: int, rules: Reckoning) -> int:
    """The whole year of two digits, if it does not depend on the day."""
    if rules.first_year is not None:
        return rules.first_year + (short - rules.first_year) % 100
    pivot = POSIX_PIVOT if rules.pivot is None else rules.pivot
    return short + (1900 if short >= pivot else 2000)


def python_date(date: DateValue) -> datetime.date | None:
    """The Python date of a whole day in the years 1–9999 without a qualifier."""
    if date.qualifier or not date.year.isdecimal():
        return None
    is_day = date.day_of_week is not None or date.day_of_year is not None
    if not is_day and (date.month is None or date.day is None):
        return None
    first = extent(date).first
    return datetime.date.fromordinal(first) if 1 <= first <= datetime.date.max.toordinal() else None


def in_order(start: DateValue, end: DateValue) -> bool:
    """Whether a range can end after it starts, as far as both ends are known."""
    if start.year.isdecimal() and end.year.isdecimal() and start.year < end.year:  # cheap, for most ranges
        return True
    if start.is_yearless and end.is_yearless and start.month != end.month:  # may reach into the next year
        return True
    return extent(start).first <= extent(end).last


def after(start: DateValue, rules: Reckoning) -> Reckoning:
    """The rules for a date without a year that follows another in the text: it comes next."""
    first = extent(start).first
    if start.is_yearless or not 1 <= first <= datetime.date.max.toordinal():
        return rules
    return Reckoning(reference_date=datetime.date.fromordinal(first), prefer="future", hijri=rules.hijri)


def _has_week(date: DateValue) -> bool:
    """Whether the week's Thursday lies in the year: some years have 52 weeks."""
    thursday = extent(date._replace(day_of_week=_THURSDAY)).first
    return iso_day(thursday).startswith(date.year)


def _whole_year(written: DateValue, rules: Reckoning, today: datetime.date | None) -> int:
    """The whole year of XX69: by the pivot, or the nearest in the direction from today."""
    short = int(written.year[2:])
    if today is None:
        return by_pivot(short, rules)
    fields = (written.month or 1, written.day or 1)
    year = today.year - today.year % 100 + short
    if rules.direction == "past":
        return year if (year, *fields) <= (today.year, today.month, today.day) else year - 100
    return year if (year, *fields) >= (today.year, today.month, today.day) else year + 100


def _fill_year(written: DateValue, reference: datetime.date, prefer: Prefer) -> DateValue | None:
    """The year that puts a date on the preferred side of the reference date, leap days in leap years.

    A day without month and year gets both; if its weekday is named, those of a month where it falls on that.
    """
    far = 8 if written.weekday is not None or (written.month, written.day) == _LEAP_DAY else 1
    years = range(max(1, reference.year - far), min(9999, reference.year + far) + 1)
    months = (
        range(1, LAST_MONTH + 1) if written.month is None and written.day is not None else [written.month]
    )
    dates = (
        written._replace(year=f"{year:04d}", month=month) for year, month in itertools.product(years, months)
    )
    days = {date: extent(date) for date in dates if _exists(date)}
    if written.weekday is not None and written.month is None:
        days = {date: days[date] for date in days if weekday_of(days[date].first) == written.weekday}
    sides = {date: side_of(*stretch, reference, prefer) for date, stretch in days.items()}
    best = min(sides, key=sides.__getitem__, default=None)
    return None if best is None or sides[best].is_wrong else best


def _exists(date: DateValue) -> bool:
    """Whether the month has the day; one without a year is a day of a leap year."""
    if date.day is None or (date.is_yearless and date.month is None):
        return True
    if date.is_yearless:
        return date.day <= LEAP_YEAR[(date.month or 1) - 1]
    return date.day <= calendar_module.monthrange(int(date.year), date.month or 1)[1]


def _existing(date: DateValue) -> DateValue | None:
    return date if _exists(date) else None
