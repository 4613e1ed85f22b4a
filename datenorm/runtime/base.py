"""The network on the converting path as one small protocol: encode once, step once a character.

NumPy only; search and normalizer see this module and never a concrete runtime.

Shape letters: B batch, S source characters (hint symbols not counted), H encoder hidden per direction,
D decoder hidden, A alignment, V target vocabulary.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

FloatArray = np.ndarray[Any, np.dtype[np.float32]]
IntArray = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class DecoderState:
    """What the decoder carries from one character to the next.

    Attributes:
        hidden: s_i, (B, D).
        cell: the LSTM's memory cell, (B, D).
    """

    hidden: FloatArray
    cell: FloatArray

    def select(self, rows: IntArray) -> DecoderState:
        """The states of some rows, in the order given; a row may stand more than once."""
        return DecoderState(self.hidden[rows], self.cell[rows])


@dataclass(frozen=True, slots=True)
class Encoded:
    """A batch of sources after the encoder.

    Attributes:
        annotations: h_j of each source character, (B, S, 2H).
        keys: U h_j, computed once a source, (B, S, A).
        initial_state: s_0 from the bridge.
    """

    annotations: FloatArray
    keys: FloatArray
    initial_state: DecoderState

    def select(self, rows: IntArray) -> Encoded:
        """Some rows of the batch, in the order given; a row may stand more than once."""
        return Encoded(self.annotations[rows], self.keys[rows], self.initial_state.select(rows))


@dataclass(frozen=True, slots=True)
class Step:
    """What one step of the decoder gives.

    Attributes:
        logits: scores of the next character before the softmax, (B, V).
        attention_weights: alpha_i, (B, S); each row sums to 1.
        state: the decoder after this step.
    """

    logits: FloatArray
    attention_weights: FloatArray
    state: DecoderState


class Runtime(Protocol):
    """The trained network without the library that trained it."""

    def encode(self, source_ids: IntArray) -> Encoded:
        """Read a batch of sources that all have the same length.

        There is no padding and so no mask on the converting path: rows are grouped by length before.

        Args:
            source_ids: two hint symbols, then S characters, (B, S + 2); S is at least 1.
        """
        ...

    def step(self, encoded: Encoded, state: DecoderState, previous_ids: IntArray) -> Step:
        """Score the next character of every row.

        Args:
            encoded: what `encode` gave.
            state: s_{i-1} of each row.
            previous_ids: y_{i-1} of each row (BOS at first), (B,).
        """
        ...
