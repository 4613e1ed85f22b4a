"""Feasts by name, of our calendar and of others, with and without a year."""

import re
from random import Random

import pytest

from data_gen.language import languages, rows
from data_gen.locales import load
from data_gen.relative import feasts
from datenorm.values import accepts

CALENDARS = re.compile(r"[IAPC]-")


def drawn(locale: str, count: int = 3000) -> list[tuple[str, str]]:
    """Feasts of a locale: texts and values."""
    rng, data = Random(4), load(locale)
    return [one for _ in range(count) if (one := feasts.named(rng, data))]


def test_the_values_of_feasts_are_in_the_language_with_and_without_a_year() -> None:
    for language in languages("relative.feasts"):
        for names, value in rows(language, "relative.feasts"):
            assert all(name.strip() for name in names.split("|")), language
            assert accepts(f"XXXX{value}") and accepts(f"1951{value}"), (language, names)


def test_a_name_is_one_feast_of_its_language() -> None:
    for language in languages("relative.feasts"):
        days: dict[str, str] = {}
        for names, value in rows(language, "relative.feasts"):
            for name in names.split("|"):
                assert days.setdefault(name.casefold(), value) == value, (language, name)


@pytest.mark.parametrize("locale", ["en", "ar", "he", "zh", "tr", "fa"])
def test_everything_drawn_is_a_value(locale: str) -> None:
    assert all(accepts(value) for _, value in drawn(locale))


def test_feasts_of_the_julian_calendar_have_years_in_which_it_is_thirteen_days_behind() -> None:
    years = [int(value[:4]) for _, value in drawn("sr") if value[:4].isdecimal()]
    assert len(years) > 50
    assert min(years) > 1900


def test_feasts_of_other_calendars_have_years_that_their_tables_have() -> None:
    years = [int(value[:4]) for _, value in drawn("zh") if re.match(r"\d{4}C", value)]
    assert len(years) > 50
    assert 1900 <= min(years) and max(years) <= 2100


def test_a_feast_of_another_calendar_may_have_a_year_of_that_calendar() -> None:
    own = [(text, value) for text, value in drawn("he") if re.match(r"A\d", value)]
    assert own
    for text, value in own:
        year, of_year = value[1:5], "A" + value[5:]
        assert 5700 <= int(year) <= 5800 and year in text
        assert of_year in {meant for _, meant in rows("he", "relative.feasts")}


def test_feasts_are_written_in_the_script_of_their_file() -> None:
    assert not drawn("sr-Latn", 100)
