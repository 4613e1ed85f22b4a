"""Scorers in NumPy, under the names and by the equations of `datenorm.nn.scorers`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np

from datenorm.runtime.base import FloatArray
from datenorm.runtime.numpy_arrays import padded_columns, rows_first

_PREFIX = "decoder.scorer."
_SHORTEST = np.float32(1e-12)  # what torch's normalize divides by at least


class Scorer(Protocol):
    """An alignment model a(s, h)."""

    def project(self, annotations: FloatArray) -> FloatArray:
        """Keys, (B, S, K), from annotations, (B, S, N); once a source."""
        ...

    def energies(self, state: FloatArray, keys: FloatArray) -> FloatArray:
        """Energies, (B, S), from the decoder state that asks, (B, D), and the keys; a new array."""
        ...


class AdditiveScorer:
    """e_ij = v^T tanh(W s + U h_j)."""

    def __init__(self, w: dict[str, FloatArray]) -> None:
        self._key = rows_first(w[f"{_PREFIX}key.weight"])
        self._query = rows_first(w[f"{_PREFIX}query.weight"])
        self._energy = np.ascontiguousarray(w[f"{_PREFIX}energy.weight"][0])

    def project(self, annotations: FloatArray) -> FloatArray:
        """U h_j, (B, S, A)."""
        return _times(annotations, self._key)

    def energies(self, state: FloatArray, keys: FloatArray) -> FloatArray:
        """See `Scorer.energies`."""
        compared = keys + np.matmul(state, self._query)[:, None, :]
        energies: FloatArray = np.matmul(np.tanh(compared, out=compared), self._energy)
        return energies


class DotScorer:
    """e_ij = s^T h_j."""

    def __init__(self, w: dict[str, FloatArray]) -> None:
        pass

    def project(self, annotations: FloatArray) -> FloatArray:
        """The annotations themselves."""
        return annotations

    def energies(self, state: FloatArray, keys: FloatArray) -> FloatArray:
        """See `Scorer.energies`."""
        energies: FloatArray = np.matmul(keys, state[:, :, None])[:, :, 0]
        return energies


class GeneralScorer(DotScorer):
    """e_ij = s^T W h_j."""

    def __init__(self, w: dict[str, FloatArray]) -> None:
        self._key = rows_first(w[f"{_PREFIX}key.weight"])

    def project(self, annotations: FloatArray) -> FloatArray:
        """W h_j, (B, S, D)."""
        return _times(annotations, self._key)


class CosineScorer(DotScorer):
    """e_ij = beta cos(s, h_j)."""

    def __init__(self, w: dict[str, FloatArray]) -> None:
        self._strength = w[f"{_PREFIX}strength"]

    def project(self, annotations: FloatArray) -> FloatArray:
        """Annotations of length 1."""
        return _normalised(annotations)

    def energies(self, state: FloatArray, keys: FloatArray) -> FloatArray:
        """See `Scorer.energies`."""
        return super().energies(_normalised(state), keys) * self._strength


class LocationScorer:
    """e_ij = (W s)_j; what stands behind the positions that W knows gets no weight."""

    def __init__(self, w: dict[str, FloatArray]) -> None:
        weight = w[f"{_PREFIX}position.weight"]
        self._positions = len(weight)
        self._weight = padded_columns(weight.T)

    def project(self, annotations: FloatArray) -> FloatArray:
        """Keys without content, (B, S, 0)."""
        return annotations[:, :, :0]

    def energies(self, state: FloatArray, keys: FloatArray) -> FloatArray:
        """See `Scorer.energies`."""
        energies = np.full(keys.shape[:2], -np.inf, np.float32)
        known = min(self._positions, keys.shape[1])
        energies[:, :known] = np.matmul(state, self._weight)[:, :known]
        return energies


SCORERS: dict[str, Callable[[dict[str, FloatArray]], Scorer]] = {
    "additive": AdditiveScorer,
    "dot": DotScorer,
    "general": GeneralScorer,
    "cosine": CosineScorer,
    "location": LocationScorer,
}
"""The scorers under the names of `datenorm.config.SCORERS`; `none` has none."""


def _times(annotations: FloatArray, weight: FloatArray) -> FloatArray:
    """Annotations (B, S, N) times (N, K): one product for all rows and places."""
    rows, length, size = annotations.shape
    keys: FloatArray = np.matmul(annotations.reshape(rows * length, size), weight).reshape(rows, length, -1)
    return keys


def _normalised(vectors: FloatArray) -> FloatArray:
    """Vectors (..., N) of length 1."""
    lengths = np.sqrt(np.square(vectors).sum(axis=-1, keepdims=True))
    unit: FloatArray = vectors / np.maximum(lengths, _SHORTEST)
    return unit
