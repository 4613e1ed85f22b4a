"""The README is short and true, and its first two commands are those that CI runs."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


# What follows "refused: " in the README → the beginning of what is printed.
PRINTED = {
    "2005-04-03 or 2005-03-04": "ambiguous: 2005-04-03 or 2005-03-04",
    "there is no such day": "there is no such day",
    "no date": "no date found",
}


def test_the_first_table_is_true(bundled_normalizer):
    rows = re.findall(
        r"^\| `(.+)` \| (?:`(.+)`|refused: (.+)) \|$", README.partition("\n## ")[0], flags=re.MULTILINE
    )
    assert len(rows) > 5
    for text, value, reason in rows:
        conversion = bundled_normalizer.convert(text)
        assert (conversion.value or "") == value, text
        if reason:
            assert conversion.reason.startswith(PRINTED[reason]), text


def test_the_first_two_commands_are_in_the_section_install():
    install = README.partition("\n## Install\n")[2].partition("\n## ")[0]
    assert re.findall(r"^```sh\n(.*?)^```$", install, flags=re.MULTILINE | re.DOTALL) == [
        'pip install . && datenorm convert "23 April, 1564"\n',
        "pip install '.[test]' && pytest -n auto --dist loadfile\n",
    ]


def test_every_page_is_linked_from_the_readme():
    linked = set(re.findall(r"\]\((docs/[\w-]+\.md)", README))
    assert linked == {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")}


def test_the_readme_is_short():
    assert len(README.split()) <= 1000


def test_the_changelog_has_an_unreleased_section():
    assert "\n## [Unreleased]\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
