import re
import shlex
from pathlib import Path

import click
import pytest

from datenorm import __version__
from datenorm.cli import cli, with_options

COMMANDS = cli.list_commands(None)


def examples(name):
    """The calls of a command in the examples of its help: their arguments, without pipes and remarks."""
    for line in cli.get_command(None, name).epilog.splitlines():
        call = re.search(rf"\bdatenorm {name}\b(.*)", line)
        if call and "$(" not in line:
            yield shlex.split(re.split(r"\s{2,}|[|<>]", call[1])[0])


def test_version_names_the_program_and_the_model(invoke):
    result = invoke("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"datenorm {__version__} (model ")
    assert result.stderr == ""


def test_help_lists_every_command_there_is_with_examples_and_exit_codes(invoke):
    result = invoke("--help")
    assert result.exit_code == 0
    assert all(f"  {name} " in result.stdout for name in COMMANDS)
    assert "Examples:" in result.stdout and "Exit codes:" in result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(invoke, name):
    result = invoke(name, "--help")
    assert result.exit_code == 0, result.output
    assert f"datenorm {name}" in result.stdout
    assert "Examples:" in result.stdout


def test_an_unknown_command_is_wrong_usage(invoke):
    result = invoke("divine")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "divine" in result.stderr


def test_an_error_of_the_library_becomes_its_exit_code_and_a_hint(invoke, tmp_path):
    result = invoke("convert", "--model", tmp_path / "nowhere", "20 July 1969")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert "\nHint: " in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_of_a_help_are_right_usage(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = list(examples(name))
    assert found
    for arguments in found:
        for argument in arguments:
            if re.fullmatch(r"[\w.]+\.\w+", argument):
                Path(argument).touch()
        command = cli.get_command(None, name)
        if isinstance(command, click.Group):
            subcommand, *arguments = arguments
            Path("models").mkdir(exist_ok=True)
            command = command.get_command(None, subcommand)
        command.make_context(name, [argument.replace("~", ".") for argument in arguments])


def test_arguments_in_messages_become_options_of_the_command():
    table, models = cli.get_command(None, "table"), cli.get_command(None, "models")
    text = "`max_risk` or `has_header`, `output_file` or `force`, `columns`"
    assert with_options(text, table) == "--max-risk or --header, --output-file or `force`, --column"
    assert with_options(text, models) == text.replace("`force`", "--force")
