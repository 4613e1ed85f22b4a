"""The network in NumPy alone, in float32: every member of the family as it was trained.

Weights arrive under their names in the bundle (the names torch gives them) and are rearranged once; the parts
stand in the modules beside this one, each under the name that `datenorm.nn` has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from datenorm.config import ModelConfig
from datenorm.runtime.base import DecoderState, Encoded, FloatArray, IntArray, Step, lengths_of
from datenorm.runtime.numpy_arrays import rows_first
from datenorm.runtime.numpy_decoder import make_decoder, make_scorer
from datenorm.runtime.numpy_encoder import Encoder
from datenorm.vocabulary import HINTS

Weights = Mapping[str, np.ndarray[Any, Any]]


class NumpyRuntime:
    """`datenorm.runtime.base.Runtime` in NumPy.

    Holds weights only, so threads may share one. Rows do not depend on their neighbours; see
    docs/adr/0001-runtime.md for how far that holds to the last bit.

    Args:
        weights: name → array, as a bundle holds them.
        config: which network of the family they make; None for the usual one.
    """

    def __init__(self, weights: Weights, config: ModelConfig | None = None) -> None:
        w = {name: np.asarray(array, dtype=np.float32) for name, array in weights.items()}
        config = config or usual_config(w)
        self._encoder = Encoder(w, config)
        self._bridge = [
            (rows_first(w[f"bridge.{part}.weight"]), w[f"bridge.{part}.bias"]) for part in ("hidden", "cell")
        ]
        self._scorer = make_scorer(w, config)
        self._decoder = make_decoder(w, config, self._scorer)

    def encode(self, source_ids: IntArray) -> Encoded:
        """Read a batch of sources; see `Runtime.encode`."""
        lengths = lengths_of(source_ids)
        if len(source_ids) == 1:  # one row alone would take another BLAS path than a row among many
            return self.encode(np.concatenate([source_ids, source_ids])).select(np.zeros(1, np.int64))
        read = self._encoder.read(source_ids, lengths)
        hidden, cell = (
            np.matmul(final, weight) + bias
            for final, (weight, bias) in zip((read.hidden, read.cell), self._bridge, strict=True)
        )
        state = DecoderState(np.tanh(hidden, out=hidden), cell)
        annotations = np.ascontiguousarray(read.outputs[:, HINTS:])
        if self._scorer is None:  # one fixed vector to look at; keys still say how many characters there are
            return Encoded(read.hidden[:, None, :], annotations[:, :, :0], state, lengths - HINTS)
        return Encoded(annotations, self._scorer.project(annotations), state, lengths - HINTS)

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
        return self._decoder.step(encoded, state, previous_ids)

    def energies(self, encoded: Encoded, state: DecoderState, previous_ids: IntArray) -> FloatArray:
        """What the scorer says of every source character; see `ScoringRuntime.energies`."""
        return self._decoder.energies(encoded, state, previous_ids)


def usual_config(weights: Weights) -> ModelConfig:
    """The configuration of a network of the usual kind, its sizes read off its weights."""
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
