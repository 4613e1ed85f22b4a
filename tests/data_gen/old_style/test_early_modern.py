"""Months as old records name them."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.locales import load
from data_gen.old_style import early_modern
from datenorm.values import accepts

_QUAKERS = re.compile(r"(\d|st|nd|rd|th) ?(mo|month)\b")


@pytest.mark.parametrize("language", ["en", "fr", "de", "nl", "it", "es", "pt", "la", "sv", "pl", "cs"])
def test_months_called_by_seven_to_ten_are_september_to_december(language: str) -> None:
    seen = set()
    for seed in range(900):
        example = early_modern.with_old_name(Random(seed), load(language))
        assert accepts(example.value), example
        if match := re.search(r"(?<!\w)(7|8|9|10|vii|viii|ix|x)(?=m?b)", example.source.lower()):
            number = {"vii": 7, "viii": 8, "ix": 9, "x": 10}.get(match[1]) or int(match[1])
            assert int(example.value[5:7]) == number + 2, example
            seen.add(number)
    assert seen == {7, 8, 9, 10}


def test_the_day_never_grows_together_with_such_a_month() -> None:
    for seed in range(800):
        example = early_modern.with_old_name(Random(seed), load("fr"))
        assert not re.search(r"\d{2,}m?bre", example.source.replace("10bre", "Xbre")), example


def test_months_by_number_are_those_of_the_new_year_on_1_january() -> None:
    drawn = [early_modern.with_old_name(Random(seed), load("en")) for seed in range(1500)]
    numbered = [(example.source, example.value) for example in drawn if _QUAKERS.search(example.source)]
    assert numbered
    for text, value in numbered:
        assert 1753 <= int(value[:4]) <= 1930
        month = re.search(r"(\d+)(st|nd|rd|th)? ?mo", text)
        assert month is None or int(month[1]) == int(value[5:7]), (text, value)


def test_only_languages_with_such_names_are_known() -> None:
    assert early_modern.has_old_names("de")
    assert not early_modern.has_old_names("ja")
