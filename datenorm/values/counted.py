"""Numbers that count days or seconds: the serial days of spreadsheets, and Unix times.

What a number counts is for the user to say: 41755 is 26 April 2014 in a spreadsheet, and half a day in Unix
time.
"""

from __future__ import annotations

import datetime
import math
from typing import TYPE_CHECKING, Literal

from datenorm.values.alphabet import REFUSAL
from datenorm.values.times import offset_text

if TYPE_CHECKING:
    from fractions import Fraction

EpochUnit = Literal["s", "ms", "us", "ns"]

EPOCH_UNITS: dict[EpochUnit, int] = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
"""Unit of a Unix time → how many of it are a second."""

LAST_SERIAL = 2_958_465
"""The serial day of 31 December 9999."""

_FALSE_LEAP_DAY = 60
"""The serial day of 29 February 1900, which spreadsheets count although it did not exist."""

_DAY_ZERO = datetime.date(1899, 12, 31)
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
_SECONDS = 24 * 60 * 60
_NANOSECONDS = 10**9
_CHARACTERS = "0123456789.,+-eE"
_LONGEST = 32


def number_in(text: str) -> Fraction | None:
    """The number that a text is, as a table writes it; None if it is something else.

    >>> number_in("41755.5"), number_in("1,398529477E9"), number_in("4/2014")
    (Fraction(83511, 2), Fraction(1398529477, 1), None)
    """
    if len(text) > _LONGEST or text.strip(_CHARACTERS):
        return None
    from decimal import Decimal, InvalidOperation  # most runs have no such numbers, and start sooner without
    from fractions import Fraction

    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return Fraction(number) if abs(number.adjusted()) <= _LONGEST else None


def serial_day(text: str) -> str | None:
    """The day or the moment that a spreadsheet's number means; None if the text is not a number.

    Days count from 1 January 1900; a fraction is the time of day, to the nearest second.

    Returns:
        The day as the network writes it; ∅ for a number outside of the calendar.

    >>> serial_day("41755"), serial_day("41755.75"), serial_day("1"), serial_day("0"), serial_day("May")
    ('2014-04-26', '2014-04-26T18:00', '1900-01-01', '∅', None)
    """
    number = number_in(text)
    if number is None:
        return None
    days, seconds = divmod(round(number * _SECONDS), _SECONDS)
    if not 1 <= days <= LAST_SERIAL:
        return REFUSAL
    if days == _FALSE_LEAP_DAY:
        return "1900-02-29"
    day = _DAY_ZERO + datetime.timedelta(days=days - (days > _FALSE_LEAP_DAY))
    if number.denominator == 1:
        return str(day)
    hour, minute, second = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{day}T{hour:02d}:{minute:02d}" + (f":{second:02d}" if second else "")


def unix_time(text: str, unit: EpochUnit, zone: datetime.tzinfo | None = None) -> str | None:
    """The moment that a Unix time means; None if the text is not a number.

    Args:
        text: a number.
        unit: what it counts since 1970-01-01T00:00Z.
        zone: where the day and the time of day are wanted; None for UTC.

    Returns:
        The moment as the network writes it; ∅ for a number beyond the years 1 to 9999.

    >>> unix_time("1398529477", "s"), unix_time("-1", "ms"), unix_time("9e15", "s")
    ('2014-04-26T16:24:37Z', '1969-12-31T23:59:59.999Z', '∅')
    """
    number = number_in(text)
    if number is None:
        return None
    seconds, rest = divmod(math.floor(number * _NANOSECONDS / EPOCH_UNITS[unit]), _NANOSECONDS)
    try:
        moment = (_EPOCH + datetime.timedelta(seconds=seconds)).astimezone(zone or datetime.timezone.utc)
    except (OverflowError, ValueError):
        return REFUSAL
    offset = moment.utcoffset() or datetime.timedelta()
    ending = "Z" if zone is None else offset_text(round(offset.total_seconds() / 60))
    fraction = f".{rest:09d}".rstrip("0") if rest else ""
    return f"{moment.date()}T{moment:%H:%M:%S}{fraction}{ending}"
