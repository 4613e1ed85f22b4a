"""Dates with roles, and texts with one date that look alike."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen import several
from data_gen.archival.bodies import Place
from data_gen.archival.lexicon import EMPTY, find
from data_gen.example import Example
from data_gen.language import NO_LANGUAGE, languages, rows
from data_gen.locales import load
from data_gen.several import roles, single

LOCALES = ("en", "de", "fr", "ja", "ru", "ar", "hu", "sw", "zh")


def _draw(count: int, module: object, identifiers: tuple[str, ...] = LOCALES) -> list[Example]:
    rng = Random(5)
    places = [Place(load(name), find(name) or EMPTY) for name in identifiers]
    return [module.draw(rng, rng.choice(places)) for _ in range(count)]  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def drawn() -> list[Example]:
    return _draw(800, roles)


def test_there_are_two_to_five_dates_with_different_values(drawn: list[Example]) -> None:
    for example in drawn:
        dates = example.value.split(";")
        assert 2 <= len(dates) <= 5, example
        assert len(set(dates)) == len(dates), example


def test_the_dates_are_in_the_order_of_the_text() -> None:
    english = [example for example in _draw(900, roles, ("en",)) if example.pattern == "roles:phrases"]
    years = [example for example in english if re.fullmatch(r"\d{4}(;\d{4})+", example.value)]
    assert len(years) > 15
    assert all(re.findall(r"\d{4}", example.source) == example.value.split(";") for example in years)


def test_words_of_roles_are_known_in_many_languages_and_have_as_many_fields() -> None:
    assert len(languages("several.roles")) > 30
    for language in languages("several.roles"):
        for key in ("several.roles", "several.labels"):
            assert all(2 <= len(row) <= 5 for row in rows(language, key)), (language, key)
    assert ("* {}", "† {}") in rows(NO_LANGUAGE, "several.roles")


def test_choices_in_words_are_closed() -> None:
    for language in languages("several.roles"):
        for key in ("several.roles", "several.labels"):
            for text in (text for row in rows(language, key) for text in row):
                assert text.count("(") == text.count(")"), (language, text)


def test_a_date_said_twice_is_one_date() -> None:
    twice = [example for example in _draw(600, single) if example.pattern == "twice"]
    assert len(twice) > 80
    assert all(re.fullmatch(r"(\d{4}|XX\d\d)-\d\d-\d\d[①-⑦]?", example.value) for example in twice)


def test_a_dash_between_dates_is_a_range() -> None:
    ranges = [example for example in _draw(600, single) if example.pattern == "range"]
    assert len(ranges) > 80
    assert all("/" in example.value and ";" not in example.value for example in ranges)


def test_other_numbers_beside_a_date_are_no_dates() -> None:
    beside = [example for example in _draw(600, single) if example.pattern == "numbers"]
    assert len(beside) > 80
    assert not any(";" in example.value or example.value[0] == "{" for example in beside)


def test_all_of_it_has_the_kind_several() -> None:
    rng = Random(2)
    examples = [several.draw(rng, load(rng.choice(LOCALES))) for _ in range(200)]
    assert {example.kind for example in examples} == {"several"}
    assert {example.pattern.split(":")[0] for example in examples} >= {
        "set",
        "either",
        "roles",
        "numbers",
        "twice",
    }


def test_times_stand_beside_their_own_dates(drawn: list[Example]) -> None:
    timed = [example for example in drawn if "T" in example.value]
    assert len(timed) > 80
    for example in timed:
        for date in example.value.split(";"):
            hour = re.search(r"T(\d\d)", date)
            assert hour is None or re.match(r"[0-9X]{4}-\d\d-\d\d", date), example


def test_moments_with_a_dash_are_a_range() -> None:
    ranges = [example for example in _draw(1200, single) if "T" in example.value]
    assert any(re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:]+/\d{4}-\d\d-\d\dT[\d:]+", one.value) for one in ranges)


def test_sentences_have_words_between_their_dates(drawn: list[Example]) -> None:
    sentences = [example for example in drawn if example.pattern == "roles:sentences"]
    years = [one for one in sentences if re.fullmatch(r"\d{4};\d{4}", one.value)]
    for example in years:
        first, last = example.value.split(";")
        assert re.search(r"[^\W\d_]{2}", example.source.split(first, 1)[-1].rsplit(last, 1)[0]), example


@pytest.mark.parametrize("language", ["mr", "hi", "bn", "ta", "te", "my", "km", "th", "ja"])
def test_sentences_are_drawn_in_scripts_with_signs_for_vowels(language: str) -> None:
    place = Place(load(language), find(language) or EMPTY)
    for seed in range(40):
        number, form = roles._sentences(Random(seed), place)
        text = form(["18.9", "5.9"])
        assert number == 2 and text.index("18.9") < text.rindex("5.9")
