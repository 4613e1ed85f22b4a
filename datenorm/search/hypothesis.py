"""What a search finds: values with their probabilities."""

from __future__ import annotations

import itertools
import math
from typing import NamedTuple

import numpy as np

from datenorm.runtime.base import Array, FloatArray, Values
from datenorm.values import TARGET_SYMBOLS
from datenorm.vocabulary import EOS, PAD

# The end of a value is spelt as nothing; NumPy drops the zeros at the end of a string.
_CHARACTERS = np.array(["" if index in (PAD, EOS) else s for index, s in enumerate(TARGET_SYMBOLS)], "<U1")


class Hypothesis(NamedTuple):
    """One value the network may write for a source.

    Attributes:
        text: a value of the value language.
        log_probability: natural logarithm, summed over the characters.
        attention_weights: alpha of each character written, (T, S), or None when not asked for.
    """

    text: str
    log_probability: float
    attention_weights: FloatArray | None = None

    @property
    def probability(self) -> float:
        """The probability of exactly this text."""
        return math.exp(self.log_probability)


def spelt(values: Values) -> list[list[Hypothesis]]:
    """What a searching runtime found, as hypotheses."""
    there = np.arange(values.log_probabilities.shape[1]) < values.counts[:, None]
    hypotheses = map(Hypothesis, spell(values.symbols[there]), values.log_probabilities[there].tolist())
    return [list(itertools.islice(hypotheses, count)) for count in values.counts.tolist()]


def spell(symbols: Array) -> list[str]:
    """Rows of symbols, PAD after the end of each, as text."""
    texts: list[str] = _CHARACTERS[symbols].view(f"<U{symbols.shape[1]}")[:, 0].tolist()
    return texts


def over_source(weights: FloatArray, offsets: tuple[int, ...], length: int) -> FloatArray:
    """Attention over canonical characters as attention over those of the source.

    Several canonical characters from one original add up; an original that canonical form drops gets nothing.

    Args:
        weights: (T, canonical characters).
        offsets: the original of each canonical character.
        length: characters of the source.

    Returns:
        (T, length), read-only since equal texts share it.
    """
    spread = np.zeros((len(weights), length), np.float32)
    np.add.at(spread.T, np.array(offsets), weights.T)
    spread.flags.writeable = False
    return spread
