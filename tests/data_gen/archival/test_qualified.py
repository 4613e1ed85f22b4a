"""What editors write around a day."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.archival import qualified
from data_gen.archival.bodies import Expression, Place
from data_gen.archival.lexicon import EMPTY, find
from data_gen.locales import load
from datenorm.values import accepts


def _days_in_brackets(language: str) -> list[Expression]:
    rng = Random(6)
    place = Place(load(language), find(language) or EMPTY)
    found = (qualified.bracketed(rng, place) for _ in range(3000))
    return [one for one in found if one and "-" in one.value and "d" in one.base]


@pytest.mark.parametrize("language", ["de", "en", "fr", "ja", "ru", "hi"])
def test_a_day_whose_number_an_editor_doubts_is_uncertain_and_a_supplied_one_is_not(language: str) -> None:
    days = {one.text: one.value for one in _days_in_brackets(language) if "/" not in one.value}
    doubted = {text: value for text, value in days.items() if re.search(r"\[\d\d?\?\]", text)}
    supplied = {text: value for text, value in days.items() if re.search(r"\[\d\d?\](?!.*\?)", text)}
    assert doubted and supplied
    for text, value in {**doubted, **supplied}.items():
        assert accepts(value), text
    assert all(value.endswith("?") for value in doubted.values() if "[" not in value)
    assert not any("?" in value for value in supplied.values())


def test_the_digits_of_a_day_are_whole_when_only_one_of_them_is_in_brackets() -> None:
    halves = [one for one in _days_in_brackets("de") if re.match(r"\d\[\d\??\]", one.text)]
    assert halves
    for one in halves:
        assert "".join(re.findall(r"\d", one.text)[:2]) == one.value[8:10], one
