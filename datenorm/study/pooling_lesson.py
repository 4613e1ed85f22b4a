"""Attention pooling over the annotations of the lesson: one question about the whole text. Needs no torch.

The head that detects language, field order and dates does the same in full size, see `datenorm.detection`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from datenorm.runtime import FloatArray
from datenorm.study.lesson import lesson

ANSWERS = ("May", "Jul")
"""What the question, which month it is, can have as its answer."""

KEY = np.array([[3, 0]], np.float32)
"""P: of an annotation, only whether the character is a digit or a letter."""

QUERY = np.array([-2], np.float32)
"""q: letters."""

OUTPUT = np.array([[0, 4], [0, -4]], np.float32)
"""From the pooled annotation to the answers."""


@dataclass(frozen=True)
class PoolingLesson:
    """A text and how one question about it was answered.

    Attributes:
        text: the text.
        annotations: h_j, (S, 2).
        energies: e_j, (S,).
        weights: beta_j, (S,), summing to 1.
        context: c = sum_j beta_j h_j, (2,).
        logits: of `ANSWERS`.
        probabilities: their softmax.
    """

    text: str
    annotations: FloatArray
    energies: FloatArray
    weights: FloatArray
    context: FloatArray
    logits: FloatArray
    probabilities: FloatArray

    @property
    def answer(self) -> str:
        """The likeliest answer."""
        return ANSWERS[int(self.probabilities.argmax())]


def pooling_lesson(text: str) -> PoolingLesson:
    """Say which month a text names, with e_j = q . tanh(P h_j).

    Args:
        text: as for `datenorm.study.lesson.lesson`.

    Raises:
        InputError: if the network does not know a character.

    >>> pooling_lesson("7 May").answer
    'May'
    """
    annotations = lesson(text).annotations
    energies = np.tanh(annotations @ KEY.T) @ QUERY
    weights = _softmax(energies)
    context = weights @ annotations
    logits = OUTPUT @ context
    return PoolingLesson(text, annotations, energies, weights, context, logits, _softmax(logits))


def _softmax(scores: FloatArray) -> FloatArray:
    exponentials: FloatArray = np.exp(scores - scores.max())
    exponentials /= exponentials.sum()
    return exponentials
