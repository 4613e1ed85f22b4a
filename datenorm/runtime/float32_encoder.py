"""The encoder in float32: recurrent cells, and layers that run all directions in one product per step.

A cell is given its input gates (input weights times input, plus biases), which are computed before the
recurrence starts. One cell computes one direction or two: arrays are (directions, rows, ...).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from datenorm.nn.config import ModelConfig
from datenorm.runtime.base import FloatArray, IntArray
from datenorm.text.vocabulary import FIRST_HINT, HINTS

# Output columns are padded to a multiple of this: for narrow or odd widths BLAS picks kernels
# by the number of rows, and the last bits of a row would then depend on its neighbours.
_COLUMN_BLOCK = 64

InputGates = Callable[[IntArray], FloatArray]
"""From the positions that each direction reads in the first rows, (directions, rows), to the gates of what is
read there, (directions, rows, G)."""


class CellWeights(NamedTuple):
    """torch's weight_ih, weight_hh, bias_ih and bias_hh, gates stacked by rows."""

    inputs: FloatArray
    recurrent: FloatArray
    input_bias: FloatArray
    recurrent_bias: FloatArray


class RecurrentCell(Protocol):
    """One step of a recurrence; G columns of gates."""

    inputs: FloatArray
    """Input weights, (directions, inputs, G)."""

    bias: FloatArray
    """Biases that belong to the input gates, (directions, G)."""

    def step(self, given: FloatArray, hidden: FloatArray, cell: FloatArray) -> FloatArray:
        """The next hidden state.

        Args:
            given: the input gates, (directions, rows, G).
            hidden: the previous states, (directions, at least rows, H).
            cell: the memory cells, (directions, rows, H); updated in place by an LSTM.

        Returns:
            (directions, rows, H).
        """
        ...


class LstmCell:
    """i, f, o = sigma(...); c_j = f c_{j-1} + i tanh(...); h_j = o tanh(c_j).

    The three sigmoid gates are adjacent and halved, so that one tanh computes all four gates:
    sigmoid(x) = (tanh(x / 2) + 1) / 2.
    """

    def __init__(self, directions: Sequence[CellWeights]) -> None:
        self.inputs = np.stack([gate_columns(one.inputs.T) for one in directions])
        self.bias = np.stack([gate_columns(one.input_bias + one.recurrent_bias) for one in directions])
        self._recurrent = np.stack([gate_columns(one.recurrent.T) for one in directions])

    def step(self, given: FloatArray, hidden: FloatArray, cell: FloatArray) -> FloatArray:
        """See `RecurrentCell.step`."""
        gates = _recurrent_gates(hidden, self._recurrent, given.shape[1])
        gates += given
        return lstm_step(gates, cell)


class GruCell:
    """r, z = sigma(...); n = tanh(x's part + r · (V h_{j-1} + b')); h_j = (1 - z) n + z h_{j-1}."""

    def __init__(self, directions: Sequence[CellWeights]) -> None:
        self.inputs = np.stack([np.ascontiguousarray(one.inputs.T) for one in directions])
        self.bias = np.stack([one.input_bias for one in directions])
        self._recurrent = np.stack([np.ascontiguousarray(one.recurrent.T) for one in directions])
        # Separate from the input bias: the reset gate scales this one too.
        self._recurrent_bias = np.stack([one.recurrent_bias for one in directions])[:, None, :]

    def step(self, given: FloatArray, hidden: FloatArray, cell: FloatArray) -> FloatArray:
        """See `RecurrentCell.step`."""
        rows = given.shape[1]
        recurrent = _recurrent_gates(hidden, self._recurrent, rows) + self._recurrent_bias
        size = hidden.shape[-1]
        gates = _sigmoid(given[..., : 2 * size] + recurrent[..., : 2 * size])
        reset, keep = gates[..., :size], gates[..., size:]
        new = np.tanh(given[..., 2 * size :] + reset * recurrent[..., 2 * size :])
        after: FloatArray = new + keep * (hidden[:, :rows] - new)
        return after


