"""Every command that takes a model refuses a hostile one with exit code 3."""

import shutil

import pytest

from tests.bundle.hostile import CARDS, HOSTILE

COMMANDS = {
    "convert": ("convert", "1969", "--model"),
    "detect": ("detect", "1969", "--model"),
    "info": ("models", "info"),
    "info as JSON": ("models", "info", "--json"),
    "verify": ("models", "verify"),
    "path": ("models", "path"),
}
FAULTS = ("1,100 levels", "weights are a pipe", "NaN", "pairs that are a text", "3,000,000 layers")


@pytest.fixture
def bundle(tiny_bundle, tmp_path):
    """A copy that a test may spoil."""
    return shutil.copytree(tiny_bundle, tmp_path / "bundle")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("fault", FAULTS)
def test_every_command_refuses_a_hostile_bundle(invoke, bundle, command, fault):
    change, named = HOSTILE[fault]
    change(bundle)
    result = invoke(*COMMANDS[command], bundle)
    assert result.exit_code == 3
    assert named in result.stderr


@pytest.mark.parametrize("fault", CARDS)
def test_verifying_reads_the_card(invoke, bundle, fault):
    change, named = CARDS[fault]
    change(bundle)
    result = invoke("models", "verify", bundle)
    assert result.exit_code == 3
    assert named in result.stderr


@pytest.mark.parametrize("command", ["info", "verify"])
def test_a_listed_file_that_is_missing_is_named(invoke, bundle, command):
    from tests.bundle.hostile import set_field

    set_field("files", "extra.bin", value="0" * 64)(bundle)
    result = invoke("models", command, bundle)
    assert result.exit_code == 3
    assert "extra.bin" in result.stderr
