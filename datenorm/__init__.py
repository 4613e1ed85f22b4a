"""datenorm converts dates as people write them to ISO 8601 and says when it does not know.

>>> import datenorm
>>> normalizer = datenorm.Normalizer.load()
>>> normalizer.convert("23 April, 1564").value
'1564-04-23'

Public names are imported on first use, so `import datenorm` is fast. The build reads the version from here;
reading the installed metadata would take longer.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datenorm.bulk.cells import CellRule, TableResult
    from datenorm.bulk.convert import convert_lines
    from datenorm.bulk.frames import convert_series, to_frame
    from datenorm.bulk.table import convert_table
    from datenorm.convert.conversion import Conversion, DateInText, Reading
    from datenorm.convert.explanation import Explanation, explain
    from datenorm.convert.normalizer import Normalizer
    from datenorm.convert.options import Policy
    from datenorm.detection import Detection, Detector, detect
    from datenorm.errors import (
        BundleCorrupt,
        BundleError,
        BundleNotFound,
        BundleVersionMismatch,
        ConfigError,
        DatenormError,
        InputError,
        MissingExtra,
        TrainingError,
        WorkerLost,
    )
    from datenorm.finding.finder import Finder, find
    from datenorm.finding.found import Found
    from datenorm.finding.markup import mark
    from datenorm.pipeline.api import average, compare, generate, train
    from datenorm.pipeline.evaluate import Evaluation, evaluate
    from datenorm.values import Interval, Reckoning

__version__ = "0.1.0"

_MODULES = {
    "bulk.cells": ("CellRule", "TableResult"),
    "bulk.convert": ("convert_lines",),
    "bulk.frames": ("convert_series", "to_frame"),
    "bulk.table": ("convert_table",),
    "convert.conversion": ("Conversion", "DateInText", "Reading"),
    "convert.explanation": ("Explanation", "explain"),
    "convert.normalizer": ("Normalizer",),
    "convert.options": ("Policy",),
    "detection": ("Detection", "Detector", "detect"),
    "errors": (
        "BundleCorrupt",
        "BundleError",
        "BundleNotFound",
        "BundleVersionMismatch",
        "ConfigError",
        "DatenormError",
        "InputError",
        "MissingExtra",
        "TrainingError",
        "WorkerLost",
    ),
    "finding.finder": ("Finder", "find"),
    "finding.found": ("Found",),
    "finding.markup": ("mark",),
    "pipeline.api": ("average", "compare", "generate", "train"),
    "pipeline.evaluate": ("Evaluation", "evaluate"),
    "values": ("Interval", "Reckoning"),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "BundleCorrupt",
    "BundleError",
    "BundleNotFound",
    "BundleVersionMismatch",
    "CellRule",
    "ConfigError",
    "Conversion",
    "DateInText",
    "DatenormError",
    "Detection",
    "Detector",
    "Evaluation",
    "Explanation",
    "Finder",
    "Found",
    "InputError",
    "Interval",
    "MissingExtra",
    "Normalizer",
    "Policy",
    "Reading",
    "Reckoning",
    "TableResult",
    "TrainingError",
    "WorkerLost",
    "__version__",
    "average",
    "compare",
    "convert_lines",
    "convert_series",
    "convert_table",
    "detect",
    "evaluate",
    "explain",
    "find",
    "generate",
    "mark",
    "to_frame",
    "train",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute can be anything
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
