"""Arrays of symbols: values found, attention, scores. For searches in NumPy."""

from __future__ import annotations

import numpy as np

from datenorm.runtime.base import Array, Automaton, FloatArray, IntArray
from datenorm.search.hypotheses import AUTOMATON, spelled
from datenorm.values import FORBIDDEN


def spell(symbols: Array) -> list[str]:
    """Rows of symbols, PAD after the end of each, as text."""
    longest = int(np.count_nonzero(symbols, axis=1).max(initial=0))
    ended = np.zeros((len(symbols), longest + 1), np.uint8)
    ended[:, :longest] = symbols[:, :longest]
    kept = ended != 0
    kept[:, longest] = True
    return spelled(ended[kept].tobytes())


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
