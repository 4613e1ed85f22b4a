"""The kernel makes no wrong access to memory: hostile lines and bundles, under sanitizers."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from datenorm.runtime.library import available_kernels

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("gcc") is None, reason="needs GCC on Linux"
)
@pytest.mark.skipif(not available_kernels(), reason="the kernel was not built")
def test_hostile_lines_and_bundles_under_sanitizers(bundled_normalizer):
    """More of them, and the tests of parity, are tried by hand: see the script."""
    line = [sys.executable, ROOT / "tests/benchmarks/sanitized.py", "--no-tests"]
    numbers = ["--lines", "1000", "--bundles", "60"]
    done = subprocess.run([*line, *numbers], capture_output=True, text=True, timeout=3000)
    assert done.returncode == 0, done.stdout + done.stderr
    lines, bundles = done.stdout.splitlines()[-2:]
    for tried, count in ((lines, 1000), (bundles, 60)):
        assert (
            sum(int(number.replace(",", "")) for number in re.findall(r" ([\d,]+)\b(?=,|$)", tried)) == count
        )
