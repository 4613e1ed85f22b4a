"""Dates of running text: bounds of recent years, what is counted in a longer time, feasts, parts of today."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.locales import load
from data_gen.phrases import counted, recent_bound
from data_gen.relative import feasts
from datenorm.values import accepts


@pytest.mark.parametrize("language", ["en", "es", "nl", "tr", "ja", "zh", "ko", "hi", "ru", "ar"])
def test_a_recent_bound_has_a_year_of_today_on_one_side(language: str) -> None:
    rng = Random(1)
    drawn = [one for _ in range(300) if (one := recent_bound(rng, load(language)))]
    assert len(drawn) > 150
    for one in drawn:
        assert accepts(one.value)
        found = re.fullmatch(r"\.\./(\d{4}).*|(\d{4}).*/\.\.", one.value)
        assert found and 1985 <= int(found[1] or found[2]) <= 2032, one


def test_bounds_are_said_in_more_ways_than_before_and_after() -> None:
    rng = Random(2)
    drawn = {re.sub(r"\d{4}", "y", one.source) for _ in range(6000) if (one := recent_bound(rng, load("en")))}
    assert {"later than y", "no later than y", "starting y", "y or later", "y and before"} <= drawn


@pytest.mark.parametrize("language", ["en", "de", "es", "nl", "ja", "ko"])
def test_what_is_counted_is_within_a_longer_time(language: str) -> None:
    rng = Random(3)
    values = [one.value for _ in range(300) if (one := counted(rng, load(language)))]
    assert len(values) > 150
    assert all("#" in value or value.endswith("=w") or re.search("-3[3-6]$", value) for value in values)


def test_feasts_have_a_year_or_none() -> None:
    rng = Random(4)
    drawn = {one.value for _ in range(4000) if (one := feasts.draw(rng, load("en")))}
    assert {"XXXX-12-25", "XXXXe+1d", "XXXX-10-31"} <= drawn
    assert any(re.fullmatch(r"\d{4}-12-25", value) for value in drawn)
