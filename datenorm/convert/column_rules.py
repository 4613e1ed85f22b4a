"""What a column decides for short texts that its rows alone leave open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from datenorm.values import exists, is_value

YearPart = Literal["", "month", "range", "open"]
MonthPart = Literal["", "day", "year", "open"]

_YEAR = len("1909")
_YEAR_AND_TWO = len("1909-10")


@dataclass(frozen=True, slots=True)
class ColumnRules:
    """What a column decides, or leaves open; an open question refuses the rows that hang on it.

    Attributes:
        open_orders: the field orders between which the column does not decide; none if it decides, or if no
            column was read.
        year_part: what the two digits in 1909-10 are: a "month", or the end of a "range" of years; "" if no
            row asks, or none decides.
        month_part: what the two digits in Oct-23 are: a "day" or a "year".
        open_century: whether the weekdays of the column speak for different centuries.
    """

    open_orders: tuple[str, ...] = ()
    year_part: YearPart = ""
    month_part: MonthPart = ""
    open_century: bool = False


NO_RULES = ColumnRules()
"""The rules of texts that are read without a column."""


class YearAndTwo(NamedTuple):
    """A year and two digits after a dash.

    Attributes:
        value: the text itself if it is a value, a month or a season; else None.
        span: the two years that it may be; None if the second would not be later.
    """

    value: str | None
    span: str | None


def year_and_two(text: str) -> YearAndTwo | None:
    """The readings of a canonical text that is a year and two digits; None for any other text.

    >>> year_and_two("1909-10"), year_and_two("1908-14"), year_and_two("1930-02")
    (YearAndTwo(value='1909-10', span='1909/1910'), YearAndTwo(value=None, span='1908/1914'), \
YearAndTwo(value='1930-02', span=None))
    """
    year, dash, two = text[:_YEAR], text[_YEAR : _YEAR + 1], text[_YEAR + 1 :]
    if len(text) != _YEAR_AND_TWO or dash != "-" or not (year.isdecimal() and two.isdecimal()):
        return None
    span = f"{year}/{year[:2]}{two}" if two > year[2:] else None
    return YearAndTwo(text if is_value(text) else None, span)


class MonthAndTwo(NamedTuple):
    """A month by name and two digits after a dash.

    Attributes:
        day: the day of the month, without a year; None if the month has no such day.
        year: the month of a year of two digits.
    """

    day: str | None
    year: str


def month_and_two(text: str, written: str) -> MonthAndTwo | None:
    """The readings of a canonical text that is a month and two digits, such as oct-23.

    Args:
        text: the text.
        written: what the network read, which says which month it is: `XX23-10` or `XXXX-10-23`.

    Returns:
        Both readings, or None for any other text or reading.

    >>> month_and_two("oct-23", "XX23-10"), month_and_two("feb-98", "XX98-02")
    (MonthAndTwo(day='XXXX-10-23', year='XX23-10'), MonthAndTwo(day=None, year='XX98-02'))
    """
    name, two = text[:-3], text[-2:]
    if text[-3:-2] != "-" or not two.isdecimal() or any(map(str.isdecimal, name)):
        return None
    if len(written) == len("XX23-10") and written[:4] == f"XX{two}":
        month = written[5:]
    elif len(written) == len("XXXX-10-23") and written[:5] == "XXXX-" and written[8:] == two:
        month = written[5:7]
    else:
        return None
    if not month.isdecimal():  # such as XXXX-XX-10, a day of any month
        return None
    day = f"XXXX-{month}-{two}"
    return MonthAndTwo(day if exists(day) else None, f"XX{two}-{month}")
