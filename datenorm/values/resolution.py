"""From what the text says to the value the user gets: calendars, centuries, missing years."""

from __future__ import annotations

import calendar as calendar_module
import datetime
import itertools
from dataclasses import dataclass
from typing import Literal, NamedTuple

from datenorm.errors import ConfigError
from datenorm.values.alphabet import GREGORIAN, QUALIFIERS, WEEKDAYS, Style
from datenorm.values.automaton import accepts
from datenorm.values.calendars import LAST_DAY, PUBLISHED_HIJRI, julian_number_of, stretch_of, weekday_of
from datenorm.values.grammar import LAST_MONTH
from datenorm.values.interval import extent, iso_day
from datenorm.values.parsing import DateValue, RangeValue, SetValue, parse
from datenorm.values.periods import Prefer, side_of

POSIX_PIVOT = 69
"""Two-digit years from here on are 19xx, the others 20xx (POSIX.1-2017, strptime %y)."""

Hijri = Literal["umm-al-qura", "civil"]

HIJRI: tuple[Hijri, ...] = ("umm-al-qura", "civil")
"""The calendars that Islamic dates can be converted by."""

# Gregorian year less the year of the calendar; days and months are Gregorian.
_YEAR_OFFSETS = {
    "buddhist": -543,
    "minguo": 1911,
    "japanese-meiji": 1867,
    "japanese-taisho": 1911,
    "japanese-showa": 1925,
    "japanese-heisei": 1988,
    "japanese-reiwa": 2018,
}


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What may be added to what the text says.

    Attributes:
        pivot: two-digit years from this on belong to the 1900s (0–100); None is `POSIX_PIVOT`.
        direction: "past" or "future" picks the century on that side of `reference_date`, or of today. Cannot
            be combined with a pivot.
        reference_date: the day a missing year is counted from; None leaves it missing.
        prefer: which year completes a date without one: "nearest", "past" or "future".
        hijri: the calendar of Islamic dates: "umm-al-qura", that of Saudi Arabia, for the years it is
            published for (1343–1500 AH) and the civil one for others; or "civil", always the tabular one.
    """

    pivot: int | None = None
    direction: str | None = None
    reference_date: datetime.date | None = None
    prefer: Prefer = "nearest"
    hijri: Hijri = "umm-al-qura"

    def __post_init__(self) -> None:
        if self.pivot is not None and not 0 <= self.pivot <= 100:
            raise ConfigError(f"`pivot` must be between 0 and 100, got {self.pivot!r}")
        if self.direction not in (None, "past", "future"):
            raise ConfigError(f"`direction` must be 'past' or 'future', got {self.direction!r}")
        if self.pivot is not None and self.direction is not None:
            raise ConfigError("`pivot` cannot be combined with a direction, past or future")
        if self.prefer not in ("nearest", "past", "future"):
            raise ConfigError(f"`prefer` must be 'nearest', 'past' or 'future', got {self.prefer!r}")
        if self.hijri not in HIJRI:
            raise ConfigError(f"`hijri` must be {' or '.join(map(repr, HIJRI))}, got {self.hijri!r}")
        if not isinstance(self.reference_date, datetime.date | None):
            raise ConfigError(f"`reference_date` must be a datetime.date, got {self.reference_date!r}")
        if isinstance(self.reference_date, datetime.datetime):  # cannot be compared with a day
            object.__setattr__(self, "reference_date", self.reference_date.date())


class Resolution(NamedTuple):
    """A value in its final form and what was inferred.

    Attributes:
        value: ISO 8601 or EDTF text, or None if it is not valid (a range that ends before it starts, a set
            that does not ascend, a day that its year does not have in another calendar).
        calendar: the calendar the text was written in.
        century_inferred: the century comes from the pivot, not the text.
        year_inferred: the year comes from the reference date, not the text.
        date: the day as a Python date, or None.
        weekday: the weekday the text names, 1 Monday to 7 Sunday, or None.
        weekday_conflict: the text names a weekday that the day does not have.
        style: "old" or "new" if the text says Old Style or New Style, else "".
        datetime: the value with its time of day, or "" if the text has none.
    """

    value: str | None
    calendar: str = GREGORIAN
    century_inferred: bool = False
    year_inferred: bool = False
    date: datetime.date | None = None
    weekday: int | None = None
    weekday_conflict: bool = False
    style: Style = ""
    datetime: str = ""


def resolve(text: str, reckoning: Reckoning | None = None) -> Resolution:
    """Turn a written value into its final form.

    Args:
        text: a value as the network writes it; ∅ resolves to no value.
        reckoning: what may be added; by default centuries by the POSIX pivot, and no years.

    Raises:
        ValueError: if the text is not in the language.

    >>> resolve("XX69-07-20")
    Resolution(value='1969-07-20', calendar='gregorian', century_inferred=True, year_inferred=False, \
date=datetime.date(1969, 7, 20), weekday=None, weekday_conflict=False, style='', datetime='')
    >>> resolve("B2563-04-23").value
    '2020-04-23'
    >>> resolve("1969-07-20①").weekday_conflict  # it was a Sunday
    True
    """
    rules = reckoning or _DEFAULT
    today = None if rules.direction is None else rules.reference_date or datetime.date.today()
    if text[:2] == "XX" and today is None and text[2:4].isdecimal():
        whole = f"{_by_pivot(int(text[2:4]), rules)}{text[4:]}"
        return _whole_day(whole, century_inferred=True) or _any_value(text, rules, today)
    return _whole_day(text) or _plain(text) or _any_value(text, rules, today)


_DEFAULT = Reckoning()


def _whole_day(text: str, *, century_inferred: bool = False) -> Resolution | None:
    """The fast path for nine values in ten: a whole day, with or without its weekday."""
    day, named = text[:_DAY_LENGTH], text[_DAY_LENGTH:]
    try:
        date = datetime.date.fromisoformat(day)
    except ValueError:
        return None
    if date.isoformat() != day or (named and named not in _WEEKDAY_NUMBERS):
        return None
    if not named:
        return Resolution(day, GREGORIAN, century_inferred, False, date)
    weekday = _WEEKDAY_NUMBERS[named]
    return Resolution(day, GREGORIAN, century_inferred, False, date, weekday, weekday != date.isoweekday())


_DAY_LENGTH = len("1969-07-20")
_WEEKDAY_NUMBERS = {symbol: number for number, symbol in enumerate(WEEKDAYS, start=1)}


def _plain(text: str) -> Resolution | None:
    """The fast path for other Gregorian dates and ranges of whole years, to which nothing is added."""
    if text.strip(_PLAIN):
        return None
    if "/" not in text:
        return Resolution(text) if accepts(text) else None
    written = parse(text)
    if isinstance(written, RangeValue) and written.start and written.end:
        return Resolution(text if _in_order(written.start, written.end) else None)
    return Resolution(text)


_PLAIN = "0123456789-/." + QUALIFIERS


def _any_value(text: str, rules: Reckoning, today: datetime.date | None) -> Resolution:
    written = parse(text)
    if written is None:
        return Resolution(None)
    if isinstance(written, RangeValue):
        return _resolve_range(written, rules, today)
    if isinstance(written, SetValue):
        return _resolve_set(written)
    if written.calendar not in (GREGORIAN, *_YEAR_OFFSETS):
        return _resolve_own_months(written, rules)
    resolved = _resolve_date(written, rules, today)
    plain = None if resolved is None else resolved._replace(weekday=None, style="", time="")
    date = None if plain is None else _python_date(plain)
    return Resolution(
        value=None if plain is None else str(plain),
        calendar=written.calendar,
        century_inferred=written.is_short,
        year_inferred=written.is_yearless and resolved is not None and not resolved.is_yearless,
        date=date,
        weekday=written.weekday,
        weekday_conflict=_conflicts(written, date),
        style=written.style,
        datetime=f"{plain}{written.time}" if plain is not None and written.time else "",
    )


def _resolve_range(written: RangeValue, rules: Reckoning, today: datetime.date | None) -> Resolution:
    start, end = (None if end is None else _resolve_date(end, rules, today) for end in written)
    lost = (start is None and written.start is not None) or (end is None and written.end is not None)
    if lost or (start is not None and end is not None and not _in_order(start, end)):
        return Resolution(None)
    short = any(end is not None and end.is_short for end in written)
    yearless = any(end is not None and end.is_yearless for end in written)
    filled = yearless and rules.reference_date is not None
    return Resolution(str(RangeValue(start, end)), century_inferred=short, year_inferred=filled)


def _resolve_own_months(written: DateValue, rules: Reckoning) -> Resolution:
    """A day becomes that day, a month or year a range of days."""
    year = int(written.year)
    calendar = written.calendar
    if calendar == "islamic":
        is_published = rules.hijri == "umm-al-qura" and year in PUBLISHED_HIJRI
        calendar = "islamic-umalqura" if is_published else "islamic-civil"
    stretch = stretch_of(calendar, year, written.month, written.day)
    if stretch is None or stretch.last > LAST_DAY:
        return Resolution(None, calendar=calendar)
    first, last = map(iso_day, stretch)
    is_python_day = written.day is not None and stretch.first > 0
    date = datetime.date.fromordinal(stretch.first) if is_python_day else None
    return Resolution(
        value=first if written.day is not None else f"{first}/{last}",
        calendar=calendar,
        date=date,
        weekday=written.weekday,
        weekday_conflict=_conflicts(written, date),
    )


def _resolve_set(written: SetValue) -> Resolution:
    starts = [extent(date).first for date in written.dates]
    ascends = all(one < other for one, other in itertools.pairwise(starts))
    return Resolution(str(written) if ascends else None)


def _resolve_date(written: DateValue, rules: Reckoning, today: datetime.date | None) -> DateValue | None:
    """The date in the Gregorian calendar with its whole year, or None if the day does not exist."""
    if written.calendar in _YEAR_OFFSETS:
        year = int(written.year) + _YEAR_OFFSETS[written.calendar]
        if not 1 <= year <= 9999:
            return None
        return _existing(written._replace(year=f"{year:04d}", calendar=GREGORIAN))
    if written.is_short:
        return _existing(written._replace(year=f"{_whole_year(written, rules, today):04d}"))
    if written.is_yearless and rules.reference_date is not None:
        return _fill_year(written, rules.reference_date, rules.prefer)
    return written if written.week is None or _has_week(written) else None


def _has_week(date: DateValue) -> bool:
    """Whether the week's Thursday lies in the year: some years have 52 weeks."""
    thursday = extent(date._replace(day_of_week=_THURSDAY)).first
    return iso_day(thursday).startswith(date.year)


