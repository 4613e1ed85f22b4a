"""Centuries beside years that narrow them."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.archival import narrowed
from data_gen.archival.bodies import Place
from data_gen.archival.lexicon import find
from data_gen.locales import load
from datenorm.values import accepts, resolve


def _drawn(language: str, number: int = 1500) -> list[tuple[str, str]]:
    rng, lexicon = Random(5), find(language)
    assert lexicon is not None
    place = Place(load(language), lexicon)
    found = (narrowed.century(rng, place) for _ in range(number))
    return [(one.text, one.value) for one in found if one]


@pytest.mark.parametrize("language", ["en", "de", "fr", "ru", "ja", "ar"])
def test_the_year_beside_a_century_is_an_end_of_the_range(language: str) -> None:
    drawn = _drawn(language)
    assert len(drawn) > 300
    for text, value in drawn:
        assert accepts(value), text
        if "/" not in value:
            continue
        first, _, last = (resolve(value).value or "").partition("/")
        assert int(first[:4].replace("X", "0")) < int(last[:4].replace("X", "9")), text


def test_before_ends_and_after_begins_the_range() -> None:
    drawn = dict(_drawn("en"))
    before = {text: value for text, value in drawn.items() if re.search(r"\bbefore \d+", text)}
    after = {text: value for text, value in drawn.items() if re.search(r"\(after \d+", text)}
    assert before and after
    bounds = {text: re.findall(r"\d+", text)[-1].zfill(4) for text in drawn}
    for text, value in before.items():
        if "not before" not in text:
            assert value.split("/")[1].rstrip("?")[:4] == bounds[text], text
    for text, value in after.items():
        assert value.split("/")[0].rstrip("?")[:4] == bounds[text], text
    assert any(value.endswith("?") for value in before.values())


def test_a_month_bounds_a_century_too() -> None:
    drawn = _drawn("en", 20_000)
    months = {text: value for text, value in drawn if re.search(r"\(after (April|May|June) \d+\)", text)}
    assert months
    for text, value in months.items():
        name, year = re.findall(r"(April|May|June) (\d+)", text)[0]
        assert value.startswith(f"{year}-0{('April', 'May', 'June').index(name) + 4}/"), text


@pytest.mark.parametrize(("language", "words"), [("en", "in part"), ("fr", "en partie"), ("uk", "частково")])
def test_the_year_of_a_part_of_the_item_does_not_narrow_the_century(language: str, words: str) -> None:
    partly = [(text, value) for text, value in _drawn(language) if words in text]
    assert partly
    for text, value in partly:
        assert not re.search(r"\d{4}", value), text
