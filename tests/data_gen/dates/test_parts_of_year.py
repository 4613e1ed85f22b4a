"""Weeks, days by number, half years, and the parts of a year alone."""

from __future__ import annotations

import datetime
import re
from random import Random

import pytest

from data_gen.dates import parts_of_year
from data_gen.example import Example
from data_gen.language import languages, rows
from data_gen.locales import load
from data_gen.splits import is_held_out_pattern

LOCALES = ("en", "de", "fr", "ja", "sv", "hu", "sw", "ru", "ko", "ca")


@pytest.fixture(scope="module")
def drawn() -> list[Example]:
    rng = Random(3)
    return [parts_of_year.draw(rng, load(rng.choice(LOCALES))) for _ in range(1500)]


def _of(drawn: list[Example], maker: str) -> list[Example]:
    found = [example for example in drawn if example.pattern == f"year part:{maker}"]
    assert len(found) > 60
    return found


def test_every_week_exists_and_has_its_year_and_number_in_the_text(drawn: list[Example]) -> None:
    for example in _of(drawn, "week"):
        year, week = example.value[:4], int(example.value[6:8])
        assert datetime.date.fromisocalendar(int(year), week, 1)
        assert year in example.source and str(week) in example.source, example


def test_ordinal_days_have_three_digits(drawn: list[Example]) -> None:
    for example in _of(drawn, "ordinal_day"):
        assert re.fullmatch(r"\d{4}-\d{3}", example.value), example
        assert example.value[:4] in example.source
        assert example.value[5:].lstrip("0") in example.source


def test_half_years_are_no_quarters(drawn: list[Example]) -> None:
    values = {example.value[-2:] for example in _of(drawn, "half_year")}
    assert values == {"40", "41"}


def test_seasons_and_quarters_alone_have_no_year(drawn: list[Example]) -> None:
    seasons = {example.value for example in _of(drawn, "season_alone")}
    assert seasons == {"XXXX-21", "XXXX-22", "XXXX-23", "XXXX-24"}
    quarters = {example.value for example in _of(drawn, "quarter_alone")}
    assert quarters == {"XXXX-33", "XXXX-34", "XXXX-35", "XXXX-36"}


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "Q3", "XXXX-35"),
        ("de", "Sommer", "XXXX-22"),
        ("en", "H1", "XXXX-40"),
        ("de", "2. Halbjahr", "XXXX-41"),
    ],
)
def test_well_known_parts_are_drawn(language: str, text: str, value: str) -> None:
    rng, data = Random(1), load(language)
    drawn = {(one.source, one.value) for one in (parts_of_year.draw(rng, data) for _ in range(3000))}
    assert (text, value) in drawn


def test_training_always_has_them() -> None:
    for maker in ("week", "ordinal_day", "half_year", "season_alone", "quarter_alone"):
        assert not is_held_out_pattern(f"year part:{maker}")


def test_both_halves_have_other_words() -> None:
    for language in languages("archival.half_year_alone"):
        first, second = rows(language, "archival.half_year_alone")
        assert not set(first) & set(second)
