"""Negatives hold no date; impossible dates stay impossible however their fields are read."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from random import Random

import pytest

from data_gen.language import languages, texts
from data_gen.locales import inventory, load
from data_gen.negatives import unsupported_calendars, words
from data_gen.negatives.dateless import (
    NEGATIVES,
    _thirteenth_month,
    dateless,
    draw_negative,
    impossible_fields,
    impossible_named,
    impossible_short,
    looks_dated,
)
from data_gen.relative import expressions
from data_gen.relative.cldr import sayings
from data_gen.relative.fillers import alternatives
from data_gen.relative.own import own_sayings
from datenorm import values

MAY_LOOK_DATED = {negative.name for negative in NEGATIVES if negative.may_look_dated}


def exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


@pytest.mark.parametrize("seed", range(40))
def test_impossible_named_days_are_none_of_their_month(seed: int) -> None:
    found = impossible_named(Random(seed))
    assert 1 <= found.month <= 12
    assert not exists(found.year, found.month, found.day)


@pytest.mark.parametrize("seed", range(60))
def test_impossible_fields_make_no_date_with_day_and_month_turned_round(seed: int) -> None:
    found = impossible_fields(Random(seed))
    assert not exists(found.year, found.month, found.day)
    assert not exists(found.year, found.day, found.month)


@pytest.mark.parametrize("seed", range(60))
def test_impossible_short_dates_are_none_in_the_order_of_the_hint_or_turned_round(seed: int) -> None:
    found = impossible_short(Random(seed))
    assert not exists(found.year, found.month, found.day)
    assert not exists(found.year, found.day, found.month)
    assert not exists(2000 + found.day, found.month, found.year % 100) or found.day in (30, 31)


def test_impossible_short_dates_are_drawn_in_the_order_of_their_hint() -> None:
    rng = Random(5)
    drawn = [dateless(rng, load(name)) for name in ("en", "en-GB", "de") for _ in range(500)]
    short = [one for one in drawn if "yy" in one.pattern and "yyyy" not in one.pattern]
    assert len(short) > 15
    assert all(values.resolve(one.value).value is None for one in short)
    for one in short:
        first, second = ("d", "M") if one.order == "DMY" else ("M", "d")
        assert one.pattern.index(first) < one.pattern.index(second) < one.pattern.index("yy"), one


def test_both_leap_days_and_days_zero_are_among_the_impossible() -> None:
    drawn = [impossible_named(Random(seed)) for seed in range(300)]
    assert any((one.month, one.day) == (2, 29) and not calendar.isleap(one.year) for one in drawn)
    assert any(one.day == 0 for one in drawn)
    assert any((one.month, one.day) == (4, 31) for one in drawn)


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
        "juin",
        "13日",
        "à demain",
        "Vendredi !",
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
        "They may",
    ],
)
def test_texts_that_are_no_dates_pass(text: str) -> None:
    assert not looks_dated(text, "en")


@pytest.mark.parametrize("language", ["en", "de", "ja", "ar", "zu", "hy"])
def test_negatives_of_every_language_hold_no_date(language: str) -> None:
    rng = Random(3)
    for _ in range(400):
        text, name = draw_negative(rng, language)
        assert text.strip()
        assert name
        assert name in MAY_LOOK_DATED or not looks_dated(text, language)


def test_no_negative_names_a_day_of_a_month_in_its_language() -> None:
    months = {name.casefold() for form in load("en").months.values() for name in form}
    rng = Random(4)
    for _ in range(2000):
        text, name = draw_negative(rng, "en")
        if name in MAY_LOOK_DATED:  # `5 May Street`
            continue
        words = {word.casefold().strip(".,") for word in text.split()}
        assert not (words & months and any(map(str.isdigit, text))), text


def test_every_kind_of_negative_is_drawn() -> None:
    rng = Random(5)
    assert {draw_negative(rng, "es")[1] for _ in range(6000)} == {negative.name for negative in NEGATIVES}


def test_negatives_of_an_unknown_language_are_of_any() -> None:
    text, name = draw_negative(Random(1), "xx")
    assert text and name


def test_every_language_has_negatives() -> None:
    for language in inventory():
        assert draw_negative(Random(language), language)[0]


def test_the_same_seed_draws_the_same_negatives_whatever_was_drawn_before() -> None:
    first = [draw_negative(Random(seed), "fr") for seed in range(50)]
    for other in ("de", "ja", "ru"):
        draw_negative(Random(1), other)
    assert [draw_negative(Random(seed), "fr") for seed in range(50)] == first


def test_dates_of_unsupported_calendars_are_refused() -> None:
    drawn = [unsupported_calendars.draw(Random(seed), load("en")) for seed in range(700)]
    assert {example.value for example in drawn} == {"∅"}
    assert {example.language for example in drawn} >= {"fr", "am", "bn", "ne", "ja", "zh"}


def test_examples_are_refused_but_days_that_only_their_month_lacks() -> None:
    drawn = [dateless(Random(seed), load("de")) for seed in range(2000)]
    read = [example for example in drawn if example.kind != "nodate"]
    assert {example.value for example in drawn if example.kind == "nodate"} == {"∅"}
    assert {example.kind for example in read} == {"full", "datetime"}
    assert len(read) > 40
    assert all(values.accepts(one.value) and not values.exists(one.value) for one in read)
    assert any("-04-31" in example.value for example in read)


@pytest.mark.parametrize(
    ("draw", "text"),
    [
        (words.vague, "recently"),
        (words.vague, "some day"),
        (words.recurring, "every friday"),
        (words.recurring, "for two weeks"),
        (words.duration, "three days"),
    ],
)
def test_durations_recurrences_and_vague_words_are_drawn(
    draw: Callable[[Random, str], str], text: str
) -> None:
    rng = Random(6)
    assert text in {draw(rng, "en").lower() for _ in range(5000)}


def test_relative_dates_are_not_among_the_negatives() -> None:
    rng = Random(6)
    drawn = {draw_negative(rng, "en")[0].lower() for _ in range(40000)}
    assert any(re.fullmatch(r"(two|three|four|five) (days|weeks|months|years)", text) for text in drawn)
    assert not {"yesterday", "tomorrow", "friday", "october", "next week", "two weeks ago"} & drawn


@pytest.mark.parametrize("key", ["relative.vague", "relative.recurring"])
def test_no_language_says_a_relative_date_by_what_is_vague_or_recurs(key: str) -> None:
    for language in languages(key):
        known = {saying.text.lower() for saying in sayings(language)} | set(own_sayings(language))
        assert not known & {text.lower() for text in texts(language, key)}, language


@pytest.mark.parametrize("language", ["en", "de", "fr", "ru", "ja", "zh", "tr", "id"])
def test_no_text_is_both_a_relative_date_and_a_negative(language: str) -> None:
    rng, data = Random(language), load(language)
    dated = {expressions.make(rng, data).source.lower() for _ in range(4000)}
    assert not dated & {draw_negative(rng, language)[0].lower() for _ in range(2000)}


@pytest.mark.parametrize("language", ["vi", "ja", "mn", "en"])
def test_months_that_no_year_has_are_refused_in_languages_that_count_months(language: str) -> None:
    rng = Random(2)
    drawn = [_thirteenth_month(rng, load(language)) for _ in range(60)]
    names = {name for one in drawn for form in load(one.language).months.values() for name in form}
    assert all(
        one.source not in names and re.search(r"(?<!\d)(0|1[3-9]|[2-9]\d)(?!\d)", one.source) for one in drawn
    )
    assert all(one.language == language or language == "en" for one in drawn)
    assert any(re.search(r"\b13|13月", one.source) for one in drawn)


def test_greetings_and_times_of_no_day_are_no_dates_in_their_language() -> None:
    """`Guten Morgen`, though *morgen* is tomorrow."""
    for language in languages("carriers.no_day"):
        said = {saying.text.lower() for saying in sayings(inventory()[language][0])}
        said |= {text.lower() for form in own_sayings(language) for text in alternatives(form)}
        assert not said.intersection(text.lower() for text in texts(language, "carriers.no_day")), language


@pytest.mark.parametrize(
    ("language", "word"),
    [("de", "Guten Morgen"), ("es", "de la mañana"), ("sv", "god morgon"), ("zh", "早上好")],
)
def test_a_text_without_a_day_may_have_the_word_for_tomorrow(language: str, word: str) -> None:
    rng = Random(5)
    assert any(word in words.no_day(rng, language) for _ in range(600))
