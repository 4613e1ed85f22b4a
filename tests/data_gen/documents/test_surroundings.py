"""Text between dates: it has none itself."""

import re
from random import Random

import pytest

from data_gen.documents import surroundings
from data_gen.language import languages, texts
from data_gen.negatives.dateless import looks_dated
from data_gen.relative.fillers import alternatives

MONTH = re.compile(r"\b(January|February|April|June|July|August|September|October|November|December)\b")


def expanded(language: str, key: str) -> list[str]:
    return [text for form in texts(language, key) for text in alternatives(form)]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ru", "ja"])
def test_sentences_of_words_have_no_dates(language: str) -> None:
    rng = Random(7)
    keys = ("documents.near", "documents.plain", "carriers.talk")
    near = {text for key in keys for text in expanded(language, key)}
    said = [surroundings.sentence(rng, language) for _ in range(500)]
    assert [text for text in said if text not in near and looks_dated(text, language)] == []


def test_may_is_a_verb_in_small_letters_only() -> None:
    said = surroundings.common_sentences("en")
    assert any(" may " in text for text in said)
    assert not any(re.search(r"\bMay\b", text) for text in said)
    assert not any(MONTH.search(text) for text in said)


def test_near_dates_have_no_word_for_a_day_of_the_calendar() -> None:
    for language in languages("documents.near"):
        for text in expanded(language, "documents.near"):
            assert not re.search(r"\d{1,2}[./-]\d{1,2}[./-](\d\d){1,2}\b|\b\d{1,2} (May|April)\b", text)


def test_placeholders_are_all_filled() -> None:
    rng = Random(2)
    keys = ("code", "code_dated", "log", "references", "headers")
    for key in keys:
        for form in texts("und", f"documents.{key}"):
            assert not re.search(r"\{[a-z]\}", surroundings.filled(form.replace("{d}", ""), rng, "en"))


def test_no_plain_sentence_looks_like_a_date() -> None:
    for language in languages("documents.plain"):
        for text in expanded(language, "documents.plain"):
            assert not MONTH.search(text)
            assert not looks_dated(text, language), text


def test_words_of_plain_sentences_are_among_random_ones() -> None:
    rng = Random(3)
    drawn = " ".join(surroundings.some(rng, "en", 5, 9) for _ in range(80))
    assert {"the", "not", "is"} & set(drawn.split())
