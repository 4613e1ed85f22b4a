"""docs/CONTRIBUTING.md is followed literally in a copy of the sources: changes are made, commands run."""

import doctest
import re
import shutil
from pathlib import Path

import pytest

from tests.docs.shells import shell_of

pytest.importorskip("babel")
pytest.importorskip("faker")

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "CONTRIBUTING.md").read_text(encoding="utf-8")
COPIED = ("datenorm", "data_gen", "tests", "docs", "README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
FILE = re.compile(r"# ([\w./-]+)\n")


def follow(page, root, run):
    """Make the changes and run the commands of a page, in its order.

    Args:
        page: Markdown; `console` blocks are commands with their output, in which `...` stands for anything,
            `diff` blocks are changes, and blocks that start with the name of a file are that file.
        root: directory of the sources.
        run: runs a command there and returns its output.
    """
    for language, code in BLOCK.findall(page):
        if language == "console":
            for example in re.split(r"^\$ ", code, flags=re.MULTILINE)[1:]:
                command, _, expected = example.partition("\n")
                assert_output(command, run(command), expected)
        elif language == "diff":
            apply(code, root)
        elif file := FILE.match(code):
            path = root / file[1]
            assert not path.exists(), f"{file[1]} exists already"
            path.write_text(code[file.end() :], encoding="utf-8")


def assert_output(command, output, expected):
    matches = doctest.OutputChecker().check_output(expected, output, doctest.ELLIPSIS)
    assert matches, f"$ {command}\n{output}"


def apply(diff, root):
    """Apply a unified diff without line numbers: what a hunk removes or keeps must be found exactly once."""
    for name, *hunks in (part.split("\n@@\n") for part in re.split(r"^--- ", diff, flags=re.MULTILINE)[1:]):
        path = root / name
        text = path.read_text(encoding="utf-8")
        for hunk in hunks:
            lines = hunk.rstrip("\n").split("\n")
            before, after = (
                "".join(f"{line[1:]}\n" for line in lines if line[:1] in kept) for kept in (" -", " +")
            )
            assert text.count(before) == 1, f"{name} has {text.count(before)} times:\n{before}"
            text = text.replace(before, after)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def sources(tmp_path):
    """A copy of the sources, with what Python compiled of them."""
    root = tmp_path / "datenorm"
    root.mkdir()
    for name in COPIED:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, root / name)
        else:
            shutil.copy(path, root / name)
    return root


@pytest.fixture
def shell(sources, tmp_path):
    """Run a command line in the copy, with the copy as `datenorm`; both outputs as one, as on a terminal."""
    programs = tmp_path / "bin"
    programs.mkdir()
    return shell_of(sources, programs, sources)


@pytest.mark.slow
def test_the_page_can_be_followed(sources, shell, bundled_normalizer):
    follow(PAGE, sources, shell)


def test_the_page_changes_and_runs_something_for_each_task():
    languages = [language for language, _ in BLOCK.findall(PAGE)]
    assert languages.count("console") >= 5 and languages.count("diff") >= 4


def test_the_parts_in_the_map_exist():
    table = PAGE.partition("## Where things are\n")[2].partition("\n## ")[0]
    named = re.findall(r"`((?:datenorm|data_gen)/[\w./]+)`", table)
    assert len(named) > 20
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_a_hunk_that_does_not_fit_is_an_error(tmp_path):
    (tmp_path / "a.txt").write_text("one\ntwo\none\n")
    apply("--- a.txt\n@@\n two\n+three\n", tmp_path)
    assert (tmp_path / "a.txt").read_text() == "one\ntwo\nthree\none\n"
    with pytest.raises(AssertionError, match="2 times"):
        apply("--- a.txt\n@@\n-one\n", tmp_path)
    with pytest.raises(AssertionError, match="0 times"):
        apply("--- a.txt\n@@\n-four\n", tmp_path)


def test_an_output_that_is_not_that_of_the_page_is_an_error(tmp_path):
    with pytest.raises(AssertionError, match="2 passed"):
        follow("```console\n$ pytest\n...1 passed...\n```\n", tmp_path, lambda command: "2 passed in 1 s\n")
