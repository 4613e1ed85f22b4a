"""The compiled kernel: the library, and the bodies in it that run on this processor.

The library is compiled when datenorm is installed and a C compiler is available (kernel/build_hook.py). A
body is the network for one kind of processor; all bodies give the same answers, to the bit.
"""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass
from pathlib import Path

from datenorm.errors import ConfigError

_SUFFIX = {"win32": "dll", "darwin": "dylib"}.get(sys.platform, "so")

LIBRARY = Path(__file__).parent / "kernel" / f"network.{_SUFFIX}"

BODIES = ("avx512", "avxvnni", "avx2", "dotprod", "neon", "c")
"""The names of all bodies, whatever the processor."""

LONGEST = 64
"""Symbols of the longest value; `LONGEST` of network.h."""


class CMatrix(ctypes.Structure):
    """`Matrix` of network.h, field by field."""

    _fields_ = (
        ("weights", ctypes.c_void_p),
        ("start", ctypes.c_void_p),
        ("scale", ctypes.c_void_p),
        ("inputs", ctypes.c_int32),
        ("outputs", ctypes.c_int32),
    )


class CPart(ctypes.Structure):
    """`Part` of network.h, field by field."""

    _fields_ = (
        ("data", ctypes.c_void_p),
        ("is_half", ctypes.c_int32),
        ("columns", ctypes.c_int32),
        ("first", ctypes.c_int32),
        ("count", ctypes.c_int32),
        ("to", ctypes.c_int32),
    )


class CGateTable(ctypes.Structure):
    """`GateTable` of network.h, field by field."""

    _fields_ = (
        ("embedding", ctypes.c_void_p),
        ("is_half", ctypes.c_int32),
        ("width", ctypes.c_int32),
        ("outputs", ctypes.c_int32),
        ("rows", ctypes.c_int32),
        ("columns", ctypes.c_void_p),
        ("bias", ctypes.c_void_p),
        ("gates", ctypes.c_void_p),
        ("ready", ctypes.c_void_p),
    )


class CNetwork(ctypes.Structure):
    """`Network` of network.h, field by field."""

    _fields_ = (
        ("recurrent", CMatrix * 2),
        ("bridge_hidden", CMatrix),
        ("bridge_cell", CMatrix * 2),
        ("key", CMatrix),
        ("query", CMatrix),
        ("decoder", CMatrix),
        ("output", CMatrix),
        ("symbols", ctypes.c_void_p * 2),
        ("hints", ctypes.c_void_p * 2),
        ("bridge_hidden_bias", ctypes.c_void_p),
        ("bridge_cell_bias", ctypes.c_void_p),
        ("targets", ctypes.c_void_p),
        ("output_bias", ctypes.c_void_p),
        ("energy", ctypes.c_void_p),
        ("tanh_lines", ctypes.c_void_p),
        ("exponentials", ctypes.c_void_p),
        ("energy_scale", ctypes.c_float),
        ("hidden", ctypes.c_int32),
        ("decoder_size", ctypes.c_int32),
        ("alignment", ctypes.c_int32),
        ("body", ctypes.c_void_p),
    )


class CLabelWeights(ctypes.Structure):
    """`LabelWeights` of network.h, field by field."""

    _fields_ = (
        ("weights", ctypes.c_void_p),
        ("bias", ctypes.c_void_p),
        ("unit", ctypes.c_double),
    )


class CAutomaton(ctypes.Structure):
    """`Automaton` of network.h, field by field."""

    _fields_ = (
        ("first", ctypes.c_void_p),
        ("symbols", ctypes.c_void_p),
        ("following", ctypes.c_void_p),
        ("ended", ctypes.c_void_p),
        ("start", ctypes.c_int32),
        ("longest", ctypes.c_int32),
        ("bos", ctypes.c_int32),
        ("eos", ctypes.c_int32),
        ("pad", ctypes.c_int32),
    )


@dataclass(frozen=True)
class Kernel:
    """One body of a loaded library.

    Attributes:
        library: the functions.
        body: the address of its `Body`.
        name: which of `BODIES` it is.
    """

    library: ctypes.CDLL
    body: int
    name: str


def available_kernels(path: Path = LIBRARY) -> list[Kernel]:
    """The bodies that run on this processor, fastest first.

    Empty if the library was not built or belongs to another version of datenorm.
    """
    if not path.is_file():
        return []
    try:
        library = ctypes.CDLL(str(path))
        fits = library.network_matches(ctypes.sizeof(CNetwork), ctypes.sizeof(CAutomaton), LONGEST)
        library.network_body.restype = ctypes.c_void_p
        library.network_gather.restype = library.network_quantise.restype = ctypes.c_int
        library.network_label.restype = ctypes.c_int
        library.network_body_name.restype = ctypes.c_char_p
    except (OSError, AttributeError):  # built for another system, or by a version without these functions
        return []
    kernels: list[Kernel] = []
    while fits and (body := library.network_body(len(kernels))):
        kernels.append(Kernel(library, body, library.network_body_name(ctypes.c_void_p(body)).decode()))
    return [one for one in kernels if library.network_body_runs_here(ctypes.c_void_p(one.body))]


def load_kernel(name: str | None = None) -> Kernel | None:
    """The compiled kernel.

    Args:
        name: one of `BODIES`; None for the fastest one here.

    Returns:
        None if no name is given and no body runs here.

    Raises:
        ConfigError: if there is no body of that name, or it does not run here.
    """
    if name is not None and name not in BODIES:
        raise ConfigError(f"unknown kernel {name!r}", hint=f"There are numpy, {', '.join(BODIES)}.")
    kernels = available_kernels()
    if name is None:
        return kernels[0] if kernels else None
    for kernel in kernels:
        if kernel.name == name:
            return kernel
    names = ["numpy", *(kernel.name for kernel in kernels)]
    raise ConfigError(f"the kernel {name} does not run here", hint=f"Here run {', '.join(names)}.")
