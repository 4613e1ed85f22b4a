"""Commands on a system like Windows; like_windows.py says how far it goes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="takes from Linux what Windows lacks")

LIKE_WINDOWS = Path(__file__).with_name("like_windows.py")


def run(*arguments, given="", code=0, cwd=None, asking=""):
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "ASKING": asking}
    command = [sys.executable, str(LIKE_WINDOWS), *arguments]
    done = subprocess.run(command, input=given.encode(), capture_output=True, env=environment, cwd=cwd)
    assert done.returncode == code, done.stderr.decode()
    return done.stdout, done.stderr


def test_values_and_messages_are_utf8_with_line_feeds():
    out, errors = run("convert", "--output", "jsonl", "1969年7月20日")
    assert "年".encode() in out and b"1969-07-20" in out and b"\r" not in out
    out, errors = run("convert", "no date: 東京", code=1)
    assert b"\r" not in errors
    out, errors = run("convert", "--modell", "東", code=2)
    assert b"--model" in errors


def test_many_lines_are_converted_by_threads():
    lines = [f"{day} July {year}" for day in range(1, 29) for year in range(1900, 1945)]
    out, _ = run("convert", "--workers", "2", given="\r\n".join(lines) + "\r\n")
    expected = [f"{year}-07-{day:02d}" for day in range(1, 29) for year in range(1900, 1945)]
    assert out.decode().splitlines() == expected


def test_a_table_replaces_itself(tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes("name,born\r\nÅsa,23 April 1564\r\n".encode())
    run("table", str(path), "--column", "born", "--in-place", "--overwrite", "-o", str(path))
    assert path.read_bytes() == "name,born\r\nÅsa,1564-04-23\r\n".encode()
    assert [entry.name for entry in tmp_path.iterdir()] == ["people.csv"]


def test_what_a_killed_run_left_is_removed(tmp_path):
    (tmp_path / "in.csv").write_text("born\n23 April 1564\n", encoding="utf-8")
    left = tmp_path / ".out.csv.0123abcd.part"
    left.write_text("half")
    _, errors = run("table", "in.csv", "--column", "born", "-o", "out.csv", cwd=tmp_path)
    assert left.name in errors.decode() and not left.exists()


def test_a_model_is_written_over_another_one(tmp_path):
    code = (
        "from datenorm.bundle import load_bundle, write_bundle\n"
        "from datenorm.bundle import default_bundle_path\n"
        "bundle = load_bundle(default_bundle_path())\n"
        "for _ in range(2):\n"
        "    write_bundle('copy', bundle.manifest, bundle.weights, 'a card')\n"
    )
    run("-c", code, cwd=tmp_path)
    out, _ = run("models", "verify", "copy", cwd=tmp_path)
    assert b"unchanged" in out
    assert [entry.name for entry in tmp_path.iterdir()] == ["copy"]


def test_two_trainings_do_not_share_a_directory(tmp_path):
    code = (
        "from pathlib import Path\n"
        "from datenorm.errors import InputError\n"
        "from datenorm.training.locks import check_unlocked, locked\n"
        "directory = Path('run')\n"
        "with locked(directory):\n"
        "    try:\n"
        "        check_unlocked(directory)\n"
        "    except InputError as error:\n"
        "        print(error)\n"
        "check_unlocked(directory)\n"
    )
    out, _ = run("-c", code, cwd=tmp_path)
    assert b"is training in run" in out


@pytest.mark.slow  # loads the tables of all languages
def test_generated_pairs_are_the_same_file_everywhere(tmp_path):
    pytest.importorskip("faker")
    run("generate", "--n", "5", "-o", "pairs.jsonl", cwd=tmp_path, asking="babel faker")
    assert b"\r" not in (tmp_path / "pairs.jsonl").read_bytes()


def test_the_service_runs_in_one_process():
    pytest.importorskip("fastapi")
    code = (
        "from datenorm.server.serving import ENDING\n"
        "from datenorm.server.workers import _DISTRIBUTES\n"
        "print(len(ENDING), _DISTRIBUTES)\n"
    )
    assert run("-c", code, asking="uvicorn")[0].split() == [b"0", b"False"]
