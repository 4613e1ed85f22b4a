"""The grammar of values: what may follow what, as rules over small states.

State: (side, phase, detail). `side` says where in a value a date stands: "first" or "second" end of a range,
"after-open" when the first end was `..`, or a member of a one-of set, whose first member decides how precise
the others are. Each phase has one rule, which gives the characters that may come next, each with the state
after it.

Some things need a look at the whole value and are left to `datenorm.values.resolution`: whether a range ends
after it starts, whether a set ascends, whether a year of another calendar has the day.
"""

from __future__ import annotations

from collections.abc import Callable

from datenorm.values.alphabet import (
    CALENDARS,
    EOS_SYMBOL,
    QUALIFIERS,
    REFUSAL,
    SET_CLOSE,
    SET_OPEN,
    SET_SEPARATOR,
    STYLES,
    UNKNOWN_DIGIT,
    WEEKDAYS,
)
from datenorm.values.months import COMMON, KINDS, LEAP, LENGTHS, YEARLESS, is_leap, is_own

State = tuple[str, str, tuple[int, ...]]
Followers = dict[str, State]

INITIAL: State = ("first", "start", ())
ENDED: State = ("", "ended", ())

# A year is leap by its remainder modulo 400. With `count` digits read, the rest of the year adds a
# multiple of 10^(4-count), so this much of what was read still matters: 400 / gcd(400, 10^(4-count)).
_REMAINDER = {1: 2, 2: 4, 3: 40, 4: 400}

_MEMBER = "member"
# The later members of a set → how precise they are.
_PRECISIONS = {
    **{f"second-{precision}": precision for precision in ("year", "month", "day", "decade")},
    "third-year": "year",
}
_MEMBERS = {_MEMBER, *_PRECISIONS}

_DIGITS = "0123456789"
_SEASONS = {"2": "season-tens", "3": "quarter-tens"}


def followers(state: State) -> Followers:
    """The characters that may come after a state, each with the state after it."""
    side, phase, detail = state
    return _RULES[phase](side, detail)


def _start(side: str, detail: tuple[int, ...]) -> Followers:
    found = _year_digits(side, (0, 0, 0))
    if side in _MEMBERS:
        return found
    found["-"] = side, "year-digits", (0, 0, 1)
    found[UNKNOWN_DIGIT] = side, "unknown", (1,)
    if side != "after-open":
        found["."] = side, "open", ()
    if side == "first":
        found |= {token: (side, "calendar-digits", (0, 0, KINDS[token])) for token in CALENDARS}
        found[REFUSAL] = "", "closed", ()
        found[SET_OPEN] = _MEMBER, "start", ()
    return found


def _year_digits(side: str, detail: tuple[int, ...]) -> Followers:
    """detail: digits read, their remainder; 1 while a negative year is still all zeros, 2 after, else 0."""
    count, remainder, negative = detail
    wanted = _PRECISIONS.get(side)
    if count == 3 and wanted == "decade":
        return {UNKNOWN_DIGIT: (side, "decade", ())}
    found: Followers = {}
    for symbol in _DIGITS:
        digit = int(symbol)
        sign = 2 if negative and digit else negative
        rest = (10 * remainder + digit) % _REMAINDER[count + 1] if wanted in (None, "day") else 0
        if count < 3:
            found[symbol] = side, "year-digits", (count + 1, rest, sign)
        elif sign != 1:  # -0000 is not a year (ISO 8601-1:2019, 4.3.2)
            found[symbol] = side, "year", (LEAP if is_leap(rest) else COMMON,)
    if count == 3 and wanted is None:
        found[UNKNOWN_DIGIT] = side, "decade", ()
    if count == 2 and side not in _MEMBERS:
        found[UNKNOWN_DIGIT] = side, "century-second", ()
    return found


def _calendar_digits(side: str, detail: tuple[int, ...]) -> Followers:
    """detail: digits read, 1 once one of them is not zero: no calendar has a year 0; the kind of year."""
    count, nonzero, kind = detail
    if count < 3:
        return {
            symbol: (side, "calendar-digits", (count + 1, int(nonzero or symbol != "0"), kind))
            for symbol in _DIGITS
        }
    return {symbol: (side, "year", (kind,)) for symbol in _DIGITS if nonzero or symbol != "0"}


def _unknown(side: str, detail: tuple[int, ...]) -> Followers:
    """After X: XX69 is a year without its century, XXXX no year at all."""
    count = detail[0]
    if count == 3:
        return {UNKNOWN_DIGIT: (side, "no-year", (YEARLESS,))}
    found: Followers = {UNKNOWN_DIGIT: (side, "unknown", (count + 1,))}
    if count == 2:
        found |= {symbol: (side, "short-digit", (int(symbol) % 2,)) for symbol in _DIGITS}
    return found


def _short_digit(side: str, detail: tuple[int, ...]) -> Followers:
    """Some century makes XX00 and every XX divisible by four a leap year."""
    tens = 10 * detail[0]
    return {symbol: (side, "year", (COMMON if (tens + int(symbol)) % 4 else LEAP,)) for symbol in _DIGITS}


def _year(side: str, detail: tuple[int, ...]) -> Followers:
    return _whole(side, "year", *detail) | _finer(side, "year", (side, "month-start", detail))


def _no_year(side: str, detail: tuple[int, ...]) -> Followers:
    return {"-": (side, "month-start", detail)}


