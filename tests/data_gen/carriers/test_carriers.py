"""A carried date stays whole and stays the only date of its text."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.carriers import pools
from data_gen.carriers.carry import carry
from data_gen.example import Example
from data_gen.language import languages, texts
from data_gen.times import clock
from data_gen.times.timed import with_time

LANGUAGES = ("en", "de", "fr", "ru", "ja", "zh", "ko", "ar", "hi", "tr", "fi", "zu", None)
DATE = "20 Xulember 1969"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("heavy", [False, True])
def test_the_date_stands_whole_in_its_carrier(language: str | None, heavy: bool) -> None:
    rng = Random(f"{language}{heavy}")
    for _ in range(200):
        text, name = carry(DATE, rng, language, heavy=heavy)
        assert text.count(DATE) == 1
        assert name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("heavy", [False, True])
def test_carriers_hold_no_other_number_without_a_label(language: str | None, heavy: bool) -> None:
    rng = Random(f"{language}{heavy}")
    for _ in range(200):
        text, kind = carry(DATE, rng, language, heavy=heavy)
        assert kind == "labelled" or not re.search(r"\d", text.replace(DATE, "")), text


def test_no_labelled_number_stands_beside_a_date_without_its_whole_year() -> None:
    rng = Random(8)
    for short in ("5 May", "3/4/05", "3.5."):
        for _ in range(300):
            text, _ = carry(short, rng, "en")
            assert not re.search(r"\d", text.replace(short, "")), text


def test_a_label_stands_between_its_number_and_a_date_or_a_mark_does() -> None:
    rng = Random(9)
    seen = 0
    for _ in range(2000):
        text, kind = carry(DATE, rng, "fr")
        if kind == "labelled" and text != DATE and re.search(r"\d", text.replace(DATE, "")):
            seen += 1
            assert not re.search(rf"\d {re.escape(DATE)}|{re.escape(DATE)} \d", text), text
    assert seen > 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_carriers_add_no_month_or_weekday(language: str | None) -> None:
    rng = Random(str(language))
    names = pools.date_words(language or "en") | pools.date_words("en")
    for _ in range(300):
        text, kind = carry(DATE, rng, language, heavy=True)
        rest = text.replace(DATE, "").lower()
        assert not names & set(re.findall(r"[^\W\d_]{3,}", rest)) or kind == "sentence", text


def test_no_phrase_bounds_a_date_or_makes_it_approximate() -> None:
    barred = {
        "before",
        "after",
        "until",
        "since",
        "about",
        "circa",
        "c.",
        "ca.",
        "vor",
        "nach",
        "bis",
        "seit",
        "avant",
        "après",
    }
    for key in ("carriers.leads", "carriers.tails"):
        for language in languages(key):
            for phrase in texts(language, key):
                assert not barred & set(phrase.lower().split()), phrase


def test_every_sentence_has_one_place_for_the_date() -> None:
    for language in languages("carriers.sentences"):
        for sentence in texts(language, "carriers.sentences"):
            assert sentence.count("{d}") == 1, sentence
            assert not re.search(r"\d", sentence), sentence


def _timed(date: str, rng: Random, language: str | None) -> str:
    return with_time(Example(date, "1969-07-20", ""), rng, language).source


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_time_leaves_day_month_and_year_as_they_are(language: str | None) -> None:
    rng = Random(str(language))
    for _ in range(300):
        text = _timed(DATE, rng, language)
        assert text.index("20 Xulember") < text.index("1969")
        assert text != DATE


def test_a_time_may_stand_between_day_and_year() -> None:
    assert any(
        re.fullmatch(r"20 Xulember \d\d?:.* 1969", _timed(DATE, Random(seed), "en")) for seed in range(200)
    )


def test_iso_dates_get_iso_times() -> None:
    texts = {_timed("1987-11-23", Random(seed), "en") for seed in range(300)}
    assert any(re.fullmatch(r"1987-11-23T\d\d:\d\d:\d\dZ", text) for text in texts)
    assert any(re.fullmatch(r"19871123\d{6}", _timed("19871123", Random(seed), "en")) for seed in range(300))


def test_korean_and_japanese_particles_are_glued_to_the_date() -> None:
    assert any(carry("1987年3月28日", Random(seed), "ja")[0] == "1987年3月28日に" for seed in range(400))
    assert any(carry("1998/10/27", Random(seed), "ko")[0] == "1998/10/27에" for seed in range(400))


def test_times_are_written_in_the_words_of_the_language() -> None:
    drawn = {clock.local(Random(seed), "de").text for seed in range(100)}
    assert any("Uhr" in text for text in drawn)
    assert any("時" in clock.local(Random(seed), "ja").text for seed in range(50))


def test_the_same_seed_carries_the_same_way() -> None:
    assert [carry(DATE, Random(seed), "it") for seed in range(30)] == [
        carry(DATE, Random(seed), "it") for seed in range(30)
    ]


def test_datelines_and_names_of_fields_stand_before_a_date() -> None:
    found = {carry("3 May 1890", Random(number), "de") for number in range(600)}
    datelines = [text for text, kind in found if kind == "dateline"]
    fields = [text for text, kind in found if kind == "field"]
    assert any(text.endswith(", den 3 May 1890") for text in datelines)
    labels = {label.lower() for label in texts("de", "carriers.labels")}
    assert fields
    assert {re.split(r"[^\w ]", text.split("3 May")[0])[0].strip().lower() for text in fields} <= labels
    assert all("3 May 1890" in text for text in (*datelines, *fields))


def test_cities_have_names_in_their_language() -> None:
    assert {"Moskau", "Kairo"} <= set(pools.cities("de"))
