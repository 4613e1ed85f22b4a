"""What training does if streams are closed, the disk is full, or links lead back to themselves."""

import os
import resource
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("babel")
pytest.importorskip("faker")

from datenorm.bundle import load_bundle

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("short_training.py")

TRAIN = ("train", "--preset=tiny", "--threads=1", "--workers=0", "-o")
COMPARE = ("compare", "--quick", "--pairs=300", "--members=none", "--threads=1", "--workers=0", "--out")


def run(*arguments, redirections):
    """Run the program in a shell, which closes and redirects its streams."""
    return subprocess.run(
        ["sh", "-c", f'exec "$0" "$@" {redirections}', sys.executable, PROGRAM, *map(str, arguments)],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        timeout=600,
    )


@contextmanager
def largest_file(size):
    """Files cannot grow beyond a size, as on a disk that is full."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.fixture(scope="module")
def models(trained, tmp_path_factory):
    """Two models, the second of which was trained from the first."""
    second = tmp_path_factory.mktemp("models") / "second"
    done = run("train", "--from", trained, "--pairs=300", *TRAIN[2:], second, redirections="")
    assert done.returncode == 0, done.stderr
    return trained, second


@pytest.fixture
def place(monkeypatch, tmp_path):
    """The current directory, with a link to itself."""
    (tmp_path / "loop").symlink_to("loop")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("redirections", ["<&- >&-", "<&- >/dev/full"])
def test_training_and_averaging_need_neither_input_nor_output(models, tmp_path, redirections):
    trained = run(*TRAIN, tmp_path / "trained", redirections=redirections)
    averaged = run("models", "average", *models, "-o", tmp_path / "mean", redirections=redirections)
    for done, name in ((trained, "trained"), (averaged, "mean")):
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr and b"Exception ignored" not in done.stderr
        load_bundle(tmp_path / name)


def test_a_study_needs_neither_input_nor_output(tmp_path):
    done = run(*COMPARE, tmp_path, redirections="<&- >&-")
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr and (tmp_path / "attention-study.md").is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_messages_that_nobody_can_read_end_the_training(tmp_path):
    done = run(*TRAIN, tmp_path / "new", redirections="2>/dev/full")
    assert done.returncode == 1 and done.stdout == b""


def ended_with_a_line(result, codes=(1,)):
    """A command ended with one error, and without a traceback."""
    assert result.exit_code in codes, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.stderr.count("Error: ") == 1 and "Traceback" not in result.stderr
    return result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (*TRAIN, "loop"),
        (*TRAIN, "loop/new"),
        (*TRAIN, "new", "--from", "loop"),
        (*TRAIN, "new", "--data", "loop"),
        (*TRAIN, "new", "--patterns", "loop"),
        (*TRAIN, "new", "--log", "loop"),
        (*TRAIN, "loop", "--resume"),
        (*COMPARE, "loop"),
        (*COMPARE, "loop/new"),
        ("models", "average", "MODEL", "MODEL", "-o", "loop"),
        ("models", "average", "MODEL", "loop", "-o", "new"),
    ],
)
def test_a_loop_of_links_is_an_error_of_one_line(invoke, short_tiny, place, tiny_bundle, arguments):
    result = invoke(*(tiny_bundle if one == "MODEL" else one for one in arguments))
    ended_with_a_line(result, (1, 2, 3))
    assert not (place / "new").exists()


@pytest.mark.parametrize("size", [256, 20_000])
def test_training_on_a_full_disk_is_an_error_of_one_line(train, tmp_path, size):
    with largest_file(size):
        result = train("-o", tmp_path / "new")
    assert str(tmp_path) in ended_with_a_line(result)
    assert not (tmp_path / "new").exists()
    assert train("-o", tmp_path / "new", "--force").exit_code == 0


def test_a_study_on_a_full_disk_is_an_error_of_one_line(invoke, tmp_path):
    with largest_file(256):
        result = invoke(*COMPARE, tmp_path)
    assert str(tmp_path) in ended_with_a_line(result)
    assert not (tmp_path / "attention-study.md").exists()


def test_averaging_on_a_full_disk_is_an_error_of_one_line(invoke, models, tmp_path):
    with largest_file(20_000):
        result = invoke("models", "average", *models, "-o", tmp_path / "mean")
    assert str(tmp_path) in ended_with_a_line(result)
    assert not (tmp_path / "mean").exists()


def test_generating_on_a_full_disk_is_an_error_of_one_line(invoke, tmp_path):
    with largest_file(256):
        result = invoke("generate", "--n", "30", "-o", tmp_path / "pairs.jsonl")
    assert "pairs.jsonl" in ended_with_a_line(result, (1, 2))


def test_a_copy_of_a_model_that_is_full_keeps_the_old_one(train, tmp_path, tiny_bundle):
    shutil.copytree(tiny_bundle, tmp_path / "new")
    with largest_file(20_000):
        ended_with_a_line(train("-o", tmp_path / "new", "--force"))
    load_bundle(tmp_path / "new")