class RnnCell:
    """h_j = tanh(x's part + V h_{j-1})."""

    def __init__(self, directions: Sequence[CellWeights]) -> None:
        self.inputs = np.stack([np.ascontiguousarray(one.inputs.T) for one in directions])
        self.bias = np.stack([one.input_bias + one.recurrent_bias for one in directions])
        self._recurrent = np.stack([np.ascontiguousarray(one.recurrent.T) for one in directions])

    def step(self, given: FloatArray, hidden: FloatArray, cell: FloatArray) -> FloatArray:
        """See `RecurrentCell.step`."""
        after: FloatArray = np.tanh(_recurrent_gates(hidden, self._recurrent, given.shape[1]) + given)
        return after


CELLS: dict[str, type[LstmCell] | type[GruCell] | type[RnnCell]] = {
    "lstm": LstmCell,
    "gru": GruCell,
    "rnn": RnnCell,
}
"""The cells by the names of `datenorm.nn.config.ENCODERS`."""


class LayerStates(NamedTuple):
    """The states of one layer over a batch of sources.

    Attributes:
        outputs: hidden states side by side, (B, S', N).
        hidden: the final state of each direction, (B, N).
        cell: the final memory cells, (B, N); the hidden states again where cells have no memory.
    """

    outputs: FloatArray
    hidden: FloatArray
    cell: FloatArray


class Float32Encoder:
    """`datenorm.nn.encoder.Encoder`; gates that depend only on a symbol are looked up in a table."""

    def __init__(self, w: dict[str, FloatArray], config: ModelConfig) -> None:
        names = [f"encoder.{name}_{config.cell}" for name in ("forward", "backward")[: config.directions]]
        kinds = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        self._hidden_size = config.hidden
        self._has_memory = config.cell == "lstm"
        self._cells: list[RecurrentCell] = [
            CELLS[config.cell](
                [CellWeights(*(w[f"{name}.{kind}_l{layer}"] for kind in kinds)) for name in names]
            )
            for layer in range(config.layers)
        ]
        lowest = self._cells[0]
        symbols = w["encoder.embedding.weight"]
        self._source_size = len(symbols)
        # Directions stacked by rows: one gather serves all of them.
        tables = [symbols @ inputs + bias for inputs, bias in zip(lowest.inputs, lowest.bias, strict=True)]
        self._source_table = np.concatenate(tables)
        # Gates that each hint adds to every character: (hints, directions, G); None without hints.
        hints = w.get("encoder.hints.weight")
        self._hint_table = (
            None if hints is None else np.stack([hints @ inputs for inputs in lowest.inputs], axis=1)
        )

    def run(self, source_ids: IntArray, lengths: IntArray) -> LayerStates:
        """Run all layers over a batch of sources.

        Args:
            source_ids: symbols, (B, S'), longest first.
            lengths: symbols of each row before its padding, (B,).
        """
        states = self._layer(self._cells[0], lengths, self._symbols(source_ids))
        for cell in self._cells[1:]:
            states = self._layer(cell, lengths, _input_gates(cell, states.outputs))
        return states

    def _symbols(self, source_ids: IntArray) -> InputGates:
        """The input gates of the lowest layer."""
        hint_gates = self._hint_gates(source_ids)
        offsets = np.arange(self._cells[0].inputs.shape[0])[:, None] * self._source_size

        def given(positions: IntArray) -> FloatArray:
            rows = positions.shape[1]
            symbols = source_ids[np.arange(rows), positions] + offsets
            gates: FloatArray = np.take(self._source_table, symbols, axis=0)
            if hint_gates is not None:
                gates += hint_gates[:, :rows] * (positions >= HINTS)[:, :, None]
            return gates

        return given

    def _hint_gates(self, source_ids: IntArray) -> FloatArray | None:
        """The gates that the hints of each row add to its characters, (directions, B, G)."""
        if self._hint_table is None:
            return None
        language, order = (
            self._hint_table[source_ids[:, position] - FIRST_HINT] for position in range(HINTS)
        )
        return np.ascontiguousarray((language + order).swapaxes(0, 1))

    def _layer(self, cell: RecurrentCell, lengths: IntArray, given: InputGates) -> LayerStates:
        """Run one layer; outputs are the directions side by side."""
        directions, size, rows = cell.inputs.shape[0], self._hidden_size, len(lengths)
        outputs = np.zeros((rows, lengths[0], directions * size), np.float32)
        hidden = np.zeros((directions, rows, size), np.float32)
        memory = np.zeros((directions, rows, size), np.float32)
        for time in range(lengths[0]):
            active = int(np.count_nonzero(lengths > time))  # longest first: the first rows
            # The positions that the forward and the backward direction read at this time.
            positions = np.stack([np.full(active, time), lengths[:active] - 1 - time][:directions])
            hidden[:, :active] = cell.step(given(positions), hidden, memory[:, :active])
            for direction in range(directions):
                side = slice(direction * size, (direction + 1) * size)
                outputs[np.arange(active), positions[direction], side] = hidden[direction, :active]
        final = np.concatenate(tuple(hidden), axis=1)
        return LayerStates(
            outputs, final, np.concatenate(tuple(memory), axis=1) if self._has_memory else final
        )


