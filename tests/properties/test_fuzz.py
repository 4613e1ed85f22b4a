"""The fuzzer runs: a round of each kind finds nothing, and says what it tried."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.fuzz import BUNDLES, LINES, REQUESTS, ROUNDS, TABLES, WORKBOOKS

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "fuzz.py"
TRIED = {"lines": LINES, "bundles": BUNDLES, "requests": REQUESTS, "tables": TABLES, "workbooks": WORKBOOKS}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ROUNDS)
def test_a_round_finds_nothing(bundled_normalizer, kind):
    line = [sys.executable, SCRIPT, "--round", kind, "--seed", "1"]
    done = subprocess.run(line, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    tried = json.loads(done.stdout.splitlines()[-1])
    assert sum(count for name, count in tried.items() if name != "not explained") == TRIED[kind]
