"""Inference without torch: the network as conversion runs it.

Callers see only the `Runtime` protocol; `open_runtime` chooses the implementation. Two are int8-quantised and
agree to the bit: a compiled kernel, with bodies for several kinds of processors, and NumPy. They support only
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
from datenorm.runtime.compiled import CompiledRuntime
from datenorm.runtime.float32_runtime import Float32Runtime, Weights
from datenorm.runtime.int8_runtime import Int8Runtime
from datenorm.runtime.int8_weights import has_exact_sums
from datenorm.runtime.library import load_kernel

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
    "kernel_of",
    "open_runtime",
]


def open_runtime(weights: Weights, config: ModelConfig | None = None) -> Runtime:
    """The runtime that converts with these weights (see docs/adr/0011-throughput.md).

    The fastest body of the compiled kernel, if it was built, else NumPy with the same answers.
    `DATENORM_KERNEL` forces `numpy` or one body. Unusual networks, and those too wide for exact int8 sums,
    run in float32.

    Args:
        weights: name → array, as a bundle holds them.
        config: which network of the family they belong to; None for the usual one.

    Raises:
        ConfigError: if `DATENORM_KERNEL` names no kernel, or one that does not run here.
    """
    wanted = os.environ.get("DATENORM_KERNEL") or None
    kernel = None if wanted == "numpy" else load_kernel(wanted)
    if config is not None and not (config.is_usual and has_exact_sums(weights, config)):
        return Float32Runtime(weights, config)
    return Int8Runtime(weights) if kernel is None else CompiledRuntime(weights, kernel)


def kernel_of(runtime: Runtime) -> str:
    """What computes: the name of a body, `numpy`, or `numpy, float32` for networks that have no kernel."""
    if isinstance(runtime, CompiledRuntime):
        return runtime.kernel
    return "numpy, float32" if isinstance(runtime, Float32Runtime) else "numpy"
