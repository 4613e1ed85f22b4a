"""The float32 runtime in NumPy: every member of the family, as trained.

Weights arrive under their names in the bundle, which are torch's, and are rearranged once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from datenorm.nn.config import ModelConfig
from datenorm.runtime.base import DecoderState, DecoderStep, Encoded, FloatArray, IntArray, lengths_of
from datenorm.runtime.float32_decoder import make_decoder, mask_padding
from datenorm.runtime.float32_encoder import Float32Encoder, rows_first
from datenorm.text.vocabulary import HINTS

Weights = Mapping[str, np.ndarray[Any, Any]]

_TWICE = np.zeros(2, np.int64)


class Float32Runtime:
    """`datenorm.runtime.base.Runtime` in float32.

    Holds only weights, so threads may share one. Rows do not depend on their neighbours;
    docs/adr/0001-runtime.md says how far that holds to the last bit. A single row is computed twice, because
    BLAS takes another path for one row than for many.

    Args:
        weights: name → array, as a bundle holds them.
        config: which network of the family they belong to; None for the usual one.
    """

    kernel = "numpy, float32"
    """What computes, see `kernel_of`."""

    def __init__(self, weights: Weights, config: ModelConfig | None = None) -> None:
        w = {name: np.asarray(array, dtype=np.float32) for name, array in weights.items()}
        config = config or usual_config(w)
        self._encoder = Float32Encoder(w, config)
        self._bridge = [
            (rows_first(w[f"bridge.{part}.weight"]), w[f"bridge.{part}.bias"]) for part in ("hidden", "cell")
        ]
        self._attends = config.attends
        self._decoder = make_decoder(w, config)

    def encode(self, source_ids: IntArray) -> Encoded:
        """Read a batch of sources; see `Runtime.encode`."""
        lengths = lengths_of(source_ids)
        if len(source_ids) == 1:
            return self.encode(source_ids[_TWICE]).select(_TWICE[:1])
        states = self._encoder.run(source_ids, lengths)
        hidden, cell = (
            np.matmul(final, weight) + bias
            for final, (weight, bias) in zip((states.hidden, states.cell), self._bridge, strict=True)
        )
        initial_state = DecoderState(np.tanh(hidden, out=hidden), cell)
        annotations = np.ascontiguousarray(states.outputs[:, HINTS:])
        keys = self._decoder.attention.project(annotations)
        if not self._attends:  # the only annotation is the final state
            annotations = states.hidden[:, None, :]
        return Encoded(annotations, keys, initial_state, lengths - HINTS)

    def step(
        self, encoded: Encoded, state: DecoderState, previous_ids: IntArray, sources: IntArray | None = None
    ) -> DecoderStep:
        """Score the next character of every row; see `Runtime.step`."""
        if sources is not None:
            encoded = encoded.select(sources)
        if len(previous_ids) > 1:
            return self._decoder.step(encoded, state, previous_ids)
        both = self._decoder.step(encoded.select(_TWICE), state.select(_TWICE), previous_ids[_TWICE])
        return DecoderStep(both.logits[:1], both.attention_weights[:1], both.state.select(_TWICE[:1]))

    def energies(self, encoded: Encoded, state: DecoderState, previous_ids: IntArray) -> FloatArray:
        """The energies of every source character; see `ScoringRuntime.energies`."""
        query = self._decoder.query(state, previous_ids)
        return mask_padding(self._decoder.attention.energies(query, encoded.keys), encoded.lengths)

    def numbers(self, states: FloatArray, size: int, sides: int = 1) -> FloatArray:
        """The states themselves; see `ScoringRuntime.numbers`."""
        return states


def usual_config(weights: Weights) -> ModelConfig:
    """The configuration of a usual network, with sizes taken from its weights."""
    shapes = {name: array.shape for name, array in weights.items()}
    hints = shapes.get("encoder.hints.weight", (0,))
    source_size, embedding = shapes["encoder.embedding.weight"]
    target_size, target_embedding = shapes["decoder.embedding.weight"]
    return ModelConfig(
        source_size=source_size,
        target_size=target_size,
        embedding=embedding,
        hidden=shapes["encoder.forward_lstm.weight_hh_l0"][1],
        decoder=shapes["decoder.cell.weight_hh"][1],
        alignment=shapes["decoder.scorer.key.weight"][0],
        target_embedding=target_embedding,
        hint_size=hints[0],
    )