_THURSDAY = 4


def _by_pivot(short: int, rules: Reckoning) -> int:
    pivot = POSIX_PIVOT if rules.pivot is None else rules.pivot
    return short + (1900 if short >= pivot else 2000)


def _whole_year(written: DateValue, rules: Reckoning, today: datetime.date | None) -> int:
    """The whole year of XX69: by the pivot, or the nearest in the direction from today."""
    short = int(written.year[2:])
    if today is None:
        return _by_pivot(short, rules)
    fields = (written.month or 1, written.day or 1)
    year = today.year - today.year % 100 + short
    if rules.direction == "past":
        return year if (year, *fields) <= (today.year, today.month, today.day) else year - 100
    return year if (year, *fields) >= (today.year, today.month, today.day) else year + 100


def _fill_year(written: DateValue, reference: datetime.date, prefer: Prefer) -> DateValue | None:
    """The year that puts a date on the preferred side of the reference date, leap days in leap years.

    A day without month and year gets both.
    """
    years = range(max(1, reference.year - 8), min(9999, reference.year + 8) + 1)
    months = (
        range(1, LAST_MONTH + 1) if written.month is None and written.day is not None else [written.month]
    )
    dates = (
        written._replace(year=f"{year:04d}", month=month) for year, month in itertools.product(years, months)
    )
    sides = {date: side_of(*extent(date), reference, prefer) for date in dates if _exists(date)}
    best = min(sides, key=sides.__getitem__, default=None)
    return None if best is None or sides[best].is_wrong else best


