"""The protocol of a runtime: encode a source once, then step once per symbol of the value.

Search and normalizer import this module and never a concrete runtime. NumPy is imported on first use: with
the compiled kernel, converting does not need it.

Shape letters: B batch, S source characters (hint symbols not counted), H encoder hidden per direction,
D decoder hidden, A alignment, V target vocabulary.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias, runtime_checkable

from datenorm.text.vocabulary import EOS, PAD

if TYPE_CHECKING:
    import numpy as np

FloatArray: TypeAlias = "np.ndarray[Any, np.dtype[np.float32]]"
IntArray: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"
Array: TypeAlias = "np.ndarray[Any, Any]"
"""In the number format of the runtime that made it; not to be passed to another."""


@dataclass(frozen=True, slots=True)
class DecoderState:
    """What the decoder carries from one symbol to the next.

    Attributes:
        hidden: s_i, (B, D).
        cell: the LSTM's memory cell, (B, D).
    """

    hidden: Array
    cell: Array

    def select(self, rows: IntArray) -> DecoderState:
        """The states of some rows, in the order given; rows may repeat."""
        return DecoderState(self.hidden[rows], self.cell[rows])


@dataclass(frozen=True, slots=True)
class Encoded:
    """A batch of sources after the encoder.

    Attributes:
        annotations: h_j of each source character, (B, S, 2H); without attention one fixed vector, (B, 1, 2H).
        keys: the scorer's projection of them, U h_j for the usual one, computed once per source, (B, S, A).
        initial_state: s_0 from the bridge.
        lengths: characters of each source, (B,); positions beyond them are undefined.
    """

    annotations: Array
    keys: Array
    initial_state: DecoderState
    lengths: IntArray

    def select(self, rows: IntArray) -> Encoded:
        """Some rows of the batch, in the order given; rows may repeat."""
        return Encoded(
            self.annotations[rows], self.keys[rows], self.initial_state.select(rows), self.lengths[rows]
        )


@dataclass(frozen=True, slots=True)
class DecoderStep:
    """The result of one decoder step.

    Attributes:
        logits: scores of the next symbol before the softmax, (B, V).
        attention_weights: alpha_i, (B, S); each row sums to 1 and is zero behind the end of its source. All
            zeros if the network has no attention.
        state: the decoder after this step.
    """

    logits: FloatArray
    attention_weights: FloatArray
    state: DecoderState


@dataclass(frozen=True, eq=False)
class Automaton:
    """Which symbols may follow which; made from `datenorm.values`. Equal only to itself.

    Attributes:
        transitions: the state after each symbol, -1 if it is forbidden, (states, V).
        start: the state before the first symbol.
        longest: symbols of the longest value; a value with more is not found.
    """

    transitions: Sequence[Sequence[int]]
    start: int
    longest: int

    @cached_property
    def following(self) -> IntArray:
        """`transitions` as an array."""
        import numpy as np

        return np.array(self.transitions, dtype=np.int64)

    @cached_property
    def ended(self) -> Array:
        """Whether a value has ended in a state, (states,).

        Nothing but its end may follow then, which need not be predicted.
        """
        allowed = self.following >= 0
        ended: Array = allowed.sum(axis=1) == (allowed[:, EOS] | allowed[:, PAD])
        return ended


class Sources(NamedTuple):
    """Texts as a search reads them, longest first, none empty.

    Attributes:
        codes: the code points of all texts, one text behind the other, 32-bit.
        lengths: characters of each text, 32-bit.
        hints: the symbols of the two hints of each text, 32-bit.
        symbols: the symbol of each code point, 32-bit; the last is that of all higher ones.
    """

    codes: bytes
    lengths: array[int]
    hints: array[int]
    symbols: array[int]


class Values(NamedTuple):
    """The most likely values of sources, best first, in target symbols.

    Attributes:
        symbols: of each value, and PAD behind each.
        log_probabilities: of each value.
        counts: how many each source has; -1 where the search gave up.
    """

    symbols: bytes
    log_probabilities: list[float]
    counts: list[int]


class LabelWeights(NamedTuple):
    """A tagging head whose sums over the annotations of int8 runtimes are exact.

    Attributes:
        weights: whole numbers of 16 bits, (L, 2H).
        bias: of each label, (L,).
        unit: a score is a sum times the unit, plus the bias.
    """

    weights: Array
    bias: Array
    unit: float

    def widened(self, size: int) -> Array:
        """Weights of annotations that have unused units behind each direction, (L, size)."""
        import numpy as np

        given = self.weights.reshape(len(self.weights), 2, -1)
        return np.pad(given, ((0, 0), (0, 0), (0, size // 2 - given.shape[2]))).reshape(len(given), size)


class LabelledSources(NamedTuple):
    """The characters of sources with their labels; N of them are in a date.

    Attributes:
        labels: of each character, one of `datenorm.text.labels`; outside of dates behind a source, (B, S).
        scores: of all labels of each character in a date, one source after the other, (N, L).
    """

    labels: Array
    scores: Array


class Runtime(Protocol):
    """The trained network, independent of the library that trained it."""

    def encode(self, source_ids: IntArray) -> Encoded:
        """Read a batch of sources.

        Args:
            source_ids: two hint symbols, then at least one character, (B, S + 2), longest source first;
                shorter ones are padded with PAD.

        Raises:
            ValueError: if a longer source follows a shorter one.
        """
        ...

    def step(
        self, encoded: Encoded, state: DecoderState, previous_ids: IntArray, sources: IntArray | None = None
    ) -> DecoderStep:
        """Score the next symbol of every row.

        Args:
            encoded: the result of `encode`.
            state: s_{i-1} of each row.
            previous_ids: y_{i-1} of each row (BOS at first), (B,).
            sources: index in `encoded` of the source that each row reads, (B,); None for one row per source.
        """
        ...


@runtime_checkable
class SearchingRuntime(Runtime, Protocol):
    """A runtime with its own search, faster than `datenorm.search`."""

    def search(
        self, sources: Sources, automaton: Automaton, *, k: int, floor: float, temperature: float
    ) -> Values:
        """Find what `datenorm.search.top_k_many` finds, without attention, or give up.

        A source is given up if it has so many likely prefixes that another search may find other values.

        Args:
            sources: what to read.
            automaton: the values that are allowed.
            k: how many values to find for each source.
            floor: the lowest log-probability, or infinity to search greedily. From log(1/128) on, no source
                is given up; with a much lower floor, most are.
            temperature: divides the logits.
        """
        ...


@runtime_checkable
class LabellingRuntime(Runtime, Protocol):
    """A runtime that labels characters itself, faster than `datenorm.detection.tagging`."""

    def label(self, source_ids: IntArray, weights: LabelWeights) -> LabelledSources:
        """Find the best labels of a batch of sources.

        Args:
            source_ids: see `Runtime.encode`.
            weights: of the tagging head.
        """
        ...


@runtime_checkable
class ScoringRuntime(Runtime, Protocol):
    """A runtime that exposes the energies behind its attention, and its states."""

    def energies(self, encoded: Encoded, state: DecoderState, previous_ids: IntArray) -> FloatArray:
        """The energies e_i, usually v . tanh(W s_{i-1} + U h_j), whose softmax `step` attends with.

        Args:
            encoded: the result of `encode`.
            state: s_{i-1} of each row.
            previous_ids: y_{i-1} of each row, (B,); needed by networks whose query is s_i.

        Returns:
            In natural logarithms, (B, S): their softmax is alpha_i. Minus infinity behind the end of each
            source, and everywhere if the network has no attention.
        """
        ...

    def numbers(self, states: Array, size: int, sides: int = 1) -> FloatArray:
        """Hidden states in the format of this runtime as real numbers without padding, (..., sides * size).

        Args:
            states: hidden states of the decoder, or annotations.
            size: units of one side, D or H.
            sides: 1 for the decoder, the directions of the encoder for annotations.
        """
        ...


def lengths_of(source_ids: IntArray) -> IntArray:
    """The number of symbols of each source before its padding, (B,).

    Raises:
        ValueError: if a longer source follows a shorter one, the first is padded or there are no sources.
    """
    import numpy as np

    lengths: IntArray = np.count_nonzero(source_ids != PAD, axis=1)
    if (np.diff(lengths) > 0).any() or not len(lengths) or lengths[0] < source_ids.shape[1]:
        raise ValueError("sources must be sorted longest first, the first without padding")
    return lengths
