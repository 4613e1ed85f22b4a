"""The grammar of values: which texts are values, and what the network may write.

Months are 01–12, days those of the month. The network may write the days 1 to 31 in any month, since it reads
and does not reckon: a text with 31 April is read as such, and code says that there is no such day.
`datenorm.values.resolution` checks what depends on the whole value: the month must have the day, a range must
end after it starts, a set must ascend.
"""

from __future__ import annotations

from functools import cache

from datenorm.values.alphabet import (
    ALL_CLOSE,
    ALL_OPEN,
    BEFORE_CHRIST,
    CALENDARS,
    CENTURY,
    FEAST_CALENDARS,
    FIELDS,
    HALVES,
    NAMED_ZONE,
    NO_YEAR,
    QUALIFIERS,
    REFUSAL,
    ROLES_SEPARATOR,
    SET_CLOSE,
    SET_OPEN,
    SET_SEPARATOR,
    STYLES,
    TIME,
    UNKNOWN_DIGIT,
    WEEKDAYS,
)
from datenorm.values.calendars import COMMON_YEAR, LAST_MONTH, LEAP_YEAR
from datenorm.values.eras import PARTS, THIRDS, written_part
from datenorm.values.regular import Language, numbers, of, one_of, optional, repeated, symbol

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
_SEASON_CODE = numbers(21, 24) | numbers(33, 36)
_QUALIFIED = optional(one_of(QUALIFIERS))
_WEEKDAY = one_of(WEEKDAYS)
_STYLE = one_of(STYLES)


def _fields(first: int, last: int) -> Language:
    """Months, days or parts of a year with their hyphen, each one symbol."""
    return one_of(symbol(f"-{number:02d}") for number in range(first, last + 1))


_MONTH = _fields(1, LAST_MONTH)
_MONTH_NUMBER = numbers(1, LAST_MONTH)
_PART_OF_YEAR = _MONTH | _fields(21, 24) | _fields(33, 36) | _fields(40, 41)  # 40 and 41 are half years


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
    return one_of(symbol(f"-{month:02d}") + _fields(1, length) for month, length in months)


def _days_of(year: Language, leap_year: Language) -> Language:
    return year + _days(COMMON_YEAR) | leap_year + symbol("-02") + symbol("-29")


# Multiples of four, with two digits; a century is leap if its own number is one.
_FOURS = one_of(f"{number:02d}" for number in range(0, 100, 4))
_FOURS_NOT_ZERO = one_of(f"{number:02d}" for number in range(4, 100, 4))

_FROM_0 = _TWO_DIGITS + _TWO_DIGITS
_BELOW_0 = "-" + _not_zero(4)  # -0000 is not a year (ISO 8601-1:2019, 4.3.2)
_LEAP_FROM_0 = _TWO_DIGITS + _FOURS_NOT_ZERO | _FOURS + "00"
_LEAP_BELOW_0 = "-" + (_TWO_DIGITS + _FOURS_NOT_ZERO | _FOURS_NOT_ZERO + "00")
_WHOLE_YEAR = _FROM_0 | _BELOW_0

_SHORT_YEAR = UNKNOWN_DIGIT * 2 + _TWO_DIGITS
_YEAR = _WHOLE_YEAR | _SHORT_YEAR
_LEAP = _LEAP_FROM_0 | _LEAP_BELOW_0
_WHOLE_DAY = _days_of(_WHOLE_YEAR, _LEAP)
_DAY_WITHOUT_YEAR = NO_YEAR + _days(LEAP_YEAR)
_DAY_OF_YEAR = _WHOLE_YEAR + "-" + numbers(1, 365, width=3) | _LEAP + "-366"
_WEEK = _WHOLE_YEAR + "-W" + numbers(1, 53)
_DAY_OF_WEEK = _WEEK + "-" + one_of("1234567")
_SAID_YEAR = _YEAR | _not_zero(4) + BEFORE_CHRIST
_SAID_DAY_OF_MONTH = (_SAID_YEAR | NO_YEAR) + _MONTH + _fields(1, 31)
_PART_OF_CENTURY = one_of(THIRDS) | one_of(
    written_part(rank, parts) for parts in PARTS for rank in range(1, parts + 1)
)
_SAID_CENTURY = _not_zero(2) + CENTURY + optional(_PART_OF_CENTURY) + optional(BEFORE_CHRIST) + _QUALIFIED
_DECADE = _MINUS + _TWO_DIGITS + _DIGIT + UNKNOWN_DIGIT
_CENTURY = _MINUS + _TWO_DIGITS + UNKNOWN_DIGIT * 2

