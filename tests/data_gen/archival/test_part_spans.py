"""Ranges of quarters, half years and seasons: each end has its own year, or both the one that is written."""

from __future__ import annotations

import re
from random import Random

from data_gen.archival import part_spans
from data_gen.archival.bodies import Place
from data_gen.archival.lexicon import EMPTY, find
from data_gen.locales import load
from datenorm.values import accepts


def drawn(language: str, times: int = 3000) -> dict[str, str]:
    """Text → value of many ranges in a language."""
    rng, place = Random(8), Place(load(language), find(language) or EMPTY)
    made = (part_spans.draw(rng, place) for _ in range(times))
    return {one.text: one.value for one in made if one}


def test_quarters_keep_the_year_beside_each_of_them() -> None:
    found = 0
    for text, value in drawn("en").items():
        match = re.fullmatch(r"(?:from )?Q(\d) (\d{4})\W*(?:to|-|–)\W*Q(\d) (\d{4})", text)
        if match:
            found += 1
            first, year, last, end = match.groups()
            assert value == f"{year}-3{int(first) + 2}/{end}-3{int(last) + 2}"
    assert found


def test_a_year_written_once_is_that_of_both_ends() -> None:
    found = 0
    for text, value in drawn("en").items():
        years = re.findall(r"\d{4}", text)
        if len(years) == 1:
            found += 1
            assert [end[:4] for end in value.split("/")] == years * 2
            start, end = value.split("/")
            assert start < end
    assert found


def test_half_years_and_quarters_with_two_digits_have_an_unknown_century() -> None:
    texts = drawn("en")
    short = {text: re.fullmatch(r"(\d)Q(\d\d)\W+(\d)Q(\d\d)", text) for text in texts}
    assert any(short.values())
    for text, match in short.items():
        if match:
            first, year, last, end = match.groups()
            assert texts[text] == f"XX{year}-3{int(first) + 2}/XX{end}-3{int(last) + 2}"


def test_german_and_japanese_have_words_for_seasons_and_half_years() -> None:
    seasons = {"Frühjahr": 21, "Frühling": 21, "Sommer": 22, "Herbst": 23, "Winter": 24}
    found = 0
    for text, value in drawn("de").items():
        if match := re.fullmatch(r"(\w+) (\d{4}) bis (\w+) (\d{4})", text):
            first, year, last, end = match.groups()
            if first in seasons:
                found += 1
                assert value == f"{year}-{seasons[first]}/{end}-{seasons[last]}"
    assert found
    assert any(re.fullmatch(r"\d{4}年上半期から\d{4}年下半期まで", text) for text in drawn("ja", 9000))


def test_every_language_draws_values_of_the_language() -> None:
    for language in ("en", "fr", "ru", "hu", "ar", "fa", "zh", "sw"):
        assert all(map(accepts, drawn(language, 300).values()))
