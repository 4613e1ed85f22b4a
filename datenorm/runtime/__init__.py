"""The network without torch: what converting runs.

Every module above sees the `Runtime` protocol; which one stands behind it is decided in `open_runtime`.
"""

from __future__ import annotations

from datenorm.runtime.base import DecoderState, Encoded, FloatArray, IntArray, Runtime, Step
from datenorm.runtime.numpy_runtime import NumpyRuntime, Weights

__all__ = [
    "DecoderState",
    "Encoded",
    "FloatArray",
    "IntArray",
    "NumpyRuntime",
    "Runtime",
    "Step",
    "Weights",
    "open_runtime",
]


def open_runtime(weights: Weights) -> Runtime:
    """The runtime that converts with these weights (docs/adr/0001-runtime.md says why this one)."""
    return NumpyRuntime(weights)
