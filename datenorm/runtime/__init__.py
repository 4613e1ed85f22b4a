"""The network without torch: what converting runs.

Every module above sees the `Runtime` protocol; which one stands behind it is decided in `open_runtime`. Two
compute the same whole numbers: compiled code where it can run, NumPy everywhere; both know the usual network
only. `NumpyRuntime` computes in float32 what they round, the trained network as it is, to compare with; and
every other member of the family, for which there is no kernel.
"""

from __future__ import annotations

import os

from datenorm.config import ModelConfig
from datenorm.runtime.base import DecoderState, Encoded, FloatArray, IntArray, Runtime, ScoringRuntime, Step
from datenorm.runtime.compiled import CompiledRuntime, load_library
from datenorm.runtime.exactness import has_exact_sums
from datenorm.runtime.integer_runtime import IntegerRuntime
from datenorm.runtime.numpy_runtime import NumpyRuntime, Weights

__all__ = [
    "CompiledRuntime",
    "DecoderState",
    "Encoded",
    "FloatArray",
    "IntArray",
    "IntegerRuntime",
    "NumpyRuntime",
    "Runtime",
    "ScoringRuntime",
    "Step",
    "Weights",
    "open_runtime",
]


def open_runtime(weights: Weights, config: ModelConfig | None = None) -> Runtime:
    """The runtime that converts with these weights (docs/adr/0011-throughput.md says why these).

    The compiled one where it was built and the processor can run it, unless the environment says
    `DATENORM_KERNEL=numpy`; both give the same answers. Unusual networks run in float32, and so do
    those too wide for that promise.

    Args:
        weights: name → array, as a bundle holds them.
        config: which network of the family they make; None for the usual one.
    """
    if config is not None and not (config.is_usual and has_exact_sums(weights, config)):
        return NumpyRuntime(weights, config)
    library = None if os.environ.get("DATENORM_KERNEL") == "numpy" else load_library()
    return IntegerRuntime(weights) if library is None else CompiledRuntime(weights, library)
