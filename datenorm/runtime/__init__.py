"""Inference without torch: the network as conversion runs it.

Callers see only the `Runtime` protocol; `open_runtime` chooses the implementation. Two are int8-quantised and
agree to the bit: a compiled kernel, with bodies for several kinds of processors, and NumPy. They support only
the usual network. `Float32Runtime` runs the trained network unquantised, as a reference, and every other
member of the family.

Each is imported on first use, so a process that has a kernel need not load NumPy.
"""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any

from datenorm.runtime.base import (
    DecoderState,
    DecoderStep,
    Encoded,
    FloatArray,
    IntArray,
    Runtime,
    ScoringRuntime,
)
from datenorm.runtime.library import load_kernel
from datenorm.runtime.units import has_small_sums

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datenorm.nn.config import ModelConfig
    from datenorm.runtime.base import Array
    from datenorm.runtime.compiled import CompiledRuntime
    from datenorm.runtime.float32_runtime import Float32Runtime
    from datenorm.runtime.int8_runtime import Int8Runtime

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
    "kernel_of",
    "open_runtime",
]

_MODULES = {
    "CompiledRuntime": "compiled",
    "Float32Runtime": "float32_runtime",
    "Int8Runtime": "int8_runtime",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute can be anything
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)


def open_runtime(weights: Mapping[str, Array], config: ModelConfig | None = None) -> Runtime:
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
    if config is not None and not (config.is_usual and _has_exact_sums(weights, config)):
        from datenorm.runtime.float32_runtime import Float32Runtime

        return Float32Runtime(weights, config)
    if kernel is not None:
        from datenorm.runtime.compiled import CompiledRuntime

        return CompiledRuntime(weights, kernel)
    from datenorm.runtime.int8_runtime import Int8Runtime

    return Int8Runtime(weights)


def _has_exact_sums(weights: Mapping[str, Array], config: ModelConfig) -> bool:
    """Whether the int8 runtimes give the same answers; weights are looked at only where sizes do not tell."""
    if has_small_sums(config):
        return True
    from datenorm.runtime.int8_weights import has_exact_sums

    return has_exact_sums(weights)


def kernel_of(runtime: Runtime) -> str:
    """What computes: the name of a body, `numpy`, or `numpy, float32` for networks that have no kernel."""
    name: str = getattr(runtime, "kernel", "numpy")
    return name
