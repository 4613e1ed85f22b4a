"""How training uses a processor: its threads, its memory, its precision."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import torch

# glibc's mallopt: how much of the top of the heap may stay free, and how many requests are served outside it.
_M_TRIM_THRESHOLD, _M_MMAP_MAX = -1, -4


@contextmanager
def single_threaded() -> Iterator[None]:
    """Keep torch from splitting each operation over threads of its own.

    They wait for each other at every one of some thousand small operations, and longer where another process
    has the core. Work that is cut up by whole batches does not.
    """
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def keep_freed_memory() -> None:
    """Let the next update use the memory of the last one, where the C library is glibc.

    By default every array of more than some hundred kilobytes is given back to the system when freed, and its
    pages are cleared again when the next one is made: a quarter of the time of training on a CPU.
    """
    if not sys.platform.startswith("linux"):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_MMAP_MAX, 0)
        mallopt(_M_TRIM_THRESHOLD, 2**31 - 1)


def fast_precision(device: torch.device) -> torch.dtype | None:
    """bfloat16 where the device multiplies it faster than float32, else None."""
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else None
    # Without the instruction bfloat16 is emulated and slower; older torch versions cannot tell.
    supported = getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)
    return torch.bfloat16 if device.type == "cpu" and supported() else None