_MINUTE = ":" + numbers(0, 59)
_SECOND = ":" + numbers(0, 60) + optional("." + _DIGIT + repeated(_DIGIT))  # 60 is a leap second
_FINER_TIME = optional(_MINUTE + optional(_SECOND))
_TIME = TIME + (numbers(0, 23) + _FINER_TIME | "24:00" + optional(":00"))
_HOURS_FROM_UTC = one_of("+-") + numbers(0, 23)
_FINAL_TIME = _TIME + optional("Z" | _HOURS_FROM_UTC + _MINUTE)


def _ends(year: Language, day: Language) -> Language:
    """One date, which may be the end of a range, of these years and days."""
    return (
        year + optional(_PART_OF_YEAR)
        | NO_YEAR + (_PART_OF_YEAR | "-XX" + _fields(1, 31))
        | day
        | _DAY_OF_YEAR
        | _WEEK
        | _DAY_OF_WEEK
        | _DECADE
        | _CENTURY
    ) + _QUALIFIED


def _ranges(end: Language) -> Language:
    return end + "/" + (end | "..") | "../" + end


def _set_of(member: Language) -> Language:
    """Members, or stretches of them, that are equally precise (ISO 8601-2:2019, EDTF level 2)."""
    stretch = member + ".." + member
    more = SET_SEPARATOR + (member | stretch)
    members = stretch + repeated(more) | member + more + repeated(more)
    return SET_OPEN + members + SET_CLOSE | ALL_OPEN + members + ALL_CLOSE


def _of_calendar(token: str, calendar: str) -> Language:
    lengths = _LENGTHS.get(calendar, LEAP_YEAR)
    day = _days(lengths) + optional(_WEEKDAY) + optional(_SAID_TIME)
    return token + _not_zero(4) + optional(_fields(1, len(lengths)) | day)  # no calendar has a year 0


_HALF_DAY_TIME = TIME + numbers(0, 12) + _FINER_TIME + one_of(HALVES)
_SAID_CLOCK = _TIME | _HALF_DAY_TIME
_SAID_ZONE = optional("Z" | _HOURS_FROM_UTC + optional(_MINUTE) | NAMED_ZONE)
_SAID_TIME = _SAID_CLOCK + optional("/" + _SAID_CLOCK) + _SAID_ZONE
_SAID_DAY = _SAID_DAY_OF_MONTH + optional(_WEEKDAY) + optional(_STYLE) | _DAY_OF_WEEK | _DAY_OF_YEAR
_SAID_MOMENT = _SAID_DAY + _SAID_CLOCK + _SAID_ZONE
_SAID_END = _ends(_SAID_YEAR, _SAID_DAY_OF_MONTH) | _SAID_CENTURY
_SAID_DATE = (
    _SAID_END
    | (_SAID_YEAR + _MONTH | _SAID_DAY_OF_MONTH) + _QUALIFIED + _STYLE
    | _SAID_DAY_OF_MONTH + _WEEKDAY + optional(_STYLE)
    | NO_YEAR + "-XX" + _fields(1, 31) + _WEEKDAY
    | _SAID_DAY + _SAID_TIME
    | _SAID_MOMENT + "/" + _SAID_MOMENT
    | _ranges(_SAID_END)
)
_SAID_SET = one_of(
    map(_set_of, (_SAID_YEAR, _SAID_YEAR + _MONTH, NO_YEAR + _MONTH, _SAID_DAY_OF_MONTH, _DECADE))
)


