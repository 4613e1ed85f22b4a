"""Texts that languages give different meanings."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from data_gen.locales import load
from data_gen.relative import expressions
from data_gen.relative.claims import is_outweighed


@pytest.mark.parametrize(
    ("text", "meaning", "language"),
    [("jul", "XXXX-12-25", "da"), ("mar", "@②", "fr"), ("listopad", "XXXX-10", "hr")],
)
def test_what_fewer_people_mean_by_a_text_is_outweighed(text: str, meaning: str, language: str) -> None:
    assert is_outweighed(text, meaning, language)


@pytest.mark.parametrize(
    ("text", "meaning", "language"),
    [
        ("jul", "XXXX-07", "en"),
        ("mar", "XXXX-03", "en"),
        ("yesterday", "@-1d", "en"),
        ("listopad", "XXXX-11", "pl"),
    ],
)
def test_what_most_people_mean_by_a_text_is_not(text: str, meaning: str, language: str) -> None:
    assert not is_outweighed(text, meaning, language)


def test_a_bare_weekday_is_near_the_day_where_this_weekday_has_no_other_words() -> None:
    """CLDR's Norwegian has `mandag` for this Monday."""
    rng, data = Random(1), load("nb")
    drawn = (expressions.make(rng, data) for _ in range(8000))
    values = Counter(example.value for example in drawn if example.source.lower() == "mandag")
    assert values["@①"] > 3 * values["@=①"]
