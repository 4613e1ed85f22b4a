"""The int8 runtime as a compiled kernel, with its own search, which needs no NumPy.

`Int8Runtime` gives the same answers, more slowly, where no kernel was built.
"""

from __future__ import annotations

import ctypes
from array import array
from threading import Lock
from typing import TYPE_CHECKING

from datenorm.bundle.tensors import tensors_of
from datenorm.runtime.base import (
    Automaton,
    DecoderState,
    DecoderStep,
    Encoded,
    IntArray,
    LabelledSources,
    LabelWeights,
    Sources,
    Values,
    lengths_of,
)
from datenorm.runtime.kernel_weights import KernelWeights, padded
from datenorm.runtime.library import LONGEST, CAutomaton, CLabelWeights, Kernel
from datenorm.runtime.units import LOGIT_UNITS
from datenorm.text.vocabulary import BOS, EOS, HINTS, PAD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datenorm.runtime.base import Array


class CompiledRuntime:
    """The kernel as a `SearchingRuntime`. Threads may share one.

    The kernel runs without the interpreter's lock, so two threads use two cores.
    """

    def __init__(self, weights: Mapping[str, Array], kernel: Kernel) -> None:
        self._weights = KernelWeights(dict(tensors_of(weights)), kernel)
        self._kernel = kernel
        self._tables: dict[Automaton, tuple[CAutomaton, list[array[int]]]] = {}  # of the few searched with
        self._lock = Lock()

    @property
    def kernel(self) -> str:
        """The name of the body that computes."""
        return self._kernel.name

    def encode(self, source_ids: IntArray) -> Encoded:
        """Read a batch of sources; see `Runtime.encode`."""
        import numpy as np

        w = self._weights.network
        rows, width, ids, lengths = self._prepared(source_ids)
        annotations = np.empty((rows, width - HINTS, 2 * w.hidden), np.uint8)
        keys = np.empty((rows, width - HINTS, w.alignment), np.int16)
        state = self._state(rows)
        self._call("encode", rows, width, ids, lengths, annotations, keys, state.hidden, state.cell)
        return Encoded(annotations, keys, state, lengths.astype(np.int64) - HINTS)

    def label(self, source_ids: IntArray, weights: LabelWeights) -> LabelledSources:
        """Find the best labels of a batch of sources; see `LabellingRuntime.label`."""
        import numpy as np

        rows, width, ids, lengths = self._prepared(source_ids)
        labels = np.zeros((rows, width - HINTS), np.int8)
        scores = np.empty((labels.size, len(weights.bias)))
        wide = weights.widened(2 * self._weights.network.hidden)
        head = CLabelWeights(_pointer(wide), _pointer(weights.bias), weights.unit)
        given = (ctypes.byref(head), rows, width, ids, lengths, labels, scores)
        network = ctypes.byref(self._weights.network)
        count = self._kernel.library.network_label(network, *map(_pointer, given))
        if count < 0:
            raise MemoryError
        return LabelledSources(labels, scores[:count])

    def _prepared(self, source_ids: IntArray) -> tuple[int, int, Array, Array]:
        """Rows, width, symbols and lengths of sources as the kernel takes them."""
        import numpy as np

        lengths = lengths_of(source_ids).astype(np.int32)
        ids = np.ascontiguousarray(source_ids, np.int32)
        self._weights.prepare(array("i", ids.tobytes()), array("i", ids[:, :HINTS].tobytes()))
        return *source_ids.shape, ids, lengths

    def step(
        self, encoded: Encoded, state: DecoderState, previous_ids: IntArray, sources: IntArray | None = None
    ) -> DecoderStep:
        """Score the next symbol of every row; see `Runtime.step`."""
        import numpy as np

        targets, rows, width = self._weights.sizes.targets, len(previous_ids), encoded.keys.shape[1]
        sources = np.arange(rows) if sources is None else sources
        self._check_step(encoded, previous_ids, sources)
        numbers = (part.astype(np.int32) for part in (encoded.lengths, sources, previous_ids))
        after = self._state(rows)
        scores = np.empty((rows, padded(targets)), np.int16)
        attention = np.empty((rows, width), np.float32)
        given = (encoded.annotations, encoded.keys, *numbers, state.hidden, state.cell)
        self._call("step", rows, width, *given, after.hidden, after.cell, scores, attention)
        logits = scores[:, :targets].astype(np.float32) / np.float32(LOGIT_UNITS)
        return DecoderStep(logits, attention, after)

    def search(
        self, sources: Sources, automaton: Automaton, *, k: int, floor: float, temperature: float
    ) -> Values:
        """The most likely values of each source; see `SearchingRuntime.search`."""
        codes, given_lengths, hints, table = sources
        rows = len(given_lengths)
        if not rows:
            return Values(b"", [], [])
        ids = array("i", bytes(4 * (len(hints) + sum(given_lengths))))
        given = (table, len(table), rows, given_lengths, hints, codes, ids)
        self._kernel.library.network_symbols(*map(_pointer, given))
        self._weights.prepare(ids, hints)
        lengths = array("i", [length + HINTS for length in given_lengths])
        tables = self._tabulated(automaton)
        symbols = bytearray(rows * k * LONGEST)
        logarithms, counts = array("d", bytes(8 * rows * k)), array("i", bytes(4 * rows))
        wanted = (k, ctypes.c_double(floor), ctypes.c_double(temperature))
        self._call("search", ctypes.byref(tables), rows, ids, lengths, *wanted, symbols, logarithms, counts)
        found = (counts, PAD, symbols, symbols, logarithms, logarithms)
        size = self._kernel.library.network_gather(rows, k, *map(_pointer, found))
        count = sum(one for one in counts if one > 0)
        return Values(bytes(symbols[:size]), logarithms[:count].tolist(), counts.tolist())

    def _tabulated(self, automaton: Automaton) -> CAutomaton:
        """The automaton as the kernel reads it.

        Another thread may search with the same table, so none is ever replaced: its memory would be freed.
        """
        with self._lock:
            if automaton not in self._tables:
                self._tables[automaton] = self._tabulate(automaton)
            return self._tables[automaton][0]

    def _tabulate(self, automaton: Automaton) -> tuple[CAutomaton, list[array[int]]]:
        if automaton.longest > LONGEST:
            raise ValueError(f"values of {automaton.longest} symbols, the kernel stores {LONGEST}")
        rows = automaton.transitions
        if len(rows[0]) > self._weights.sizes.targets:
            raise ValueError("the automaton has symbols that the network does not score")
        table = array("h")
        for row in rows:
            table.extend(row)
        count = len(table) - table.count(-1)
        first, following = (array("i", bytes(4 * size)) for size in (len(rows) + 1, count))
        symbols, ended = (array("B", bytes(size)) for size in (count, len(rows)))
        kept = [first, symbols, following, ended]
        given = (len(rows), len(rows[0]), table, EOS, PAD, *kept)
        self._kernel.library.network_tabulate(*map(_pointer, given))
        ends = (automaton.start, automaton.longest, BOS, EOS, PAD)
        return CAutomaton(*(one.buffer_info()[0] for one in kept), *ends), kept

    def _check_step(self, encoded: Encoded, previous_ids: IntArray, sources: IntArray) -> None:
        """Refuse rows that would be read from outside the arrays."""
        last = self._weights.sizes.targets, len(encoded.keys)
        for ids, end in zip((previous_ids, sources), last, strict=True):
            if len(ids) and (ids.min() < 0 or ids.max() >= end):
                raise IndexError("a row reads a symbol or a source that is not there")

    def _state(self, rows: int) -> DecoderState:
        import numpy as np

        size = self._weights.network.decoder_size
        return DecoderState(np.empty((rows, size), np.uint8), np.empty((rows, size), np.int16))

    def _call(self, name: str, *given: object) -> None:
        """Call a function of the kernel, passing arrays as pointers."""
        held = [one if isinstance(one, (array, bytearray)) else _contiguous(one) for one in given]
        network = ctypes.byref(self._weights.network)
        if self._kernel.library[f"network_{name}"](network, *map(_pointer, held)):
            raise MemoryError


def _contiguous(argument: object) -> object:
    """An array of NumPy as the kernel reads it; anything else as it is."""
    if not hasattr(argument, "__array_interface__"):
        return argument
    import numpy as np

    return np.ascontiguousarray(argument)


def _pointer(argument: object) -> object:
    """What ctypes passes: the address of an array; numbers as they are."""
    if isinstance(argument, array):
        return ctypes.c_void_p(argument.buffer_info()[0])
    if isinstance(argument, bytes):
        return ctypes.c_char_p(argument)
    if isinstance(argument, bytearray):
        return ctypes.byref(ctypes.c_char.from_buffer(argument))
    data = getattr(argument, "ctypes", None)
    return argument if data is None else ctypes.c_void_p(data.data)
