"""The grammar of values as a deterministic automaton over characters.

The grammar is written once, as a pure function from a small state and a character to the next state; the
table that search uses is its closure. A path from `START` to the end of the value therefore spells a date
that exists: months 01–12, the days that month has, 29 February in leap years alone. One thing needs a look
at the whole value and is left to `datenorm.values.resolution`: whether a range ends after it starts.

State: (side, phase, detail). `side` is "first" or "second" end of a range, or "after-open" when the first
end was `..`.
"""

from __future__ import annotations

from datenorm.values.alphabet import (
    CALENDARS,
    EOS_ID,
    EOS_SYMBOL,
    PAD_ID,
    QUALIFIERS,
    REFUSAL,
    TARGET_SYMBOLS,
    UNKNOWN_DIGIT,
    WEEKDAYS,
)

State = tuple[str, str, tuple[int, ...]]

FORBIDDEN = -1
START = 0

MAX_VALUE_LENGTH = len("-0043-03-15~/-0042-03-15~")

# A year is leap by its remainder modulo 400. With `count` digits read, the rest of the year adds a
# multiple of 10^(4-count), so this much of what was read still matters: 400 / gcd(400, 10^(4-count)).
_REMAINDER = {1: 2, 2: 4, 3: 40, 4: 400}

_COMPLETE = {"year", "month", "day", "decade", "century", "season", "qualified", "weekday"}
_INITIAL: State = ("first", "start", ())
_FINAL: State = ("", "final", ())
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _next(state: State, symbol: str) -> State | None:
    """The state after a character, or None where the grammar has no such value."""
    side, phase, detail = state
    if phase in _COMPLETE:
        following = _after_complete(state, symbol)
        if following is not None:
            return following
    if phase == "start":
        return _begin(side, symbol)
    if phase in ("negative", "digits"):
        return _year_digit(side, detail, symbol)
    if phase in ("calendar", "calendar-digits"):
        return _calendar_year_digit(side, detail, symbol)
    if phase == "unknown":
        return _unknown_digit(side, detail[0], symbol)
    if phase == "short-digit":
        return _short_year_digit(side, detail[0], symbol)
    if phase in ("year", "no-year") and symbol == "-":
        return side, "month-start", detail
    if phase == "month-start":
        return _month_tens(side, detail, symbol)
    if phase == "month-tens":
        return _month_units(side, detail, symbol)
    if phase in ("season-tens", "quarter-tens"):
        return (side, "season", ()) if symbol in ("1234" if phase == "season-tens" else "3456") else None
    if phase in ("month", "month-needs-day") and symbol == "-":
        return side, "day-start", detail
    if phase == "day-start":
        possible = symbol.isdecimal() and 10 * int(symbol) <= detail[0]  # no tens digit that leaves no day
        return (side, "day-units", (*detail, int(symbol))) if possible else None
    if phase == "day-units":
        return _day_units(side, detail, symbol)
    if phase == "century-second" and symbol == UNKNOWN_DIGIT:
        return side, "century", ()
    if phase == "open" and symbol == ".":
        return (side, "open-end", ()) if side == "second" else ("after-open", "slash", ())
    if phase == "slash" and symbol == "/":
        return side, "start", ()
    if phase in ("refused", "open-end") and symbol == EOS_SYMBOL:
        return _FINAL
    return None


def _after_complete(state: State, symbol: str) -> State | None:
    """What may follow a complete date: weekday, qualifier, the other end of a range, the end of the value."""
    side, phase, detail = state
    if symbol == EOS_SYMBOL:
        return _FINAL
    if phase == "weekday":
        return None
    if symbol in WEEKDAYS and phase == "day" and side == "first":
        return side, "weekday", ()
    if symbol == "/" and side == "first" and not _of_other_calendar(phase, detail):
        return "second", "start", ()
    if symbol in QUALIFIERS and phase != "qualified" and not _of_other_calendar(phase, detail):
        return side, "qualified", ()
    return None


def _of_other_calendar(phase: str, detail: tuple[int, ...]) -> bool:
    return bool(detail) and detail[-1] == _OTHER


# The last number of `detail` from the complete year on: what may be said about its days, or `_OTHER`.
_COMMON, _LEAP, _OTHER, _YEARLESS = 0, 1, 2, 3


def _begin(side: str, symbol: str) -> State | None:
    if symbol.isdecimal():
        return side, "digits", (1, int(symbol) % _REMAINDER[1], 0)
    if symbol == "-":
        return side, "negative", (0, 0, 1)
    if symbol == UNKNOWN_DIGIT:
        return side, "unknown", (1,)
    if symbol == "." and side != "after-open":
        return side, "open", ()
    if side == "first" and symbol in CALENDARS:
        return side, "calendar", (0, 0)
    if side == "first" and symbol == REFUSAL:
        return side, "refused", ()
    return None


