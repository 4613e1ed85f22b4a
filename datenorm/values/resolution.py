"""From what the text says to the value the user gets: calendars, centuries, missing years, relative dates."""

from __future__ import annotations

import datetime
import itertools

from datenorm.values.alphabet import GREGORIAN
from datenorm.values.automaton import accepts
from datenorm.values.calendars import (
    LAST_DAY,
    PUBLISHED_HIJRI,
    julian_number_of,
    stretch_of,
    weekday_of,
)
from datenorm.values.completion import YEAR_OFFSETS, after, completed, python_date
from datenorm.values.eras import spelled_out
from datenorm.values.interval import extent, iso_day
from datenorm.values.parsing import SEPARATOR, DateValue, RangeValue, SetValue, is_compound, parse
from datenorm.values.reckoning import Reckoning, Resolution
from datenorm.values.shortcuts import shortcut
from datenorm.values.spans import with_times
from datenorm.values.times import parse_time


def resolve(
    text: str,
    reckoning: Reckoning | None = None,
    *,
    as_days: bool = False,
) -> Resolution:
    """Turn a written value into its final form.

    Args:
        text: a value as the network writes it; ∅ resolves to no value.
        reckoning: what may be added; by default centuries by the POSIX pivot, and no years.
        as_days: whether two years ago is a day, not a year.

    Raises:
        ValueError: if the text is not in the language.

    >>> resolution = resolve("XX69-07-20")
    >>> resolution.value, resolution.century_inferred, resolution.date
    ('1969-07-20', True, datetime.date(1969, 7, 20))
    >>> resolve("B2563-04-23").value, resolve("04c>b").value
    ('2020-04-23', '-0332~/-0300~')
    >>> resolve("1969-07-20①").weekday_conflict  # it was a Sunday
    True
    >>> resolve("2014-04-26T17:24-07:00").datetime
    '2014-04-26T17:24-07:00'
    """
    rules = reckoning or _DEFAULT
    found = shortcut(text, rules)
    if found is not None:
        return found
    if is_compound(text):
        return _compound(text, rules, as_days)
    spelled = spelled_out(text)
    found = shortcut(spelled, rules) if spelled != text else None
    if found is not None:
        return found
    return _any_value(spelled, rules, None if rules.direction is None else _today(rules))


def _today(rules: Reckoning) -> datetime.date:
    return rules.reference_date or datetime.date.today()


_DEFAULT = Reckoning()


def exists(text: str) -> bool:
    """Whether a text is a value as the network writes it, and every day in it exists.

    >>> exists("2016-02-29"), exists("2015-02-29"), exists("2015-04-31"), exists("XX15-02-29")
    (True, False, False, False)
    """
    return accepts(text) and resolve(text).value is not None


def _compound(text: str, rules: Reckoning, as_days: bool) -> Resolution:
    if SEPARATOR not in text:
        from datenorm.values.relative import resolve_relative  # few texts are relative

        return resolve_relative(text, rules, as_days=as_days)
    if not accepts(text):
        raise ValueError(f"not a value: {text!r}")
    parts = tuple(resolve(part, rules) for part in text.split(SEPARATOR))
    is_valid = all(part.value is not None for part in parts)
    return Resolution(None, parts=parts) if is_valid else Resolution(None)


def _any_value(text: str, rules: Reckoning, today: datetime.date | None) -> Resolution:
    written = parse(text)
    if written is None:
        return Resolution(None)
    if isinstance(written, RangeValue):
        return _resolve_range(written, rules, today)
    if isinstance(written, SetValue):
        return _resolve_set(written, rules, today)
    if written.calendar not in (GREGORIAN, *YEAR_OFFSETS):
        return _resolve_own_months(written, rules)
    resolved = completed(written, rules, today)
    plain = None if resolved is None else resolved._replace(weekday=None, style="", time="")
    date = None if plain is None else python_date(plain)
    return Resolution(
        value=None if plain is None else str(plain),
        calendar=written.calendar,
        century_inferred=written.is_short,
        year_inferred=written.is_yearless and resolved is not None and not resolved.is_yearless,
        date=date,
        weekday=written.weekday,
        weekday_conflict=_conflicts(written, date),
        style=written.style,
        datetime=f"{plain}{parse_time(written.time)}" if plain is not None and written.time else "",
    )


def _resolve_range(written: RangeValue, rules: Reckoning, today: datetime.date | None) -> Resolution:
    """A range in the Gregorian calendar, or of two times of a day of any calendar."""
    if written.start is not None and written.start.calendar not in (GREGORIAN, *YEAR_OFFSETS):
        return _resolve_own_span(written.start, written.end, rules)
    start = None if written.start is None else completed(written.start, rules, today)
    end = written.end
    if end is not None and end.year:
        end = completed(end, rules if start is None else _following(written, start, rules), today)
    if (start is None and written.start is not None) or (end is None and written.end is not None):
        return Resolution(None)
    ends = [one for one in written if one is not None]
    start, end = (None if one is None else one._replace(weekday=None, style="") for one in (start, end))
    found = with_times(start, end)
    if found is None:
        return Resolution(None)
    yearless = any(one.is_yearless for one in ends)
    is_day = "/" not in (found.value or "/")
    return found._replace(
        calendar=ends[0].calendar,
        century_inferred=any(one.is_short for one in ends),
        year_inferred=yearless and rules.reference_date is not None,
        weekday=ends[0].weekday if is_day else None,
        weekday_conflict=_conflicts(ends[0], found.date),
    )


def _following(written: RangeValue, start: DateValue, rules: Reckoning) -> Reckoning:
    """The rules for the end of a range: if neither end has a year, the end is the next after the start."""
    if rules.reference_date is None or written.start is None or not written.start.is_yearless:
        return rules
    return after(start, rules)


def _resolve_own_span(start: DateValue, end: DateValue | None, rules: Reckoning) -> Resolution:
    """Two times of a day of a calendar with months of its own."""
    resolved = _resolve_own_months(start, rules)
    day = None if resolved.value is None else parse(resolved.value)
    if not isinstance(day, DateValue) or end is None or end.year:
        return Resolution(None, calendar=resolved.calendar)
    found = with_times(day._replace(time=start.time), end)
    return Resolution(None) if found is None else resolved._replace(datetime=found.datetime)


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
        datetime=f"{first}{parse_time(written.time)}" if written.time else "",
    )


def _resolve_set(written: SetValue, rules: Reckoning, today: datetime.date | None) -> Resolution:
    """A set; members without a year follow each other."""
    found: list[DateValue] = []
    for date in written.dates:
        is_next = date.is_yearless and found and rules.reference_date is not None
        whole = completed(date, after(found[-1], rules) if is_next else rules, today)
        if whole is None:
            return Resolution(None)
        found.append(whole)
    ascends = all(extent(one).first < extent(other).first for one, other in itertools.pairwise(found))
    if not ascends or len({date.is_yearless for date in found}) > 1:
        return Resolution(None)
    rest = iter(found)
    members = tuple(
        next(rest) if isinstance(member, DateValue) else RangeValue(next(rest), next(rest))
        for member in written.members
    )
    return Resolution(
        str(SetValue(members, written.is_choice)),
        century_inferred=any(date.is_short for date in written.dates),
        year_inferred=written.dates[0].is_yearless and not found[0].is_yearless,
    )


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
