"""Values in the form and precision that a user asks for. Standard library only."""

from __future__ import annotations

from typing import Literal

from datenorm.values.grammar import LAST_MONTH
from datenorm.values.interval import interval_of
from datenorm.values.parsing import DateValue, OneOfValue, RangeValue, Value, parse

Form = Literal["edtf", "iso", "interval"]

OPEN = ".."
"""An open end, from ISO 8601-2; ISO 8601-1 has none."""

Precision = Literal["any", "year", "month", "day"]

PRECISIONS: tuple[Precision, ...] = ("any", "year", "month", "day")

NAMES = {"year": "whole year", "month": "whole month", "day": "whole day"}
"""What a value must be."""


def as_iso(value: str) -> str:
    """A resolved value in ISO 8601-1:2019.

    A year, month or day stays as it is. Everything else (seasons, decades, ranges, approximate or uncertain
    dates, one of several) becomes its first and last day. Two forms are not in ISO 8601-1: `..` for an open
    end, and a day without a year, which is in ISO 8601:2000, vCard and XML Schema.

    >>> as_iso("1969-07"), as_iso("1850~"), as_iso("1971/.."), as_iso("XXXX-07-20")
    ('1969-07', '1845-01-01/1855-12-31', '1971-01-01/..', '--07-20')
    """
    parsed = parse(value)
    if isinstance(parsed, DateValue):
        if parsed.is_yearless:
            return "" if parsed.qualifier else f"-{value.removeprefix(parsed.year)}"
        is_plain = parsed.year.lstrip("-").isdecimal() and not parsed.qualifier
        if is_plain and (parsed.month is None or parsed.month <= LAST_MONTH):
            return value
    interval = interval_of(value)
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
    return (value if form == "edtf" else as_iso(value),)


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
    if isinstance(value, OneOfValue):
        return value.members
    return (value.start, value.end) if isinstance(value, RangeValue) else (value,)


def _cut(date: DateValue, precision: Precision) -> DateValue | None:
    if "X" in date.year:
        return None
    if precision == "year":
        return date._replace(month=None, day=None)
    if date.month is None or date.month > LAST_MONTH:
        return None
    if precision == "month":
        return date._replace(day=None)
    return date if date.day is not None else None