@cache
def programs(time: Language = _FINAL_TIME) -> Language:
    """Dates that are relative to another, see `datenorm.values.programs`."""
    unit = one_of("dbwmqhyc")
    of_year = _MONTH_NUMBER | _SEASON_CODE | numbers(40, 41)
    beside = unit | "k" | optional("w") + _WEEKDAY | of_year
    other_feast = one_of(FEAST_CALENDARS) + _fields(1, LAST_MONTH) + optional(_fields(1, 31))
    feast = one_of("eE") | other_feast
    count = one_of("123456789") + optional(_DIGIT + optional(_DIGIT + optional(_DIGIT)))
    # After a date, `-20⑥` would be its day and weekday.
    first_step = (
        one_of("+-") + count + unit
        | one_of("»«=") + (beside | "10y")
        | one_of("<>") + (_WEEKDAY | _MONTH_NUMBER | feast)
        | "#" + (_MINUS + count + (one_of("dkwmqhy") | _WEEKDAY) | of_year | feast)
        | one_of("^$")
    )
    step = first_step | one_of("+-") + count + _WEEKDAY
    steps = repeated(step)
    anchor = (
        _FROM_0 + optional(_MONTH) | NO_YEAR + _MONTH | _days_of(_FROM_0, _LEAP_FROM_0) | _DAY_WITHOUT_YEAR
    )
    day = (
        "@" + optional(_WEEKDAY) + steps
        | "&" + step + steps
        | anchor + first_step + steps
        | (_FROM_0 | NO_YEAR) + (one_of("eE") + steps | other_feast + optional(first_step + steps))
    )
    ago = "@" + one_of("+-") + count + one_of("HMS")  # hours, minutes, seconds
    return day + optional(time) | ago | day + "/" + (day | ".." | anchor) | (".." | anchor) + "/" + day


def _near_set() -> Language:
    """Two dates or more that are near the reference date: Monday or Tuesday, today and tomorrow."""
    unit = one_of("dmy")
    member = "@" + (
        optional(_WEEKDAY)
        | one_of("+-") + one_of("123456789") + optional(_DIGIT) + unit
        | one_of("»«=") + (unit | optional("w") + _WEEKDAY | _MONTH_NUMBER)
        | one_of("<>") + (_WEEKDAY | _MONTH_NUMBER)
    )
    members = member + SET_SEPARATOR + member + repeated(SET_SEPARATOR + member)
    return SET_OPEN + members + SET_CLOSE | ALL_OPEN + members + ALL_CLOSE


def written() -> Language:
    """What the network may write."""
    item = _SAID_DATE | _SAID_SET
    return one_of(
        (
            REFUSAL,
            item + repeated(ROLES_SEPARATOR + item),
            *(_of_calendar(token, calendar) for token, calendar in CALENDARS.items()),
            programs(_SAID_TIME),
            _near_set(),
        )
    )


_ANY_FIELD = one_of(map(symbol, FIELDS))
ANY_DIGITS = (_FROM_0 | _SHORT_YEAR | NO_YEAR) + _ANY_FIELD + _ANY_FIELD + optional(_WEEKDAY)
"""Days that need not exist, see `datenorm.convert.refusals`."""


@cache
def values() -> Language:
    """What the user gets: ISO 8601-1 and EDTF, in the Gregorian calendar."""
    moment = (_WHOLE_DAY | _DAY_WITHOUT_YEAR | _DAY_OF_YEAR | _DAY_OF_WEEK) + _FINAL_TIME
    end = _ends(_WHOLE_YEAR, _WHOLE_DAY | _DAY_WITHOUT_YEAR)
    months = _WHOLE_YEAR + _MONTH, NO_YEAR + _MONTH
    members = (_WHOLE_YEAR, *months, _WHOLE_DAY, _DAY_WITHOUT_YEAR, _DECADE)
    return one_of((end, _ranges(end), moment, *map(_set_of, members)))
