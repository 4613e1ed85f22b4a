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
    from datenorm.bulk.frames import convert_series
    from datenorm.bulk.table import convert_table
    from datenorm.convert.conversion import Conversion, Reading
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
    from datenorm.pipeline.api import average, compare, generate, train
    from datenorm.pipeline.evaluate import Evaluation, evaluate
    from datenorm.values import Interval, Reckoning

__version__ = "0.1.0"

_HOMES = {
    "Normalizer": "convert.normalizer",
    "Conversion": "convert.conversion",
    "Policy": "convert.options",
    "Reading": "convert.conversion",
    "Interval": "values",
    "Reckoning": "values",
    "Explanation": "convert.explanation",
    "explain": "convert.explanation",
    "CellRule": "bulk.cells",
    "TableResult": "bulk.cells",
    "convert_lines": "bulk.convert",
    "convert_series": "bulk.frames",
    "convert_table": "bulk.table",
    "Detection": "detection",
    "Detector": "detection",
    "detect": "detection",
    "train": "pipeline.api",
    "average": "pipeline.api",
    "compare": "pipeline.api",
    "Evaluation": "pipeline.evaluate",
    "evaluate": "pipeline.evaluate",
    "generate": "pipeline.api",
    "DatenormError": "errors",
    "InputError": "errors",
    "ConfigError": "errors",
    "BundleError": "errors",
    "BundleNotFound": "errors",
    "BundleCorrupt": "errors",
    "BundleVersionMismatch": "errors",
    "MissingExtra": "errors",
    "WorkerLost": "errors",
    "TrainingError": "errors",
}

__all__ = [
    "BundleCorrupt",
    "BundleError",
    "BundleNotFound",
    "BundleVersionMismatch",
    "CellRule",
    "ConfigError",
    "Conversion",
    "DatenormError",
    "Detection",
    "Detector",
    "Evaluation",
    "Explanation",
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
    "generate",
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
