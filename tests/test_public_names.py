"""What `import datenorm` promises, and that it costs nothing until it is used."""

import subprocess
import sys

import pytest

import datenorm

NAMES = {
    "BundleCorrupt",
    "BundleError",
    "BundleNotFound",
    "BundleVersionMismatch",
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
    "TrainingError",
    "WorkerLost",
    "__version__",
    "average",
    "compare",
    "CellRule",
    "TableResult",
    "convert_lines",
    "convert_series",
    "convert_table",
    "detect",
    "find",
    "mark",
    "to_frame",
    "evaluate",
    "explain",
    "generate",
    "train",
}


def test_the_public_names_are_these():
    assert set(datenorm.__all__) == NAMES
    assert NAMES <= set(dir(datenorm))
    assert all(getattr(datenorm, name) is not None for name in NAMES)


def test_another_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'parse'"):
        datenorm.parse  # noqa: B018


def test_importing_datenorm_imports_nothing_heavy():
    script = "import sys, datenorm; print(*sorted(set(sys.modules) & {'numpy', 'torch', 'rich', 'click'}))"
    process = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert process.stdout.strip() == ""
