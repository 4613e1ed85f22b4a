"""The automaton of the value language as the search needs it: over a batch, in NumPy."""

from __future__ import annotations

import numpy as np

from datenorm.runtime.base import Array, Automaton, FloatArray, IntArray
from datenorm.values import FINAL, FORBIDDEN, START, TRANSITIONS
from datenorm.vocabulary import EOS

NEXT_STATES = np.array(TRANSITIONS, dtype=np.int64)
# Added to the logits: nothing where a character is allowed, minus infinity where it is not.
_PENALTIES = np.where(NEXT_STATES == FORBIDDEN, -np.inf, 0.0)

ENDED = (NEXT_STATES != FORBIDDEN).sum(axis=1) == (NEXT_STATES[:, EOS] != FORBIDDEN)
ENDED[FINAL] = True
"""In these states the value can only end or has ended, so the end symbol need not be asked for."""

AUTOMATON = Automaton(NEXT_STATES, ENDED, START)


def allowed_log_probabilities(logits: FloatArray, state: IntArray, temperature: float) -> Array:
    """Log-softmax over the characters that the automaton allows.

    Args:
        logits: (B, V).
        state: the automaton's state of each row, (B,).
        temperature: divides the logits.

    Returns:
        (B, V), in double precision; minus infinity where a character is forbidden.
    """
    scores: Array = (logits.astype(np.float64) + _PENALTIES[state]) / temperature
    scores -= scores.max(axis=1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return scores
