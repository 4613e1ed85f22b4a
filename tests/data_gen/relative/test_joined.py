"""Ranges with an end that depends on the reference date."""

from __future__ import annotations

import datetime
import re
from random import Random

import pytest

from data_gen.example import Example
from data_gen.language import languages
from data_gen.locales import inventory, load
from data_gen.relative import joined
from datenorm.values.automaton import accepts
from datenorm.values.reckoning import Reckoning
from datenorm.values.resolution import resolve

RULES = Reckoning(reference_date=datetime.date(2029, 12, 31))


def drawn(language: str, n: int = 3000) -> list[Example]:
    rng, data = Random(language), load(inventory()[language][0])
    return [example for _ in range(n) if (example := joined.draw(rng, data))]


def test_each_is_a_program_that_has_a_value() -> None:
    for language in languages("relative.bounds"):
        examples = drawn(language, 60)
        assert examples, language
        for example in examples:
            assert accepts(example.value), example
            assert "{" not in example.source, example
            assert resolve(example.value, RULES).value, example


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "from yesterday to today", "2029-12-30/2029-12-31"),
        ("pt", "de ontem até hoje", "2029-12-30/2029-12-31"),
        ("zh", "从昨天到明天", "2029-12-30/2030-01-01"),
        ("de", "seit vorgestern", "2029-12-29/.."),
        ("nl", "voor volgende week", "../2030-W02"),
        ("ja", "来月から", "2030-01/.."),
    ],
)
def test_both_ends_are_what_the_words_say(language: str, text: str, value: str) -> None:
    found = {example.source: example.value for example in drawn(language)}
    assert resolve(found[text], RULES).value == value


def test_a_month_or_day_without_a_year_up_to_now_is_the_last_one() -> None:
    found = {example.source: example.value for example in drawn("en", 8000)}
    months = {
        text: value for text, value in found.items() if re.fullmatch(r"from [A-Z][a-z]+ to today", text)
    }
    assert months
    assert all(re.fullmatch(r"@<\d\d/@", value) for value in months.values()), months
    assert any(value[:2] == "@<" and value.endswith("d/@") for value in found.values())


def test_a_language_without_words_for_ranges_has_months_with_a_dash_only() -> None:
    assert {example.pattern for example in drawn("sq", 200)} == {"joined_months"}


def test_months_that_go_on_into_the_next_year_end_in_the_year_that_is_said() -> None:
    found = {example.source: example.value for example in drawn("en", 10000)}
    assert any(
        value[:4] < value[8:12] for text, value in found.items() if re.search(r"Nov\w* .* Feb\w* \d{4}", text)
    )
    assert all(
        int(value[8:12]) - int(value[:4]) < 2 for value in found.values() if re.match(r"\d{4}-\d\d/\d", value)
    )
