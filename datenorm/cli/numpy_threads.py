"""How NumPy is to compute; called before it is imported, here and in processes that are started from here."""

from __future__ import annotations

import os


def one_thread_a_product() -> None:
    """Keep NumPy from splitting products over threads, which wait by spinning (docs/adr/0001-runtime.md).

    What the user has set stays.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
