"""The README is whole: every command, every key of the JSON, every exit code and setting stands in it."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from datenorm.cli import cli
from datenorm.convert.conversion import Conversion
from datenorm.convert.options import Policy
from datenorm.convert.record import SCHEMA, as_record
from datenorm.values import Reckoning

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_what_the_readme_promises_first_is_so(bundled_normalizer):
    rows = re.findall(
        r"^\| `(.+)` \| (?:`(.+)`|refused: .+) \|$", README.partition("\n## ")[0], flags=re.MULTILINE
    )
    assert len(rows) > 5
    for text, value in rows:
        assert (bundled_normalizer.convert(text).value or "") == value, text


@pytest.mark.parametrize("name", cli.list_commands(None))
def test_every_command_is_in_the_readme(name):
    assert f"datenorm {name}" in README


def test_the_two_commands_are_the_first_of_the_section_install():
    install = README.partition("\n## Install\n")[2].partition("\n## ")[0]
    assert re.findall(r"^```sh\n(.*?)^```$", install, flags=re.MULTILINE | re.DOTALL) == [
        'pip install . && datenorm convert "23 April, 1564"\n',
        "pip install '.[test]' && pytest\n",
    ]


def test_the_readme_documents_every_key_of_the_json():
    record = as_record(Conversion("x", None, "no-date", 0.5), attention=True, span=True)
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


def test_the_readme_names_every_choice_of_a_policy():
    section = README.partition("\n## Use it from Python\n")[2].partition("\n## ")[0]
    assert all(f"`{one.name}`" in section for kind in (Policy, Reckoning) for one in fields(kind))


def test_the_changelog_has_an_unreleased_section():
    assert "\n## [Unreleased]\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
