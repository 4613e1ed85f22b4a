"""Whether float32 holds the sums of a network in whole numbers: only then its two runtimes answer alike."""

from __future__ import annotations

import numpy as np

from datenorm.config import ModelConfig
from datenorm.runtime.integer_weights import Matrix, Weights, round_weights

_BYTE, _WEIGHT = 255, 127
_FIRST_LOST = 2**24


def has_exact_sums(weights: Weights, config: ModelConfig) -> bool:
    """Whether no sum of bytes times weights can come to 2^24, from where on float32 leaves numbers out.

    Args:
        weights: of a network of the usual kind.
        config: its sizes.
    """
    if (config.annotation + config.decoder) * _BYTE * _WEIGHT < _FIRST_LOST:  # the widest product
        return True
    w = round_weights(weights)
    matrices = (*w.recurrent, w.bridge_hidden, w.bridge_cell, w.key, w.query, w.decoder, w.output)
    return all(map(_is_exact, matrices))


def _is_exact(matrix: Matrix) -> bool:
    largest = int(np.abs(matrix.weights.astype(np.int32)).sum(axis=0).max())
    return _BYTE * largest < _FIRST_LOST
