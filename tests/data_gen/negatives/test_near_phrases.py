"""Phrases with another noun in the place of a unit of time are not dates."""

from __future__ import annotations

from random import Random

import pytest

from data_gen.locales import inventory
from data_gen.negatives import near_phrases
from data_gen.relative.words import is_relative


@pytest.mark.parametrize("language", ["en", "de", "fr", "ru", "fi", "sw"])
def test_a_thing_pointed_at_is_no_week_month_or_year(language: str) -> None:
    rng = Random(1)
    for _ in range(300):
        text = near_phrases.pointed(rng, language)
        assert not is_relative(text, language), text
        assert not any(map(str.isnumeric, text)), text


def test_things_are_pointed_at_with_this_last_and_next() -> None:
    rng = Random(2)
    said = {word for _ in range(600) for word in near_phrases.pointed(rng, "en").lower().split()}
    assert {"this", "last", "next"} <= said
    assert said.isdisjoint({"week", "weeks", "month", "months", "year", "years", "quarter", "day", "night"})


@pytest.mark.parametrize("language", ["en", "pl", "tr", "zu"])
def test_counted_things_are_not_spans_of_time(language: str) -> None:
    rng = Random(3)
    for _ in range(300):
        text = near_phrases.counted(rng, language)
        assert any(map(str.isdigit, text)), text
        assert not {"days", "weeks", "months", "years", "dni", "gün", "lat"} & set(text.lower().split()), text


def test_bounds_of_numbers_have_a_noun_that_is_not_of_time() -> None:
    rng = Random(4)
    for _ in range(500):
        text = near_phrases.bounded(rng, "en")
        assert any(map(str.isnumeric, text)), text
        assert any(word in text.lower().split() for word in near_phrases._nouns("en")), text


def test_every_language_gets_a_phrase() -> None:
    rng = Random(5)
    for language in inventory():
        assert near_phrases.pointed(rng, language).strip()
        assert near_phrases.bounded(rng, language).strip()
