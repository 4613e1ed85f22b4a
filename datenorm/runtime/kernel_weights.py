"""The network as the kernel reads it: laid out here, quantised there, straight from the stored weights.

`int8_weights` does the same in NumPy, for the runtime without a kernel.
"""

from __future__ import annotations

import ctypes
import mmap
import struct
import sys
from array import array
from dataclasses import dataclass, field
from threading import Lock

from datenorm.bundle.tensors import HALF, Tensor
from datenorm.runtime.library import CGateTable, CMatrix, CNetwork, CPart, Kernel
from datenorm.runtime.units import (
    ACTIVATION_UNITS,
    GATE_UNITS,
    LANES,
    LOGIT_UNITS,
    energy_units,
    exponentials,
    in_units,
    tanh_lines,
)
from datenorm.text.vocabulary import FIRST_HINT

_GATES = 4


def padded(size: int) -> int:
    """The size as the kernel stores it."""
    return size + -size % LANES


@dataclass(frozen=True)
class Sizes:
    """The sizes of a network: H, D, A and V of base.py, its source symbols and its hints."""

    hidden: int
    decoder: int
    alignment: int
    targets: int
    symbols: int
    hints: int

    @classmethod
    def of(cls, tensors: dict[str, Tensor]) -> Sizes:
        """The sizes of stored weights."""
        alignment, decoder = tensors["decoder.scorer.query.weight"].shape
        hidden = tensors["encoder.forward_lstm.weight_hh_l0"].shape[1]
        symbols = tensors["encoder.embedding.weight"].shape[0]
        own = tensors.get("encoder.hints.weight")
        hints = FIRST_HINT + own.shape[0] if own else symbols
        return cls(hidden, decoder, alignment, tensors["decoder.output.bias"].shape[0], symbols, hints)


