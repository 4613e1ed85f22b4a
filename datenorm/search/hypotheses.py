"""What the network may write for a source, and the language that it writes in. Standard library only."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from datenorm.runtime.base import Automaton, FloatArray, Values
from datenorm.text.vocabulary import PAD, SPECIALS
from datenorm.values import (
    MAX_VALUE_LENGTH,
    START,
    TARGET_SYMBOLS,
    TRANSITIONS,
    transitions_of_any_digits,
)

WIDTH = 128
"""Prefixes of one source that a search keeps at each position. Values with a probability of at least 1/128
are always found; a less likely one can be missed if more prefixes than this are likelier than its own."""

AUTOMATON = Automaton(TRANSITIONS, START, MAX_VALUE_LENGTH)


@cache
def any_digits() -> Automaton:
    """The automaton of days that need not exist."""
    return Automaton(transitions_of_any_digits(), START, MAX_VALUE_LENGTH)


class Hypothesis(NamedTuple):
    """One value that the network may output for a source.

    Attributes:
        text: a value of the value language.
        log_probability: natural logarithm, summed over the symbols.
        attention_weights: alpha of each output symbol, (T, S), or None if not requested.
    """

    text: str
    log_probability: float
    attention_weights: FloatArray | None = None

    @property
    def probability(self) -> float:
        """The probability of exactly this text."""
        return math.exp(self.log_probability)


def hypotheses_of(values: Values) -> list[list[Hypothesis] | None]:
    """Hypotheses from the values that a runtime's own search found; None where it gave up."""
    hypotheses = map(Hypothesis, spelled(values.symbols), values.log_probabilities)
    return [None if count < 0 else list(itertools.islice(hypotheses, count)) for count in values.counts]


_END_OF_TEXT = "\n"  # in no value


def spelling(symbols: Sequence[str]) -> list[str]:
    """The text of each symbol; special symbols are spelled as nothing, the last one ends a value."""
    texts = ["" if index < len(SPECIALS) else symbol for index, symbol in enumerate(symbols)]
    texts[PAD] = _END_OF_TEXT
    return texts


_SPELLING = spelling(TARGET_SYMBOLS)


def spelled(symbols: bytes) -> list[str]:
    """Values as text, from their symbols with PAD behind each."""
    return symbols.decode("latin-1").translate(_SPELLING).split(_END_OF_TEXT)[:-1]
