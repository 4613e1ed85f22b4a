"""The int8 runtime as a compiled kernel, with its own search.

`Int8Runtime` gives the same answers, more slowly, where no kernel was built.
"""

from __future__ import annotations

import ctypes

import numpy as np

from datenorm.runtime.base import (
    Array,
    Automaton,
    DecoderState,
    DecoderStep,
    Encoded,
    IntArray,
    Values,
    lengths_of,
)
from datenorm.runtime.int8_weights import (
    LANES,
    LOGIT_UNITS,
    Int8Weights,
    Matrix,
    Weights,
    exponentials,
    quantise,
    tanh_lines,
)
from datenorm.runtime.library import LONGEST, CAutomaton, CMatrix, CNetwork, Kernel
from datenorm.text.vocabulary import BOS, EOS, HINTS, PAD


class CompiledRuntime:
    """The kernel as a `SearchingRuntime`. Holds only weights, so threads may share one.

    The kernel runs without the interpreter's lock, so two threads use two cores.
    """

    def __init__(self, weights: Weights, kernel: Kernel) -> None:
        self._weights = quantise(weights)
        self._kernel = kernel
        self._alive: list[Array] = []  # arrays that the kernel points to
        self._network = self._describe(self._weights)
        self._tables: dict[Automaton, CAutomaton] = {}  # of the few automata searched with

    @property
    def kernel(self) -> str:
        """The name of the body that computes."""
        return self._kernel.name

    def encode(self, source_ids: IntArray) -> Encoded:
        """Read a batch of sources; see `Runtime.encode`."""
        lengths = self._checked_lengths(source_ids)
        w, (rows, width) = self._weights, source_ids.shape
        annotations = np.empty((rows, width - HINTS, 2 * w.hidden), np.uint8)
        keys = np.empty((rows, width - HINTS, w.alignment), np.int16)
        state = self._state(rows)
        given = (rows, width, source_ids.astype(np.int32), lengths.astype(np.int32))
        self._call("encode", *given, annotations, keys, state.hidden, state.cell)
        return Encoded(annotations, keys, state, lengths - HINTS)

    def step(
        self, encoded: Encoded, state: DecoderState, previous_ids: IntArray, sources: IntArray | None = None
    ) -> DecoderStep:
        """Score the next symbol of every row; see `Runtime.step`."""
        w, rows, width = self._weights, len(previous_ids), encoded.keys.shape[1]
        sources = np.arange(rows) if sources is None else sources
        self._check_step(encoded, previous_ids, sources)
        numbers = (part.astype(np.int32) for part in (encoded.lengths, sources, previous_ids))
        after = self._state(rows)
        scores = np.empty((rows, len(w.output_bias)), np.int16)
        attention = np.empty((rows, width), np.float32)
        given = (encoded.annotations, encoded.keys, *numbers, state.hidden, state.cell)
        self._call("step", rows, width, *given, after.hidden, after.cell, scores, attention)
        logits = scores[:, : w.target_size].astype(np.float32) / np.float32(LOGIT_UNITS)
        return DecoderStep(logits, attention, after)

    def search(
        self, source_ids: IntArray, automaton: Automaton, *, k: int, floor: float, temperature: float
    ) -> Values:
        """The most likely values of each source; see `SearchingRuntime.search`."""
        lengths = self._checked_lengths(source_ids)
        rows, width = source_ids.shape
        tables = self._tables.get(automaton)
        if tables is None:
            tables = self._tables[automaton] = self._tabulate(automaton)
        symbols = np.full((rows, k, LONGEST), PAD, np.uint8)
        log_probabilities = np.zeros((rows, k))
        counts = np.zeros(rows, np.int32)
        given = (rows, width, source_ids.astype(np.int32), lengths.astype(np.int32))
        wanted = (k, ctypes.c_double(floor), ctypes.c_double(temperature))
        self._call("search", ctypes.byref(tables), *given, *wanted, symbols, log_probabilities, counts)
        return Values(symbols, log_probabilities, counts)

    def _tabulate(self, automaton: Automaton) -> CAutomaton:
        """The automaton as the kernel reads it."""
        if automaton.longest > LONGEST:
            raise ValueError(f"values of {automaton.longest} symbols, the kernel stores {LONGEST}")
        states, symbols = np.nonzero(automaton.following >= 0)
        if symbols.max() >= len(self._weights.targets):
            raise ValueError("the automaton has symbols that the network does not score")
        first = np.searchsorted(states, np.arange(len(automaton.following) + 1)).astype(np.int32)
        following = automaton.following[states, symbols].astype(np.int32)
        arrays: list[Array] = [first, symbols.astype(np.uint8), following, automaton.ended.astype(np.uint8)]
        return CAutomaton(*map(self._keep, arrays), automaton.start, automaton.longest, BOS, EOS, PAD)

    def _check_step(self, encoded: Encoded, previous_ids: IntArray, sources: IntArray) -> None:
        """Refuse rows that would be read from outside the arrays."""
        last = len(self._weights.targets), len(encoded.keys)
        for ids, end in zip((previous_ids, sources), last, strict=True):
            if len(ids) and (ids.min() < 0 or ids.max() >= end):
                raise IndexError("a row reads a symbol or a source that is not there")

    def _checked_lengths(self, source_ids: IntArray) -> IntArray:
        """`lengths_of`, after checking that all symbols are in the tables."""
        symbols, hints = self._weights.symbols.shape[1], self._weights.hints.shape[1]
        if source_ids.min() < 0 or source_ids.max() >= symbols or source_ids[:, :HINTS].max() >= hints:
            raise IndexError("a source contains a symbol that the network does not know")
        return lengths_of(source_ids)

    def _state(self, rows: int) -> DecoderState:
        size = self._weights.decoder_size
        return DecoderState(np.empty((rows, size), np.uint8), np.empty((rows, size), np.int16))

    def _call(self, name: str, *given: object) -> None:
        """Call a function of the kernel, passing arrays as pointers."""
        held = [np.ascontiguousarray(one) if isinstance(one, np.ndarray) else one for one in given]
        plain = (ctypes.c_void_p(one.ctypes.data) if isinstance(one, np.ndarray) else one for one in held)
        if self._kernel.library[f"network_{name}"](ctypes.byref(self._network), *plain):
            raise MemoryError

    def _describe(self, w: Int8Weights) -> CNetwork:
        """The network as the kernel reads it, pointing to arrays that this runtime keeps alive."""
        return CNetwork(
            recurrent=tuple(map(self._matrix, w.recurrent)),
            bridge_hidden=self._matrix(w.bridge_hidden),
            bridge_cell=tuple(self._matrix(w.bridge_cell.scaled(factor)) for factor in (256, 1)),
            key=self._matrix(w.key),
            query=self._matrix(w.query),
            decoder=self._matrix(w.decoder),
            output=self._matrix(w.output),
            symbols=tuple(map(self._keep, w.symbols)),
            hints=tuple(map(self._keep, w.hints)),
            bridge_hidden_bias=self._keep(w.bridge_hidden_bias),
            bridge_cell_bias=self._keep(w.bridge_cell_bias),
            targets=self._keep(w.targets),
            output_bias=self._keep(w.output_bias),
            energy=self._keep(w.energy),
            tanh_lines=self._keep(np.concatenate(tanh_lines())),
            exponentials=self._keep(exponentials()),
            energy_scale=w.energy_scale,
            hidden=w.hidden,
            decoder_size=w.decoder_size,
            alignment=w.alignment,
            body=self._kernel.body,
        )

    def _matrix(self, matrix: Matrix) -> CMatrix:
        """A matrix in panels of `LANES` columns, with four inputs of a column adjacent."""
        inputs, outputs = matrix.weights.shape
        panels = matrix.weights.reshape(inputs // 4, 4, outputs // LANES, LANES).transpose(2, 0, 3, 1)
        return CMatrix(
            self._keep(panels), self._keep(matrix.start), self._keep(matrix.scale), inputs, outputs
        )

    def _keep(self, array: Array) -> int:
        """The address of an array, which is kept alive as long as this runtime."""
        self._alive.append(np.ascontiguousarray(array))
        return self._alive[-1].ctypes.data
