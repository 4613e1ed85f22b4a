"""The automaton of the value language over the symbols of the target, as the search follows it.

A path from `START` to the end of the value spells a date: months 01–12, days 1 to 31 in any month. The rules
are in `datenorm.values.grammar`.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeAlias

from datenorm.text.vocabulary import SPECIALS
from datenorm.values.alphabet import EOS_ID, FIELDS, PAD_ID, QUALIFIERS, TARGET_SYMBOLS, WEEKDAYS
from datenorm.values.regular import StateMachine

FORBIDDEN = -1
START = 0

MAX_VALUE_LENGTH = 64
"""Symbols of the longest value that the search finds; the grammar has longer ones."""

Transitions: TypeAlias = Sequence[Sequence[int]]
"""(states × target symbols) → next state, or `FORBIDDEN`. The last state is that after the end symbol, where
only padding is allowed."""

TABLES = Path(__file__).parent / "automata"
"""The automata, made from the grammar by `datenorm.values.build_automata`: to derive one takes 0.1 s."""

_INDICES = {symbol: index for index, symbol in enumerate(TARGET_SYMBOLS)}
_LONGEST_SYMBOL = len(FIELDS[0])
HYPHEN = "-"
_NO_SYMBOL = _INDICES[SPECIALS[1]]  # begins a value, so it is forbidden in every state


def transitions_of(automaton: StateMachine) -> list[list[int]]:
    """An automaton over target symbols as a table, see `Transitions`."""
    final = len(automaton.following)
    rows = [[FORBIDDEN] * len(TARGET_SYMBOLS) for _ in range(final + 1)]
    for row, following in zip(rows, automaton.following, strict=False):
        for symbol, state in following.items():
            row[_INDICES[symbol]] = state
    for state in automaton.accepting:
        rows[state][EOS_ID] = final
    rows[final][PAD_ID] = final
    return rows


def _stored(name: str) -> Transitions:
    """The transitions of an automaton that `build_automata` wrote, (states × target symbols)."""
    states = array("h", zlib.decompress((TABLES / f"{name}.zlib").read_bytes()))
    if sys.byteorder == "big":
        states.byteswap()
    width = len(TARGET_SYMBOLS)
    return tuple(states[start : start + width] for start in range(0, len(states), width))


TRANSITIONS = _stored("written")
FINAL = len(TRANSITIONS) - 1


@cache
def transitions_of_any_digits() -> Transitions:
    """Transitions of days, with days that their month does not have, such as `2021-04-31`."""
    return _stored("any-digits")


@lru_cache(maxsize=1 << 12)  # the values of a column repeat
def split(text: str) -> tuple[str, ...]:
    """The symbols of a value as the network writes it.

    Raises:
        ValueError: if the text is not in the language.

    >>> split("1969-07-20"), split("2021-200")
    (('1', '9', '6', '9', '-07', '-20'), ('2', '0', '2', '1', '-', '2', '0', '0'))
    """
    symbols = _split(text)
    if symbols is None or len(symbols) > MAX_VALUE_LENGTH:
        raise ValueError(f"not in the value language: {text!r}")
    return symbols


def _split(text: str) -> tuple[str, ...] | None:
    """The symbols on the first path through the automaton, or None; a hyphen begins a field where it can."""
    index_of, at, state = _INDICES.get, 0, START
    found: list[str] = []
    # Hyphens read as the start of a field: (position, state before it, number of symbols before it).
    hyphens: list[tuple[int, int, int]] = []
    while True:
        while at < len(text):
            symbol = text[at]
            following = TRANSITIONS[state][index_of(symbol, _NO_SYMBOL)]
            if symbol == HYPHEN:
                field = text[at : at + _LONGEST_SYMBOL]
                after = TRANSITIONS[state][index_of(field, _NO_SYMBOL)]
                if after != FORBIDDEN:
                    hyphens.append((at, state, len(found)))
                    symbol, following = field, after
            if following == FORBIDDEN:
                break
            found.append(symbol)
            at, state = at + len(symbol), following
        else:
            if TRANSITIONS[state][EOS_ID] != FORBIDDEN:
                return tuple(found)
        following = FORBIDDEN
        while following == FORBIDDEN:
            if not hyphens:
                return None
            at, state, count = hyphens.pop()
            del found[count:]
            following = TRANSITIONS[state][_INDICES[HYPHEN]]
        found.append(HYPHEN)
        at, state = at + 1, following


def accepts(text: str) -> bool:
    """Whether the network may write the text, ∅ included.

    >>> accepts("2020-04-31"), accepts("2020-04-32"), accepts("1914-03-12/1914-03-15"), accepts("2020-02-29⑥")
    (True, False, True, True)
    >>> accepts("[1914,1915]"), accepts("[1914,1915-03]"), accepts("1711-03-12o"), accepts("A5780-13-29")
    (True, False, True, True)
    """
    if not _written_characters().accepts(text):
        return False
    return len(text) <= MAX_VALUE_LENGTH or len(_split(text) or ()) <= MAX_VALUE_LENGTH


def is_value(text: str) -> bool:
    """Whether the text is a value as the user gets it: ISO 8601 or EDTF, Gregorian.

    >>> is_value("2021-W23"), is_value("{1902..1906,1957}"), is_value("2014-04-26T17:24:37-07:00")
    (True, True, True)
    >>> is_value("2021-04-31"), is_value("XX69"), is_value("2020-02-29⑥")
    (False, False, False)
    """
    return _values().accepts(text)


def is_program(text: str) -> bool:
    """Whether the text is a date relative to another, see `datenorm.values.programs`.

    >>> is_program("@-3d"), is_program("2024-05#1①"), is_program("@3d")
    (True, True, False)
    """
    return _programs().accepts(text)


CHARACTERS = "0123456789-+X/.,:TWZ[]{}@&»«=<>#^$dbwmqhyckeEACHIMPS" + QUALIFIERS + WEEKDAYS
"""The characters of values and programs. Most texts have others, which is cheap to see before an automaton is
built."""


def _machine(name: str) -> StateMachine:
    """A stored automaton over characters, as it is quick to follow."""
    table = _stored(name)
    characters = [(index, one) for index, one in enumerate(TARGET_SYMBOLS) if len(one) == 1]
    following = tuple(
        {one: row[index] for index, one in characters if row[index] != FORBIDDEN} for row in table[:-1]
    )
    return StateMachine(following, frozenset(i for i, row in enumerate(table) if row[EOS_ID] != FORBIDDEN))


@cache
def _written_characters() -> StateMachine:
    """What the network may write; following characters takes a tenth of the time of finding symbols."""
    return _machine("written-characters")


@cache
def _values() -> StateMachine:
    return _machine("values")


@cache
def _programs() -> StateMachine:
    return _machine("programs")