def _month_start(side: str, detail: tuple[int, ...]) -> Followers:
    found: Followers = {symbol: (side, "month-tens", (int(symbol), *detail)) for symbol in "01"}
    if detail[0] in (COMMON, LEAP) and side not in _MEMBERS:
        found |= {symbol: (side, phase, ()) for symbol, phase in _SEASONS.items()}
    return found


def _month_tens(side: str, detail: tuple[int, ...]) -> Followers:
    tens, kind = detail
    # A month without a year is refused: nothing a person would file under a date.
    phase = "month-needs-day" if kind == YEARLESS else "month"
    lengths = LENGTHS[kind]
    months = [10 * tens + unit for unit in range(10)]
    return {
        str(month % 10): (side, phase, (lengths[month - 1], kind))
        for month in months
        if 1 <= month <= len(lengths)
    }


def _month(side: str, detail: tuple[int, ...]) -> Followers:
    return _whole(side, "month", detail[1]) | _finer(side, "month", (side, "day-start", detail))


def _month_needs_day(side: str, detail: tuple[int, ...]) -> Followers:
    return {"-": (side, "day-start", detail)}


def _day_start(side: str, detail: tuple[int, ...]) -> Followers:
    """Only the tens that leave a day."""
    days, kind = detail
    return {str(tens): (side, "day-units", (days, kind, tens)) for tens in range(days // 10 + 1)}


def _day_units(side: str, detail: tuple[int, ...]) -> Followers:
    days, kind, tens = detail
    after = (side, "day", (COMMON if is_own(kind) else kind,))
    return {str(unit): after for unit in range(10) if 1 <= 10 * tens + unit <= days}


def _day(side: str, detail: tuple[int, ...]) -> Followers:
    found = _whole(side, "day", *detail)
    if side == "first":
        found |= {symbol: (side, "weekday", detail) for symbol in WEEKDAYS}
    return found


def _weekday(side: str, detail: tuple[int, ...]) -> Followers:
    return {EOS_SYMBOL: ENDED} | (_styled() if is_own(detail[0]) else {})


def _season_tens(side: str, detail: tuple[int, ...]) -> Followers:
    return {symbol: (side, "season", ()) for symbol in "1234"}


def _quarter_tens(side: str, detail: tuple[int, ...]) -> Followers:
    return {symbol: (side, "season", ()) for symbol in "3456"}


def _qualified(side: str, detail: tuple[int, ...]) -> Followers:
    """detail: 1 where a style may follow."""
    found: Followers = {EOS_SYMBOL: ENDED}
    if side == "first":
        found["/"] = "second", "start", ()
    return found | (_styled() if detail[0] else {})


def _open(side: str, detail: tuple[int, ...]) -> Followers:
    return {".": ("", "closed", ()) if side == "second" else ("after-open", "slash", ())}


def _whole(side: str, precision: str, kind: int = COMMON) -> Followers:
    """What may follow a complete date: qualifier, style, the other end of a range, more of a set, the end."""
    if side in _MEMBERS:
        return _after_member(side, precision)
    found: Followers = {EOS_SYMBOL: ENDED}
    if not is_own(kind):
        return found
    is_fine = side == "first" and precision in ("month", "day")
    found |= {symbol: (side, "qualified", (int(is_fine),)) for symbol in QUALIFIERS}
    if side == "first":
        found["/"] = "second", "start", ()
    return found | (_styled() if is_fine else {})


def _styled() -> Followers:
    return {symbol: ("", "closed", ()) for symbol in STYLES}


def _after_member(side: str, precision: str) -> Followers:
    """Members are as precise as the first; a third one only of years."""
    if side == _MEMBER:
        return {SET_SEPARATOR: (f"second-{precision}", "start", ())}
    if precision != _PRECISIONS[side]:
        return {}
    found: Followers = {SET_CLOSE: ("", "closed", ())}
    if side == "second-year":
        found[SET_SEPARATOR] = "third-year", "start", ()
    return found


def _finer(side: str, precision: str, after: State) -> Followers:
    """The hyphen before the month or day, unless a member of a set is precise enough."""
    return {} if _PRECISIONS.get(side) == precision else {"-": after}


_RULES: dict[str, Callable[[str, tuple[int, ...]], Followers]] = {
    "start": _start,
    "year-digits": _year_digits,
    "calendar-digits": _calendar_digits,
    "unknown": _unknown,
    "short-digit": _short_digit,
    "century-second": lambda side, _: {UNKNOWN_DIGIT: (side, "century", ())},
    "century": lambda side, _: _whole(side, "century"),
    "decade": lambda side, _: _whole(side, "decade"),
    "year": _year,
    "no-year": _no_year,
    "month-start": _month_start,
    "month-tens": _month_tens,
    "season-tens": _season_tens,
    "quarter-tens": _quarter_tens,
    "season": lambda side, _: _whole(side, "season"),
    "month": _month,
    "month-needs-day": _month_needs_day,
    "day-start": _day_start,
    "day-units": _day_units,
    "day": _day,
    "weekday": _weekday,
    "qualified": _qualified,
    "open": _open,
    "slash": lambda side, _: {"/": (side, "start", ())},
    "closed": lambda _side, _: {EOS_SYMBOL: ENDED},
    "ended": lambda _side, _: {},
}
