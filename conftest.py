"""What holds for every test: one BLAS thread, and no doctest that needs a model where there is none."""

from __future__ import annotations

import importlib.util
import os

import pytest

# Before NumPy is imported: threads inside its products wait by spinning and make everything slower.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from datenorm.bundle import MANIFEST_NAME, checksums, default_bundle_path
from datenorm.detection import HEAD_NAME

# Its doctests would import it where spaCy is not installed.
collect_ignore = [] if importlib.util.find_spec("spacy") else ["datenorm/finding/spacy.py"]

_READING = {"datenorm", "datenorm.convert.normalizer.Normalizer"}
_DETECTING = {"datenorm.detection.detector.Detector", "datenorm.detection.detector.detect"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the doctests that need the bundled model, or its second head, in a checkout that has none."""
    has_model = (default_bundle_path() / MANIFEST_NAME).is_file()
    has_head = has_model and HEAD_NAME in checksums(default_bundle_path())
    missing = (set() if has_model else _READING) | (set() if has_head else _DETECTING)
    for item in items:
        if isinstance(item, pytest.DoctestItem) and item.name in missing:
            item.add_marker(pytest.mark.skip(reason="the bundled model, or its head, has not been made yet"))
