"""Sets of days and months near the reference date."""

import re
from collections import Counter
from random import Random

import pytest

from data_gen.example import Example
from data_gen.locales import load
from data_gen.ordinary import talkative
from data_gen.several import near
from datenorm.values import accepts


def drawn(language: str, number: int = 200) -> list[Example]:
    rng, data = Random(language), load(language)
    return [near.draw(rng, data) for _ in range(number)]


@pytest.mark.parametrize("language", talkative())
def test_each_language_has_them(language: str) -> None:
    for example in drawn(language, 60):
        assert accepts(example.value), example
        assert example.value[0] + example.value[-1] in ("{}", "[]"), example
        assert "{" not in example.source, example


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "Monday and Thursday", "{@①,@④}"),
        ("en", "today or tomorrow", "[@,@+1d]"),
        ("en", "May or June", "[XXXX-05,XXXX-06]"),
        ("de", "gestern und heute", "{@-1d,@}"),
        ("fr", "mardi ou jeudi", "[@②,@④]"),
        ("en", "next Monday or Tuesday", "[@»①,@»②]"),
    ],
)
def test_and_is_all_of_them_and_or_is_one(language: str, text: str, value: str) -> None:
    assert {one.value for one in drawn(language, 20_000) if one.source == text} == {value}


def test_a_word_for_now_is_not_the_name_of_a_day() -> None:
    assert not any(re.search(r"\bnow\b", one.source) for one in drawn("en", 500))


def test_most_weekdays_are_in_the_order_of_the_week() -> None:
    found = [re.findall("[①-⑦]", one.value) for one in drawn("en", 500) if "@" in one.value]
    in_order = Counter(days == sorted(days) for days in found if days)
    assert in_order[True] > 4 * in_order[False] > 0
