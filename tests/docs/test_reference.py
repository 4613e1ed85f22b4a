"""docs/reference.md has every command, option, key, status, reason code, exit code, variable and name."""

import json
import re
import typing
from dataclasses import fields
from functools import cache
from pathlib import Path

import click
import pytest

import datenorm
from datenorm import errors
from datenorm.cli import INTERRUPTED, cli
from datenorm.cli.spark_job import spark_job
from datenorm.cli.streams import CLOSED_PIPE
from datenorm.convert import reasons
from datenorm.convert.column_rules import ColumnRules
from datenorm.convert.conversion import Conversion, Status
from datenorm.convert.options import Policy
from datenorm.convert.record import SCHEMA, as_record
from datenorm.values import Reckoning

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
ANY_WEEKDAY = {"date", "named_weekday", "actual_weekday"}


def section(heading):
    """What stands under a heading, with the headings below it."""
    level = len(heading) - len(heading.lstrip("#"))
    _, found, rest = PAGE.partition(f"\n{heading}\n")
    assert found, heading
    return re.split(rf"^#{{1,{level}}} ", rest, flags=re.MULTILINE)[0]


def rows(text):
    """The rows of all tables of a text, each as a list of cells, without headers."""
    for table in re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE):
        for line in table.splitlines()[2:]:
            yield [cell.strip() for cell in line.strip("|").split("|")]


def named(cell):
    """What a cell has between backticks."""
    return re.findall(r"`([^`]+)`", cell)


def leaves():
    """Every command that takes options of its own, by its full name."""
    for name in cli.list_commands(None):
        command = cli.get_command(None, name)
        if isinstance(command, click.Group):
            yield from ((f"{name} {one}", part) for one, part in command.commands.items())
        else:
            yield name, command


COMMANDS = {**dict(leaves()), "spark": spark_job}
HEADINGS = {"spark": "### `python -m datenorm.spark`"}
OPTIONS = [
    (name, option)
    for name, command in COMMANDS.items()
    for option in command.params
    if isinstance(option, click.Option)
]


def section_of(command):
    """What the page says of a command of the group, or of the program beside it."""
    return section(HEADINGS.get(command, f"### `datenorm {command}`"))


@cache
def documented(name):
    """Option → its meaning and default, as the page has them for a command."""
    command, _, part = name.partition(" ")
    tables = [(section("### Shared options"), command), (section_of(command), part)]
    found = {}
    for text, owner in tables:
        for option, *others in rows(text):
            if not option.startswith("`-"):
                continue
            if len(others) == 3:
                commands, *others = others
                if owner not in named(commands):
                    continue
            for spelling in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", option):
                assert spelling not in found, f"{name} {spelling} is documented twice"
                found[spelling] = others
    return found


@pytest.mark.parametrize("name", cli.list_commands(None))
def test_every_command_has_a_section(name):
    assert any(f"[`datenorm {name}`]" in cell for row in rows(section("## Commands")) for cell in row)
    assert f"`datenorm {name}" in section(f"### `datenorm {name}`")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_options_of_a_command_are_those_it_has(name):
    options = [option for command, option in OPTIONS if command == name]
    assert set(documented(name)) == {
        spelling for one in options for spelling in (*one.opts, *one.secondary_opts)
    }
    command, _, part = name.partition(" ")
    assert not part or f"`datenorm {name} " in section(f"### `datenorm {command}`")


@pytest.mark.parametrize(("name", "option"), OPTIONS, ids=lambda one: getattr(one, "name", one))
def test_an_option_has_its_choices_bounds_and_default(name, option):
    meaning, default = documented(name)[option.opts[0]]
    assert meaning
    if option.required:
        assert default == "required"
    elif not option.is_flag:
        assert default
    if isinstance(option.type, click.Choice):
        assert set(option.type.choices) <= set(named(meaning))
    if isinstance(option.type, (click.IntRange, click.FloatRange)):
        if option.type.min is not None and option.type.max is not None:
            assert {f"{option.type.min:g}", f"{option.type.max:g}"} <= set(re.findall(r"\d+", meaning))
    if isinstance(option.default, (str, int, float)) and not option.is_flag:
        expected = option.default if isinstance(option.default, str) else f"{option.default:.15g}"
        assert expected in re.split(r"[`\s,;:]+", default)


def test_every_key_of_the_json_is_documented():
    record = as_record(Conversion("x", None, "no-date", 0.5), attention=True, span=True)
    assert json.loads(json.dumps(record))["schema"] == SCHEMA == 1
    keys = [key for row in rows(section("## JSON").partition("\n### ")[0]) for key in named(row[0])]
    assert sorted(keys) == sorted(record)


