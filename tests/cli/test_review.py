"""`datenorm review` as a command: the project that it makes or opens, and what it says about it."""

import json
import re
import shlex
import shutil
import signal
import sys
import urllib.request
from pathlib import Path

import pytest

pytest.importorskip("fastapi")

PAGE = Path(__file__).parents[2] / "docs" / "review.md"
EXAMPLES = re.findall(
    r"^```sh\n(?:datenorm (review .*)\n)```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
)
TABLE = "id,born\n1,1914-24\n2,1850~\n3,\n4,1914-24\n"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "births.csv"
    path.write_text(TABLE)
    return path


@pytest.fixture
def reviewed(table, tiny_normalizer):
    """The table, after a project was made of it."""
    from datenorm.workbench import Project

    Project.create(Path(f"{table}.review"), table, "born", normalizer=tiny_normalizer).close()
    return table


@pytest.fixture
def reviewing(command, tiny_bundle, tmp_path):
    """A function that starts a review and returns what it says, what the service answers, and its process."""

    def start(*arguments):
        process = command("review", *arguments, "--no-browser", "--model", tiny_bundle, cwd=tmp_path)
        said = []
        for line in process.stderr:
            said.append(line.decode().rstrip())
            if "http://" in said[-1]:
                break
        (address,) = re.findall(r"http://[\d.:]+", said[-1])

        def ask(path=""):
            with urllib.request.urlopen(f"{address}/v1/review{path}", timeout=30) as answer:
                return json.load(answer)

        return said, ask, process

    return start


def end(process):
    process.send_signal(signal.SIGTERM)
    return process.wait(timeout=30)


def test_a_review_makes_a_project_and_opens_it_again(reviewing, table):
    said, ask, process = reviewing(table, "--column", "born", "--order", "none")
    assert said[0] == f"Project file: {table}.review"
    summary = ask()
    assert (summary["column"], summary["rows"], summary["distinct"]) == ("born", 3, 2)
    assert summary["settings"]["order"] == "none"
    assert end(process) == 0

    said, ask, process = reviewing(f"{table}.review", "--pivot", "30")
    assert said[0] == f"Project file: {table}.review"
    assert ask()["settings"] == {**summary["settings"], "pivot": 30}
    assert end(process) == 0
    assert table.read_text() == TABLE


def test_the_examples_of_the_page_start_a_review(reviewing, table):
    assert len(EXAMPLES) == 2, "those with more lines need a trained model"
    for example in EXAMPLES:
        said, ask, process = reviewing(*shlex.split(example)[1:])
        assert said[0] == "Project file: births.csv.review"
        assert ask()["distinct"] == 2
        end(process)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--column", "died"], "no column"),
        ([], "--column"),
        (["--column", "/./"], "2 columns"),
        (["--column", "born", "--locale", "no such"], "locale"),
        (["--column", "born", "--past", "--future"], "--past and --future"),
        (["--column", "born", "--excel-serial", "--epoch", "s"], "cannot be combined"),
        (["--column", "born", "--prefer", "past"], "--prefer needs"),
        (["--column", "born", "--project", "gone/p"], "cannot write"),
    ],
)
def test_what_cannot_be_reviewed_is_wrong_usage_and_leaves_no_file(
    invoke, table, tiny_bundle, arguments, words
):
    result = invoke("review", table, *arguments, "--model", tiny_bundle)
    assert result.exit_code == 2
    assert words in result.stderr
    assert [path.name for path in table.parent.iterdir()] == ["births.csv"]


def test_the_project_of_another_column_is_not_opened_for_this_one(invoke, reviewed, tiny_bundle):
    result = invoke("review", reviewed, "--column", "id", "--model", tiny_bundle)
    assert result.exit_code == 2
    assert "is the project of column born" in result.stderr and "--project" in result.stderr


def test_without_its_extra_it_says_what_to_install(invoke, monkeypatch, table):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = invoke("review", table, "--column", "born")
    assert result.exit_code == 4
    assert "pip install 'datenorm[serve]'" in result.stderr


def test_the_model_that_learnt_from_a_project_is_used_for_it(reviewed, family_bundle, command):
    shutil.copytree(family_bundle(alignment=11), f"{reviewed}.review.model")
    process = command("review", f"{reviewed}.review", "--no-browser", cwd=reviewed.parent)
    said = [process.stderr.readline().decode().strip() for _ in range(3)]
    assert end(process) == 0
    assert said[:2] == [
        f"Project file: {reviewed}.review",
        f"Model that learnt from its decisions: {reviewed}.review.model",
    ]
