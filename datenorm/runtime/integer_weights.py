"""The network in whole numbers: weights rounded once, when a bundle is opened.

Everything that goes into a matrix product of this network lies between -1 and 1: hidden states, and
contexts, which are their means. So inputs need no scale of their own, unlike in dynamic quantisation: 8 bits,
in 1/128. Weights have 8 bits and a scale for each column. Sums of such products are exact in any order, in
32-bit integers and in float32 alike (below 2^24), so a row never depends on its batch, nor an answer on the
machine.

    what                                  bits   unit
    weights of a column                   8      largest / 127
    hidden states, contexts               8      1/128; stored as bytes, `ZERO` above their value
    gates, keys, queries, cells           16     1/2048
    tanh and sigmoid of them              16     1/32768
    logits                                16     1/512
    exponentials of the attention         9      1/511

Sizes are padded with zeros to multiples of `LANES`; padded units stay zero. docs/adr/0011-throughput.md has
what this costs in accuracy and gains in speed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from datenorm.vocabulary import FIRST_HINT

Array = np.ndarray[Any, Any]
Weights = Mapping[str, Array]

LANES = 32
ZERO = 128
GATE_UNITS = 2048
VALUE_UNITS = 32768
LOGIT_UNITS = 512
FARTHEST = 4095
"""Last entry of the table of exponentials; attention below 2^-16 of the highest counts as nothing."""

_ACTIVATION_UNITS = 128
_STEPS_TO_A_HALF = 256
LOGARITHM_OF_A_STEP = math.log(2) / _STEPS_TO_A_HALF
"""By how much the natural logarithm falls from one entry of the table of exponentials to the next."""

_HIGHEST_WEIGHT = 511
# Sums of 12-bit values times these must stay below 2^24.
_ENERGY_SUM = 8100
_ENERGY_VALUE_UNITS = 2048
_LINES = 64
_ROWS_AT_A_TIME = 256
_LINE_LENGTH = 128


@dataclass(frozen=True)
class Matrix:
    """The right-hand side of a product.

    Attributes:
        weights: (inputs, outputs), int8.
        scale: what a sum is multiplied by to come out in the units of the result, (outputs,).
    """

    weights: Array
    scale: Array

    @property
    def start(self) -> Array:
        """What undoes that inputs are stored `ZERO` above their value, (outputs,), int32."""
        return np.asarray(-ZERO * self.weights.sum(axis=0, dtype=np.int32))

    def scaled(self, factor: float) -> Matrix:
        """The same weights for a result in other units."""
        return Matrix(self.weights, (self.scale * factor).astype(np.float32))


@dataclass(frozen=True)
class IntegerWeights:
    """All of the network; H, D, A, V are padded sizes. Gates stand in the order i f o g, sigmoids halved.

    Attributes:
        symbols: what a symbol adds to the gates of each direction, biases included, (2, symbols, 4H).
        hints: what a symbol adds as a hint to the gates of every character, (2, up to the last hint, 4H).
        recurrent: of the two directions.
        bridge_hidden, bridge_cell: from both final states to the decoder's first one; with their biases.
            Cells go in and come out in their own units.
        key, query: of the scorer.
        energy: v of the scorer, (A,), and what turns a difference of energies into steps of `exponentials`.
        targets: what a target symbol adds to the decoder's gates, biases included, (V, 4D).
        decoder: [c_i ; s_{i-1}] to its gates.
        output: [c_i ; s_i] to logits; with its bias.
        target_size: logits that belong to symbols.
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


def round_weights(weights: Weights) -> IntegerWeights:
    """The weights of a bundle, under their names there, in whole numbers."""
    w = {name: np.asarray(array, dtype=np.float32) for name, array in weights.items()}
    directions = [f"encoder.{name}_lstm" for name in ("forward", "backward")]
    from_symbol = [_gates(w[f"{d}.weight_ih_l0"].T) for d in directions]
    biases = [_gates(w[f"{d}.bias_ih_l0"] + w[f"{d}.bias_hh_l0"]) for d in directions]
    forward, backward = (_matrix(_rows(_gates(w[f"{d}.weight_hh_l0"].T))) for d in directions)
    symbols, targets = w["encoder.embedding.weight"], w["decoder.embedding.weight"]
    from_target, from_context = np.split(w["decoder.cell.weight_ih"].T, [targets.shape[1]])
    target_biases = w["decoder.cell.bias_ih"] + w["decoder.cell.bias_hh"]
    output = w["decoder.output.weight"].T
    decoder = w["decoder.cell.weight_hh"].shape[1]
    energy, energy_scale = _energy(_columns(w["decoder.scorer.energy.weight"])[0])
    return IntegerWeights(
        symbols=_table_of_gates(symbols, from_symbol, biases),
        hints=_hints(w.get("encoder.hints.weight"), from_symbol, len(symbols)),
        recurrent=(forward, backward),
        bridge_hidden=_matrix(_sides(_columns(w["bridge.hidden.weight"].T))),
        bridge_hidden_bias=_gate_units(_columns(w["bridge.hidden.bias"])),
        bridge_cell=_matrix(_sides(_columns(w["bridge.cell.weight"].T)), _ACTIVATION_UNITS),
        bridge_cell_bias=_gate_units(_columns(w["bridge.cell.bias"])),
        key=_matrix(_sides(_columns(w["decoder.scorer.key.weight"].T))),
        query=_matrix(_rows(_columns(w["decoder.scorer.query.weight"].T))),
        energy=energy,
        energy_scale=energy_scale,
        targets=_gate_units(_gates(targets @ from_target + target_biases)),
        decoder=_matrix(
            np.concatenate([_sides(_gates(from_context)), _rows(_gates(w["decoder.cell.weight_hh"].T))])
        ),
        output=_matrix(
            _columns(np.concatenate([_sides(output[decoder:]), _rows(output[:decoder])])), LOGIT_UNITS
        ),
        output_bias=_units(_columns(w["decoder.output.bias"]), LOGIT_UNITS),
        target_size=len(targets),
    )