def test_every_status_is_documented():
    documented_statuses = [named(row[0])[0] for row in rows(section("### Status"))]
    assert sorted(documented_statuses) == sorted(typing.get_args(Status))


def documented_reasons():
    """Code → status, facts, and the example with what stands beside it."""
    for code, status, _, facts, example in rows(section("### Reason codes")):
        text, *precision = named(example) or [""]
        yield named(code)[0], (named(status)[0], set(named(facts)), text, precision)


REASONS = dict(documented_reasons())


def test_every_reason_code_is_documented():
    assert set(REASONS) == set(typing.get_args(reasons.ReasonCode)) - {""}


def test_meaning_and_facts_of_reasons_are_those_of_the_module():
    documented = {named(row[0])[0]: row[2] for row in rows(section("### Reason codes"))}
    for code, (meaning, facts) in reasons.DESCRIPTIONS.items():
        assert documented[code] == meaning
        assert REASONS[code][1] == set(facts), code
    assert REASONS["weekday-conflict"][1] == ANY_WEEKDAY


@pytest.mark.parametrize("code", [code for code, (_, _, text, _) in REASONS.items() if text])
def test_the_example_of_a_reason_has_its_code_status_and_facts(bundled_normalizer, code):
    status, facts, text, precision = REASONS[code]
    conversion = bundled_normalizer.convert(text, policy=Policy(precision=(precision or ["any"])[0]))
    assert (conversion.code, conversion.status, set(conversion.facts)) == (code, status, facts)


def test_the_exit_codes_are_those_of_errors_and_commands():
    documented_codes = {int(row[0]) for row in rows(section("## Exit codes"))}
    epilogs = "\n".join(one.epilog or "" for one in (cli, *COMMANDS.values()))
    said = {int(code) for code in re.findall(r"^  (\d+) +\w", epilogs, flags=re.MULTILINE)}
    raised = {one.exit_code for one in vars(errors).values() if hasattr(one, "exit_code")}
    assert documented_codes == {0, 2, INTERRUPTED, CLOSED_PIPE, *said, *raised}


def test_every_environment_variable_that_is_read_is_documented():
    pattern = re.compile(r"environ(?:ment)?(?:\.get|\.setdefault)?[(\[]\"([A-Z_]+)\"")
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "datenorm").rglob("*.py"))
    used = {name for source in sources for name in pattern.findall(source)}
    assert {"NO_COLOR", "DATENORM_KERNEL", "CC"} <= used
    of_torchrun = {"RANK", "LOCAL_RANK", "WORLD_SIZE", "LOCAL_WORLD_SIZE"}
    assert used - of_torchrun <= {
        name for row in rows(section("## Environment variables")) for name in named(row[0])
    }


def test_every_extra_is_documented():
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    extras = re.split(r"^\[", project.partition("[project.optional-dependencies]\n")[2], flags=re.MULTILINE)[
        0
    ]
    there = re.findall(r"^(\w+) = \[", extras, flags=re.MULTILINE)
    assert sorted(named(row[0])[0] for row in rows(section("## Extras"))) == sorted(there)


def test_every_public_name_is_documented():
    tables = [section("## Python").partition("\n### ")[0], section("### Errors")]
    names = [name for table in tables for row in rows(table) for name in named(row[0])]
    assert sorted(names) == sorted(datenorm.__all__)


def test_every_public_error_has_its_exit_code():
    for name, code, _ in rows(section("### Errors")):
        assert getattr(datenorm, named(name)[0]).exit_code == int(code)


def test_every_attribute_of_a_conversion_is_documented():
    keys = set(as_record(Conversion("x", None, "no-date", 0.5)))
    beside = {name for row in rows(section("### Converting")) for name in named(row[0])}
    assert {one.name for one in fields(Conversion)} <= keys | beside


@pytest.mark.parametrize("kind", [Policy, Reckoning])
def test_every_field_of_a_policy_has_its_default(kind):
    tables = section("### Deciding").partition(f"| field of `{kind.__name__}` ")[2]
    table = tables.partition("\n\n")[0]
    found = {named(row[0])[0]: row[2].strip("`").strip('"') for row in rows(f"|{table}\n")}
    made = kind()
    expected = {one.name: getattr(made, one.name) for one in fields(kind)}
    assert found == {
        name: f"{type(value).__name__}()" if isinstance(value, (Reckoning, ColumnRules)) else str(value)
        for name, value in expected.items()
    }
