"""A row of 15 MB, whatever is in it, is converted or named in less than 300 MB."""

import subprocess
import sys

import pytest

from datenorm.tabular.records import MOST_FIELDS

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="VmHWM of /proc")]

SIZE = 15_000_000
MANY = b"x," * (MOST_FIELDS - 1)
ROWS = {
    "a long field": b"name,born\n" + b"x" * SIZE + b",20 July 1969\n",
    "a long date": b"name,born\nx," + b"1" * SIZE + b"\n",
    "fields without end": b"name,born\n" + b"," * SIZE + b"\n",
    "as many columns as there may be": MANY + b"born\n" + MANY + b"1969\n",
    "JSON lists": b'{"born":"1969"}\n{"name":[' + b"[]," * (SIZE // 3) + b'[]],"born":"1969"}\n',
}
CONVERT = """
import sys
from datenorm.bulk.table import convert_table
from datenorm.convert.normalizer import Normalizer

convert_table(sys.argv[1], sys.argv[2], ["born"], normalizer=Normalizer.load(sys.argv[3]), workers=1)
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.parametrize("kind", ROWS)
def test_a_long_row_stays_under_300_mb(tiny_bundle, tmp_path, kind):
    source, target = tmp_path / "in", tmp_path / "out"
    source.write_bytes(ROWS[kind])
    line = [sys.executable, "-c", CONVERT, source, target, tiny_bundle]
    ended = subprocess.run(line, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) < 300 * 1024
