"""Bounds of events keep their direction behind any word."""

from __future__ import annotations

from random import Random

import pytest

from data_gen.archival import events
from data_gen.archival.bodies import Expression, Place
from data_gen.archival.lexicon import find, table
from data_gen.locales import inventory, load


def drawn(language: str, number: int) -> list[Expression]:
    lexicon = find(language)
    assert lexicon is not None
    rng, place = Random(1), Place(load(language), lexicon)
    return [one for _ in range(number) if (one := events.bounded(rng, place)) is not None]


@pytest.mark.parametrize("language", [tag for tag in table() if tag in inventory()])
def test_both_directions_are_drawn_alike(language: str) -> None:
    values = [one.value for one in drawn(language, 400)]
    before = sum(value.startswith("../") for value in values)
    assert len(values) > 40
    assert all(value.startswith("../") != value.endswith("/..") for value in values)
    assert 0.3 < before / len(values) < 0.7


def test_words_before_a_bound_do_not_turn_it_round() -> None:
    for one in drawn("de", 1500):
        said = one.text.lower().split()
        if "vor" in said and "nicht" not in one.text.lower():
            assert one.value.startswith("../"), one.text
        if said[:2] == ["nicht", "vor"]:
            assert one.value.endswith("/.."), one.text


def test_nothing_is_active_from_before_a_year() -> None:
    assert not any("from before" in one.text or "from after" in one.text for one in drawn("en", 1500))
