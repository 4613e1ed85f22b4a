"""Recurrent cells in NumPy, under the names that `datenorm.nn.cells` has them.

A cell takes what a step reads as *given* gates: input weights times input, plus biases, computed before the
recurrence starts. A cell may stand for two directions at once, (2, …), or for one, (1, …) or no axis at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np

from datenorm.runtime.base import FloatArray


class CellWeights(NamedTuple):
    """What torch calls weight_ih, weight_hh, bias_ih and bias_hh, gates below one another."""

    inputs: FloatArray
    recurrent: FloatArray
    input_bias: FloatArray
    recurrent_bias: FloatArray


class Cell(Protocol):
    """One step of a recurrence; G columns of gates."""

    inputs: FloatArray
    """Input weights, (directions, inputs, G)."""

    bias: FloatArray
    """What every given gate has besides, (directions, G)."""

    def step(self, given: FloatArray, hidden: FloatArray, cell: FloatArray) -> FloatArray:
        """The next hidden state.

        Args:
            given: gates of what is read, (directions, rows, G).
            hidden: the states before, (directions, at least rows, H).
            cell: the memory, (directions, rows, H), updated in place where the cell has one.

        Returns:
            (directions, rows, H).
        """
        ...


class Lstm:
    """i, f, o = sigma(...); c_j = f c_{j-1} + i tanh(...); h_j = o tanh(c_j).

    The three sigmoid gates stand side by side and are halved, so that one tanh serves all four gates:
    sigmoid(x) = (tanh(x / 2) + 1) / 2.
    """

    def __init__(self, directions: Sequence[CellWeights]) -> None:
        self.inputs = np.stack([gate_columns(one.inputs.T) for one in directions])
        self.bias = np.stack([gate_columns(one.input_bias + one.recurrent_bias) for one in directions])
        self._recurrent = np.stack([gate_columns(one.recurrent.T) for one in directions])

    def step(self, given: FloatArray, hidden: FloatArray, cell: FloatArray) -> FloatArray:
        """See `Cell.step`."""
        gates = _recurrent_gates(hidden, self._recurrent, given.shape[1])
        gates += given
        return lstm_cell(gates, cell)


class Gru:
    """r, z = sigma(...); n = tanh(x's part + r · (V h_{j-1} + b')); h_j = (1 - z) n + z h_{j-1}."""

    def __init__(self, directions: Sequence[CellWeights]) -> None:
        self.inputs = np.stack([np.ascontiguousarray(one.inputs.T) for one in directions])
        self.bias = np.stack([one.input_bias for one in directions])
        self._recurrent = np.stack([np.ascontiguousarray(one.recurrent.T) for one in directions])
        # Apart from the other: the reset gate takes this bias with what it resets.
        self._recurrent_bias = np.stack([one.recurrent_bias for one in directions])[:, None, :]

    def step(self, given: FloatArray, hidden: FloatArray, cell: FloatArray) -> FloatArray:
        """See `Cell.step`."""
        rows = given.shape[1]
        remembered = _recurrent_gates(hidden, self._recurrent, rows) + self._recurrent_bias
        size = hidden.shape[-1]
        gates = _sigmoid(given[..., : 2 * size] + remembered[..., : 2 * size])
        reset, keep = gates[..., :size], gates[..., size:]
        new = np.tanh(given[..., 2 * size :] + reset * remembered[..., 2 * size :])
        after: FloatArray = new + keep * (hidden[:, :rows] - new)
        return after


class Rnn:
    """h_j = tanh(x's part + V h_{j-1})."""

    def __init__(self, directions: Sequence[CellWeights]) -> None:
        self.inputs = np.stack([np.ascontiguousarray(one.inputs.T) for one in directions])
        self.bias = np.stack([one.input_bias + one.recurrent_bias for one in directions])
        self._recurrent = np.stack([np.ascontiguousarray(one.recurrent.T) for one in directions])

    def step(self, given: FloatArray, hidden: FloatArray, cell: FloatArray) -> FloatArray:
        """See `Cell.step`."""
        after: FloatArray = np.tanh(_recurrent_gates(hidden, self._recurrent, given.shape[1]) + given)
        return after


CELLS: dict[str, type[Lstm] | type[Gru] | type[Rnn]] = {"lstm": Lstm, "gru": Gru, "rnn": Rnn}
"""The cells under the names that `datenorm.config.ENCODERS` gives them."""


def lstm_cell(gates: FloatArray, cell: FloatArray) -> FloatArray:
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
    # Row by row in memory, whatever the order of the parts: for other orders BLAS picks kernels by the number
    # of rows (see `datenorm.runtime.numpy_arrays`).
    return np.ascontiguousarray(
        np.concatenate([inputs * half, forget * half, output * half, candidate], axis=-1)
    )


def _recurrent_gates(hidden: FloatArray, recurrent: FloatArray, rows: int) -> FloatArray:
    """What the states before say, (directions, rows, G); one row would take another path through BLAS."""
    gates: FloatArray = np.matmul(hidden[:, : max(rows, 2)], recurrent)[:, :rows]
    return gates


def _sigmoid(x: FloatArray) -> FloatArray:
    half = np.float32(0.5)
    sigmoids: FloatArray = np.tanh(x * half) * half + half
    return sigmoids
