"""The automaton of the value language over the symbols of the target, as the search follows it.

A path from `START` to the end of the value spells a date that exists: months 01–12, days that the month
has, 29 February in leap years alone. The rules are in `datenorm.values.grammar`.
"""

from __future__ import annotations

from datenorm.values.alphabet import EOS_ID, PAD_ID, TARGET_SYMBOLS
from datenorm.values.grammar import WRITTEN
from datenorm.values.regular import smallest_automaton

FORBIDDEN = -1
START = 0

MAX_VALUE_LENGTH = len("-0043-03-15~/-0042-03-15~")

_AUTOMATON = smallest_automaton(WRITTEN)

FINAL = len(_AUTOMATON.following)
"""The state after the end symbol, where only padding is allowed."""


def _table() -> tuple[tuple[int, ...], ...]:
    indices = {symbol: index for index, symbol in enumerate(TARGET_SYMBOLS)}
    rows = [[FORBIDDEN] * len(TARGET_SYMBOLS) for _ in range(FINAL + 1)]
    for row, following in zip(rows, _AUTOMATON.following, strict=False):
        for symbol, state in following.items():
            row[indices[symbol]] = state
    for state in _AUTOMATON.accepting:
        rows[state][EOS_ID] = FINAL
    rows[FINAL][PAD_ID] = FINAL
    return tuple(map(tuple, rows))


TRANSITIONS = _table()
"""(states × target symbols) → next state, or `FORBIDDEN`."""


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
