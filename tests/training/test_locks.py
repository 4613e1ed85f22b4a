"""Two processes never train into one output."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from datenorm.errors import InputError
from datenorm.training.locks import check_unlocked, locked

HOLDER = """
import sys
from pathlib import Path
from datenorm.training.locks import locked

with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the lock."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    line = [sys.executable, "-c", HOLDER, tmp_path / "run"]
    with subprocess.Popen(
        line, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


@pytest.mark.parametrize("attempt", [check_unlocked, lambda directory: locked(directory).__enter__()])
def test_the_second_is_refused_and_told_who_is_first(holder, tmp_path, attempt):
    with pytest.raises(InputError, match=f"process {holder.pid} on .* is training in .*run"):
        attempt(tmp_path / "run")


def test_a_killed_process_holds_nothing(holder, tmp_path):
    holder.kill()
    holder.wait()
    check_unlocked(tmp_path / "run")
    with locked(tmp_path / "run"):
        pass


def test_asking_makes_no_directory(tmp_path):
    check_unlocked(tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_a_directory_that_cannot_be_made_is_an_error(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot write"), locked(tmp_path / "file" / "run"):
        pass
