"""The attention of values that a search without attention has found: the decoder writes them again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from datenorm.runtime.base import DecoderState, FloatArray, IntArray, Runtime
from datenorm.text.vocabulary import BOS
from datenorm.values import TARGET_VOCABULARY, split


def attention_of(runtime: Runtime, source_ids: IntArray, values: Sequence[str]) -> list[FloatArray]:
    """Where the network reads each symbol when it writes these values.

    Args:
        runtime: the network.
        source_ids: sources as `Runtime.encode` takes them, (B, S + 2).
        values: what it writes for each, in the value language.

    Returns:
        The attention weights of each value, (T, S), equal to those of `top_k_many`.
    """
    written = [TARGET_VOCABULARY.encode(split(value)) for value in values]
    lengths = np.array([len(symbols) for symbols in written])
    order = np.argsort(-lengths, kind="stable")
    rows = [written[row] for row in order]
    encoded = runtime.encode(source_ids)
    state = encoded.initial_state.select(order)
    previous = np.full(len(rows), BOS)
    weights = np.zeros((len(rows), int(lengths.max(initial=0)), source_ids.shape[1]), np.float32)
    for position in range(weights.shape[1]):
        going = int(np.count_nonzero(lengths > position))
        state = DecoderState(state.hidden[:going], state.cell[:going])
        step = runtime.step(encoded, state, previous[:going], order[:going])
        weights[:going, position, : step.attention_weights.shape[1]] = step.attention_weights
        previous = np.array([symbols[position] for symbols in rows[:going]])
        state = step.state
    place = np.argsort(order)
    return [weights[place[row], : lengths[row], : encoded.lengths[row]].copy() for row in range(len(values))]
