"""Values in the form and precision that a user asks for. Standard library only."""

from __future__ import annotations

from typing import Literal

from datenorm.values.calendars import LAST_MONTH
from datenorm.values.interval import extent, interval_of, iso_day
from datenorm.values.parsing import OPEN, DateValue, RangeValue, SetValue, Value, parse

Form = Literal["edtf", "iso", "interval", "datetime", "ixdtf"]
"""How a value is written; the last two are the value with its time of day, see `datenorm.convert.record`."""

Precision = Literal["any", "year", "month", "day"]

PRECISIONS: tuple[Precision, ...] = ("any", "year", "month", "day")

NAMES = {"year": "whole year", "month": "whole month", "day": "whole day"}
"""What a value must be."""


def as_iso(value: str) -> str:
    """A resolved value in ISO 8601-1:2019.

    A year, month, week or day stays as it is, with or without a time of day. Everything else (seasons,
    decades, ranges, sets, approximate or uncertain dates) becomes its first and last day. Two forms are not
    in ISO 8601-1: `..` for an open end, from ISO 8601-2, and a day or month without a year, which is in
    ISO 8601:2000, vCard and XML Schema.

    >>> as_iso("1969-07"), as_iso("1850~"), as_iso("1971/.."), as_iso("XXXX-07-20"), as_iso("XXXX-XX-20")
    ('1969-07', '1845-01-01/1855-12-31', '1971-01-01/..', '--07-20', '---20')
    """
    parsed = parse(value)
    if isinstance(parsed, DateValue):
        is_month = parsed.month is None or parsed.month <= LAST_MONTH
        if parsed.is_yearless:
            is_plain = is_month and not parsed.qualifier
            return "-" + value.removeprefix(parsed.year).replace("-XX", "-") if is_plain else ""
        is_plain = parsed.year.lstrip("-").isdecimal() and not parsed.qualifier
        if is_plain and is_month:
            return value
    interval = interval_of(value)  # ISO 8601-1 has no open end, so that of ISO 8601-2 is borrowed
    return "" if interval is None else f"{interval.first or OPEN}/{interval.last or OPEN}"


def in_columns(value: str | None, form: Form) -> tuple[str, ...]:
    """A resolved value in a form: one text, or two for "interval"; empty for no value.

    >>> in_columns("../1945", "interval"), in_columns("1850~", "edtf")
    (('', '1945-12-31'), ('1850~',))
    """
    if form == "interval":
        interval = interval_of(value)
        return ("", "") if interval is None else (interval.first or "", interval.last or "")
    if value is None:
        return ("",)
    return (as_iso(value) if form == "iso" else value,)


def at_precision(value: str | None, precision: Precision) -> str | None:
    """A resolved value truncated to a precision, or None if it is coarser.

    A date without a year, or a decade, is coarser than any precision. A range becomes the year, month or day
    that both its ends are in, one of several dates that of them all.

    >>> [at_precision("1969-07-20~", precision) for precision in PRECISIONS]
    ['1969-07-20~', '1969~', '1969-07~', '1969-07-20~']
    >>> at_precision("1969-07", "day"), at_precision("196X", "year"), at_precision("1914-03/1914-04", "year")
    (None, None, '1914')
    """
    if value is None or precision == "any":
        return value
    parsed = parse(value)
    cut = {None if date is None else _cut(date, precision) for date in _dates(parsed)}
    return str(next(iter(cut))) if len(cut) == 1 and None not in cut else None


def _dates(value: Value | None) -> tuple[DateValue | None, ...]:
    if isinstance(value, SetValue):
        return value.dates
    return (value.start, value.end) if isinstance(value, RangeValue) else (value,)


def _cut(date: DateValue, precision: Precision) -> DateValue | None:
    if "X" in date.year:
        return None
    if date.week is not None or date.day_of_year is not None:
        return _cut_days(date, precision)
    if precision == "year":
        return date._replace(month=None, day=None, time="")
    if date.month is None or date.month > LAST_MONTH:
        return None
    if precision == "month":
        return date._replace(day=None, time="")
    return date._replace(time="") if date.day is not None else None


def _cut_days(date: DateValue, precision: Precision) -> DateValue | None:
    """The year, month or day that all days of a week, or a day of the year, are in."""
    first, last = (iso_day(number)[: _FINER_CHARACTERS[precision]] for number in extent(date))
    if first != last:
        return None
    found = parse(first)
    return found._replace(qualifier=date.qualifier) if isinstance(found, DateValue) else None


_FINER_CHARACTERS = {"year": -len("-07-20"), "month": -len("-20"), "day": None}