def _input_gates(cell: RecurrentCell, outputs: FloatArray) -> InputGates:
    """The input gates of a layer from the outputs below it, in one product, (directions, B, S', G)."""
    rows, width, size = outputs.shape
    flat = outputs.reshape(rows * width, size)
    gates = np.matmul(flat, cell.inputs) + cell.bias[:, None, :]
    whole = gates.reshape(len(gates), rows, width, -1)
    directions = np.arange(len(gates))[:, None]

    def given(positions: IntArray) -> FloatArray:
        found: FloatArray = whole[directions, np.arange(positions.shape[1]), positions]
        return found

    return given


def lstm_step(gates: FloatArray, cell: FloatArray) -> FloatArray:
    """One LSTM step from gates as `gate_columns` arranges them.

    Args:
        gates: (..., 4H), overwritten.
        cell: the memory cell, (..., H); updated in place.

    Returns:
        The new hidden state, (..., H).
    """
    size = cell.shape[-1]
    np.tanh(gates, out=gates)
    sigmoids = gates[..., : 3 * size]
    sigmoids *= np.float32(0.5)
    sigmoids += np.float32(0.5)
    inputs, forget, output = (sigmoids[..., k * size : (k + 1) * size] for k in range(3))
    inputs *= gates[..., 3 * size :]
    cell *= forget
    cell += inputs
    hidden: FloatArray = np.tanh(cell)
    hidden *= output
    return hidden


def gate_columns(columns: FloatArray) -> FloatArray:
    """Columns in torch's gate order i f g o to i f o g, the sigmoid gates halved; (..., 4H)."""
    inputs, forget, candidate, output = np.split(columns, 4, axis=-1)
    half = np.float32(0.5)
    # Contiguous by rows: for other memory layouts BLAS picks kernels by the number of rows, as above.
    return np.ascontiguousarray(
        np.concatenate([inputs * half, forget * half, output * half, candidate], axis=-1)
    )


def _recurrent_gates(hidden: FloatArray, recurrent: FloatArray, rows: int) -> FloatArray:
    """Gates from the previous states, (directions, rows, G); at least two rows keep BLAS on one path."""
    gates: FloatArray = np.matmul(hidden[:, : max(rows, 2)], recurrent)[:, :rows]
    return gates


def _sigmoid(x: FloatArray) -> FloatArray:
    half = np.float32(0.5)
    sigmoids: FloatArray = np.tanh(x * half) * half + half
    return sigmoids


def rows_first(weight: FloatArray) -> FloatArray:
    """A torch weight (out, in) as the right-hand side of a product, (in, out)."""
    return np.ascontiguousarray(weight.T)


def padded_columns(weight: FloatArray) -> FloatArray:
    """A right-hand side padded with zero columns to a multiple of the block."""
    rows, columns = weight.shape
    padded = np.zeros((rows, columns + -columns % _COLUMN_BLOCK), np.float32)
    padded[:, :columns] = weight
    return padded
