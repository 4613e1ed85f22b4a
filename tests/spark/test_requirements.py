"""What is missing is said in words, with what to do about it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from datenorm.cli.spark_job import program
from datenorm.errors import MissingExtra
from datenorm.spark import convert_column
from datenorm.spark.columns import require_java

ROOT = Path(__file__).parents[2]
COMMAND = ["datenorm.spark", "in.parquet", "out.parquet", "--column", "born"]


@pytest.mark.parametrize("package", ["pyspark", "pandas", "pyarrow"])
def test_a_missing_package_is_named_with_the_extra(monkeypatch, package):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtra, match=f"Spark needs {package}") as raised:
        convert_column(None, "born")
    assert raised.value.hint == "pip install 'datenorm[spark]'"
    result = CliRunner().invoke(program, COMMAND)
    assert result.exit_code == 4
    assert f"Spark needs {package}" in result.stderr and "datenorm[spark]" in result.stderr


def test_java_is_looked_for_where_spark_does(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(MissingExtra, match="none on the PATH"):
        require_java()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(MissingExtra, match="none in JAVA_HOME"):
        require_java()
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").touch(0o755)
    require_java()
    monkeypatch.delenv("JAVA_HOME")
    require_java()


def test_without_java_the_module_ends_with_words_and_4(tmp_path):
    pytest.importorskip("pyspark")
    nowhere = {name: text for name, text in os.environ.items() if name != "JAVA_HOME"}
    result = subprocess.run(
        [sys.executable, "-m", *COMMAND],
        env={**nowhere, "PATH": str(tmp_path), "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 4
    assert "Java runtime" in result.stderr and "Traceback" not in result.stderr
