"""Bounds of which one is meant are several dates."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.archival.bodies import Place
from data_gen.archival.lexicon import EMPTY, find
from data_gen.example import Example
from data_gen.locales import load
from data_gen.several import bounds
from datenorm.values import accepts


def drawn(language: str, number: int = 150) -> list[Example]:
    rng, place = Random(1), Place(load(language), find(language) or EMPTY)
    return [one for _ in range(number) if (one := bounds.draw(rng, place))]


@pytest.mark.parametrize("language", ["en", "de", "es", "tr", "hi", "ja", "ko", "zh", "ar"])
def test_there_are_two_or_three_different_ones(language: str) -> None:
    found = drawn(language)
    assert len(found) > 100
    for one in found:
        values = one.value.split(";")
        assert accepts(one.value), one
        assert len(set(values)) == len(values) in (2, 3), one


def test_they_are_in_the_order_of_the_text() -> None:
    years = re.compile(r"(?:\.\./\d{4}|\d{4}/\.\.)(?:;(?:\.\./\d{4}|\d{4}/\.\.))+")
    found = [one for one in drawn("en", 1500) if years.fullmatch(one.value)]
    assert len(found) > 20
    for one in found:
        assert [year.zfill(4) for year in re.findall(r"\d{3,4}", one.source)] == re.findall(
            r"\d{4}", one.value
        )


def test_some_are_before_one_date_or_after_another() -> None:
    values = [one.value for one in drawn("en", 400)]
    assert any(re.fullmatch(r"\.\./[^;]+;[^;]+/\.\.", value) for value in values)
    assert any(re.fullmatch(r"[^;]+/\.\.;\.\./[^;]+", value) for value in values)


def test_a_language_without_words_for_bounds_has_none() -> None:
    assert not drawn("cv")
