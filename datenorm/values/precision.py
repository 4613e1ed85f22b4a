"""Values as precise as the user wants them: finer ones cut down to that, coarser ones none.

Standard library only.
"""

from __future__ import annotations

from typing import Literal

from datenorm.values.grammar import LAST_MONTH
from datenorm.values.parsing import DateValue, OneOfValue, RangeValue, Value, parse

Precision = Literal["any", "year", "month", "day"]

PRECISIONS: tuple[Precision, ...] = ("any", "year", "month", "day")

NAMES = {"year": "whole year", "month": "whole month", "day": "whole day"}
"""What a value has to be, in words."""


def at_precision(value: str | None, precision: Precision) -> str | None:
    """A resolved value at the precision asked for, or None where it is coarser.

    A date without a year is not a whole one at any precision, nor is a decade. A range comes to the year,
    month or day that both its ends lie in, one of several dates to that of them all.

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
