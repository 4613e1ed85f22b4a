"""The network in NumPy alone: what `datenorm convert` runs.

Weights arrive under their names in the bundle (the names torch gives them) and are rearranged once:
the part of the gates that depends on a symbol only becomes a table, the three sigmoid gates stand side by
side and are halved, so that one tanh serves all four gates: sigmoid(x) = (tanh(x / 2) + 1) / 2.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from datenorm.runtime.base import DecoderState, Encoded, FloatArray, IntArray, Step, lengths_of
from datenorm.vocabulary import FIRST_HINT, HINTS

Weights = Mapping[str, np.ndarray[Any, Any]]

# Output columns are padded to a multiple of this: for narrow or odd widths BLAS picks kernels
# by the number of rows, and a row's last bits would then depend on its neighbours.
_COLUMN_BLOCK = 64


class NumpyRuntime:
    """`datenorm.runtime.base.Runtime` in NumPy.

    Holds weights only, so threads may share one. Rows do not depend on their neighbours; see
    docs/adr/0001-runtime.md for how far that holds to the last bit.
    """

    def __init__(self, weights: Weights) -> None:
        w = {name: np.asarray(array, dtype=np.float32) for name, array in weights.items()}
        directions = [f"encoder.{name}_lstm" for name in ("forward", "backward")]
        symbols = w["encoder.embedding.weight"]
        self._source_size = len(symbols)
        # Both directions below one another: one gather takes the rows of both.
        self._source_table = np.concatenate([symbols @ _gates(w[f"{d}.weight_ih_l0"].T) for d in directions])
        for start, d in zip((0, len(symbols)), directions, strict=True):
            biases = _gates(w[f"{d}.bias_ih_l0"] + w[f"{d}.bias_hh_l0"])
            self._source_table[start : start + len(symbols)] += biases
        # What the hints add to the gates of every character: (hints, 2, 4H); nothing in older bundles.
        hints = w.get("encoder.hints.weight")
        self._hint_table = (
            None
            if hints is None
            else np.stack([hints @ _gates(w[f"{d}.weight_ih_l0"].T) for d in directions], axis=1)
        )
        self._encoder_recurrent = np.stack([_gates(w[f"{d}.weight_hh_l0"].T) for d in directions])
        self._bridge = [
            (_rows_first(w[f"bridge.{part}.weight"]), w[f"bridge.{part}.bias"]) for part in ("hidden", "cell")
        ]
        self._key = _rows_first(w["decoder.scorer.key.weight"])
        self._query = _rows_first(w["decoder.scorer.query.weight"])
        self._energy = np.ascontiguousarray(w["decoder.scorer.energy.weight"][0])
        targets = w["decoder.embedding.weight"]
        from_input, from_context = np.split(w["decoder.cell.weight_ih"].T, [targets.shape[1]])
        self._target_table = _gates(
            targets @ from_input + w["decoder.cell.bias_ih"] + w["decoder.cell.bias_hh"]
        )
        self._context_gates = _gates(from_context)
        self._hidden_gates = _gates(w["decoder.cell.weight_hh"].T)
        self._target_size, decoder = len(targets), w["decoder.cell.weight_hh"].shape[1]
        self._output_bias = w["decoder.output.bias"]
        self._hidden_output = _padded_columns(w["decoder.output.weight"][:, :decoder].T)
        self._context_output = _padded_columns(w["decoder.output.weight"][:, decoder:].T)

    def encode(self, source_ids: IntArray) -> Encoded:
        """Read a batch of sources; see `Runtime.encode`."""
        lengths = lengths_of(source_ids)
        if len(source_ids) == 1:  # one row alone would take another BLAS path than a row among many
            return self.encode(np.concatenate([source_ids, source_ids])).select(np.zeros(1, np.int64))
        annotations, finals, cells = self._read(source_ids, lengths)
        hidden, cell = (
            np.matmul(final, weight) + bias
            for final, (weight, bias) in zip((finals, cells), self._bridge, strict=True)
        )
        rows, length, size = annotations.shape
        keys = np.matmul(annotations.reshape(rows * length, size), self._key).reshape(rows, length, -1)
        state = DecoderState(np.tanh(hidden, out=hidden), cell)
        return Encoded(annotations, keys, state, lengths - HINTS)

    def _read(self, source_ids: IntArray, lengths: IntArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Both directions in one matrix product a time step.

        Returns:
            Annotations of the characters, (B, S, 2H); final hidden states of the two directions side by
            side, (B, 2H); final cells, (B, 2H).
        """
        rows, width = source_ids.shape
        hidden_size = self._encoder_recurrent.shape[1]
        annotations = np.zeros((rows, width - HINTS, 2 * hidden_size), np.float32)
        hidden = np.zeros((2, rows, hidden_size), np.float32)
        cell = np.zeros((2, rows, hidden_size), np.float32)
        meaning = self._meaning(source_ids)
        for time in range(width):
            active = int(np.count_nonzero(lengths > time))  # longest first: the first rows
            row = np.arange(active)
            # The place the forward and the one the backward direction reads at this time, (2, B).
            places = np.stack([np.full(active, time), lengths[:active] - 1 - time])
            symbols = source_ids[row, places] + np.array([[0], [self._source_size]])
            gates = np.matmul(hidden[:, : max(active, 2)], self._encoder_recurrent)[:, :active]
            gates += np.take(self._source_table, symbols, axis=0)
            real = places >= HINTS
            if meaning is not None:
                gates += meaning[:, :active] * real[:, :, None]
            some = cell[:, :active]
            hidden[:, :active] = _lstm_cell(gates, some)
            for direction in (0, 1):
                kept = np.flatnonzero(real[direction])
                side = slice(direction * hidden_size, (direction + 1) * hidden_size)
                annotations[kept, places[direction, kept] - HINTS, side] = hidden[direction, kept]
        return annotations, np.concatenate(tuple(hidden), axis=1), np.concatenate(tuple(cell), axis=1)

    def _meaning(self, source_ids: IntArray) -> FloatArray | None:
        """What the hints of each row add to the gates of its characters, (2, B, 4H)."""
        if self._hint_table is None:
            return None
        language, order = (self._hint_table[source_ids[:, place] - FIRST_HINT] for place in range(HINTS))
        return np.ascontiguousarray((language + order).swapaxes(0, 1))

    def step(
        self, encoded: Encoded, state: DecoderState, previous_ids: IntArray, sources: IntArray | None = None
    ) -> Step:
        """Score the next character of every row; see `Runtime.step`."""
        if sources is not None:
            encoded = encoded.select(sources)
        if len(previous_ids) == 1:
            twice = np.zeros(2, np.int64)
            both = self.step(encoded.select(twice), state.select(twice), previous_ids[twice])
            return Step(both.logits[:1], both.attention_weights[:1], both.state.select(twice[:1]))
        attention_weights, context = self._attend(encoded, state.hidden)
        gates = np.matmul(context, self._context_gates)
        gates += np.matmul(state.hidden, self._hidden_gates)
        gates += self._target_table[previous_ids]
        cell = state.cell.copy()
        hidden = _lstm_cell(gates, cell)
        scores = np.matmul(hidden, self._hidden_output)
        scores += np.matmul(context, self._context_output)
        logits = scores[:, : self._target_size] + self._output_bias
        return Step(logits, attention_weights, DecoderState(hidden, cell))

    def _attend(self, encoded: Encoded, query_state: FloatArray) -> tuple[FloatArray, FloatArray]:
        """alpha_i of the previous state, (B, S), and the context c_i, (B, 2H)."""
        energies = self._score(encoded, query_state)
        energies -= energies.max(axis=1, keepdims=True)
        attention_weights = np.exp(energies, out=energies)
        attention_weights /= attention_weights.sum(axis=1, keepdims=True)
        context = np.matmul(attention_weights[:, None, :], encoded.annotations)[:, 0, :]
        return attention_weights, context

    def energies(self, encoded: Encoded, state: DecoderState) -> FloatArray:
        """What the scorer says of every source character; see `ScoringRuntime.energies`."""
        return self._score(encoded, state.hidden)

    def _score(self, encoded: Encoded, query_state: FloatArray) -> FloatArray:
        """e_i of the previous state, (B, S)."""
        compared = encoded.keys + np.matmul(query_state, self._query)[:, None, :]
        energies: FloatArray = np.matmul(np.tanh(compared, out=compared), self._energy)
        energies[np.arange(energies.shape[1]) >= encoded.lengths[:, None]] = -np.inf
        return energies


def _lstm_cell(gates: FloatArray, cell: FloatArray) -> FloatArray:
    """One LSTM step from gates as `_gates` arranges them.

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


def _gates(columns: FloatArray) -> FloatArray:
    """Columns in torch's gate order i f g o to i f o g, the sigmoid gates halved; (..., 4H)."""
    inputs, forget, candidate, output = np.split(columns, 4, axis=-1)
    half = np.float32(0.5)
    # Row by row in memory, whatever the order of the parts: for other orders BLAS picks kernels by the number
    # of rows (see `_COLUMN_BLOCK`).
    return np.ascontiguousarray(
        np.concatenate([inputs * half, forget * half, output * half, candidate], axis=-1)
    )


def _rows_first(weight: FloatArray) -> FloatArray:
    """A torch weight (out, in) as the right-hand side of a product, (in, out)."""
    return np.ascontiguousarray(weight.T)


def _padded_columns(weight: FloatArray) -> FloatArray:
    """The same right-hand side with columns of zeros up to a multiple of the block."""
    rows, columns = weight.shape
    padded = np.zeros((rows, columns + -columns % _COLUMN_BLOCK), np.float32)
    padded[:, :columns] = weight
    return padded
