"""The automaton of the value language over the symbols of the target, as the search follows it.

A path from `START` to the end of the value spells a date that exists: months 01–12, days that the month
has, 29 February in leap years alone. The rules are in `datenorm.values.grammar`.
"""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

from datenorm.values.alphabet import EOS_ID, PAD_ID, TARGET_SYMBOLS
from datenorm.values.grammar import ANY_DIGITS, WRITTEN
from datenorm.values.regular import SmallestAutomaton, smallest_automaton

FORBIDDEN = -1
START = 0

MAX_VALUE_LENGTH = len("-0043-03-15~/-0042-03-15~")

Transitions: TypeAlias = tuple[tuple[int, ...], ...]
"""(states × target symbols) → next state, or `FORBIDDEN`. The last state is that after the end symbol, where
only padding is allowed."""


def _table(automaton: SmallestAutomaton) -> Transitions:
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


_AUTOMATON = smallest_automaton(WRITTEN)
TRANSITIONS = _table(_AUTOMATON)
FINAL = len(TRANSITIONS) - 1


@cache
def transitions_of_any_digits() -> Transitions:
    """Those of days whose year, month and day may be any digits, `2021-04-31` too."""
    return _table(smallest_automaton(ANY_DIGITS))


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
