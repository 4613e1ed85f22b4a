"""Codes, grades, formulas and rows hold no date."""

from __future__ import annotations

from random import Random

import pytest

from data_gen.carriers import pools
from data_gen.locales import inventory
from data_gen.negatives import codes, marks


def test_letters_before_a_number_are_no_short_month_or_weekday_of_any_language() -> None:
    short = {name.upper() for language in inventory() for name in pools.date_words(language)}
    rng = Random(1)
    for length in (2, 3, 4):
        drawn = {codes.letters(rng, "en", length) for _ in range(3000)}
        assert drawn.isdisjoint(short | {"AD", "BC", "CE", "FY", "QU"})


@pytest.mark.parametrize("language", ["en", "ja", "hi", "wae"])
def test_marks_have_no_bare_year(language: str) -> None:
    rng = Random(2)
    for _ in range(1000):
        text = marks.mark(rng, language)
        assert text.strip()
        assert not (text.isdigit() and len(text) == 4), text


def test_countries_have_codes_of_two_letters() -> None:
    codes_of_countries = pools.country_codes()
    assert {"SE", "IT", "JP"} <= set(codes_of_countries)
    assert all(len(code) == 2 for code in codes_of_countries)
