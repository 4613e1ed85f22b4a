"""What holds for every test: one BLAS thread, and no doctest that needs a model where there is none."""

from __future__ import annotations

import os

import pytest

# Before NumPy is imported: threads inside its products wait by spinning and make everything slower.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from datenorm.bundle import MANIFEST_NAME, default_bundle_path

_READING = {"datenorm", "datenorm.normalizer.Normalizer"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the doctests that need the bundled model in a checkout in which it was never trained."""
    if (default_bundle_path() / MANIFEST_NAME).is_file():
        return
    for item in items:
        if isinstance(item, pytest.DoctestItem) and item.name in _READING:
            item.add_marker(pytest.mark.skip(reason="the bundled model has not been made yet"))
