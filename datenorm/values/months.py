"""How long a month can be, by what is known of its year while it is being written.

The network writes the year first, so the grammar knows at the month whether a Gregorian year is leap. Of
calendars with months of their own it knows the most days a month ever has; whether the very year has that day
is reckoned when the value is resolved.
"""

from __future__ import annotations

from datenorm.values.alphabet import CALENDARS

_COMMON_YEAR = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LEAP_YEAR = (31, 29, *_COMMON_YEAR[2:])
_THIRTY_DAYS_AND_SOME = (*[30] * 12, 6)

LAST_MONTH = 12
"""The last Gregorian month; seasons and quarters have numbers above it."""

COMMON, LEAP, YEARLESS, COUNTED_OTHERWISE = range(4)
"""Kinds of year: Gregorian, none given, Gregorian months under another count of years. Others follow."""

LENGTHS = (
    _COMMON_YEAR,
    _LEAP_YEAR,
    _LEAP_YEAR,
    _LEAP_YEAR,
    (*[31] * 6, *[30] * 6),  # persian, 1 Farvardin to 12 Esfand
    (30,) * 12,  # islamic, 1 Muharram to 12 Dhu al-Hijja
    # hebrew, 1 Nisan to 12 Adar (Adar I of a leap year) and 13 Adar II
    (30, 29, 30, 29, 30, 29, 30, 30, 30, 29, 30, 30, 29),
    _THIRTY_DAYS_AND_SOME,  # ethiopic, coptic, french-republican
    (*[31] * 6, *[30] * 6),  # indian, 1 Chaitra to 12 Phalguna
)
"""Most days of each month, by kind of year."""

_KINDS = {
    "persian": 4,
    "islamic": 5,
    "hebrew": 6,
    "ethiopic": 7,
    "coptic": 7,
    "french-republican": 7,
    "indian": 8,
}

KINDS = {token: _KINDS.get(calendar, COUNTED_OTHERWISE) for token, calendar in CALENDARS.items()}
"""Calendar token → kind of its years."""


def is_own(kind: int) -> bool:
    """Whether years of this kind are written without a calendar token."""
    return kind < COUNTED_OTHERWISE


def is_leap(remainder: int) -> bool:
    """Whether a year with this remainder modulo 400 has a 29 February."""
    return remainder % 4 == 0 and (remainder % 100 != 0 or remainder == 0)
