"""The decoders in float32: attention and one step of the recurrence.

The equations are those of `datenorm.nn.scorers` and `datenorm.nn.decoder`. Beside the shape letters of
`datenorm.runtime.base`: N = the size of an annotation, K = the size of a key.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np

from datenorm.nn.config import ModelConfig
from datenorm.runtime.base import DecoderState, DecoderStep, Encoded, FloatArray, IntArray
from datenorm.runtime.float32_encoder import gate_columns, lstm_step, padded_columns, rows_first

_PREFIX = "decoder.scorer."
_SMALLEST_NORM = np.float32(1e-12)  # the lower bound in torch's normalize

ArraysByName = dict[str, FloatArray]


class Attention:
    """c_i = sum_j alpha_ij h_j, with alpha_i the softmax of the energies e_i."""

    def project(self, annotations: FloatArray) -> FloatArray:
        """Compute keys, (B, S, K), from annotations, (B, S, N); once per source."""
        raise NotImplementedError

    def energies(self, query: FloatArray, keys: FloatArray) -> FloatArray:
        """Compute energies, (B, S), from the querying state, (B, D), and the keys; always a new array."""
        raise NotImplementedError

    def context(self, energies: FloatArray, encoded: Encoded) -> tuple[FloatArray, FloatArray]:
        """Compute alpha_i, (B, S), and the context c_i, (B, N), from energies, which are overwritten."""
        mask_padding(energies, encoded.lengths)
        energies -= energies.max(axis=1, keepdims=True)
        attention_weights = np.exp(energies, out=energies)
        attention_weights /= attention_weights.sum(axis=1, keepdims=True)
        context = np.matmul(attention_weights[:, None, :], encoded.annotations)[:, 0, :]
        return attention_weights, context


class AdditiveAttention(Attention):
    """e_ij = v^T tanh(W s + U h_j)."""

    def __init__(self, w: ArraysByName) -> None:
        self._key = rows_first(w[f"{_PREFIX}key.weight"])
        self._query = rows_first(w[f"{_PREFIX}query.weight"])
        self._energy = np.ascontiguousarray(w[f"{_PREFIX}energy.weight"][0])

    def project(self, annotations: FloatArray) -> FloatArray:
        """U h_j, (B, S, A)."""
        return _project(annotations, self._key)

    def energies(self, query: FloatArray, keys: FloatArray) -> FloatArray:
        """See `Attention.energies`."""
        hidden = keys + np.matmul(query, self._query)[:, None, :]
        energies: FloatArray = np.matmul(np.tanh(hidden, out=hidden), self._energy)
        return energies


class DotAttention(Attention):
    """e_ij = s^T h_j."""

    def __init__(self, w: ArraysByName) -> None:
        pass

    def project(self, annotations: FloatArray) -> FloatArray:
        """The annotations themselves."""
        return annotations

    def energies(self, query: FloatArray, keys: FloatArray) -> FloatArray:
        """See `Attention.energies`."""
        energies: FloatArray = np.matmul(keys, query[:, :, None])[:, :, 0]
        return energies


class GeneralAttention(DotAttention):
    """e_ij = s^T W h_j."""

    def __init__(self, w: ArraysByName) -> None:
        self._key = rows_first(w[f"{_PREFIX}key.weight"])

    def project(self, annotations: FloatArray) -> FloatArray:
        """W h_j, (B, S, D)."""
        return _project(annotations, self._key)


class CosineAttention(DotAttention):
    """e_ij = beta cos(s, h_j)."""

    def __init__(self, w: ArraysByName) -> None:
        self._strength = w[f"{_PREFIX}strength"]

    def project(self, annotations: FloatArray) -> FloatArray:
        """Annotations scaled to unit length."""
        return _unit_vectors(annotations)

    def energies(self, query: FloatArray, keys: FloatArray) -> FloatArray:
        """See `Attention.energies`."""
        return super().energies(_unit_vectors(query), keys) * self._strength


class LocationAttention(Attention):
    """e_ij = (W s)_j; characters beyond the last position that W covers get no weight."""

    def __init__(self, w: ArraysByName) -> None:
        weight = w[f"{_PREFIX}position.weight"]
        self._positions = len(weight)
        self._weight = padded_columns(weight.T)

    def project(self, annotations: FloatArray) -> FloatArray:
        """Keys without content, (B, S, 0)."""
        return annotations[:, :, :0]

    def energies(self, query: FloatArray, keys: FloatArray) -> FloatArray:
        """See `Attention.energies`."""
        energies = np.full(keys.shape[:2], -np.inf, np.float32)
        covered = min(self._positions, keys.shape[1])
        energies[:, :covered] = np.matmul(query, self._weight)[:, :covered]
        return energies


class NoAttention(Attention):
    """The same context at every step: the only annotation there is. No character is attended to."""

    def __init__(self, w: ArraysByName) -> None:
        pass

    def project(self, annotations: FloatArray) -> FloatArray:
        """Keys without content, (B, S, 0); they only say how many characters there are."""
        return annotations[:, :, :0]

    def energies(self, query: FloatArray, keys: FloatArray) -> FloatArray:
        """Minus infinity everywhere, (B, S)."""
        return np.full(keys.shape[:2], -np.inf, np.float32)

    def context(self, energies: FloatArray, encoded: Encoded) -> tuple[FloatArray, FloatArray]:
        """Weights of zero and the fixed context."""
        return np.zeros_like(energies), encoded.annotations[:, 0, :]


ATTENTIONS: dict[str, Callable[[ArraysByName], Attention]] = {
    "additive": AdditiveAttention,
    "dot": DotAttention,
    "general": GeneralAttention,
    "cosine": CosineAttention,
    "location": LocationAttention,
    "none": NoAttention,
}
"""Attention by the names of `datenorm.nn.config.SCORERS`."""


class StepDecoder(Protocol):
    """One step of a decoder."""

    attention: Attention

    def query(self, state: DecoderState, previous_ids: IntArray) -> FloatArray:
        """The state that the attention of a step is computed from, (B, D)."""
        ...

    def step(self, encoded: Encoded, state: DecoderState, previous_ids: IntArray) -> DecoderStep:
        """Score the next character of every row."""
        ...


class BahdanauDecoder:
    """`datenorm.nn.decoder.Decoder`: s_i = LSTM(s_{i-1}, [y_{i-1}; c_i]), scores from [s_i; c_i]."""

    def __init__(self, w: ArraysByName, attention: Attention) -> None:
        self.attention = attention
        targets = w["decoder.embedding.weight"]
        from_input, from_context = np.split(w["decoder.cell.weight_ih"].T, [targets.shape[1]])
        self._target_table = _target_table(w, from_input)
        self._context_gates = gate_columns(from_context)
        self._hidden_gates = gate_columns(w["decoder.cell.weight_hh"].T)
        decoder = w["decoder.cell.weight_hh"].shape[1]
        self._output_bias = w["decoder.output.bias"]
        self._hidden_output = padded_columns(w["decoder.output.weight"][:, :decoder].T)
        self._context_output = padded_columns(w["decoder.output.weight"][:, decoder:].T)

    def query(self, state: DecoderState, previous_ids: IntArray) -> FloatArray:
        """The previous state s_{i-1}."""
        return state.hidden

    def step(self, encoded: Encoded, state: DecoderState, previous_ids: IntArray) -> DecoderStep:
        """See `StepDecoder.step`."""
        energies = self.attention.energies(state.hidden, encoded.keys)
        attention_weights, context = self.attention.context(energies, encoded)
        gates = np.matmul(context, self._context_gates)
        gates += np.matmul(state.hidden, self._hidden_gates)
        gates += self._target_table[previous_ids]
        cell = state.cell.copy()
        hidden = lstm_step(gates, cell)
        scores = np.matmul(hidden, self._hidden_output)
        scores += np.matmul(context, self._context_output)
        logits = scores[:, : len(self._output_bias)] + self._output_bias
        return DecoderStep(logits, attention_weights, DecoderState(hidden, cell))


class LuongDecoder:
    """`datenorm.nn.decoder.CurrentStateDecoder`: s_i = LSTM(s_{i-1}, y_{i-1}), then tanh(W_c [c_i; s_i])."""

    def __init__(self, w: ArraysByName, attention: Attention) -> None:
        self.attention = attention
        self._target_table = _target_table(w, w["decoder.cell.weight_ih"].T)
        self._hidden_gates = gate_columns(w["decoder.cell.weight_hh"].T)
        self._combine = rows_first(w["decoder.combine.weight"])
        self._output_bias = w["decoder.output.bias"]
        self._output = padded_columns(w["decoder.output.weight"].T)

    def query(self, state: DecoderState, previous_ids: IntArray) -> FloatArray:
        """The current state s_i."""
        return self._advance(state, previous_ids).hidden

    def step(self, encoded: Encoded, state: DecoderState, previous_ids: IntArray) -> DecoderStep:
        """See `StepDecoder.step`."""
        after = self._advance(state, previous_ids)
        energies = self.attention.energies(after.hidden, encoded.keys)
        attention_weights, context = self.attention.context(energies, encoded)
        combined = np.tanh(np.matmul(np.concatenate([context, after.hidden], axis=1), self._combine))
        scores = np.matmul(combined, self._output)
        logits = scores[:, : len(self._output_bias)] + self._output_bias
        return DecoderStep(logits, attention_weights, after)

    def _advance(self, state: DecoderState, previous_ids: IntArray) -> DecoderState:
        """Compute s_i from s_{i-1} and y_{i-1}."""
        gates = np.matmul(state.hidden, self._hidden_gates)
        gates += self._target_table[previous_ids]
        cell = state.cell.copy()
        return DecoderState(lstm_step(gates, cell), cell)


def make_decoder(w: ArraysByName, config: ModelConfig) -> StepDecoder:
    """The decoder that a configuration names, with its attention."""
    kind = BahdanauDecoder if config.query == "previous" else LuongDecoder
    return kind(w, ATTENTIONS[config.scorer](w))


def mask_padding(energies: FloatArray, lengths: IntArray) -> FloatArray:
    """Set the energies behind the end of each source to minus infinity, in place."""
    energies[np.arange(energies.shape[1]) >= lengths[:, None]] = -np.inf
    return energies


def _target_table(w: ArraysByName, from_input: FloatArray) -> FloatArray:
    """The gates of each target symbol, biases included, (V, 4D)."""
    biases = w["decoder.cell.bias_ih"] + w["decoder.cell.bias_hh"]
    return gate_columns(w["decoder.embedding.weight"] @ from_input + biases)


def _project(annotations: FloatArray, weight: FloatArray) -> FloatArray:
    """Annotations (B, S, N) times (N, K), as one product for all rows and positions."""
    rows, length, size = annotations.shape
    keys: FloatArray = np.matmul(annotations.reshape(rows * length, size), weight).reshape(rows, length, -1)
    return keys


def _unit_vectors(vectors: FloatArray) -> FloatArray:
    """Vectors (..., N) scaled to length 1."""
    lengths = np.sqrt(np.square(vectors).sum(axis=-1, keepdims=True))
    unit: FloatArray = vectors / np.maximum(lengths, _SMALLEST_NORM)
    return unit
