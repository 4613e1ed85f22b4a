"""docs/spark.md says what is so: its program and its commands do what stands there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from datenorm.convert.record import AnswerFields

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "spark.md").read_text(encoding="utf-8")
VALUES = ["1969-07-20", None, "2005-04-03", None]


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture
def people(tmp_path):
    table = {"id": [1, 2, 3, 4], "born": ["20 July 1969", None, "03/04/2005", "hello world"]}
    parquet.write_table(pyarrow.table(table), tmp_path / "people.parquet")
    return tmp_path


@pytest.fixture
def shell(spark_environment, people):
    """Run a command line where the table lies, with `python` and `spark-submit` at hand."""
    import pyspark

    programs = people / "bin"
    programs.mkdir()
    python = programs / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    path = os.pathsep.join([str(programs), str(Path(pyspark.__path__[0]) / "bin"), os.environ["PATH"]])

    def run(command):
        environment = {**os.environ, **spark_environment, "PATH": path}
        return subprocess.run(
            ["sh", "-euc", command], cwd=people, env=environment, capture_output=True, text=True
        )

    return run


def written(path):
    rows = parquet.read_table(path).sort_by("id").to_pylist()
    return [row["born_iso"] and row["born_iso"]["value"] for row in rows]


@pytest.mark.filterwarnings(
    "ignore:PySpark does not yet fully support pandas:FutureWarning", "ignore:unclosed:ResourceWarning"
)
def test_the_program_does_what_the_page_says(spark, people, bundled_normalizer):
    (program,) = blocks("python")
    exec(program.replace('parquet("', f'parquet("{people}/'), {})
    table = parquet.read_table(people / "converted.parquet").sort_by("id")
    assert table.column_names == ["id", "born", *AnswerFields._fields]
    assert table["value"].to_pylist() == VALUES


def test_the_module_does_what_the_page_says(shell, people, bundled_normalizer):
    result = shell(blocks("sh")[0])
    assert result.returncode == 1, result.stderr
    assert blocks("text")[1] in result.stderr
    assert written(people / "out.parquet") == VALUES


def test_spark_submit_does_what_the_page_says(shell, people, bundled_normalizer):
    result = shell(blocks("sh")[1])
    assert result.returncode == 0, result.stderr
    assert written(people / "cluster.parquet") == ["1969-07-20", None, None, None]
