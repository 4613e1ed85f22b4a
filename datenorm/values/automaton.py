"""The grammar of values as a deterministic automaton over characters.

The grammar is written once, as rules over small states (`datenorm.values.grammar`); the table that search
uses is their closure. A path from `START` to the end of the value therefore spells a date that exists: months
01–12, the days that month has, 29 February in leap years alone.
"""

from __future__ import annotations

from datenorm.values.alphabet import EOS_ID, PAD_ID, TARGET_SYMBOLS
from datenorm.values.grammar import ENDED, INITIAL, followers

FORBIDDEN = -1
START = 0

MAX_VALUE_LENGTH = len("-0043-03-15~/-0042-03-15~")

_INDICES = {symbol: index for index, symbol in enumerate(TARGET_SYMBOLS)}


def _closure() -> tuple[tuple[int, ...], ...]:
    """Number every state that can be reached and tabulate the rules over them."""
    numbers = {INITIAL: START}
    rows: list[tuple[int, ...]] = []
    queue = [INITIAL]
    for state in queue:
        row = [FORBIDDEN] * len(TARGET_SYMBOLS)
        if state == ENDED:
            row[PAD_ID] = numbers[ENDED]
        for symbol, following in followers(state).items():
            if following not in numbers:
                numbers[following] = len(numbers)
                queue.append(following)
            row[_INDICES[symbol]] = numbers[following]
        rows.append(tuple(row))
    return tuple(rows)


TRANSITIONS = _closure()
"""(states × target symbols) → next state, or `FORBIDDEN`. After the end symbol only padding is allowed."""

FINAL = next(number for number, row in enumerate(TRANSITIONS) if row[PAD_ID] == number)


def accepts(text: str) -> bool:
    """Whether the text is a value of the language, ∅ included.

    >>> accepts("2020-02-29"), accepts("2021-02-29"), accepts("1914-03-12/1914-03-15"), accepts("2020-02-29⑥")
    (True, False, True, True)
    >>> accepts("[1914,1915]"), accepts("[1914,1915-03]"), accepts("1711-03-12o"), accepts("A5780-13-29")
    (True, False, True, True)
    """
    state = START
    for character in text:
        state = TRANSITIONS[state][_INDICES.get(character, PAD_ID)]
        if state == FORBIDDEN:
            return False
    return TRANSITIONS[state][EOS_ID] != FORBIDDEN
