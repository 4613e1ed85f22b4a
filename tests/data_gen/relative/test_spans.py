"""Spans of time beside the word that turns them into a date."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.language import languages, pairs
from data_gen.locales import inventory, load
from data_gen.relative import spans
from datenorm.values.automaton import accepts


def drawn(language: str, n: int = 1500) -> dict[str, str]:
    rng, data = Random(language), load(language)
    return dict(found for _ in range(n) if (found := spans.draw(rng, data)))


def test_each_is_a_program_and_has_no_placeholder_left() -> None:
    for language in languages("relative.shifts"):
        found = drawn(inventory()[language][0], 100)
        assert found, language
        assert all(accepts(value) and "{" not in text for text, value in found.items()), language


@pytest.mark.parametrize(
    ("language", "text", "program"),
    [
        ("ca", "en un mes", "@+1m"),
        ("pt", "duas semanas depois de amanhã", "@+1d+2w"),
        ("es", "5 semanas después de ayer", "@-1d+5w"),
        ("pl", "trzy lata temu", "@-3y"),
        ("nl", "4 weken na morgen", "@+1d+4w"),
        ("sv", "om 5 arbetsdagar", "@+5b"),
        ("fi", "kaksi viikkoa sitten", "@-2w"),
        ("tr", "7 ay önce", "@-7m"),
        ("ar", "بعد شهرين", "@+2m"),
        ("uk", "останні 5 тижнів", "@-5w/@"),
        ("es", "hace 30 minutos", "@-30M"),
        ("tr", "5 dakika içinde", "@+5M"),
        ("nl", "over drie uur", "@+3H"),
    ],
)
def test_the_span_and_the_word_beside_it_are_its_steps(language: str, text: str, program: str) -> None:
    rng, data = Random(language), load(language)
    found = (spans.draw(rng, data) for _ in range(60000))
    assert next(one[1] for one in found if one and one[0] == text) == program


def test_numbers_in_words_stand_only_where_no_letter_follows() -> None:
    assert not any(re.search("(two|three|five)[dw]", text) for text in drawn("en", 6000))


def test_eight_days_in_words_may_be_a_week_and_are_left_out() -> None:
    assert not any(re.search("(?<!-)huit jours(?! ouvr)", text) for text in drawn("fr", 6000))


def test_minutes_and_hours_are_counted_from_now_and_not_from_today() -> None:
    for language, today in (("en", "today"), ("de", "heute"), ("ja", "今日"), ("tr", "bugün")):
        timed = [text for text, value in drawn(language, 3000).items() if value[-1] in "HM"]
        assert timed
        assert not any(today in text for text in timed), language


def test_a_day_beside_another_day_has_words_of_its_own() -> None:
    assert not any("day before yesterday" in text for text in drawn("en", 6000))


def test_the_spans_of_a_language_are_numbers_and_units() -> None:
    for language in languages("relative.spans"):
        for text, meant in pairs(language, "relative.spans").items():
            assert re.fullmatch(r"(\{n\}|\d+)[dwmyb]", meant), (language, text)
            assert ("{n}" in text) == ("{n}" in meant), (language, text)
