import pytest

from datenorm import __version__
from datenorm.cli import cli

COMMANDS = cli.list_commands(None)


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
