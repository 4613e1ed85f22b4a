"""Ranges with unlike ends: what each end says, and what a qualifier is about."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

import pytest

from data_gen.archival import mixed_spans
from data_gen.archival.bodies import Expression, Place
from data_gen.archival.lexicon import EMPTY, find
from data_gen.locales import load
from datenorm.values import accepts, resolve


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


def _made(maker: Callable[[Random, Place], Expression | None], language: str) -> list[Expression]:
    rng, place = Random(9), Place(load(language), find(language) or EMPTY)
    return [one for one in (maker(rng, place) for _ in range(600)) if one is not None]


@pytest.mark.parametrize("language", ["en", "fr", "de", "uk", "is"])
def test_a_month_and_a_day_of_one_year_have_it_once_and_follow_each_other(language: str) -> None:
    found = _made(mixed_spans.month_and_day, language)
    assert len(found) > 30
    for one in found:
        first, last = one.value.split("/")
        assert accepts(one.value) and first[:4] == last[:4] and first[5:7] < last[5:7], one
        assert one.text.count(str(int(first[:4]))) == 1 and {len(first), len(last)} == {7, 10}, one


@pytest.mark.parametrize("language", ["en", "fr", "de", "ru", "is", "ja"])
def test_a_year_is_before_the_end_of_the_century_beside_it(language: str) -> None:
    found = _made(mixed_spans.year_and_century, language)
    assert len(found) > 30
    for one in found:
        assert accepts(one.value), one
        first, last = (resolve(one.value).value or "").split("/")
        assert int(first[:4].replace("X", "0")) < int(last[:4].replace("X", "9")), one
