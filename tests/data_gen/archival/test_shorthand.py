"""Centuries in the shorthand of catalogues of manuscripts."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.archival import shorthand
from data_gen.archival.bodies import Place
from data_gen.archival.lexicon import find
from data_gen.locales import load
from datenorm.values import accepts, resolve


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    rng = Random(11)
    lexicon = find("it")
    assert lexicon is not None
    place = Place(load("it"), lexicon)
    found = (shorthand.century(rng, place) for _ in range(60_000))
    return {one.text: one.value for one in found if one is not None}


def test_all_values_are_of_the_language(drawn: dict[str, str]) -> None:
    assert all(map(accepts, drawn.values()))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("s. XII med.", "1134~/1166~"),
        ("S. XIV in.", "1300~/1333~"),
        ("s. XV ex.", "1467~/1499~"),
        ("XII2/4", "1125/1149"),
        ("XIII1/2", "1200/1249"),
        ("XIII1", "1200/1249"),
        ("s. xiv2", "1350/1399"),
        ("s. xvmed", "1434~/1466~"),
        ("s. xi 2", "1050/1099"),
    ],
)
def test_a_sign_says_which_part_of_the_century_is_meant(drawn: dict[str, str], text: str, value: str) -> None:
    assert resolve(drawn[text]).value == value


def test_small_numerals_have_a_word_before_a_bare_half(drawn: dict[str, str]) -> None:
    assert not [text for text in drawn if re.fullmatch(r"[ivx]+[12]", text)]


def test_two_centuries_keep_both(drawn: dict[str, str]) -> None:
    both = {text: value for text, value in drawn.items() if re.fullmatch(r"s\. XI[/–-]XII", text)}
    assert {resolve(value).value for value in both.values()} == {"10XX/11XX"}
