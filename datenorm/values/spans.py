"""Ranges of dates and times: between two moments, or two times of a day."""

from __future__ import annotations

from datenorm.values.calendars import LAST_DAY
from datenorm.values.completion import in_order, python_date
from datenorm.values.interval import extent, iso_day
from datenorm.values.parsing import DateValue, RangeValue, parse
from datenorm.values.reckoning import Resolution
from datenorm.values.times import parse_time


def with_times(start: DateValue | None, end: DateValue | None) -> Resolution | None:
    """The range between two whole dates, with their times of day; None if it ends before it starts.

    Args:
        start: the first date; None for an open start.
        end: the last date; None for an open end. Without a year it is a time on the first day, or on the
            next one if it is not later: 22:00 to 02:00.
    """
    if start is not None and end is not None and end.year == "":
        return _of_one_day(start, end)
    if start is not None and end is not None and not in_order(start, end):
        return None
    plain_start, plain_end = (None if end is None else end._replace(time="") for end in (start, end))
    moments = _moments(start, end)
    if start and end and plain_start and plain_start == plain_end and start.time and end.time:
        if _clock(end) < _clock(start):
            return None
        return Resolution(str(plain_start), date=python_date(plain_start), datetime=moments)
    return Resolution(str(RangeValue(plain_start, plain_end)), datetime=moments)


def _of_one_day(start: DateValue, end: DateValue) -> Resolution:
    day = start._replace(time="")
    last = day if _clock(end) > _clock(start) else _next_day(day)
    if last is None:
        return Resolution(None)
    moments = _moments(start, last._replace(time=end.time))
    return Resolution(str(day), date=python_date(day), datetime=moments)


def _clock(date: DateValue) -> tuple[int, int, int, str]:
    time = parse_time(date.time)
    return time.hour, time.minute or 0, time.second or 0, time.fraction


def _next_day(day: DateValue) -> DateValue | None:
    """The day after; a day without a year stays without one. None after the year 9999."""
    number = extent(day).first
    following = parse(iso_day(number + 1)) if number < LAST_DAY else None
    if not isinstance(following, DateValue):
        return None
    return following._replace(year=day.year) if day.is_yearless else following


def _moments(start: DateValue | None, end: DateValue | None) -> str:
    """Both ends with their times of day; an offset that one end says is that of both. "" without times."""
    times = [parse_time(one.time) if one is not None and one.time else None for one in (start, end)]
    said = next((time.offset for time in times if time is not None and time.offset), "")
    if not any(times):
        return ""
    written = (
        None
        if one is None
        else one._replace(time="" if time is None else str(time._replace(offset=time.offset or said)))
        for one, time in zip((start, end), times, strict=True)
    )
    return str(RangeValue(*written))
