"""Regular languages as expressions, and the automaton of one.

`a + b` is `a` followed by `b`, `a | b` is either, and a string is itself. A text is a row of symbols, most of
them one character. `state_machine` follows the
derivatives of an expression (Brzozowski, Derivatives of regular expressions, 1964).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from operator import itemgetter
from typing import Literal, NamedTuple

Kind = Literal["empty", "symbol", "sequence", "union", "repetition"]


class Language:
    """A set of texts. Equal expressions are the same object, see `_language`."""

    __slots__ = ("has_empty", "kind", "parts", "symbol")

    def __init__(self, kind: Kind, parts: Collection[Language], symbol: str, has_empty: bool) -> None:
        self.kind = kind
        self.parts = parts  # of a sequence: its first part and the rest
        self.symbol = symbol
        self.has_empty = has_empty

    def __add__(self, other: Language | str) -> Language:
        return _sequence(self, of(other))

    def __radd__(self, other: str) -> Language:
        return _sequence(of(other), self)

    def __or__(self, other: Language | str) -> Language:
        return one_of((self, other))

    def __ror__(self, other: str) -> Language:
        return one_of((other, self))


@cache
def _language(kind: Kind, parts: Collection[Language], symbol: str, has_empty: bool) -> Language:
    return Language(kind, parts, symbol, has_empty)


EMPTY = _language("empty", (), "", True)


@cache
def of(text: Language | str) -> Language:
    """The language of one text, each character a symbol."""
    if isinstance(text, Language):
        return text
    result = EMPTY
    for character in reversed(text):
        result = _sequence(symbol(character), result)
    return result


def symbol(text: str) -> Language:
    """The language of one symbol, which may have several characters."""
    return _language("symbol", (), text, False)


def one_of(parts: Iterable[Language | str]) -> Language:
    """The texts of all parts; the characters of a string."""
    flat: set[Language] = set()
    for part in map(of, parts):
        flat.update(part.parts if part.kind == "union" else (part,))
    if len(flat) == 1:
        return flat.pop()
    return _language("union", frozenset(flat), "", any(part.has_empty for part in flat))


def optional(part: Language | str) -> Language:
    """The texts of a part, and the empty text."""
    return one_of((EMPTY, part))


def repeated(part: Language | str) -> Language:
    """Texts of a part, one after another, any number of them."""
    return _language("repetition", (of(part),), "", True)


@cache
def numbers(first: int, last: int, width: int = 2) -> Language:
    """All numbers from the first to the last, with leading zeros."""
    return one_of(f"{number:0{width}d}" for number in range(first, last + 1))


def _sequence(first: Language, rest: Language) -> Language:
    if first is EMPTY or rest is EMPTY:
        return rest if first is EMPTY else first
    if first.kind == "sequence":  # one form for all ways to write it, so that equal expressions are equal
        head, tail = first.parts
        return _sequence(head, _sequence(tail, rest))
    return _language("sequence", (first, rest), "", first.has_empty and rest.has_empty)


@cache
def _derivatives(language: Language) -> dict[str, Language]:
    """First symbol → what may follow it."""
    if language.kind == "symbol":
        return {language.symbol: EMPTY}
    found: dict[str, list[Language]] = {}
    for part, rest in _alternatives(language):
        for first, following in _derivatives(part).items():
            found.setdefault(first, []).append(_sequence(following, rest))
    return {first: one_of(following) for first, following in found.items()}


def _alternatives(language: Language) -> Iterable[tuple[Language, Language]]:
    """What a text may start with, and what follows that."""
    if language.kind == "union":
        return [(part, EMPTY) for part in language.parts]
    if language.kind == "repetition":
        return [(part, language) for part in language.parts]
    if language.kind == "sequence":
        first, rest = language.parts
        return [(first, rest), (rest, EMPTY)] if first.has_empty else [(first, rest)]
    return []


@cache
def spelled(language: Language) -> Language:
    """The same texts with each character a symbol."""
    if language.kind == "symbol":
        return of(language.symbol)
    parts = tuple(map(spelled, language.parts))
    if language.kind == "union":
        return one_of(parts)
    if language.kind == "sequence":
        return _sequence(*parts)
    return repeated(parts[0]) if parts else language


class StateMachine(NamedTuple):
    """A deterministic automaton without unreachable states; state 0 is the first.

    Attributes:
        following: of each state, symbol → next state; other symbols are forbidden.
        accepting: the states in which a text may end.
    """

    following: tuple[dict[str, int], ...]
    accepting: frozenset[int]

    def accepts(self, text: str) -> bool:
        """Whether a text is in the language, if each of its characters is a symbol."""
        state = 0
        for character in text:
            following = self.following[state].get(character)
            if following is None:
                return False
            state = following
        return state in self.accepting


def state_machine(language: Language) -> StateMachine:
    """The automaton that accepts exactly the texts of a language, a state for each derivative."""
    states = {language: 0}
    rows: list[dict[str, int]] = []
    for state in (queue := [language]):
        row = {}
        for first, following in sorted(_derivatives(state).items(), key=itemgetter(0)):
            if following not in states:
                states[following] = len(states)
                queue.append(following)
            row[first] = states[following]
        rows.append(row)
    return StateMachine(tuple(rows), frozenset(number for state, number in states.items() if state.has_empty))
