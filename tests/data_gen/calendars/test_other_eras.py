"""Years of eras without a value: beside ours they are ours, alone they are refused."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.calendars import other_eras
from data_gen.example import REFUSAL, Example
from data_gen.locales import load
from data_gen.negatives import unsupported_calendars


@pytest.fixture(scope="module")
def drawn() -> list[Example]:
    rng = Random(3)
    return [other_eras.beside_ours(rng) for _ in range(8000)]


def test_seleucid_years_are_311_or_312_more_than_ours(drawn: list[Example]) -> None:
    pairs = [re.findall(r"\d{3,4}", one.source) for one in drawn if one.source.startswith("A. Gr. ")]
    single = [tuple(map(int, pair)) for pair in pairs if len(pair) == 2]
    assert single
    assert {theirs - ours for theirs, ours in single} <= {311, 312}


def test_the_value_is_the_year_of_ours(drawn: list[Example]) -> None:
    found = [re.fullmatch(r"Rumi (\d{4}) ?[(/=] ?(\d{4})\)?", one.source) for one in drawn]
    matches = [(match, one) for match, one in zip(found, drawn, strict=True) if match]
    assert matches
    for match, one in matches:
        assert one.value == match[2]
        assert int(match[2]) - int(match[1]) in (584, 585)


def test_ottoman_fiscal_days_are_twelve_or_thirteen_days_behind_ours(drawn: list[Example]) -> None:
    found = [re.fullmatch(r"(\d+) Mart (\d{4}) \((\d+) Mart (\d{4})\)", one.source) for one in drawn]
    days = [tuple(map(int, match.groups())) for match in found if match]
    assert days
    for theirs, year, ours, our_year in days:
        assert ours - theirs == (13 if our_year > 1900 or (our_year == 1900 and ours >= 14) else 12)
        assert our_year - year == 584


def test_alone_they_are_refused() -> None:
    rng = Random(5)
    drawn = [unsupported_calendars.draw(rng, load("en")) for _ in range(2000)]
    bikram = [one for one in drawn if re.search(r"\bB\.?S\b|Bikram|Rumi", one.source)]
    assert len(bikram) > 50
    assert {one.value for one in bikram} == {REFUSAL}
