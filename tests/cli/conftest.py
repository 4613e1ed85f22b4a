"""How these tests call the command line: in the process through Click's runner, or as a user does."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from datenorm.cli import cli

ROOT = Path(__file__).parents[2]


@pytest.fixture
def invoke():
    """Call the command line in this process; standard input is what `input` says, never a terminal."""
    runner = CliRunner()

    def call(*arguments, input=b""):
        return runner.invoke(
            cli, [str(argument) for argument in arguments], input=input, prog_name="datenorm"
        )

    return call


@pytest.fixture
def command():
    """The command line and environment of a real process.

    A process started in the background of a script inherits an ignored Ctrl-C; here it is heard again. What
    still runs when the test ends, also when it failed, is killed with its children.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    environment.pop("FORCE_COLOR", None)

    started = []

    def start(*arguments, program=("-m", "datenorm"), **options):
        line = [sys.executable, *program, *(str(argument) for argument in arguments)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        process = subprocess.Popen(line, env=environment, start_new_session=True, **{**pipes, **options})
        started.append(process)
        return process

    yield start
    for process in started:
        end(process)
    signal.signal(signal.SIGINT, before)


def end(process):
    """Kill a process and its group."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            with contextlib.suppress(BrokenPipeError):
                stream.close()


@pytest.fixture
def short_tiny(monkeypatch):
    """The preset `tiny`, made so short that it learns nothing."""
    from datenorm.training.recipes import PRESETS
    from tests.cli.short_training import short_tiny

    monkeypatch.setitem(PRESETS, "tiny", short_tiny(2_000))


TRAIN = ("train", "--preset", "tiny", "--workers", "0", "--threads", "1")


@pytest.fixture
def train(invoke, short_tiny):
    """Call `datenorm train` with that preset."""
    return lambda *arguments: invoke(*TRAIN, *arguments)


@pytest.fixture(scope="session")
def trained(tmp_path_factory):
    """The directory of a model that was trained with that preset; tests read it."""
    from datenorm.training.recipes import PRESETS
    from tests.cli.short_training import short_tiny

    path = tmp_path_factory.mktemp("trained") / "model"
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(PRESETS, "tiny", short_tiny(2_000))
        result = CliRunner().invoke(cli, [*TRAIN, "-o", str(path)])
    assert result.exit_code == 0, result.stderr
    return path
