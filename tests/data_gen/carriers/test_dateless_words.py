"""What is put into text that has no date has no word for one: tonight, demain, 今日."""

from __future__ import annotations

import pytest

from data_gen.carriers import pools
from data_gen.documents import surroundings
from data_gen.language import languages, texts
from data_gen.locales import inventory
from data_gen.relative.words import is_relative

LISTED = tuple(language for language in inventory() if pools.has_word_list(language))
UNSPACED = ("ja", "zh", "th")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("are you there tonight", "en"),
        ("Aujourd’hui encore", "fr"),
        ("See you this weekend!", "en"),
        ("it rains this morning, too", "en"),
        ("merry christmas", "en"),
        ("esta noche", "es"),
        ("heute Abend", "de"),
    ],
)
def test_words_and_phrases_for_days_are_known(text: str, language: str) -> None:
    assert is_relative(text, language)


@pytest.mark.parametrize(
    "text", ["this is the morning", "weekly", "a kindness of tomorrowland", "the nights"]
)
def test_words_that_only_contain_them_are_not(text: str) -> None:
    assert not is_relative(text, "en")


def test_every_language_with_a_word_list_is_meant() -> None:
    assert {"en", "de", "fr", "ru", "ja", "zh", "it", "nl"} <= set(LISTED)


@pytest.mark.parametrize("language", LISTED)
def test_no_word_or_sentence_beside_dates_or_without_them_is_a_date(language: str) -> None:
    known = (
        *pools.words(language),
        *pools.plain_sentences(language),
        *surroundings.common_sentences(language),
        *surroundings.common_words(language),
    )
    assert [text for text in known if is_relative(text, language)] == []


def test_requests_and_plain_sentences_name_no_day() -> None:
    for key in ("documents.plain", "carriers.talk"):
        for language in languages(key):
            if language in inventory() and language not in UNSPACED:
                assert [text for text in texts(language, key) if is_relative(text, language)] == []
