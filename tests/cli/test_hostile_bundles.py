"""Every command that opens a model refuses a hostile one with exit code 3 and what is wrong, at once."""

import shutil
import time

import click
import pytest

from datenorm.cli import COMMANDS, cli
from datenorm.detection import HEAD_NAME
from datenorm.detection.tagging import TAGGING_NAME
from tests.bundle.hostile import (
    CARDS,
    HEADS,
    HOSTILE,
    TAGGING,
    set_field,
    spoil_head,
    spoil_tagging,
)

ARGUMENTS = {
    "convert": ("1969",),
    "detect": ("1969",),
    "table": ("table.csv", "--column", "when"),
    "evaluate": ("rows.tsv",),
    "serve": ("--port", "0"),
    "review": ("table.csv", "--column", "when", "--no-browser", "--port", "0"),
}
"""Command with the option --model → its other arguments; others are called without."""

OTHERS = {
    "info": ("models", "info", "BUNDLE"),
    "info as JSON": ("models", "info", "--json", "BUNDLE"),
    "verify": ("models", "verify", "BUNDLE"),
    "path": ("models", "path", "BUNDLE"),
    "list": ("models", "list", "BUNDLE"),
    "list as JSON": ("models", "list", "--json", "BUNDLE"),
}
LEARNING = {
    "train": ("train", "--from", "BUNDLE", "--workers", "0", "--pairs", "100", "-o", "new"),
    "average": ("models", "average", "BUNDLE", "BUNDLE", "-o", "new"),
}
"""Commands that import torch."""

WITHOUT = {"compare", "generate", "lesson"}
"""Commands that open no model."""

FEW = ("1,100 levels", "weights are a pipe", "NaN", "pairs that are a text", "3,000,000 layers")


def options_of(name):
    command = cli.get_command(None, name)
    commands = command.commands.values() if isinstance(command, click.Group) else [command]
    return {option for one in commands for parameter in one.params for option in parameter.opts}


WITH_MODEL = {
    name: (name, *ARGUMENTS.get(name, ()), "--model", "BUNDLE")
    for name in COMMANDS
    if "--model" in options_of(name)
}
OPENING = {**WITH_MODEL, **OTHERS}


@pytest.fixture
def bundle(tiny_bundle, tmp_path):
    """A copy that a test may spoil."""
    return shutil.copytree(tiny_bundle, tmp_path / "bundle")


@pytest.fixture
def refuse(invoke, monkeypatch, tmp_path):
    """Call a command with a bundle, and check that it is refused in less than a second of computing."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "table.csv").write_text("when\n1 May 1999\n")
    (tmp_path / "rows.tsv").write_text("input\texpected\n1 May 1999\t1999-05-01\n")

    def call(arguments, bundle, named):
        started = time.process_time()
        result = invoke(*(bundle if one == "BUNDLE" else one for one in arguments), input=b"1969\n")
        assert time.process_time() - started < 1
        assert result.exit_code == 3, result.output
        assert named in result.stderr
        assert "Traceback" not in result.stderr
        assert not (tmp_path / "new").exists()

    return call


@pytest.fixture
def imported(invoke, monkeypatch, tmp_path, request):
    """A command whose modules are imported, so that the time of its test is that of reading a bundle."""
    arguments = {**OPENING, **LEARNING}[request.param]
    if request.param == "mcp":
        pytest.importorskip("mcp")
    if request.param in LEARNING:
        for module in ("torch", "babel", "faker"):
            pytest.importorskip(module)
    invoke(*(tmp_path / "nowhere" if one == "BUNDLE" else one for one in arguments))
    return arguments


def test_every_command_is_tried_or_opens_no_model():
    assert set(COMMANDS) == {*WITH_MODEL, "models", "train"} | WITHOUT
    assert not any({"--model", "--from"} & options_of(name) for name in WITHOUT)


@pytest.mark.parametrize("imported", OPENING, indirect=True)
@pytest.mark.parametrize("fault", FEW)
def test_a_command_refuses_a_hostile_bundle(refuse, bundle, imported, fault):
    change, named = HOSTILE[fault]
    change(bundle)
    refuse(imported, bundle, named)


@pytest.mark.slow
@pytest.mark.parametrize("imported", [*OPENING, *LEARNING], indirect=True)
def test_a_command_refuses_all_hostile_bundles(refuse, tiny_bundle, tmp_path, imported):
    for number, (change, named) in enumerate(HOSTILE.values()):
        spoiled = shutil.copytree(tiny_bundle, tmp_path / str(number) / "bundle")
        change(spoiled)
        refuse(imported, spoiled, named)


READING_CARDS = {"verify": OTHERS["verify"], "serve": WITH_MODEL["serve"]}
READING_HEADS = {"verify": OTHERS["verify"], "detect": WITH_MODEL["detect"], "serve": WITH_MODEL["serve"]}


@pytest.mark.parametrize("imported", READING_CARDS, indirect=True)
@pytest.mark.parametrize("fault", CARDS)
def test_who_reads_the_card_refuses_a_hostile_one(refuse, bundle, imported, fault):
    change, named = CARDS[fault]
    change(bundle)
    refuse(imported, bundle, named)


@pytest.mark.parametrize(
    "imported", ["verify", *sorted({"find", "serve"} & WITH_MODEL.keys())], indirect=True
)
@pytest.mark.parametrize("fault", TAGGING)
def test_who_reads_the_tagging_head_refuses_a_hostile_one(refuse, bundle, imported, fault):
    spoil_tagging(bundle, fault)
    refuse(imported, bundle, TAGGING_NAME)


@pytest.mark.parametrize("imported", READING_HEADS, indirect=True)
@pytest.mark.parametrize("fault", HEADS)
def test_who_reads_the_detection_head_refuses_a_hostile_one(refuse, bundle, random_head, imported, fault):
    spoil_head(bundle, random_head, fault)
    refuse(imported, bundle, HEAD_NAME)


@pytest.mark.parametrize("command", ["info", "verify"])
def test_a_listed_file_that_is_missing_is_named(refuse, bundle, command):
    set_field("files", "extra.bin", value="0" * 64)(bundle)
    refuse(OTHERS[command], bundle, "extra.bin")
