"""The forms that a value can be printed in: as it is, as ISO 8601-1 says it, as a first and a last day."""

from __future__ import annotations

from typing import Literal

from datenorm.values.grammar import LAST_MONTH
from datenorm.values.interval import interval_of
from datenorm.values.parsing import DateValue, parse

Form = Literal["edtf", "iso", "interval"]

FORMS: tuple[Form, ...] = ("edtf", "iso", "interval")

OPEN = ".."
"""An open end; ISO 8601-1 has none, so this much of ISO 8601-2 is borrowed."""


def as_iso(value: str) -> str:
    """A resolved value as ISO 8601-1:2019 says it.

    A year, month or day is itself; of all else, seasons, decades, ranges, dates that are approximate or
    uncertain, one of several, it is the first and last day. Two things are not of ISO 8601-1: `..` for an
    open end, and a day without a year, which ISO 8601:2000 had and vCard and XML Schema have.

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
    """A resolved value in a form: one text, or two for "interval"; empty where there is nothing.

    >>> in_columns("../1945", "interval"), in_columns("1850~", "edtf")
    (('', '1945-12-31'), ('1850~',))
    """
    if form == "interval":
        interval = interval_of(value)
        return ("", "") if interval is None else (interval.first or "", interval.last or "")
    if value is None:
        return ("",)
    return (value if form == "edtf" else as_iso(value),)
