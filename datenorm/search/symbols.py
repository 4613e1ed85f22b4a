"""Between text and arrays of symbols: sources, the automaton of the value language, values found.

NumPy counterparts of `datenorm.text.vocabulary` and `datenorm.values`, for whole batches.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from datenorm.runtime.base import Array, Automaton, FloatArray, IntArray, Values
from datenorm.text.vocabulary import EOS, HINTS, PAD, SPECIALS, UNK, Vocabulary
from datenorm.values import (
    FORBIDDEN,
    MAX_VALUE_LENGTH,
    START,
    TARGET_SYMBOLS,
    TRANSITIONS,
    Transitions,
    transitions_of_any_digits,
)


def _automaton(transitions: Transitions) -> Automaton:
    """A table of transitions as arrays.

    A value has ended in states that allow nothing but its end, so the end symbol need not be predicted.
    """
    following = np.array(transitions, dtype=np.int64)
    allowed = (following != FORBIDDEN).sum(axis=1)
    ended = allowed == ((following[:, EOS] != FORBIDDEN) | (following[:, PAD] != FORBIDDEN))
    return Automaton(following, ended, START, MAX_VALUE_LENGTH)


AUTOMATON = _automaton(TRANSITIONS)


@cache
def any_digits() -> Automaton:
    """The automaton of days that need not exist."""
    return _automaton(transitions_of_any_digits())


_END_OF_TEXT = ord("\n")  # in no value
_ROWS, _SYMBOLS = 1024, 1 << 14


class SourceEncoder:
    """`encode_source` for many texts at once.

    Holds only a table, so threads may share one.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Build the table of symbols by code point; its last entry is for all higher code points."""
        symbols = {ord(symbol): index for index, symbol in enumerate(vocabulary.symbols) if len(symbol) == 1}
        self._symbols = np.full(max(symbols, default=0) + 2, UNK)
        self._symbols[list(symbols)] = list(symbols.values())

    def batches(
        self, texts: Sequence[str], hints: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, IntArray]]:
        """Split texts into batches: enough rows for efficient products, few enough symbols for memory.

        Args:
            texts: canonical texts, longest first, none empty.
            hints: the symbols of the two hints of each, see `encode_hints`.

        Yields:
            The index of the first text of a batch, and the batch, (B, S + 2).
        """
        start = 0
        while start < len(texts):
            width = HINTS + len(texts[start])
            some = slice(start, start + max(1, min(_ROWS, _SYMBOLS // width)))
            yield start, self._batch(texts[some], hints[some], width)
            start = some.stop

    def _batch(self, texts: Sequence[str], hints: Sequence[tuple[int, int]], width: int) -> IntArray:
        codes = np.frombuffer("".join(texts).encode("utf-32-le"), "<u4")
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        ids = np.full((len(texts), width), PAD)
        ids[:, :HINTS] = hints
        ids[:, HINTS:][np.arange(width - HINTS) < lengths[:, None]] = self._symbols.take(codes, mode="clip")
        return ids


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


def hypotheses_of(values: Values) -> list[list[Hypothesis]]:
    """Hypotheses from the values that a runtime's own search found."""
    there = np.arange(values.log_probabilities.shape[1]) < values.counts[:, None]
    hypotheses = map(Hypothesis, spell(values.symbols[there]), values.log_probabilities[there].tolist())
    return [list(itertools.islice(hypotheses, count)) for count in values.counts.tolist()]


def spelling(symbols: Sequence[str]) -> Array:
    """The UTF-16 code units of each symbol, zeros after its end; special symbols are spelled as nothing."""
    texts = ["" if index < len(SPECIALS) else symbol for index, symbol in enumerate(symbols)]
    return np.array(texts)[:, None].view("<u4").astype("<u2")


_SPELLING = spelling(TARGET_SYMBOLS)


def spell(symbols: Array) -> list[str]:
    """Rows of symbols, PAD after the end of each, as text."""
    longest = int(np.count_nonzero(symbols, axis=1).max(initial=0))
    codes = np.zeros((len(symbols), longest + 1, _SPELLING.shape[1]), "<u2")
    codes[:, :longest] = _SPELLING[symbols[:, :longest]]
    codes[:, longest, 0] = _END_OF_TEXT
    text: str = codes[codes != 0].tobytes().decode("utf-16-le")
    return text.split("\n")[:-1]


def over_source(weights: FloatArray, offsets: tuple[int, ...], length: int) -> FloatArray:
    """Map attention over canonical characters to the characters of the source.

    Canonical characters from the same source character add up; dropped source characters get zero.

    Args:
        weights: (T, canonical characters).
        offsets: the original of each canonical character.
        length: characters of the source.

    Returns:
        (T, length), read-only because equal texts share it.
    """
    spread = np.zeros((len(weights), length), np.float32)
    np.add.at(spread.T, np.array(offsets), weights.T)
    spread.flags.writeable = False
    return spread


def allowed_log_probabilities(
    logits: FloatArray, state: IntArray, temperature: float, automaton: Automaton = AUTOMATON
) -> Array:
    """Log-softmax over the symbols that the automaton allows.

    Args:
        logits: (B, V).
        state: the automaton's state of each row, (B,).
        temperature: divides the logits.
        automaton: the texts that are allowed.

    Returns:
        (B, V), in double precision; minus infinity for forbidden symbols.
    """
    scores: Array = np.where(automaton.following[state] == FORBIDDEN, -np.inf, logits.astype(np.float64))
    scores /= temperature
    scores -= scores.max(axis=1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return scores
