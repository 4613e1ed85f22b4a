"""Standard streams that are closed or full, links in a loop, and names that would steer a terminal."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from datenorm.bundle import load_bundle
from datenorm.cli.streams import json_text, printable
from datenorm.detection import save_head

ROOT = Path(__file__).parents[2]
ESCAPE = "\x1b[31m\x9b2J\r\x07\u202e"
OBEYED = {*map(chr, range(32)), *map(chr, range(0x7F, 0xA0)), "\u202e"} - {"\n", "\t"}


def run(*arguments, redirections="", input=b"", cwd=None):
    """Run the program in a shell, which closes and redirects its streams."""
    line = f'exec "$0" -m datenorm "$@" {redirections}'
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    return subprocess.run(
        ["sh", "-c", line, sys.executable, *map(str, arguments)],
        input=input,
        capture_output=True,
        env=environment,
        cwd=cwd,
        timeout=600,
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A directory with a table, rows to evaluate, and a link to itself."""
    directory = tmp_path_factory.mktemp("streams")
    (directory / "table.csv").write_text("when\n1 May 1999\n")
    (directory / "rows.tsv").write_text("input\texpected\n1 May 1999\t1999-05-01\n")
    (directory / "loop").symlink_to("loop")
    return directory


WRITING = {
    "help": ("--help",),
    "help of a command": ("convert", "--help"),
    "version": ("--version",),
    "convert": ("convert", "--model", "MODEL", "1 May 1999"),
    "convert lines": ("convert", "--model", "MODEL", "-"),
    "json": ("convert", "--model", "MODEL", "--json", "1 May 1999"),
    "grid": ("convert", "--model", "MODEL", "--grid", "1 May 1999"),
    "detect": ("detect", "--model", "DETECTING", "1 May 1999"),
    "table": ("table", "--model", "MODEL", "--column", "when", "table.csv"),
    "find": ("find", "--markup", "html", "table.csv"),
    "mcp": ("mcp", "--model", "MODEL"),
    "lesson": ("lesson",),
    "evaluate": ("evaluate", "--model", "MODEL", "rows.tsv"),
    "figures": ("evaluate", "--model", "MODEL", "--json", "rows.tsv"),
    "models list": ("models", "list"),
    "models info": ("models", "info", "MODEL"),
    "models path": ("models", "path", "MODEL"),
    "models verify": ("models", "verify", "MODEL"),
    "generate": ("generate", "--n", "3"),
}
LIGHT = ("version", "convert", "convert lines", "table")
ASKED = b'{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n'
"""Something to answer, as a line, as a row and as a request of an agent."""


def places(name):
    """Marks all but a few commands as slow: each takes a process."""
    return pytest.param(WRITING[name], id=name, marks=() if name in LIGHT else pytest.mark.slow)


@pytest.fixture
def filled(tiny_bundle, tmp_path, random_head):
    """The arguments with the models in place."""

    def fill(arguments):
        models = {"MODEL": tiny_bundle}
        if "DETECTING" in arguments:
            bundle = load_bundle(shutil.copytree(tiny_bundle, tmp_path / "bundle"))
            save_head(bundle, random_head(2 * bundle.manifest.architecture.hidden))
            models["DETECTING"] = bundle.path
        return [models.get(one, one) for one in arguments]

    return fill


def ended_with_a_line(done):
    errors = done.stderr.decode()
    assert "Traceback" not in errors and "Exception ignored" not in errors
    assert errors.count("Error: ") == 1
    assert done.returncode == 1
    return errors


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [places(name) for name in WRITING])
def test_a_full_disk_is_an_error_of_one_line(place, filled, arguments):
    errors = ended_with_a_line(run(*filled(arguments), redirections=">/dev/full", input=ASKED, cwd=place))
    assert "No space left on device" in errors


@pytest.mark.parametrize("arguments", [places(name) for name in WRITING])
def test_a_closed_output_is_an_error_of_one_line(place, filled, arguments):
    errors = ended_with_a_line(run(*filled(arguments), redirections=">&-", input=ASKED, cwd=place))
    assert "Bad file descriptor" in errors


@pytest.mark.parametrize(
    "arguments",
    [
        ("convert", "--model", "MODEL", "-"),
        ("convert", "--model", "MODEL"),
        pytest.param(("detect", "--model", "DETECTING", "-"), marks=pytest.mark.slow),
        ("table", "--model", "MODEL", "--column", "when", "-"),
        pytest.param(("evaluate", "--model", "MODEL", "-"), marks=pytest.mark.slow),
        pytest.param(("find", "-"), marks=pytest.mark.slow),
        pytest.param(("mcp", "--model", "MODEL"), marks=pytest.mark.slow),
    ],
)
def test_a_closed_input_is_an_error_of_one_line(place, filled, arguments):
    errors = ended_with_a_line(run(*filled(arguments), redirections="<&-", cwd=place))
    assert "Bad file descriptor" in errors


