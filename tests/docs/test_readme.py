"""The README says what is so: its commands exist, its examples print what it says."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from datenorm.cli import cli
from datenorm.conversion import Conversion
from datenorm.record import SCHEMA, as_record

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def fenced(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)


def examples():
    """Each command of the console blocks with what follows it."""
    for block in fenced("console"):
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = example.partition("\n")
            yield pytest.param(command, output, id=command)


@pytest.fixture
def shell(tmp_path):
    """Run a command line with this checkout as `datenorm`; both outputs as one, as on a terminal."""
    program = tmp_path / "datenorm"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m datenorm "$@"\n')
    program.chmod(0o755)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
    }

    def run(command):
        result = subprocess.run(
            command,
            shell=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=tmp_path,
            text=True,
        )
        return result.stdout

    return run


@pytest.mark.parametrize(("command", "output"), list(examples()))
def test_an_example_prints_what_the_readme_says(shell, bundled_normalizer, command, output):
    assert shell(command) == output


@pytest.mark.parametrize("name", cli.list_commands(None))
def test_every_command_is_in_the_readme(name):
    assert f"datenorm {name}" in README


def test_options_the_readme_names_exist():
    known = {option for one in cli.list_commands(None) for option in _options(one)}
    known |= {"--version", "--help"}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README))
    assert named <= known


def _options(name):
    command = cli.get_command(None, name)
    return {option for one in command.params for option in (*one.opts, *one.secondary_opts)}


def test_the_two_commands_are_the_first_of_the_section_install():
    install = README.partition("\n## Install\n")[2].partition("\n## ")[0]
    assert re.findall(r"^```sh\n(.*?)^```$", install, flags=re.MULTILINE | re.DOTALL) == [
        'pip install . && datenorm convert "23 April, 1564"\n',
        "pip install '.[test]' && pytest\n",
    ]


def test_the_readme_documents_every_key_of_the_json():
    record = as_record(Conversion("x", None, "no-date", 0.5), attention=True)
    assert json.loads(json.dumps(record))["schema"] == SCHEMA == 1
    section = README.partition("\n### JSON\n")[2].partition("\n### ")[0]
    assert all(f"`{key}`" in section for key in record)
    assert all(
        f"`{status}`" in section for status in ("converted", "ambiguous", "no-date", "doubtful", "unreadable")
    )


def test_the_readme_and_the_help_agree_on_exit_codes():
    section = README.partition("\n### Exit codes\n")[2].partition("\n## ")[0]
    documented = re.findall(r"^\| (\d+) \|", section, flags=re.MULTILINE)
    group = re.findall(r"^  (\d+) ", cli.epilog, flags=re.MULTILINE)
    assert set(group) <= set(documented)


def test_links_lead_somewhere(bundled_normalizer):  # which draws the picture
    for target in re.findall(r"\]\(([^)]+)\)", README):
        if not target.startswith(("http", "#")):
            assert (ROOT / target).exists(), target


def test_the_changelog_has_an_unreleased_section():
    assert "\n## [Unreleased]\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
