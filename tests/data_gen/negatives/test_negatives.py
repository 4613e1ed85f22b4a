"""Negatives hold no date; impossible dates stay impossible however their fields are read."""

from __future__ import annotations

import calendar
from random import Random

import pytest

from data_gen.locales import inventory, load
from data_gen.negatives.date_likeness import looks_dated
from data_gen.negatives.refusals import impossible_fields, impossible_named, negative


def exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


@pytest.mark.parametrize("seed", range(40))
def test_impossible_named_days_are_none_of_their_month(seed: int) -> None:
    year, month, day = impossible_named(Random(seed))
    assert 1 <= month <= 12
    assert not exists(year, month, day)


@pytest.mark.parametrize("seed", range(60))
def test_impossible_fields_make_no_date_with_day_and_month_turned_round(seed: int) -> None:
    year, month, day = impossible_fields(Random(seed))
    assert not exists(year, month, day)
    assert not exists(year, day, month)


def test_both_leap_days_and_days_zero_are_among_the_impossible() -> None:
    drawn = [impossible_named(Random(seed)) for seed in range(300)]
    assert any((month, day) == (2, 29) and not calendar.isleap(year) for year, month, day in drawn)
    assert any(day == 0 for _, _, day in drawn)
    assert any((month, day) == (4, 31) for _, month, day in drawn)


@pytest.mark.parametrize(
    "text",
    [
        "5.12.1988",
        "1988-12-05",
        "20160721",
        "1969",
        "in 1969",
        "3/7",
        "7/2014",
        "May 5",
        "5 juillet",
        "2018年10月5日",
        "3月",
        "44 BC",
        "H30",
    ],
)
def test_texts_that_may_be_dates_are_told(text: str) -> None:
    assert looks_dated(text, "fr")


@pytest.mark.parametrize(
    "text",
    [
        "room 412",
        "+49 7332 103011",
        "17:24",
        "$1,969.50",
        "192.168.10.20",
        "3 weeks",
        "June",
        "Version 2.4.17",
    ],
)
def test_texts_that_are_no_dates_pass(text: str) -> None:
    assert not looks_dated(text, "en")


@pytest.mark.parametrize("language", ["en", "de", "ja", "ar", "zu", "hy", None])
def test_negatives_of_every_language_hold_no_date(language: str | None) -> None:
    rng = Random(3)
    for _ in range(400):
        text, name = negative(rng, language)
        assert text.strip()
        assert name
        assert name == "near-miss" or language is None or not looks_dated(text, language)


def test_no_negative_names_a_day_of_a_month_in_its_language() -> None:
    months = {name.casefold() for form in load("en").months.values() for name in form}
    rng = Random(4)
    for _ in range(2000):
        text, name = negative(rng, "en")
        if name == "near-miss":  # `5 May Street`
            continue
        words = {word.casefold().strip(".,") for word in text.split()}
        assert not (words & months and any(map(str.isdigit, text))), text


def test_every_kind_of_negative_is_drawn() -> None:
    rng = Random(5)
    kinds = {negative(rng, "es")[1] for _ in range(1500)}
    assert {
        "code",
        "time",
        "duration",
        "relative",
        "undated",
        "sentence",
        "person",
        "address",
        "phone",
    } <= kinds


def test_every_language_has_negatives() -> None:
    for language in inventory():
        assert negative(Random(language), language)[0]


def test_the_same_seed_draws_the_same_negatives_whatever_was_drawn_before() -> None:
    first = [negative(Random(seed), "fr") for seed in range(50)]
    for other in ("de", "ja", "ru"):
        negative(Random(1), other)
    assert [negative(Random(seed), "fr") for seed in range(50)] == first
