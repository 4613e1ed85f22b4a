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


def _drawn(language: str) -> list[tuple[str, str]]:
    rng, lexicon = Random(5), find(language)
    assert lexicon is not None
    place = Place(load(language), lexicon)
    found = (narrowed.century(rng, place) for _ in range(1500))
    return [(one.text, one.value) for one in found if one]


@pytest.mark.parametrize("language", ["en", "de", "fr", "ru", "ja", "ar"])
def test_the_year_beside_a_century_is_an_end_of_the_range(language: str) -> None:
    drawn = _drawn(language)
    assert len(drawn) > 300
    for text, value in drawn:
        assert accepts(value), text
        first, _, last = (resolve(value).value or "").partition("/")
        assert int(first[:4].replace("X", "0")) < int(last[:4].replace("X", "9")), text


def test_before_ends_and_after_begins_the_range() -> None:
    drawn = dict(_drawn("en"))
    before = {text: value for text, value in drawn.items() if re.search(r"\bbefore \d+", text)}
    after = {text: value for text, value in drawn.items() if re.search(r"\(after \d+", text)}
    assert before and after
    bounds = {text: re.findall(r"\d+", text)[-1].zfill(4) for text in drawn}
    assert all(value.endswith(bounds[text]) for text, value in before.items() if "not before" not in text)
    assert all(value.startswith(bounds[text]) for text, value in after.items())