def _year_digit(side: str, detail: tuple[int, ...], symbol: str) -> State | None:
    """detail: digits read, their remainder, 1 while a negative year is still all zeros, 2 after."""
    count, remainder, negative = detail
    if symbol == UNKNOWN_DIGIT and not negative:
        return {2: (side, "century-second", ()), 3: (side, "decade", ())}.get(count)
    if not symbol.isdecimal():
        return None
    digit = int(symbol)
    if negative == 1 and digit:
        negative = 2
    count += 1
    remainder = (10 * remainder + digit) % _REMAINDER[count]
    if count < 4:
        return side, "digits", (count, remainder, negative)
    if negative == 1:
        return None  # -0000 is not a year (ISO 8601-1:2019, 4.3.2)
    leap = remainder % 4 == 0 and (remainder % 100 != 0 or remainder == 0)
    return side, "year", (_LEAP if leap else _COMMON,)


def _calendar_year_digit(side: str, detail: tuple[int, ...], symbol: str) -> State | None:
    """detail: digits read, 1 once one of them is not zero: no calendar has a year 0."""
    if not symbol.isdecimal():
        return None
    count, nonzero = detail[0] + 1, int(detail[1] or symbol != "0")
    if count < 4:
        return side, "calendar-digits", (count, nonzero)
    return (side, "year", (_OTHER,)) if nonzero else None


def _unknown_digit(side: str, count: int, symbol: str) -> State | None:
    """After X: XX69 is a year without its century, XXXX no year at all."""
    if symbol == UNKNOWN_DIGIT:
        return (side, "no-year", (_YEARLESS,)) if count == 3 else (side, "unknown", (count + 1,))
    if count == 2 and symbol.isdecimal():
        return side, "short-digit", (int(symbol) % 2,)
    return None


def _short_year_digit(side: str, tens: int, symbol: str) -> State | None:
    """Some century makes XX00 and every XX divisible by four a leap year."""
    if not symbol.isdecimal():
        return None
    return side, "year", (_LEAP if (10 * tens + int(symbol)) % 4 == 0 else _COMMON,)


def _month_tens(side: str, detail: tuple[int, ...], symbol: str) -> State | None:
    if symbol in ("0", "1"):
        return side, "month-tens", (int(symbol), *detail)
    if detail[-1] in (_COMMON, _LEAP):
        return {"2": (side, "season-tens", ()), "3": (side, "quarter-tens", ())}.get(symbol)
    return None


def _month_units(side: str, detail: tuple[int, ...], symbol: str) -> State | None:
    tens, kind = detail
    if not symbol.isdecimal():
        return None
    month = 10 * tens + int(symbol)
    if not 1 <= month <= 12:
        return None
    days = _DAYS[month - 1]
    if month == 2 and kind != _COMMON:
        days = 29
    # A month without a year is refused: nothing a person would file under a date.
    return side, "month-needs-day" if kind == _YEARLESS else "month", (days, kind)


def _day_units(side: str, detail: tuple[int, ...], symbol: str) -> State | None:
    days, kind, tens = detail
    if not symbol.isdecimal() or not 1 <= 10 * tens + int(symbol) <= days:
        return None
    return side, "day", (kind,) if kind == _OTHER else ()


def _closure() -> tuple[tuple[int, ...], ...]:
    """Number every state that can be reached and tabulate `_next` over them."""
    numbers = {_INITIAL: START}
    rows: list[tuple[int, ...]] = []
    queue = [_INITIAL]
    for state in queue:
        row = [FORBIDDEN] * len(TARGET_SYMBOLS)
        for index, symbol in enumerate(TARGET_SYMBOLS):
            if index == PAD_ID and state == _FINAL:
                row[index] = numbers[_FINAL]
                continue
            following = _next(state, symbol) if index == EOS_ID or len(symbol) == 1 else None
            if following is None:
                continue
            if following not in numbers:
                numbers[following] = len(numbers)
                queue.append(following)
            row[index] = numbers[following]
        rows.append(tuple(row))
    return tuple(rows)


TRANSITIONS = _closure()
"""(states × target symbols) → next state, or `FORBIDDEN`. After the end symbol only padding is allowed."""

FINAL = next(number for number, row in enumerate(TRANSITIONS) if row[PAD_ID] == number)

_INDICES = {symbol: index for index, symbol in enumerate(TARGET_SYMBOLS) if len(symbol) == 1}


def accepts(text: str) -> bool:
    """Whether the text is a value of the language, ∅ included.

    >>> accepts("2020-02-29"), accepts("2021-02-29"), accepts("1914-03-12/1914-03-15"), accepts("2020-02-29⑥")
    (True, False, True, True)
    """
    state = START
    for character in text:
        state = TRANSITIONS[state][_INDICES.get(character, PAD_ID)]
        if state == FORBIDDEN:
            return False
    return TRANSITIONS[state][EOS_ID] != FORBIDDEN
