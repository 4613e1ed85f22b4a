"""Inference without torch: the network as conversion runs it.

Callers see only the `Runtime` protocol; `open_runtime` chooses the implementation. Two are int8-quantised and
agree to the bit: a compiled kernel where the processor can run it, and NumPy everywhere. They support only
the usual network. `Float32Runtime` runs the trained network unquantised, as a reference, and every other
member of the family.
"""

from __future__ import annotations

import os

from datenorm.nn.config import ModelConfig
from datenorm.runtime.base import (
    DecoderState,
    DecoderStep,
    Encoded,
    FloatArray,
    IntArray,
    Runtime,
    ScoringRuntime,
)
from datenorm.runtime.compiled import CompiledRuntime, load_library
from datenorm.runtime.float32_runtime import Float32Runtime, Weights
from datenorm.runtime.int8_runtime import Int8Runtime
from datenorm.runtime.int8_weights import has_exact_sums

__all__ = [
    "CompiledRuntime",
    "DecoderState",
    "DecoderStep",
    "Encoded",
    "Float32Runtime",
    "FloatArray",
    "Int8Runtime",
    "IntArray",
    "Runtime",
    "ScoringRuntime",
    "Weights",
    "open_runtime",
]


def open_runtime(weights: Weights, config: ModelConfig | None = None) -> Runtime:
    """The runtime that converts with these weights (see docs/adr/0011-throughput.md).

    The compiled kernel if it was built and the processor can run it, else NumPy with the same answers;
    `DATENORM_KERNEL=numpy` forces NumPy. Unusual networks, and those too wide for exact int8 sums, run in
    float32.

    Args:
        weights: name → array, as a bundle holds them.
        config: which network of the family they belong to; None for the usual one.
    """
    if config is not None and not (config.is_usual and has_exact_sums(weights, config)):
        return Float32Runtime(weights, config)
    library = None if os.environ.get("DATENORM_KERNEL") == "numpy" else load_library()
    return Int8Runtime(weights) if library is None else CompiledRuntime(weights, library)
