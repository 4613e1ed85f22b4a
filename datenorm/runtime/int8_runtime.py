"""The int8-quantised runtime in NumPy, for machines without the compiled kernel.

Matrix products run in float32, where integer sums below 2^24 are exact; everything between them runs in 16
bits. kernel/ computes the same, bit for bit.
"""

from __future__ import annotations

import numpy as np

from datenorm.runtime.base import DecoderState, DecoderStep, Encoded, FloatArray, IntArray, lengths_of
from datenorm.runtime.int8_weights import Array, Matrix, Weights, quantise
from datenorm.runtime.units import (
    FARTHEST,
    LOGARITHM_OF_A_STEP,
    LOGIT_UNITS,
    VALUE_UNITS,
    ZERO,
    exponentials,
    tanh_lines,
)
from datenorm.text.vocabulary import HINTS

_LOWEST, _HIGHEST = -VALUE_UNITS, VALUE_UNITS - 1
_HALF = VALUE_UNITS // 2


def _tanh_table() -> Array:
    """tanh of every 16-bit argument, indexed by its bits as an unsigned number."""
    start, rise = (np.array(part, np.int32) for part in tanh_lines())
    arguments = np.arange(2 * VALUE_UNITS, dtype=np.uint16).view(np.int16).astype(np.int32)
    size = np.minimum(np.abs(arguments), 64 * 128 - 1)
    line, along = size >> 7, (size & 127) << 8
    value = np.minimum(start[line] + ((rise[line] * along + _HALF) >> 15), _HIGHEST)
    table: Array = (np.sign(arguments) * value).astype(np.int16)
    return table


