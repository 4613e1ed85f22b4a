"""The README and the pages of docs say what is so: examples give what they say, links lead somewhere."""

import ast
import datetime
import io
import re
import shlex
import tokenize
from pathlib import Path

import pytest
from click.testing import CliRunner

from datenorm.cli import cli
from datenorm.cli.spark_job import spark_job
from datenorm.detection.tagging import load_tagging
from tests.docs.shells import shell_of

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FOLLOWED = ROOT / "docs" / "CONTRIBUTING.md"
"""Its examples build on changes that it asks for: `test_contributing.py` follows it."""
ELSEWHERE = {"pyspark", "datenorm.spark", "ray", "httpx", "spacy"}
"""Modules whose examples need Java, a cluster, a service or an extra: the tests of those parts run them."""

EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def fenced(page, language):
    text = page.read_text(encoding="utf-8") if page != FOLLOWED else ""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


def console_examples():
    """Each command of the console blocks with what follows it."""
    for page in PAGES:
        for block in fenced(page, "console"):
            for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = example.partition("\n")
                yield pytest.param(command, output, id=f"{page.name}: {command}")


FINDING = ("datenorm find", "datenorm.find(")
"""In examples that need a model with a tagging head."""


def needs_tagging(normalizer, example):
    """Skip an example that finds dates if the bundled model cannot."""
    if any(name in example for name in FINDING) and load_tagging(normalizer.bundle) is None:
        pytest.skip("the bundled model has no tagging head")


@pytest.fixture
def shell(tmp_path, monkeypatch):
    """Run a command line with this checkout as `datenorm`; both outputs as one, as on a terminal.

    A call of `datenorm` alone runs in this process, in a fraction of the time; others run in a shell.
    """
    run_in_shell = shell_of(ROOT, tmp_path, tmp_path)
    monkeypatch.chdir(tmp_path)

    def run(command):
        name, *arguments = shlex.split(command)
        if name != "datenorm" or re.search(r"[|<>&;$`]", command):
            return run_in_shell(command)
        return CliRunner().invoke(cli, arguments, prog_name="datenorm").output

    return run


@pytest.mark.parametrize(("command", "output"), list(console_examples()))
def test_an_example_prints_what_the_page_says(shell, bundled_normalizer, command, output):
    needs_tagging(bundled_normalizer, command)
    assert shell(command) == output


@EVERY_PAGE
def test_the_python_of_a_page_gives_what_its_comments_say(page, bundled_normalizer):
    names = {}
    for block in fenced(page, "python"):
        if ELSEWHERE.intersection(imported(block)):
            continue
        needs_tagging(bundled_normalizer, block)
        for statement, comment in statements(block):
            if isinstance(statement, ast.Expr):
                value = eval(compile(ast.Expression(statement.value), page.name, "eval"), names)
                if is_expression(comment):
                    assert value == eval(comment, {"datetime": datetime}), ast.unparse(statement)
            else:
                exec(compile(ast.Module([statement], []), page.name, "exec"), names)
    names.clear()  # a connection of DuckDB and its function hold each other through it


def imported(source):
    """The modules that a block imports at its top."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def statements(source):
    """The statements of a block, each with the comment behind it."""
    comments = {
        token.start[0]: token.string.removeprefix("#").strip()
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    for statement in ast.parse(source).body:
        yield statement, comments.get(statement.end_lineno, "")


def is_expression(comment):
    """Whether a comment is a value; one in words is not Python."""
    try:
        ast.parse(comment, mode="eval")
    except SyntaxError:
        return False
    return True


def test_a_comment_behind_a_statement_is_found():
    (statement, comment), (_, nothing) = statements('one(\n    "# no"\n)  # "yes"\ntwo = 2\n')
    assert isinstance(statement, ast.Expr)
    assert (comment, nothing) == ('"yes"', "")
    assert is_expression(comment) and not is_expression("calibrated, 0 to 1") and not is_expression(nothing)


@EVERY_PAGE
def test_options_a_page_names_exist(page):
    known = {option for one in cli.list_commands(None) for option in _options(one)}
    known |= {option for one in spark_job.params for option in one.opts}
    known |= {"--version", "--help", "--nproc-per-node"}  # the last is torchrun's
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", "\n".join(own_lines(page))))
    assert named <= known


def own_lines(page):
    """The lines of a page without those of its blocks that call something else, such as curl."""
    is_block = False
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            is_block = not is_block
        elif not is_block or "datenorm" in line:
            yield line


def _options(name):
    command = cli.get_command(None, name)
    parts = [command, *getattr(command, "commands", {}).values()]
    return {option for part in parts for one in part.params for option in (*one.opts, *one.secondary_opts)}


@EVERY_PAGE
def test_links_lead_somewhere(page, bundled_normalizer):  # which draws the picture
    for target in re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        if target.startswith("http"):
            continue
        path, _, anchor = target.partition("#")
        linked = page.parent / path if path else page
        assert linked.exists(), target
        assert not anchor or anchor in anchors(linked), target


def anchors(page):
    """What the headings of a page are called in links."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