@dataclass
class KernelWeights:
    """Quantises the weights of a network and keeps what the kernel points to.

    Attributes:
        tensors: the weights.
        kernel: who computes.
        sizes: of the network.
        buffers: address → what is there.
        network: the network as the kernel reads it.
    """

    tensors: dict[str, Tensor]
    kernel: Kernel
    sizes: Sizes = field(init=False)
    buffers: dict[int, object] = field(default_factory=dict)
    network: CNetwork = field(init=False)
    _symbols: list[CGateTable] = field(default_factory=list)
    _hints: list[CGateTable] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.sizes = size = Sizes.of(self.tensors)
        for direction in ("forward", "backward"):
            lstm = f"encoder.{direction}_lstm"
            self._symbols.append(self._gate_table("encoder.embedding.weight", lstm, "_l0", size.hidden))
            self._hints.append(self._hint_table(lstm))
        self.network = self._describe()

    def prepare(self, symbols: array[int], hints: array[int]) -> None:
        """Compute the gates of symbols and hints that were not needed before.

        Raises:
            IndexError: if one of them is not in the tables.
        """
        with self._lock:
            for tables, wanted in ((self._symbols, symbols), (self._hints, hints)):
                for table in tables:
                    self._prepare(table, wanted)

    def _prepare(self, table: CGateTable, rows: array[int]) -> None:
        given = (ctypes.byref(table), len(rows), ctypes.c_void_p(_address(rows)))
        if self.kernel.library.network_prepare_gates(*given):
            raise IndexError("a source contains a symbol that the network does not know")

    def _call(self, name: str, *given: object) -> None:
        if self.kernel.library[f"network_{name}"](*given):
            raise MemoryError

    def _describe(self) -> CNetwork:
        size = self.sizes
        hidden, decoder, annotation = size.hidden, size.decoder, 2 * padded(size.hidden)
        both = [(0, hidden, 0), (hidden, hidden, annotation // 2)]
        energy, energy_scale = energy_units(self._numbers("decoder.scorer.energy.weight", size.alignment))
        embedding = self.tensors["decoder.embedding.weight"].shape[1]
        context = [(first + embedding, count, to) for first, count, to in both]
        seen = [(first + decoder, count, to) for first, count, to in both]
        recurrent = [
            self._matrix({f"encoder.{one}_lstm.weight_hh_l0": [(0, hidden, 0)]}, hidden, is_gates=True)
            for one in ("forward", "backward")
        ]
        bridge = {"bridge.cell.weight": both}
        cells = [self._matrix(bridge, decoder, units=ACTIVATION_UNITS * factor) for factor in (256, 1)]
        gates = {"decoder.cell.weight_ih": context, "decoder.cell.weight_hh": [(0, decoder, annotation)]}
        return CNetwork(
            recurrent=tuple(recurrent),
            bridge_hidden=self._matrix({"bridge.hidden.weight": both}, decoder),
            bridge_cell=tuple(cells),
            key=self._matrix({"decoder.scorer.key.weight": both}, size.alignment),
            query=self._matrix({"decoder.scorer.query.weight": [(0, decoder, 0)]}, size.alignment),
            decoder=self._matrix(gates, decoder, is_gates=True),
            output=self._matrix(
                {"decoder.output.weight": [*seen, (0, decoder, annotation)]}, size.targets, units=LOGIT_UNITS
            ),
            symbols=tuple(table.gates for table in self._symbols),
            hints=tuple(table.gates for table in self._hints),
            bridge_hidden_bias=self._bias("bridge.hidden.bias", decoder, GATE_UNITS),
            bridge_cell_bias=self._bias("bridge.cell.bias", decoder, GATE_UNITS),
            targets=self._target_gates(),
            output_bias=self._bias("decoder.output.bias", size.targets, LOGIT_UNITS),
            energy=self._keep(array("h", energy)),
            tanh_lines=self._keep(array("h", [*tanh_lines()[0], *tanh_lines()[1]])),
            exponentials=self._keep(array("H", exponentials())),
            energy_scale=energy_scale,
            hidden=padded(hidden),
            decoder_size=padded(decoder),
            alignment=padded(size.alignment),
            body=self.kernel.body,
        )

    def _matrix(
        self,
        parts: dict[str, list[tuple[int, int, int]]],
        outputs: int,
        *,
        units: float = GATE_UNITS,
        is_gates: bool = False,
    ) -> CMatrix:
        """A matrix from columns of tensors: their first, their number, and the input that they become."""
        chosen = [self._part(name, *part) for name, some in parts.items() for part in some]
        last = chosen[-1]
        inputs = padded(last.to + last.count)
        columns = padded(outputs) * (_GATES if is_gates else 1)
        weights, start, scale = (bytearray(columns * size) for size in (inputs, 4, 4))
        matrix = CMatrix(self._keep(weights), self._keep(start), self._keep(scale), inputs, columns)
        factor = ctypes.c_float(units / ACTIVATION_UNITS)
        given = (outputs, factor, len(chosen), (CPart * len(chosen))(*chosen))
        self._call("quantise", ctypes.byref(matrix), int(is_gates), *given)
        return matrix

    def _part(self, name: str, first: int = 0, count: int = 1, to: int = 0) -> CPart:
        kind, shape, data = self.tensors[name]
        return CPart(self._keep(data), int(kind == HALF), shape[1] if shape[1:] else 1, first, count, to)

    def _gate_table(
        self, embedding: str, lstm: str, suffix: str, size: int, *, has_bias: bool = True, skipped: int = 0
    ) -> CGateTable:
        """The gates of an embedding, not computed yet; zeros for the first rows, which it skips."""
        kind, (rows, width), data = self.tensors[embedding]
        outputs = _GATES * padded(size)
        columns, bias = bytearray(8 * width * outputs), bytearray(8 * outputs)
        skipped_bytes = skipped * width * (2 if kind == HALF else 4)
        table = CGateTable(
            self._keep(data) - skipped_bytes,
            int(kind == HALF),
            width,
            outputs,
            skipped + rows,
            *map(self._keep, (columns, bias)),
            self._keep(_zeros(2 * (skipped + rows) * outputs)),
            self._keep(bytearray(b"\1" * skipped + bytes(rows))),
        )
        weights = ctypes.byref(self._part(f"{lstm}.weight_ih{suffix}"))
        biases = [ctypes.byref(self._part(f"{lstm}.bias_{one}{suffix}")) for one in ("ih", "hh")]
        given = biases if has_bias else (None, None)
        self.kernel.library.network_open_gates(ctypes.byref(table), size, weights, *given)
        return table

    def _hint_table(self, lstm: str) -> CGateTable:
        """The gates that symbols add as hints; none in a network without embeddings of hints."""
        size = self.sizes
        if "encoder.hints.weight" in self.tensors:
            return self._gate_table(
                "encoder.hints.weight", lstm, "_l0", size.hidden, has_bias=False, skipped=FIRST_HINT
            )
        zeros = _zeros(2 * size.hints * _GATES * padded(size.hidden))
        ready = bytearray(b"\1" * size.hints)
        return CGateTable(rows=size.hints, gates=self._keep(zeros), ready=self._keep(ready))

    def _target_gates(self) -> int:
        table = self._gate_table("decoder.embedding.weight", "decoder.cell", "", self.sizes.decoder)
        rows = array("i", range(self.sizes.targets))
        self._prepare(table, rows)
        return int(table.gates)

    def _bias(self, name: str, size: int, units: int) -> int:
        return self._keep(array("h", in_units(self._numbers(name, size), units)))

    def _numbers(self, name: str, size: int) -> list[float]:
        """A vector, with zeros up to the size in the kernel."""
        kind, _, data = self.tensors[name]
        numbers = struct.unpack(f"<{size}{'e' if kind == HALF else 'f'}", data)
        return [*numbers, *[0.0] * (padded(size) - size)]

    def _keep(self, buffer: bytearray | array[int] | mmap.mmap) -> int:
        """The address of memory, which is kept as long as this object."""
        address = _address(buffer)
        self.buffers[address] = buffer
        return address


def _address(buffer: bytearray | array[int] | mmap.mmap) -> int:
    if isinstance(buffer, array):
        return buffer.buffer_info()[0]
    return ctypes.addressof(ctypes.c_char.from_buffer(buffer))


def _zeros(size: int) -> mmap.mmap:
    """Memory that takes no space until it is written to."""
    if sys.platform == "win32":
        return mmap.mmap(-1, size)
    return mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