def tanh_lines() -> tuple[Array, Array]:
    """tanh from 0 on as lines of `_LINE_LENGTH` arguments each: where each starts and how far it rises.

    Lines lie between chord and tangent, which halves the error of chords: at most 0.0004.
    """
    ends = np.tanh(np.arange(_LINES + 1) * (_LINE_LENGTH / GATE_UNITS))
    middles = np.tanh((np.arange(_LINES) + 0.5) * (_LINE_LENGTH / GATE_UNITS))
    raised = (middles - (ends[:-1] + ends[1:]) / 2) / 2
    start = np.minimum(np.rint((ends[:-1] + raised) * VALUE_UNITS), VALUE_UNITS - 1)
    rise = np.rint(np.diff(ends) * VALUE_UNITS)
    start[0], rise[0] = 0, start[1]  # through zero, so that nothing stays nothing
    return start.astype(np.int16), rise.astype(np.int16)


def exponentials() -> Array:
    """2^(-x / 256) for x from 0 to `FARTHEST`, in 1/511, uint16."""
    steps = np.arange(FARTHEST + 1)
    return np.rint(_HIGHEST_WEIGHT * 0.5 ** (steps / _STEPS_TO_A_HALF)).astype(np.uint16)


def _table_of_gates(symbols: Array, from_symbol: list[Array], biases: list[Array]) -> Array:
    """What each symbol adds to the gates of each direction: millions of numbers, so few rows at a time."""
    table = np.empty((len(from_symbol), len(symbols), from_symbol[0].shape[1]), np.int16)
    for start in range(0, len(symbols), _ROWS_AT_A_TIME):
        some = slice(start, start + _ROWS_AT_A_TIME)
        for gates, columns, bias in zip(table, from_symbol, biases, strict=True):
            gates[some] = _gate_units(symbols[some] @ columns + bias)
    return table


def _hints(meanings: Array | None, from_symbol: list[Array], symbols: int) -> Array:
    """What each symbol adds as a hint: one row a symbol up to the last hint, zeros where they add nothing."""
    if meanings is None:
        return np.zeros((2, symbols, from_symbol[0].shape[1]), np.int16)
    none = np.zeros((FIRST_HINT, meanings.shape[1]), np.float32)
    rows = np.concatenate([none, meanings])
    return np.stack([_gate_units(rows @ m) for m in from_symbol])


def _energy(v: Array) -> tuple[Array, np.float32]:
    factor = _ENERGY_SUM / max(float(np.abs(v).sum()), 1e-6)
    scale = _STEPS_TO_A_HALF / (np.log(2) * _ENERGY_VALUE_UNITS * factor)
    return np.rint(v * factor).astype(np.int16), np.float32(scale)


def _matrix(columns: Array, units: float = GATE_UNITS) -> Matrix:
    """Round a float matrix (inputs, outputs) whose result is wanted in 1 / `units`."""
    largest = np.abs(columns).max(axis=0) / 127
    largest[largest == 0] = 1
    scale = (largest * (units / _ACTIVATION_UNITS)).astype(np.float32)
    return Matrix(np.rint(columns / largest).astype(np.int8), scale)


def _units(values: Array, units: int) -> Array:
    scaled = np.multiply(values, units)
    np.rint(scaled, out=scaled)
    np.clip(scaled, -VALUE_UNITS, VALUE_UNITS - 1, out=scaled)
    return np.asarray(scaled, dtype=np.int16)


def _gate_units(values: Array) -> Array:
    return _units(values, GATE_UNITS)


def _gates(columns: Array) -> Array:
    """Columns in torch's gate order i f g o to i f o g, each padded, the sigmoid gates halved.

    sigmoid(x) = (tanh(x / 2) + 1) / 2, so that one function serves all four.
    """
    inputs, forget, candidate, output = (_columns(part) for part in np.split(columns, 4, axis=-1))
    return np.concatenate([inputs / 2, forget / 2, output / 2, candidate], axis=-1)


def _columns(values: Array) -> Array:
    """The last axis padded with zeros to a multiple of `LANES`."""
    missing = -values.shape[-1] % LANES
    return np.pad(values, [(0, 0)] * (values.ndim - 1) + [(0, missing)]) if missing else values


def _rows(values: Array) -> Array:
    """The first axis padded likewise."""
    padded: Array = _columns(values.T).T
    return padded


def _sides(values: Array) -> Array:
    """Rows for [forward ; backward], each half padded."""
    return np.concatenate([_rows(half) for half in np.split(values, 2)])