def _exists(date: DateValue) -> bool:
    return date.day is None or date.day <= calendar_module.monthrange(int(date.year), date.month or 1)[1]


def _existing(date: DateValue) -> DateValue | None:
    return date if _exists(date) else None


def _python_date(date: DateValue) -> datetime.date | None:
    """The Python date of a whole day in the years 1–9999 without a qualifier."""
    if date.qualifier or not date.year.isdecimal():
        return None
    is_day = date.day_of_week is not None or date.day_of_year is not None
    if not is_day and (date.month is None or date.day is None):
        return None
    first = extent(date).first
    return datetime.date.fromordinal(first) if 1 <= first <= datetime.date.max.toordinal() else None


def _in_order(start: DateValue, end: DateValue) -> bool:
    """Whether a range can end after it starts, as far as both ends are known."""
    if start.year.isdecimal() and end.year.isdecimal() and start.year < end.year:  # cheap, for most ranges
        return True
    return extent(start).first <= extent(end).last


def _conflicts(written: DateValue, date: datetime.date | None) -> bool:
    """Whether the text names a weekday that the day does not have.

    A day in Old Style keeps its numbers and is a day of the Julian calendar. A text that only has a dual year
    may mean a Gregorian day, so both weekdays are accepted.
    """
    if written.weekday is None or date is None:
        return False
    weekdays = {date.isoweekday()}
    if written.style == "old":
        weekdays.add(weekday_of(julian_number_of(date.year, date.month, date.day)))
    return written.weekday not in weekdays
