"""The program of docs/ray.md, run where the extra `ray` is installed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from datenorm.bulk.workers import available_cores

pytest.importorskip("ray", reason="needs the extra `ray`")
pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "ray.md").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.skipif(available_cores() < 2, reason="a pool of actors and the reading need a core each")
def test_the_program_does_what_the_page_says(tmp_path, bundled_normalizer):
    texts = ["20 July 1969", None, "03/04/2005", "hello world"] * 50
    table = {"id": list(range(len(texts))), "born": texts}
    parquet.write_table(pyarrow.table(table), tmp_path / "people.parquet")
    (program,) = re.findall(r"^```python\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
    (tmp_path / "program.py").write_text(program)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "OPENBLAS_NUM_THREADS": "1",
        "RAY_USAGE_STATS_ENABLED": "0",
    }
    # In a process of its own: Ray stays in the one that started it.
    result = subprocess.run(
        [sys.executable, "program.py"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert result.returncode == 0, result.stderr
    written = parquet.read_table(tmp_path / "converted.parquet").sort_by("id")
    assert written["born"].to_pylist() == texts
    expected = list(bundled_normalizer.convert_many([text or "" for text in texts], locale="en-GB"))
    assert written["born_iso"].to_pylist() == [one.value for one in expected]
    assert written["born_status"].to_pylist() == [one.status for one in expected]
    assert expected[2].value == "2005-04-03"