def test_a_closed_standard_error_takes_no_other_file_along(place, tiny_bundle):
    arguments = ("table", "--model", tiny_bundle, "--column", "when", "table.csv", "-o", "written.csv")
    done = run(*arguments, redirections="2>&-", cwd=place)
    assert done.stderr == b""
    assert (place / "written.csv").read_text().startswith("when,when_iso\n1 May 1999,")
    assert run("convert", "--nothing", redirections="2>&-").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("convert", "--model", "loop", "x"), {3}),
        (("convert", "--model", "MODEL", "--save-grid", "loop/x.svg", "1 May 1999"), {1, 2}),
        (("table", "--model", "MODEL", "--column", "when", "loop"), {2}),
        (("table", "--model", "MODEL", "--column", "when", "table.csv", "-o", "loop"), {1, 2}),
        pytest.param(("evaluate", "--model", "MODEL", "loop"), {2}, marks=pytest.mark.slow),
        pytest.param(
            ("evaluate", "--model", "MODEL", "--no-held-out", "--card-file", "loop", "rows.tsv"),
            {1, 2},
            marks=pytest.mark.slow,
        ),
        pytest.param(
            ("evaluate", "--model", "MODEL", "--figures", "loop", "rows.tsv"), {1, 2}, marks=pytest.mark.slow
        ),
        (("models", "list", "loop"), {2}),
        (("models", "info", "loop"), {3}),
        pytest.param(("generate", "--n", "3", "-o", "loop"), {1, 2}, marks=pytest.mark.slow),
    ],
)
def test_a_loop_of_links_is_an_error_of_one_line(place, filled, arguments, code):
    done = run(*filled(arguments), cwd=place)
    errors = done.stderr.decode()
    assert "Traceback" not in errors and errors.count("Error: ") == 1
    assert done.returncode in code


@pytest.mark.parametrize(
    "arguments",
    [
        (ESCAPE,),
        (f"--{ESCAPE}",),
        ("convert", f"--{ESCAPE}"),
        ("convert", "--order", ESCAPE, "x"),
        ("convert", "--model", ESCAPE, "x"),
        ("convert", "--reference-date", ESCAPE, "x"),
        ("convert", "--locale", ESCAPE, "x"),
        ("table", "--column", ESCAPE, "table.csv"),
        ("table", ESCAPE),
        ("evaluate", ESCAPE),
        ("models", "info", ESCAPE),
        ("models", "list", ESCAPE),
        ("serve", ESCAPE),
        ("serve", "--cors-origin", ESCAPE),
        ("detect", "--model", ESCAPE, "x"),
        ("generate", "--n", "1", "-o", f"nowhere/{ESCAPE}"),
        ("train", "-o", "new", "--data", ESCAPE),
        pytest.param(("train", "-o", "new", "--from", ESCAPE), marks=pytest.mark.slow),
        pytest.param(("models", "average", ESCAPE, "-o", "new"), marks=pytest.mark.slow),
        pytest.param(("compare", "--members", ESCAPE), marks=pytest.mark.slow),
    ],
)
def test_an_argument_in_a_message_cannot_steer_the_terminal(invoke, monkeypatch, place, arguments):
    monkeypatch.chdir(place)
    result = invoke(*arguments)
    assert result.exit_code in (2, 3)
    assert result.stderr and not OBEYED & set(result.output)


@pytest.mark.parametrize(
    "arguments", [("list", "."), ("info", ESCAPE), ("verify", ESCAPE), ("info", "--json", ESCAPE)]
)
def test_a_bundle_cannot_steer_the_terminal(invoke, monkeypatch, tmp_path, tiny_bundle, arguments):
    bundle = shutil.copytree(tiny_bundle, tmp_path / ESCAPE)
    manifest = json.loads((bundle / "manifest.json").read_bytes())
    manifest["created_by"] = f"1.0{ESCAPE}"
    (bundle / "manifest.json").write_text(json.dumps(manifest))
    monkeypatch.chdir(tmp_path)
    result = invoke("models", *arguments)
    assert result.exit_code in (0, 3) and result.output
    assert not OBEYED & set(result.output)


def test_cells_among_the_failures_cannot_steer_the_terminal(invoke, tmp_path, tiny_bundle):
    table = tmp_path / "rows.tsv"
    hostile = ESCAPE.replace("\r", "")
    table.write_text(f"input\texpected\tkind\tsource\n{hostile} 1999\t1999\t{hostile}\t{hostile}\n")
    result = invoke("evaluate", "--model", tiny_bundle, "--failures", "5", table)
    assert result.exit_code == 0 and "Failures" in result.output
    assert not OBEYED & set(result.output)


def test_control_characters_are_written_as_escapes():
    assert printable(ESCAPE) == "\\x1b[31m\\x9b2J\\r\\x07\\u202e"
    assert printable("a\nb\tc é 年") == "a\nb\tc é 年"
    assert printable("\udcff") == "\\udcff"


def test_json_is_the_same_value_without_them():
    assert json_text({"a": ["\x9b", "é\n"]}, indent=1) == '{\n "a": [\n  "\\u009b",\n  "é\\n"\n ]\n}'
