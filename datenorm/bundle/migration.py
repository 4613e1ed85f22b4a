"""Bundles written for an older value language go on converting: what was added since is never written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from datenorm.bundle.manifest import Array, Manifest
from datenorm.values import TARGET_SYMBOLS

OLDEST_VALUE_LANGUAGE = 1
"""From this version on, each value language only adds symbols at the end of its alphabet."""

_NEVER = -1e4
"""A logit that no other can come near; float16 holds it."""


def extend_alphabet(manifest: Manifest, weights: Mapping[str, Array]) -> tuple[Manifest, Mapping[str, Array]]:
    """Give a network that knows fewer target symbols the ones added since.

    Args:
        manifest: as read, of `OLDEST_VALUE_LANGUAGE` or later.
        weights: as read.

    Returns:
        The manifest with the size of today's alphabet, and weights to go with it; both as they are if nothing
        was added.
    """
    missing = len(TARGET_SYMBOLS) - manifest.architecture.target_size
    if missing <= 0:
        return manifest, weights
    rows = {"decoder.embedding.weight": 0.0, "decoder.output.weight": 0.0, "decoder.output.bias": _NEVER}
    extended = {
        name: _with_rows(array, missing, rows[name]) if name in rows else array
        for name, array in weights.items()
    }
    return replace(
        manifest, architecture=replace(manifest.architecture, target_size=len(TARGET_SYMBOLS))
    ), extended


def known_targets(weights: Mapping[str, Array]) -> int:
    """How many target symbols a network was trained with, whatever `extend_alphabet` gave it since."""
    return int((weights["decoder.output.bias"] > _NEVER).sum())


def _with_rows(array: Array, count: int, value: float) -> Array:
    added = np.full((count, *array.shape[1:]), value, array.dtype)
    return np.concatenate([array, added])
