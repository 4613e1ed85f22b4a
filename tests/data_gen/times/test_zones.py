"""Zones: an offset of nothing is UTC beside the name of UTC, and stays an offset without one."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.times.zones import Zone, zone


@pytest.fixture(scope="module")
def drawn() -> list[Zone]:
    rng = Random(8)
    return [zone(rng) for _ in range(12_000)]


def test_utc_with_an_offset_of_nothing_is_utc(drawn: list[Zone]) -> None:
    found = [one for one in drawn if re.fullmatch(r"\(?(UTC|GMT) ?[+-]0?0(:?00)?\)?", one.text)]
    assert {one.text for one in found} >= {"GMT+00:00", "GMT+0", "UTC+00:00"}
    assert {one.meant for one in found} == {"Z"}


def test_an_offset_of_nothing_before_the_name_of_utc_is_utc(drawn: list[Zone]) -> None:
    found = [one for one in drawn if re.fullmatch(r"\+00:?00 \(?(UTC|GMT)\)?", one.text)]
    assert found
    assert {one.meant for one in found} == {"Z"}


def test_a_bare_offset_of_nothing_stays_as_it_is(drawn: list[Zone]) -> None:
    found = {one.text: one.meant for one in drawn if re.fullmatch(r"[+−-]00(:?00)?", one.text)}
    assert set(found) == {"+00:00", "+0000", "+00"}
    assert set(found.values()) == {"+00:00", "+00"}
