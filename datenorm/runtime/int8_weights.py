"""int8 quantisation of the weights, done once when a bundle is opened.

The inputs of all matrix products of this network, hidden states and contexts (means of hidden states), lie
between -1 and 1. So unlike in dynamic quantisation, inputs need no scale: they have 8 bits, in 1/128. Weights
have 8 bits and a scale per column. The sums are exact in any order, in 32-bit integers and in float32 (below
2^24), so a row does not depend on its batch, nor an answer on the machine.

    quantity                              bits   unit
    weights of a column                   8      largest / 127
    hidden states, contexts               8      1/128; stored as bytes, `ZERO` above their value
    gates, keys, queries, cells           16     1/2048
    tanh and sigmoid of them              16     1/32768
    logits                                16     1/512
    exponentials of the attention         9      1/511

Sizes are padded with zeros to multiples of `LANES`; padded units stay zero. docs/adr/0011-throughput.md
measures the loss of accuracy and the gain in speed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from datenorm.runtime.units import (
    ACTIVATION_UNITS,
    FIRST_INEXACT,
    GATE_UNITS,
    LANES,
    LARGEST_BYTE,
    LOGIT_UNITS,
    VALUE_UNITS,
    ZERO,
    energy_units,
)
from datenorm.text.vocabulary import FIRST_HINT

Array = np.ndarray[Any, Any]
Weights = Mapping[str, Array]

_ROWS_AT_A_TIME = 256


@dataclass(frozen=True)
class Matrix:
    """The right-hand side of a matrix product.

    Attributes:
        weights: (inputs, outputs), int8.
        scale: the factor that converts a sum to the units of the result, (outputs,).
    """

    weights: Array
    scale: Array

    @property
    def start(self) -> Array:
        """The initial sum, which cancels the offset `ZERO` of the stored inputs, (outputs,), int32."""
        return np.asarray(-ZERO * self.weights.sum(axis=0, dtype=np.int32))

    def scaled(self, factor: float) -> Matrix:
        """The same weights with a result in other units."""
        return Matrix(self.weights, (self.scale * factor).astype(np.float32))


@dataclass(frozen=True)
class Int8Weights:
    """The whole network; H, D, A, V are padded sizes. Gates are in the order i f o g, sigmoid gates halved.

    Attributes:
        symbols: gates of each source symbol per direction, biases included, (2, symbols, 4H).
        hints: gates that each hint symbol adds to every character, (2, up to the last hint, 4H).
        recurrent: recurrent weights of the two directions.
        bridge_hidden, bridge_cell: from both final states to the initial state of the decoder; with biases.
            Cells keep their own units.
        key, query: projections of the scorer.
        energy: v of the scorer, (A,); `energy_scale` converts a difference of energies to steps of
            `exponentials`.
        targets: gates of each target symbol in the decoder, biases included, (V, 4D).
        decoder: [c_i ; s_{i-1}] to gates.
        output: [c_i ; s_i] to logits; with its bias.
        target_size: the number of logits before padding.
    """

    symbols: Array
    hints: Array
    recurrent: tuple[Matrix, Matrix]
    bridge_hidden: Matrix
    bridge_hidden_bias: Array
    bridge_cell: Matrix
    bridge_cell_bias: Array
    key: Matrix
    query: Matrix
    energy: Array
    energy_scale: np.float32
    targets: Array
    decoder: Matrix
    output: Matrix
    output_bias: Array
    target_size: int

    @property
    def hidden(self) -> int:
        """H, padded."""
        return len(self.recurrent[0].weights)

    @property
    def decoder_size(self) -> int:
        """D, padded."""
        return len(self.query.weights)

    @property
    def alignment(self) -> int:
        """A, padded."""
        return len(self.energy)


def quantise(weights: Weights) -> Int8Weights:
    """Quantise the weights of a bundle, given under their names in it."""
    w = {name: np.asarray(array, dtype=np.float32) for name, array in weights.items()}
    directions = [f"encoder.{name}_lstm" for name in ("forward", "backward")]
    # Sums of products of float16 numbers are exact in double precision, so they are the same everywhere.
    double = {name: array.astype(np.float64) for name, array in w.items() if "embedding" not in name}
    from_symbol = [_gates(double[f"{d}.weight_ih_l0"].T) for d in directions]
    biases = [_gates(double[f"{d}.bias_ih_l0"] + double[f"{d}.bias_hh_l0"]) for d in directions]
    forward, backward = (_matrix(_rows(_gates(w[f"{d}.weight_hh_l0"].T))) for d in directions)
    symbols, targets = w["encoder.embedding.weight"], w["decoder.embedding.weight"]
    from_target, from_context = np.split(w["decoder.cell.weight_ih"].T, [targets.shape[1]])
    target_biases = double["decoder.cell.bias_ih"] + double["decoder.cell.bias_hh"]
    output = w["decoder.output.weight"].T
    decoder = w["decoder.cell.weight_hh"].shape[1]
    energy, energy_scale = energy_units(_columns(w["decoder.scorer.energy.weight"])[0].tolist())
    return Int8Weights(
        symbols=_table_of_gates(symbols, from_symbol, biases),
        hints=_hints(w.get("encoder.hints.weight"), from_symbol, len(symbols)),
        recurrent=(forward, backward),
        bridge_hidden=_matrix(_sides(_columns(w["bridge.hidden.weight"].T))),
        bridge_hidden_bias=_gate_units(_columns(w["bridge.hidden.bias"])),
        bridge_cell=_matrix(_sides(_columns(w["bridge.cell.weight"].T)), ACTIVATION_UNITS),
        bridge_cell_bias=_gate_units(_columns(w["bridge.cell.bias"])),
        key=_matrix(_sides(_columns(w["decoder.scorer.key.weight"].T))),
        query=_matrix(_rows(_columns(w["decoder.scorer.query.weight"].T))),
        energy=np.array(energy, np.int16),
        energy_scale=np.float32(energy_scale),
        targets=_gate_units(_gates(targets @ from_target.astype(np.float64) + target_biases)),
        decoder=_matrix(
            np.concatenate([_sides(_gates(from_context)), _rows(_gates(w["decoder.cell.weight_hh"].T))])
        ),
        output=_matrix(
            _columns(np.concatenate([_sides(output[decoder:]), _rows(output[:decoder])])), LOGIT_UNITS
        ),
        output_bias=_units(_columns(w["decoder.output.bias"]), LOGIT_UNITS),
        target_size=len(targets),
    )


def has_exact_sums(weights: Weights) -> bool:
    """Whether all sums of bytes times weights stay below 2^24, where float32 is exact.

    Otherwise the two int8 runtimes might answer differently.

    Args:
        weights: the weights of a usual network.
    """
    w = quantise(weights)
    matrices = (*w.recurrent, w.bridge_hidden, w.bridge_cell, w.key, w.query, w.decoder, w.output)
    sums = (np.abs(matrix.weights.astype(np.int32)).sum(axis=0).max() for matrix in matrices)
    return all(LARGEST_BYTE * int(largest) < FIRST_INEXACT for largest in sums)


def _table_of_gates(symbols: Array, from_symbol: list[Array], biases: list[Array]) -> Array:
    """Gates of each symbol per direction: millions of numbers, so computed a few rows at a time."""
    table = np.empty((len(from_symbol), len(symbols), from_symbol[0].shape[1]), np.int16)
    for start in range(0, len(symbols), _ROWS_AT_A_TIME):
        some = slice(start, start + _ROWS_AT_A_TIME)
        for gates, columns, bias in zip(table, from_symbol, biases, strict=True):
            gates[some] = _gate_units(symbols[some] @ columns + bias)
    return table


def _hints(embeddings: Array | None, from_symbol: list[Array], symbols: int) -> Array:
    """Gates that each symbol adds as a hint: one row per symbol up to the last hint, zeros for the others."""
    if embeddings is None:
        return np.zeros((2, symbols, from_symbol[0].shape[1]), np.int16)
    none = np.zeros((FIRST_HINT, embeddings.shape[1]), np.float32)
    rows = np.concatenate([none, embeddings])
    return np.stack([_gate_units(rows @ m) for m in from_symbol])


def _matrix(columns: Array, units: float = GATE_UNITS) -> Matrix:
    """Quantise a float matrix (inputs, outputs) whose result is wanted in 1 / `units`."""
    largest = np.abs(columns).max(axis=0) / 127
    largest[largest == 0] = 1
    scale = (largest * (units / ACTIVATION_UNITS)).astype(np.float32)
    return Matrix(np.rint(columns / largest).astype(np.int8), scale)


def _units(values: Array, units: int) -> Array:
    scaled = np.multiply(values, units)
    np.rint(scaled, out=scaled)
    np.clip(scaled, -VALUE_UNITS, VALUE_UNITS - 1, out=scaled)
    return np.asarray(scaled, dtype=np.int16)


def _gate_units(values: Array) -> Array:
    return _units(values, GATE_UNITS)


def _gates(columns: Array) -> Array:
    """Reorder columns from torch's gate order i f g o to i f o g; pad each gate, halve the sigmoid gates.

    sigmoid(x) = (tanh(x / 2) + 1) / 2, so one function computes all four.
    """
    inputs, forget, candidate, output = (_columns(part) for part in np.split(columns, 4, axis=-1))
    return np.concatenate([inputs / 2, forget / 2, output / 2, candidate], axis=-1)


def _columns(values: Array) -> Array:
    """Pad the last axis with zeros to a multiple of `LANES`."""
    missing = -values.shape[-1] % LANES
    return np.pad(values, [(0, 0)] * (values.ndim - 1) + [(0, missing)]) if missing else values


def _rows(values: Array) -> Array:
    """Pad the first axis with zeros to a multiple of `LANES`."""
    padded: Array = _columns(values.T).T
    return padded


def _sides(values: Array) -> Array:
    """Pad the halves of the rows, [forward ; backward], separately."""
    return np.concatenate([_rows(half) for half in np.split(values, 2)])
