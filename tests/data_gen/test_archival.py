"""Archival dates: a year with a sign says what it shows."""

from __future__ import annotations

import re
from random import Random

from data_gen import archival
from data_gen.locales import load

MINUS = "[-\u2212]"


def test_years_with_a_minus_are_written_and_keep_their_sign() -> None:
    rng = Random(1)
    seen = set()
    for _ in range(4000):
        surface, value, _ = archival.draw(rng, load("en"))
        if surface.pattern.endswith("signed") and re.match(MINUS, surface.text):
            seen.add(surface.text[0])
            assert value == "-" + surface.text[1:]
    assert seen == {"-", "\u2212"}


def test_a_hyphen_stands_before_a_year_with_a_nought_only_as_else_it_could_be_a_range_cut_short() -> None:
    rng = Random(2)
    for _ in range(4000):
        surface, _, _ = archival.draw(rng, load("fr"))
        assert not re.match(r"-[1-9]", surface.text), surface.text


def test_a_plus_changes_nothing() -> None:
    rng = Random(3)
    plus = []
    for _ in range(4000):
        surface, value, _ = archival.draw(rng, load("de"))
        if surface.text.startswith("+"):
            plus.append(surface.text == f"+{value}")
    assert plus and all(plus)
