"""Ranges with unlike ends: what each end says, and what a qualifier is about."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.archival import mixed_spans
from data_gen.archival.bodies import Expression, Place
from data_gen.archival.lexicon import EMPTY, find
from data_gen.locales import load
from datenorm.values import accepts


def drawn(language: str, number: int) -> list[Expression]:
    rng = Random(4)
    place = Place(load(language), find(language) or EMPTY)
    found = (mixed_spans.mixed(rng, place) for _ in range(number))
    return [one for one in found if one is not None]


@pytest.mark.parametrize("language", ["en", "de", "fr", "ru", "hu", "ja", "fa"])
def test_every_value_is_accepted_and_most_texts_are_drawn(language: str) -> None:
    found = drawn(language, 150)
    assert len(found) > 120
    for one in found:
        assert accepts(one.value), one


def test_a_mark_apart_from_a_range_is_about_both_ends() -> None:
    texts = {one.text: one.value for one in drawn("en", 1500)}
    apart = {text: value for text, value in texts.items() if re.fullmatch(r"\[\d+–\d+\?\]", text)}
    assert apart
    for text, value in apart.items():
        start, end = map(int, re.findall(r"\d+", text))
        assert value == f"{start:04d}?/{end:04d}?"


def test_a_mark_right_after_a_year_is_about_that_year() -> None:
    texts = {one.text: one.value for one in drawn("en", 1500)}
    first = {text: value for text, value in texts.items() if re.fullmatch(r"\d+\?–\d+", text)}
    assert first
    for text, value in first.items():
        start, end = map(int, re.findall(r"\d+", text))
        assert value == f"{start:04d}?/{end:04d}"


def test_ends_that_are_one_of_two_years_give_the_widest_range() -> None:
    found = [(one.text, one.value) for one in drawn("en", 3000)]
    doubled = [pair for pair in found if re.fullmatch(r"\d{4} or \d ?[-–—] ?\d{4}", pair[0])]
    assert doubled
    for text, value in doubled:
        assert value == f"{text[:4]}/{text[-4:]}"
