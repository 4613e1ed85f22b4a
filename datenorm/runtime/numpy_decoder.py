"""The decoders in NumPy: where contexts come from, and both orders of asking for them."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from datenorm.config import ModelConfig
from datenorm.runtime.base import DecoderState, Encoded, FloatArray, IntArray, Step
from datenorm.runtime.numpy_arrays import padded_columns, rows_first
from datenorm.runtime.numpy_cells import gate_columns, lstm_cell
from datenorm.runtime.numpy_scorers import SCORERS, Scorer


class Context(Protocol):
    """Where the decoder's contexts come from."""

    def energies(self, encoded: Encoded, query: FloatArray) -> FloatArray:
        """Energies of every source character, (B, S), minus infinity where nothing is looked at."""
        ...

    def attend(self, encoded: Encoded, query: FloatArray) -> tuple[FloatArray, FloatArray]:
        """alpha_i, (B, S), and the context c_i, (B, N), of the state that asks, (B, D)."""
        ...


class Attention:
    """c_i = sum_j alpha_ij h_j, with alpha_i the softmax of a scorer's energies."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer

    def energies(self, encoded: Encoded, query: FloatArray) -> FloatArray:
        """See `Context.energies`."""
        energies = self._scorer.energies(query, encoded.keys)
        energies[np.arange(energies.shape[1]) >= encoded.lengths[:, None]] = -np.inf
        return energies

    def attend(self, encoded: Encoded, query: FloatArray) -> tuple[FloatArray, FloatArray]:
        """See `Context.attend`."""
        energies = self.energies(encoded, query)
        energies -= energies.max(axis=1, keepdims=True)
        attention_weights = np.exp(energies, out=energies)
        attention_weights /= attention_weights.sum(axis=1, keepdims=True)
        context = np.matmul(attention_weights[:, None, :], encoded.annotations)[:, 0, :]
        return attention_weights, context


class FixedContext:
    """The same c_i at every step, the one annotation there is: no character is looked at."""

    def energies(self, encoded: Encoded, query: FloatArray) -> FloatArray:
        """See `Context.energies`."""
        return np.full(encoded.keys.shape[:2], -np.inf, np.float32)

    def attend(self, encoded: Encoded, query: FloatArray) -> tuple[FloatArray, FloatArray]:
        """See `Context.attend`; weights of zero."""
        return np.zeros(encoded.keys.shape[:2], np.float32), encoded.annotations[:, 0, :]


class Decoder(Protocol):
    """One step of a decoder."""

    def energies(self, encoded: Encoded, state: DecoderState, previous_ids: IntArray) -> FloatArray:
        """What the scorer says of every source character, (B, S)."""
        ...

    def step(self, encoded: Encoded, state: DecoderState, previous_ids: IntArray) -> Step:
        """Score the next character of every row."""
        ...


class PreviousStateDecoder:
    """`datenorm.nn.decoder.Decoder`: s_i = LSTM(s_{i-1}, [y_{i-1}; c_i]), scores from [s_i; c_i]."""

    def __init__(self, w: dict[str, FloatArray], context: Context) -> None:
        self._context = context
        targets = w["decoder.embedding.weight"]
        from_input, from_context = np.split(w["decoder.cell.weight_ih"].T, [targets.shape[1]])
        self._target_table = _target_table(w, from_input)
        self._context_gates = gate_columns(from_context)
        self._hidden_gates = gate_columns(w["decoder.cell.weight_hh"].T)
        decoder = w["decoder.cell.weight_hh"].shape[1]
        self._output_bias = w["decoder.output.bias"]
        self._hidden_output = padded_columns(w["decoder.output.weight"][:, :decoder].T)
        self._context_output = padded_columns(w["decoder.output.weight"][:, decoder:].T)

    def energies(self, encoded: Encoded, state: DecoderState, previous_ids: IntArray) -> FloatArray:
        """See `Decoder.energies`."""
        return self._context.energies(encoded, state.hidden)

    def step(self, encoded: Encoded, state: DecoderState, previous_ids: IntArray) -> Step:
        """See `Decoder.step`."""
        attention_weights, context = self._context.attend(encoded, state.hidden)
        gates = np.matmul(context, self._context_gates)
        gates += np.matmul(state.hidden, self._hidden_gates)
        gates += self._target_table[previous_ids]
        cell = state.cell.copy()
        hidden = lstm_cell(gates, cell)
        scores = np.matmul(hidden, self._hidden_output)
        scores += np.matmul(context, self._context_output)
        logits = scores[:, : len(self._output_bias)] + self._output_bias
        return Step(logits, attention_weights, DecoderState(hidden, cell))


class CurrentStateDecoder:
    """`datenorm.nn.decoder.CurrentStateDecoder`: s_i = LSTM(s_{i-1}, y_{i-1}), then tanh(W_c [c_i; s_i])."""

    def __init__(self, w: dict[str, FloatArray], context: Context) -> None:
        self._context = context
        self._target_table = _target_table(w, w["decoder.cell.weight_ih"].T)
        self._hidden_gates = gate_columns(w["decoder.cell.weight_hh"].T)
        self._combine = rows_first(w["decoder.combine.weight"])
        self._output_bias = w["decoder.output.bias"]
        self._output = padded_columns(w["decoder.output.weight"].T)

    def energies(self, encoded: Encoded, state: DecoderState, previous_ids: IntArray) -> FloatArray:
        """See `Decoder.energies`."""
        return self._context.energies(encoded, self._advance(state, previous_ids).hidden)

    def step(self, encoded: Encoded, state: DecoderState, previous_ids: IntArray) -> Step:
        """See `Decoder.step`."""
        after = self._advance(state, previous_ids)
        attention_weights, context = self._context.attend(encoded, after.hidden)
        seen = np.tanh(np.matmul(np.concatenate([context, after.hidden], axis=1), self._combine))
        scores = np.matmul(seen, self._output)
        return Step(scores[:, : len(self._output_bias)] + self._output_bias, attention_weights, after)

    def _advance(self, state: DecoderState, previous_ids: IntArray) -> DecoderState:
        """s_i from s_{i-1} and y_{i-1}."""
        gates = np.matmul(state.hidden, self._hidden_gates)
        gates += self._target_table[previous_ids]
        cell = state.cell.copy()
        return DecoderState(lstm_cell(gates, cell), cell)


def make_decoder(w: dict[str, FloatArray], config: ModelConfig, scorer: Scorer | None) -> Decoder:
    """The decoder that a configuration names, over a scorer or over none."""
    context = FixedContext() if scorer is None else Attention(scorer)
    kind = PreviousStateDecoder if config.query == "previous" else CurrentStateDecoder
    return kind(w, context)


def make_scorer(w: dict[str, FloatArray], config: ModelConfig) -> Scorer | None:
    """The scorer that a configuration names; None without attention."""
    return SCORERS[config.scorer](w) if config.attends else None


def _target_table(w: dict[str, FloatArray], from_input: FloatArray) -> FloatArray:
    """Gates that each target symbol gives, biases with them, (V, 4D)."""
    biases = w["decoder.cell.bias_ih"] + w["decoder.cell.bias_hh"]
    return gate_columns(w["decoder.embedding.weight"] @ from_input + biases)
