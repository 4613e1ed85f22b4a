"""Weeks of a year or month."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.negatives import calendar_weeks, near_misses


@pytest.mark.parametrize("language", ["en", "de", "ja", "kde"])
def test_weeks_are_numbered_from_1_to_53(language: str) -> None:
    for seed in range(400):
        text = calendar_weeks.draw(Random(seed), language)
        if match := re.search(r"[Ww](\d\d?)(?!\d)|第(\d+)", text):
            assert 1 <= int(match[1] or match[2]) <= 53, text


def test_weeks_are_in_words_of_the_language_and_as_iso_8601_writes_them() -> None:
    texts = {calendar_weeks.draw(Random(seed), "de") for seed in range(600)}
    assert any("KW" in text for text in texts)
    assert any("Woche" in text for text in texts)
    assert any(re.fullmatch(r"\d{4}-W\d\d-[1-7]", text) for text in texts)


def test_weeks_are_among_what_only_looks_like_a_date() -> None:
    texts = {near_misses.near_miss(Random(seed), "en") for seed in range(3000)}
    assert any("week" in text for text in texts)
