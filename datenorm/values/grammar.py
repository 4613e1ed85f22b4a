"""The grammar of values: which texts are values, each of them a date that exists, and its automaton.

Months are 01–12, days those of the month, 29 February only in leap years. `datenorm.values.resolution` checks
what depends on the whole value: a range must end after it starts, a set must ascend, a year of another
calendar must have the day.
"""

from __future__ import annotations

from functools import cache

from datenorm.values.alphabet import (
    CALENDARS,
    QUALIFIERS,
    REFUSAL,
    SET_CLOSE,
    SET_OPEN,
    SET_SEPARATOR,
    STYLES,
    UNKNOWN_DIGIT,
    WEEKDAYS,
)
from datenorm.values.regular import Language, numbers, of, one_of, optional, repeated

LAST_MONTH = 12
"""The last Gregorian month; seasons and quarters have numbers above it."""

_COMMON_YEAR = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
LEAP_YEAR = (31, 29, *_COMMON_YEAR[2:])
"""Days of each month of a leap year."""

_THIRTY_DAYS_AND_SOME = (*[30] * 12, 6)

_LENGTHS = {
    "persian": (*[31] * 6, *[30] * 6),  # 1 Farvardin to 12 Esfand
    "islamic": (30,) * 12,  # 1 Muharram to 12 Dhu al-Hijja
    # 1 Nisan to 12 Adar (Adar I of a leap year) and 13 Adar II
    "hebrew": (30, 29, 30, 29, 30, 29, 30, 30, 30, 29, 30, 30, 29),
    "ethiopic": _THIRTY_DAYS_AND_SOME,
    "coptic": _THIRTY_DAYS_AND_SOME,
    "french-republican": _THIRTY_DAYS_AND_SOME,
    "indian": (*[31] * 6, *[30] * 6),  # 1 Chaitra to 12 Phalguna
}
"""The most days that a month ever has, of calendars with months of their own."""

_DIGIT = one_of("0123456789")
_TWO_DIGITS = _DIGIT + _DIGIT
_MINUS = optional("-")
_MONTH = "-" + numbers(1, LAST_MONTH)
_SEASON_CODE = numbers(21, 24) | numbers(33, 36)
_SEASON = "-" + _SEASON_CODE
_QUALIFIED = optional(one_of(QUALIFIERS))
_WEEKDAY = one_of(WEEKDAYS)
_STYLE = one_of(STYLES)


@cache
def _not_zero(width: int) -> Language:
    """Numbers with so many digits, but not zero."""
    if width == 1:
        return one_of("123456789")
    rest = of("")
    for _ in range(width - 1):
        rest += _DIGIT
    return one_of("123456789") + rest | "0" + _not_zero(width - 1)


@cache
def _days(lengths: tuple[int, ...]) -> Language:
    """-MM-DD of months with these lengths."""
    months = enumerate(lengths, start=1)
    return one_of(f"-{month:02d}-" + numbers(1, length) for month, length in months)


def _days_of(year: Language, leap_year: Language) -> Language:
    return year + _days(_COMMON_YEAR) | leap_year + "-02-29"


# Multiples of four, with two digits; a century is leap if its own number is one.
_FOURS = one_of(f"{number:02d}" for number in range(0, 100, 4))
_FOURS_NOT_ZERO = one_of(f"{number:02d}" for number in range(4, 100, 4))

_FROM_0 = _TWO_DIGITS + _TWO_DIGITS
_BELOW_0 = "-" + _not_zero(4)  # -0000 is not a year (ISO 8601-1:2019, 4.3.2)
_LEAP_FROM_0 = _TWO_DIGITS + _FOURS_NOT_ZERO | _FOURS + "00"
_LEAP_BELOW_0 = "-" + (_TWO_DIGITS + _FOURS_NOT_ZERO | _FOURS_NOT_ZERO + "00")
_WHOLE_YEAR = _FROM_0 | _BELOW_0

# A year without its century is leap in some century; a day without a year is one of a leap year.
_SHORT_YEAR = UNKNOWN_DIGIT * 2 + _TWO_DIGITS
_YEAR = _WHOLE_YEAR | _SHORT_YEAR
_DAY = (
    _days_of(_WHOLE_YEAR, _LEAP_FROM_0 | _LEAP_BELOW_0)
    | _days_of(_SHORT_YEAR, UNKNOWN_DIGIT * 2 + _FOURS)
    | UNKNOWN_DIGIT * 4 + _days(LEAP_YEAR)
)
_DECADE = _MINUS + _TWO_DIGITS + _DIGIT + UNKNOWN_DIGIT
_CENTURY = _MINUS + _TWO_DIGITS + UNKNOWN_DIGIT * 2

_END = (_YEAR | _YEAR + _MONTH | _YEAR + _SEASON | _DAY | _DECADE | _CENTURY) + _QUALIFIED
_RANGE = _END + "/" + (_END | "..") | "../" + _END
_MARKED = (_YEAR + _MONTH | _DAY) + _QUALIFIED + _STYLE | _DAY + _WEEKDAY + optional(_STYLE)


