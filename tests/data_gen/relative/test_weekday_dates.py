"""A weekday and a day of a month that is not named."""

from __future__ import annotations

import datetime
from random import Random

import pytest

from data_gen.language import languages
from data_gen.locales import inventory, load
from data_gen.relative import day_words, weekday_dates
from datenorm.values.automaton import accepts
from datenorm.values.reckoning import Reckoning
from datenorm.values.resolution import resolve

RULES = Reckoning(reference_date=datetime.date(2026, 3, 2))


def drawn(language: str, n: int = 9000) -> dict[str, str]:
    rng, data = Random(language), load(inventory()[language][0])
    pairs = (weekday_dates.draw(rng, data) for _ in range(n))
    return {pair[0].lower(): pair[1] for pair in pairs if pair}


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "friday the thirteenth", "2026-03-13"),
        ("sv", "fredagen den femtonde", "2026-05-15"),
        ("pt", "terça-feira dia vinte e cinco", "2025-11-25"),
        ("es", "martes el día once", "2025-11-11"),
        ("fr", "dimanche premier", "2026-03-01"),
        ("de", "sonntag, den fünfzehnten", "2026-03-15"),
        ("pl", "środa jedenastego", "2026-03-11"),
        ("ar", "السبت السادس عشر", "2026-05-16"),
        ("hi", "शुक्रवार पंद्रह", "2026-05-15"),
        ("ko", "이십이일 금요일", "2026-05-22"),
        ("zh", "二十二日星期五", "2026-05-22"),
        ("vi", "thứ sáu ngày mười lăm", "2026-05-15"),
    ],
)
def test_a_day_in_words_is_the_nearest_that_is_that_weekday(language: str, text: str, value: str) -> None:
    assert resolve(drawn(language)[text], RULES).value == value


def test_forms_of_every_language_are_filled_and_their_values_hold() -> None:
    for language in languages("relative.weekday_and_day_in_words"):
        for text, value in drawn(language, 150).items():
            assert accepts(value), (text, value)
            assert "{" not in text, text


def test_days_without_a_sound_word_are_left_out() -> None:
    assert day_words.ordinal(30, "da") is None
    assert day_words.ordinal(29, "da") == "niogtyvende"


def test_days_have_a_leading_zero_now_and_then() -> None:
    found = drawn("de", 3000)
    assert any(" 07." in text and "-07" in value for text, value in found.items())