class Int8Runtime:
    """`datenorm.runtime.base.Runtime`, int8-quantised, in NumPy.

    Holds only weights, so threads may share one.
    """

    kernel = "numpy"
    """What computes, see `kernel_of`."""

    def __init__(self, weights: Weights) -> None:
        self._weights = w = quantise(weights)
        self._tanh = _tanh_table()
        self._exponentials = np.array(exponentials(), np.float32)
        self._recurrent = [_MatrixProduct(matrix) for matrix in w.recurrent]
        self._bridge_hidden = _MatrixProduct(w.bridge_hidden)
        self._bridge_cell = [_MatrixProduct(w.bridge_cell.scaled(factor)) for factor in (256, 1)]
        self._key, self._query = _MatrixProduct(w.key), _MatrixProduct(w.query)
        self._decoder, self._output = _MatrixProduct(w.decoder), _MatrixProduct(w.output)
        self._energy = w.energy.astype(np.float32)

    def encode(self, source_ids: IntArray) -> Encoded:
        """Read a batch of sources; see `Runtime.encode`."""
        lengths = lengths_of(source_ids)
        rows, width = source_ids.shape
        size = self._weights.hidden
        annotations = np.full((rows, width - HINTS, 2 * size), ZERO, np.uint8)
        finals = [self._run_direction(d, source_ids, lengths, annotations) for d in (0, 1)]
        hidden, cell = (np.concatenate(both, axis=1) for both in zip(*finals, strict=True))
        keys = self._key.times(annotations)
        return Encoded(annotations, keys, self._bridge(hidden, cell), lengths - HINTS)

    def _run_direction(
        self, backward: int, source_ids: IntArray, lengths: IntArray, annotations: Array
    ) -> tuple[Array, Array]:
        """Run one direction, filling its half of `annotations`; returns final states and cells, (B, H)."""
        w, rows = self._weights, np.arange(len(source_ids))
        hidden = np.full((len(rows), w.hidden), ZERO, np.uint8)
        cell = np.zeros((len(rows), w.hidden), np.int16)
        side = slice(backward * w.hidden, (backward + 1) * w.hidden)
        language, order = source_ids[:, :HINTS].T
        hints = _add(w.hints[backward, language], w.hints[backward, order])
        for time in range(lengths[0]):
            active = rows[lengths > time]  # longest first: the first rows
            n = len(active)
            position = lengths[:n] - 1 - time if backward else np.full(n, time)
            given = w.symbols[backward, source_ids[active, position]]
            real = position >= HINTS
            given = np.where(real[:, None], _add(given, hints[:n]), given)
            gates = _add(self._recurrent[backward].times(hidden[:n]), given)
            hidden[:n], cell[:n] = self._lstm(gates, cell[:n])
            annotations[active[real], position[real] - HINTS, side] = hidden[:n][real]
        return hidden, cell

    def _bridge(self, hidden: Array, cell: Array) -> DecoderState:
        """The initial state of the decoder from the final states of both directions, (B, 2H) each."""
        w = self._weights
        first = self._bytes(self._tanh_of(_add(self._bridge_hidden.times(hidden), w.bridge_hidden_bias)))
        # A cell has 16 bits: its upper and lower byte are multiplied separately.
        clipped = np.minimum(cell.astype(np.int32), _HIGHEST - ZERO)
        upper = (clipped + ZERO) >> 8
        parts = (upper + ZERO, clipped - 256 * upper + ZERO)
        high, low = (
            product.times(part.astype(np.uint8))
            for product, part in zip(self._bridge_cell, parts, strict=True)
        )
        return DecoderState(first, _add(_add(high, low), w.bridge_cell_bias))

    def step(
        self, encoded: Encoded, state: DecoderState, previous_ids: IntArray, sources: IntArray | None = None
    ) -> DecoderStep:
        """Score the next character of every row; see `Runtime.step`."""
        if sources is not None:
            encoded = encoded.select(sources)
        attention_weights, context = self._attend(encoded, state.hidden)
        gates = self._decoder.times(np.concatenate([context, state.hidden], axis=1))
        hidden, cell = self._lstm(_add(gates, self._weights.targets[previous_ids]), state.cell)
        scores = self._output.times(np.concatenate([context, hidden], axis=1))
        scores = _add(scores, self._weights.output_bias)[:, : self._weights.target_size]
        logits = scores.astype(np.float32) / np.float32(LOGIT_UNITS)
        return DecoderStep(logits, attention_weights, DecoderState(hidden, cell))

    def energies(self, encoded: Encoded, state: DecoderState, previous_ids: IntArray) -> FloatArray:
        """The energies of every source character; see `ScoringRuntime.energies`."""
        scores, _ = self._score(encoded, state.hidden)
        energies: FloatArray = scores * (self._weights.energy_scale * np.float32(LOGARITHM_OF_A_STEP))
        return energies

    def numbers(self, states: Array, size: int, sides: int = 1) -> FloatArray:
        """Bytes in 1/128 as real numbers; see `ScoringRuntime.numbers`."""
        outside = states.shape[:-1]
        kept = states.reshape(*outside, sides, -1)[..., :size].reshape(*outside, sides * size)
        numbers: FloatArray = (kept.astype(np.float32) - np.float32(ZERO)) / np.float32(ZERO)
        return numbers

    def _attend(self, encoded: Encoded, query_state: Array) -> tuple[FloatArray, Array]:
        """alpha_i of the previous state, (B, S), and the context c_i, (B, 2H)."""
        energies, outside = self._score(encoded, query_state)
        with np.errstate(invalid="ignore", over="ignore"):  # a scale that is not finite
            below = (energies.max(axis=1, keepdims=True) - energies) * self._weights.energy_scale
        steps = np.fmax(np.fmin(np.rint(below), FARTHEST), 0)
        weights = self._exponentials[steps.astype(np.intp)]
        weights[outside] = 0
        inverse = np.float32(1) / np.maximum(weights.sum(axis=1, keepdims=True), 1)
        sums = np.matmul(weights[:, None, :], encoded.annotations.astype(np.float32) - np.float32(ZERO))[
            :, 0, :
        ]
        context = np.clip(np.rint(sums * inverse), -ZERO, ZERO - 1) + ZERO
        return weights * inverse, context.astype(np.uint8)

    def _score(self, encoded: Encoded, query_state: Array) -> tuple[FloatArray, Array]:
        """Energies e_i in the units of `Int8Weights.energy`, and which positions are padding."""
        compared = self._tanh_of(_add(encoded.keys, self._query.times(query_state)[:, None, :]))
        values = ((compared.astype(np.int32) + 8) >> 4).astype(np.float32)
        energies = np.matmul(values, self._energy)
        outside = np.arange(energies.shape[1]) >= encoded.lengths[:, None]
        energies[outside] = -np.inf
        return energies, outside

    def _lstm(self, gates: Array, cell: Array) -> tuple[Array, Array]:
        """One LSTM step from gates i f o g, (B, 4H): the new hidden state and cell."""
        size = cell.shape[-1]
        values = self._tanh_of(gates).astype(np.int32)
        inputs, forget, output = ((values[:, k * size : (k + 1) * size] + VALUE_UNITS) >> 1 for k in range(3))
        written = (_product(inputs, values[:, 3 * size :]) + 8) >> 4
        new_cell = _saturated(_product(forget, cell) + written)
        return self._bytes(_product(output, self._tanh_of(new_cell))), new_cell

    def _tanh_of(self, arguments: Array) -> Array:
        values: Array = self._tanh.take(arguments.view(np.uint16))
        return values

    def _bytes(self, values: Array) -> Array:
        """Convert values from 1 / `VALUE_UNITS` to bytes in 1/128."""
        rounded = (values.astype(np.int32) + ZERO) >> 8
        return np.asarray(np.minimum(rounded, ZERO - 1) + ZERO, dtype=np.uint8)


class _MatrixProduct:
    """Multiplies by an int8 matrix exactly, in float32."""

    def __init__(self, matrix: Matrix) -> None:
        self._columns = matrix.weights.astype(np.float32)
        self._start = matrix.start.astype(np.float32)
        self._scale = matrix.scale

    def times(self, inputs: Array) -> Array:
        """(..., inputs) bytes to (..., outputs) 16-bit numbers."""
        rows = inputs.reshape(-1, inputs.shape[-1])
        sums = np.matmul(rows.astype(np.float32), self._columns)
        sums += self._start
        sums *= self._scale
        np.rint(sums, out=sums)
        np.clip(sums, _LOWEST, _HIGHEST, out=sums)
        return np.asarray(sums, dtype=np.int16).reshape(*inputs.shape[:-1], -1)


def _add(first: Array, second: Array) -> Array:
    """Saturating sum of 16-bit numbers."""
    return _saturated(first.astype(np.int32) + second)


def _saturated(values: Array) -> Array:
    return np.asarray(np.clip(values, _LOWEST, _HIGHEST), dtype=np.int16)


def _product(first: Array, second: Array) -> Array:
    """Rounded product of a number in 1 / `VALUE_UNITS` and another, in the units of the latter."""
    rounded: Array = (first.astype(np.int32) * second + _HALF) >> 15
    return rounded
