"""The grammar of values: which texts are values, each of them a date that exists, and its automaton.

Months are 01–12, days those of the month, 29 February only in leap years. `datenorm.values.resolution` checks
what depends on the whole value: a range must end after it starts, a set must ascend, a year of another
calendar must have the day.
"""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

from datenorm.values.alphabet import (
    CALENDARS,
    EOS_ID,
    PAD_ID,
    QUALIFIERS,
    REFUSAL,
    SET_CLOSE,
    SET_OPEN,
    SET_SEPARATOR,
    STYLES,
    TARGET_SYMBOLS,
    UNKNOWN_DIGIT,
    WEEKDAYS,
)
from datenorm.values.regular import (
    Language,
    StateMachine,
    numbers,
    of,
    one_of,
    optional,
    state_machine,
)

LAST_MONTH = 12
"""The last Gregorian month; seasons and quarters have numbers above it."""

_COMMON_YEAR = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LEAP_YEAR = (31, 29, *_COMMON_YEAR[2:])
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
_SEASON = "-" + (numbers(21, 24) | numbers(33, 36))
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
    | UNKNOWN_DIGIT * 4 + _days(_LEAP_YEAR)
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
    lengths = _LENGTHS.get(calendar, _LEAP_YEAR)
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

FORBIDDEN = -1
START = 0

MAX_VALUE_LENGTH = len("-0043-03-15~/-0042-03-15~")

Transitions: TypeAlias = tuple[tuple[int, ...], ...]
"""(states × target symbols) → next state, or `FORBIDDEN`. The last state is that after the end symbol, where
only padding is allowed."""


def _table(automaton: StateMachine) -> Transitions:
    indices = {symbol: index for index, symbol in enumerate(TARGET_SYMBOLS)}
    final = len(automaton.following)
    rows = [[FORBIDDEN] * len(TARGET_SYMBOLS) for _ in range(final + 1)]
    for row, following in zip(rows, automaton.following, strict=False):
        for symbol, state in following.items():
            row[indices[symbol]] = state
    for state in automaton.accepting:
        rows[state][EOS_ID] = final
    rows[final][PAD_ID] = final
    return tuple(map(tuple, rows))


_AUTOMATON = state_machine(WRITTEN)
TRANSITIONS = _table(_AUTOMATON)
FINAL = len(TRANSITIONS) - 1


@cache
def transitions_of_any_digits() -> Transitions:
    """Those of days whose year, month and day may be any digits, `2021-04-31` too."""
    return _table(state_machine(ANY_DIGITS))


def accepts(text: str) -> bool:
    """Whether the text is a value of the language, ∅ included.

    >>> accepts("2020-02-29"), accepts("2021-02-29"), accepts("1914-03-12/1914-03-15"), accepts("2020-02-29⑥")
    (True, False, True, True)
    >>> accepts("[1914,1915]"), accepts("[1914,1915-03]"), accepts("1711-03-12o"), accepts("A5780-13-29")
    (True, False, True, True)
    """
    state = START
    for character in text:
        following = _AUTOMATON.following[state].get(character)
        if following is None:
            return False
        state = following
    return state in _AUTOMATON.accepting
