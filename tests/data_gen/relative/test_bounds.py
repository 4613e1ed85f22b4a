"""Bounds without a year."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.locales import load
from data_gen.relative import bounds
from datenorm.values import accepts


def drawn(language: str, number: int = 500) -> dict[str, str]:
    rng = Random(1)
    found = (bounds.draw(rng, load(language)) for _ in range(number))
    return {one.source: one.value for one in found if one}


@pytest.mark.parametrize("language", ["en", "de", "es", "ru", "tr", "hi", "ja", "ko", "zh", "ar"])
def test_a_bound_has_a_day_month_or_feast_of_no_year_on_one_side(language: str) -> None:
    found = drawn(language)
    assert len(found) > 150
    for text, value in found.items():
        assert accepts(value), text
        assert re.fullmatch(r"\.\./XXXX[^/]+|XXXX[^/]+/\.\.", value), text


def test_before_ends_and_after_begins() -> None:
    found = drawn("en", 4000)
    ends = {value[:2] for text, value in found.items() if text.startswith(("before ", "until ", "by "))}
    begins = {
        value[-2:] for text, value in found.items() if text.startswith(("after ", "from ", "starting "))
    }
    assert ends == begins == {".."}
    assert {"XXXX-12-25", "XXXXe"} <= {value.strip("./") for value in found.values()}


def test_a_month_in_words_is_its_number() -> None:
    months = load("en").months["MMMM"]
    plain = re.compile(rf"(?:before|after|until|from) ({'|'.join(months)})")
    of_a_month = {
        found[1]: value.strip("./")
        for text, value in drawn("en", 4000).items()
        if (found := plain.fullmatch(text))
    }
    assert len(of_a_month) > 3
    assert all(value == f"XXXX-{months.index(name) + 1:02d}" for name, value in of_a_month.items())


def test_what_is_since_a_month_has_a_year() -> None:
    """Since May: the last one."""
    assert not [text for text in drawn("en", 4000) if text.startswith(("since", "begun"))]
    assert not [text for text in drawn("de", 4000) if text.startswith("seit")]


def test_a_language_without_words_for_bounds_has_none() -> None:
    assert not drawn("cv", 50)


def test_a_part_of_a_month_keeps_its_bound() -> None:
    found = drawn("en", 9000)
    months = {name: f"XXXX-{number:02d}" for number, name in enumerate(load("en").months["MMMM"], start=1)}
    said = {text: re.fullmatch(r"(before|after) (?:mid-|the end of )(\w+)", text) for text in found}
    bounds_of_parts = {text: match for text, match in said.items() if match and match[2] in months}
    assert {match[1] for match in bounds_of_parts.values()} == {"before", "after"}
    for text, match in bounds_of_parts.items():
        month = months[match[2]]
        assert found[text] == (f"../{month}" if match[1] == "before" else f"{month}/..")


def test_no_issue_of_a_journal_is_a_bound() -> None:
    assert not [text for text in drawn("en", 4000) if re.search("issue|edition|number|Vol", text)]
