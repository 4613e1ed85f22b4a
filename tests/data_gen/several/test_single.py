"""Texts that look like several dates and hold one."""

from __future__ import annotations

import re
from random import Random

from data_gen.archival.bodies import Place
from data_gen.archival.lexicon import EMPTY, find
from data_gen.locales import load
from data_gen.several import sets, single


def test_a_year_with_two_roles_is_one_year() -> None:
    rng = Random(6)
    place = Place(load("en"), find("en") or EMPTY)
    found = [one for one in (single.same_year(rng, place) for _ in range(80)) if one is not None]
    assert found
    for one in found:
        assert set(re.findall(r"\d{4}", one.source)) == {one.value}


def test_other_items_without_a_date_change_no_list() -> None:
    rng = Random(6)
    texts = {sets.beside_undated("1951, 1976", rng, "en") for _ in range(1500)}
    assert "1951, 1976, undated" in texts
    assert all("1951, 1976" in text for text in texts)
