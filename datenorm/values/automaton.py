"""The automaton of the value language over the symbols of the target, as the search follows it.

A path from `START` to the end of the value spells a date that exists: months 01–12, days that the month
has, 29 February in leap years alone. The rules are in `datenorm.values.grammar`.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TypeAlias

from datenorm.values.alphabet import EOS_ID, PAD_ID, QUALIFIERS, TARGET_SYMBOLS, WEEKDAYS
from datenorm.values.grammar import ANY_DIGITS, programs, values, written
from datenorm.values.regular import StateMachine, spelled, state_machine

FORBIDDEN = -1
START = 0

MAX_VALUE_LENGTH = 64
"""Symbols of the longest value that the search finds; the grammar has longer ones."""

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


_AUTOMATON = state_machine(written())
TRANSITIONS = _table(_AUTOMATON)
FINAL = len(TRANSITIONS) - 1


@cache
def transitions_of_any_digits() -> Transitions:
    """Those of days whose month and day may be any that are symbols, `2021-04-31` too."""
    return _table(state_machine(ANY_DIGITS))


@lru_cache(maxsize=1 << 12)  # the values of a column repeat
def split(text: str) -> tuple[str, ...]:
    """The symbols of a value as the network writes it.

    Raises:
        ValueError: if the text is not in the language.

    >>> split("1969-07-20"), split("2021-200")
    (('1', '9', '6', '9', '-07', '-20'), ('2', '0', '2', '1', '-', '2', '0', '0'))
    """
    symbols = _AUTOMATON.split(text)
    if symbols is None or len(symbols) > MAX_VALUE_LENGTH:
        raise ValueError(f"not in the value language: {text!r}")
    return symbols


def accepts(text: str) -> bool:
    """Whether the network may write the text, ∅ included.

    >>> accepts("2020-02-29"), accepts("2021-02-29"), accepts("1914-03-12/1914-03-15"), accepts("2020-02-29⑥")
    (True, False, True, True)
    >>> accepts("[1914,1915]"), accepts("[1914,1915-03]"), accepts("1711-03-12o"), accepts("A5780-13-29")
    (True, False, True, True)
    """
    try:
        split(text)
    except ValueError:
        return False
    return True


def is_value(text: str) -> bool:
    """Whether the text is a value as the user gets it: ISO 8601 or EDTF, Gregorian.

    >>> is_value("2021-W23"), is_value("{1902..1906,1957}"), is_value("2014-04-26T17:24:37-07:00")
    (True, True, True)
    >>> is_value("2021-02-29"), is_value("XX69"), is_value("2020-02-29⑥")
    (False, False, False)
    """
    return _values().accepts(text)


def is_program(text: str) -> bool:
    """Whether the text is a date relative to another, see `datenorm.values.programs`.

    >>> is_program("@-3d"), is_program("2024-05#1①"), is_program("@3d")
    (True, True, False)
    """
    return _programs().accepts(text)


CHARACTERS = "0123456789-+X/.,:TWZ[]{}@&»«=<>#^$dbwmqhyckeEHMS" + QUALIFIERS + WEEKDAYS
"""The characters of values and programs. Most texts have others, which is cheap to see before an automaton is
built."""


@cache
def _values() -> StateMachine:
    return state_machine(spelled(values()))


@cache
def _programs() -> StateMachine:
    return state_machine(spelled(programs()))
