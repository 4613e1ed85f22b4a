"""Weeks and weekdays that have to be counted out."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.example import Example
from data_gen.locales import load
from data_gen.relative import counted
from datenorm.values.automaton import accepts


def drawn(language: str, n: int = 500) -> list[Example]:
    rng, data = Random(language), load(language)
    return [counted.draw(rng, data) for _ in range(n)]


@pytest.mark.parametrize("language", ["en", "de", "ja", "kde", "ru", "ko"])
def test_weeks_and_weekdays_are_values_or_programs(language: str) -> None:
    for example in drawn(language):
        assert accepts(example.value), example


def test_the_number_of_a_week_is_that_of_the_value() -> None:
    for example in drawn("de"):
        if match := re.search(r"KW (\d+)[ ,/(]+(\d{4})", example.source):
            assert example.value == f"{match[2]}-W{int(match[1]):02d}"


def test_weeks_are_in_words_of_the_language_and_as_iso_8601_writes_them() -> None:
    texts = {example.source for example in drawn("de")}
    assert any("KW" in text for text in texts)
    assert any(re.fullmatch(r"\d{4}-W\d\d-[1-7]", text) for text in texts)


def test_the_first_and_the_last_week_of_a_month_are_counted_from_its_ends() -> None:
    values = {example.source: example.value for example in drawn("en", 20000)}
    assert values["first week of May"] == "XXXX-05#1w"
    assert values["last week of May"] == "XXXX-05#-1w"


def test_weekdays_are_counted_up_to_five() -> None:
    found = [example for example in drawn("en") if example.pattern == "nth_weekday"]
    numbers = {int(match[1]) for example in found if (match := re.search(r"#(\d+)", example.value))}
    assert numbers == {1, 2, 3, 4, 5}
