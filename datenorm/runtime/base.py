"""The network on the converting path as one small protocol: encode once, step once a character.

NumPy only; search and normalizer see this module and never a concrete runtime.

Shape letters: B batch, S source characters (hint symbols not counted), H encoder hidden per direction,
D decoder hidden, A alignment, V target vocabulary.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import numpy as np

from datenorm.vocabulary import PAD

FloatArray = np.ndarray[Any, np.dtype[np.float32]]
IntArray = np.ndarray[Any, np.dtype[np.int64]]
Array = np.ndarray[Any, Any]
"""In the numbers of the runtime it comes from; for no other."""


@dataclass(frozen=True, slots=True)
class DecoderState:
    """What the decoder carries from one character to the next.

    Attributes:
        hidden: s_i, (B, D).
        cell: the LSTM's memory cell, (B, D).
    """

    hidden: Array
    cell: Array

    def select(self, rows: IntArray) -> DecoderState:
        """The states of some rows, in the order given; a row may stand more than once."""
        return DecoderState(self.hidden[rows], self.cell[rows])


@dataclass(frozen=True, slots=True)
class Encoded:
    """A batch of sources after the encoder.

    Attributes:
        annotations: h_j of each source character, (B, S, 2H); without attention one fixed vector, (B, 1, 2H).
        keys: what the scorer made of them, U h_j for the usual one, computed once a source, (B, S, A).
        initial_state: s_0 from the bridge.
        lengths: characters of each source, (B,); what lies behind them means nothing.
    """

    annotations: Array
    keys: Array
    initial_state: DecoderState
    lengths: IntArray

    def select(self, rows: IntArray) -> Encoded:
        """Some rows of the batch, in the order given; a row may stand more than once."""
        return Encoded(
            self.annotations[rows], self.keys[rows], self.initial_state.select(rows), self.lengths[rows]
        )


@dataclass(frozen=True, slots=True)
class Step:
    """What one step of the decoder gives.

    Attributes:
        logits: scores of the next character before the softmax, (B, V).
        attention_weights: alpha_i, (B, S); each row sums to 1, with zeros behind its source. All zeros where
            the network has no attention.
        state: the decoder after this step.
    """

    logits: FloatArray
    attention_weights: FloatArray
    state: DecoderState


@dataclass(frozen=True, slots=True)
class Automaton:
    """Which characters may follow which, as `datenorm.values` has it.

    Attributes:
        following: the state after each character, -1 where it is forbidden, (states, V).
        ended: whether a value in a state is whole, (states,).
        start: the state before the first character.
    """

    following: IntArray
    ended: Array
    start: int


@dataclass(frozen=True, slots=True)
class Values:
    """The likeliest values of a batch of sources, in target symbols.

    Attributes:
        symbols: best first, PAD after the end of each value and where there are fewer, (B, k, T).
        log_probabilities: (B, k).
        counts: how many there are of each source, (B,).
    """

    symbols: Array
    log_probabilities: Array
    counts: Array


class Runtime(Protocol):
    """The trained network without the library that trained it."""

    def encode(self, source_ids: IntArray) -> Encoded:
        """Read a batch of sources.

        Args:
            source_ids: two hint symbols, then at least one character, (B, S + 2); shorter sources end in PAD
                and stand below longer ones.

        Raises:
            ValueError: if a longer source follows a shorter one.
        """
        ...

    def step(
        self, encoded: Encoded, state: DecoderState, previous_ids: IntArray, sources: IntArray | None = None
    ) -> Step:
        """Score the next character of every row.

        Args:
            encoded: what `encode` gave.
            state: s_{i-1} of each row.
            previous_ids: y_{i-1} of each row (BOS at first), (B,).
            sources: the source in `encoded` that each row reads, (B,); None when rows are its sources.
        """
        ...


@runtime_checkable
class SearchingRuntime(Runtime, Protocol):
    """A runtime that can search by itself, faster than `datenorm.search` can from outside."""

    def search(
        self, source_ids: IntArray, automaton: Automaton, *, k: int, floor: float, temperature: float
    ) -> Values:
        """What `datenorm.search.top_k_many` looks for, without attention.

        Args:
            source_ids: see `encode`.
            automaton: what may be written.
            k: how many values to find for each source.
            floor: the least log-probability, at least that of 1/128, or infinity for greedy values alone.
            temperature: divides the logits.
        """
        ...


@runtime_checkable
class ScoringRuntime(Runtime, Protocol):
    """A runtime that can say why it looks where it looks."""

    def energies(self, encoded: Encoded, state: DecoderState, previous_ids: IntArray) -> FloatArray:
        """The energies e_i, usually v . tanh(W s_{i-1} + U h_j), that `step` makes attention of.

        Args:
            encoded: what `encode` gave.
            state: s_{i-1} of each row.
            previous_ids: y_{i-1} of each row, (B,); networks that ask with s_i need it.

        Returns:
            In natural logarithms, (B, S): their softmax is alpha_i; minus infinity behind each source, and
            everywhere where the network has no attention.
        """
        ...


def lengths_of(source_ids: IntArray) -> IntArray:
    """Symbols of each source before its padding, (B,).

    Raises:
        ValueError: if a longer source follows a shorter one, the first is padded or there is none.
    """
    lengths: IntArray = np.count_nonzero(source_ids != PAD, axis=1)
    if (np.diff(lengths) > 0).any() or not len(lengths) or lengths[0] < source_ids.shape[1]:
        raise ValueError("sources stand longest first, the first without padding")
    return lengths