def _pair(member: Language) -> Language:
    return member + SET_SEPARATOR + member


_MEMBERS = (
    _pair(_FROM_0) + optional(SET_SEPARATOR + _FROM_0)
    | _pair(_FROM_0 + _MONTH)
    | _pair(_days_of(_FROM_0, _LEAP_FROM_0))
    | _pair(_TWO_DIGITS + _DIGIT + UNKNOWN_DIGIT)
)
"""Members of a set are equally precise."""


def _of_calendar(token: str, calendar: str) -> Language:
    lengths = _LENGTHS.get(calendar, LEAP_YEAR)
    finer = "-" + numbers(1, len(lengths)) | _days(lengths) + optional(_WEEKDAY)
    return token + _not_zero(4) + optional(finer)  # no calendar has a year 0


WRITTEN = one_of(
    (
        REFUSAL,
        _END,
        _MARKED,
        _RANGE,
        SET_OPEN + _MEMBERS + SET_CLOSE,
        *(_of_calendar(token, calendar) for token, calendar in CALENDARS.items()),
    )
)
"""What the network may write."""

ANY_DIGITS = (
    (_FROM_0 | _SHORT_YEAR | UNKNOWN_DIGIT * 4)
    + ("-" + _TWO_DIGITS)
    + ("-" + _TWO_DIGITS)
    + optional(_WEEKDAY)
)
"""Days that need not exist, see `datenorm.convert.refusals`."""


_NO_YEAR = UNKNOWN_DIGIT * 4
_LEAP = _LEAP_FROM_0 | _LEAP_BELOW_0


def _set_of(member: Language) -> Language:
    """Members, or stretches of them, that are equally precise (ISO 8601-2:2019, EDTF level 2)."""
    stretch = member + ".." + member
    more = SET_SEPARATOR + (member | stretch)
    members = stretch + repeated(more) | member + more + repeated(more)
    return SET_OPEN + members + SET_CLOSE | "{" + members + "}"


@cache
def values() -> Language:
    """What the user gets: ISO 8601-1 and EDTF, in the Gregorian calendar."""
    whole_day = _days_of(_WHOLE_YEAR, _LEAP)
    day_without_year = _NO_YEAR + _days(LEAP_YEAR)
    day_of_year = _WHOLE_YEAR + "-" + numbers(1, 365, width=3) | _LEAP + "-366"
    week = _WHOLE_YEAR + "-W" + numbers(1, 53)
    day_of_week = week + "-" + one_of("1234567")
    part_of_year = _MONTH | _SEASON | "-" + numbers(40, 41)  # 40 and 41 are half years

    minute = ":" + numbers(0, 59)
    second = ":" + numbers(0, 60) + optional("." + _DIGIT + repeated(_DIGIT))  # 60 is a leap second
    time = "T" + (numbers(0, 23) + optional(minute + optional(second)) | "24:00" + optional(":00"))
    offset = "Z" | one_of("+-") + numbers(0, 23) + optional(minute)
    moment = (whole_day | day_without_year | day_of_year | day_of_week) + time + optional(offset)

    plain_end = (
        _WHOLE_YEAR + optional(part_of_year)
        | _NO_YEAR + (part_of_year | "-XX-" + numbers(1, 31))
        | whole_day
        | day_without_year
        | day_of_year
        | week
        | day_of_week
        | _DECADE
        | _CENTURY
    ) + _QUALIFIED

    return one_of(
        (
            plain_end,
            plain_end + "/" + (plain_end | ".."),
            "../" + plain_end,
            moment,
            *map(_set_of, (_WHOLE_YEAR, _WHOLE_YEAR + _MONTH, whole_day, day_without_year, _DECADE)),
        )
    )


@cache
def programs() -> Language:
    """Dates that are relative to another, see `datenorm.values.programs`."""
    unit = one_of("dbwmqhyc")
    of_year = numbers(1, LAST_MONTH) | _SEASON_CODE | numbers(40, 41)
    beside = unit | "k" | optional("w") + _WEEKDAY | of_year
    count = one_of("123456789") + optional(_DIGIT + optional(_DIGIT + optional(_DIGIT)))
    step = (
        one_of("+-") + count + (unit | _WEEKDAY)
        | one_of("»«=") + beside
        | one_of("<>") + (_WEEKDAY | numbers(1, LAST_MONTH))
        | "#" + (_MINUS + count + (one_of("dkwmqhy") | _WEEKDAY) | of_year)
        | one_of("^$")
    )
    steps = repeated(step)
    anchor = (
        _FROM_0 + optional(_MONTH)
        | _NO_YEAR + _MONTH
        | _days_of(_FROM_0, _LEAP_FROM_0)
        | _NO_YEAR + _days(LEAP_YEAR)
    )

    return (
        "@" + optional(_WEEKDAY) + steps
        | "&" + step + steps
        | anchor + step + steps
        | (_FROM_0 | _NO_YEAR) + one_of("eE") + steps
    )
