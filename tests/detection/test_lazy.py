"""Plain converting does not pay for what it does not ask."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from datenorm.cli import cli
try:
    cli.main(sys.argv[1:], prog_name="datenorm")
except SystemExit:
    pass
print("LOADED", "datenorm.detection" in sys.modules, "torch" in sys.modules, "rich" in sys.modules)
"""


def loaded(*arguments):
    """Whether a command loads the second head, torch and Rich."""
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        check=True,
    )
    return [word == "True" for word in result.stdout.rpartition("LOADED ")[2].split()]


@pytest.mark.parametrize("options", [[], ["--jsonl"]])
def test_converting_does_not_load_the_head(detecting_bundle, options):
    assert loaded("convert", "--model", detecting_bundle.path, *options, "20 July 1969") == [False] * 3


def test_detecting_loads_neither_torch_nor_rich(detecting_bundle):
    assert loaded("detect", "--model", detecting_bundle.path, "20 July 1969") == [True, False, False]
