"""Relative dates that are put together in any language."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.example import Example
from data_gen.locales import inventory, load
from data_gen.relative import composed
from datenorm.values.automaton import accepts


def drawn(language: str, n: int = 2000) -> list[Example]:
    rng, data = Random(language), load(language)
    return [example for _ in range(n) if (example := composed.draw(rng, data))]


def test_every_language_has_some_and_each_is_a_value() -> None:
    for language in inventory():
        examples = drawn(language, 20)
        assert examples, language
        for example in examples:
            assert accepts(example.value), example


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", r"(\d+) years?(?:,| and|, and)? (\d+) days? ago"),
        ("fr", r"il y a (\d+) ans?(?:,| et)? (\d+) jours?"),
        ("ru", r"(\d+) (?:год|года|лет)(?:,| и)? (\d+) (?:день|дня|дней) назад"),
        ("ja", r"(\d+) ?年(?:、| )?(\d+) ?日前"),
    ],
)
def test_a_shift_of_two_units_has_the_words_of_one(language: str, text: str) -> None:
    found = [
        (match, example.value)
        for example in drawn(language, 6000)
        if (match := re.fullmatch(text, re.sub(r"\s", " ", example.source)))
    ]
    assert found
    assert all(value == f"@-{match[1]}y-{match[2]}d" for match, value in found)


def test_two_units_are_left_out_where_the_case_of_the_second_would_be_wrong() -> None:
    """`Vor 3 Monaten` has the dative, which CLDR's span of time lacks."""
    assert not any("Monate " in example.source for example in drawn("de") if example.pattern == "compound")


def test_a_weekday_with_a_day_is_the_day_of_a_month_that_has_it() -> None:
    said = [one for one in drawn("en", 8000) if re.match("Friday,? (the )?\\d+th$", one.source)]
    assert said
    assert all(one.value == f"XXXX-XX-{int(re.sub(r'[^0-9]', '', one.source)):02d}⑤" for one in said), said


def test_two_weekdays_are_a_stretch() -> None:
    found = {example.source: example.value for example in drawn("es", 20000)}
    assert any(value == "@①/@⑤" and text.startswith("lunes") for text, value in found.items())


def test_a_signed_number_with_a_unit_is_a_shift_in_any_language() -> None:
    drawn_texts = {example.source: example.value for example in drawn("ka", 12000)}
    found = {text: value for text, value in drawn_texts.items() if re.fullmatch(r"[-+]\d+[dwy]", text)}
    assert {text[0] + text[-1] for text in found} == {"-d", "-w", "-y", "+d", "+w", "+y"}
    assert all(value == f"@{text}" for text, value in found.items())
