"""Numbers and month-like words that a word or their shape makes something other than a date."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.archival.lexicon import table
from data_gen.carriers import pools
from data_gen.carriers.pools import LABEL_KEYS, label_words
from data_gen.language import languages, texts
from data_gen.locales import inventory
from data_gen.negatives import codes, labelled


@pytest.mark.parametrize(
    "key", [*LABEL_KEYS, "labels.streets", "labels.verses", "months.given_names", "months.phrases"]
)
def test_tables_are_of_known_languages_and_have_no_empty_words(key: str) -> None:
    assert set(languages(key)) <= set(inventory())
    assert all(word.strip() for language in languages(key) for word in texts(language, key))


def test_no_label_is_also_what_stands_before_a_date() -> None:
    for key in LABEL_KEYS[:4]:
        for language in languages(key):
            leads = {lead.strip(" :") for lead in texts(language, "carriers.leads")}
            assert not leads & set(texts(language, key)), language


def test_labels_are_not_drawn_as_plain_words_around_dates() -> None:
    for language in ("en", "de", "fr", "it", "ru", "ja"):
        assert not label_words(language) & set(pools.words(language))


def test_versions_bear_a_name_or_the_letter_v_as_three_bare_numbers_may_be_a_date() -> None:
    rng = Random(1)
    for _ in range(300):
        assert not re.match(r"\d", labelled.version(rng, rng.choice(("en", "ru", "ja", "zu"))))


def test_the_years_of_a_backward_span_are_in_no_order_a_range() -> None:
    rng = Random(2)
    for _ in range(200):
        first, second = map(int, codes.backwards(rng, "en").split("-"))
        assert second < first or second > 2199


def test_pairs_of_small_numbers_come_with_a_word_for_number() -> None:
    rng = Random(3)
    drawn = [labelled.numbered(rng, "fr") for _ in range(600)]
    pairs = [text for text in drawn if re.search(r"(?<!\d)\d{1,2}[-./]\d{1,2}$", text)]
    assert pairs
    assert all(text.startswith(("n°", "numéro")) for text in pairs)


def test_two_sides_around_a_spaced_x_have_a_unit_as_x_may_be_october() -> None:
    rng = Random(4)
    for _ in range(300):
        assert not re.fullmatch(r"\d+ x \d+", codes.dimensions(rng, "en"))


def test_rows_of_numbers_have_three_at_least() -> None:
    rng = Random(5)
    assert all(len(re.findall(r"\d+", codes.number_row(rng, "en"))) >= 3 for _ in range(200))


def test_streets_are_named_in_the_language() -> None:
    rng = Random(6)
    drawn = {labelled.street(rng, "it") for _ in range(300)}
    assert any(re.fullmatch(r"[Vv]ia \d+ \w+", text) for text in drawn)
    assert any(re.search(r"\b(I|IV|XX|XI|XXV|XII) \w+", text) for text in drawn)


def test_every_language_gets_labelled_numbers_in_some_words() -> None:
    for language in inventory():
        assert labelled.catalogued(Random(language), language).strip()


def test_round_numbers_beside_words_are_none_that_years_of_documents_are() -> None:
    rng = Random(1)
    for _ in range(500):
        text = labelled.round_number(rng, "de")
        (number,) = (int(figures) for figures in re.findall(r"\d+", text))
        assert number % 50 == 0 and not 1250 < number < 2200, text


def words(*keys: str) -> set[str]:
    return {word.lower() for key in keys for language in languages(key) for word in texts(language, key)}


def test_a_noun_or_a_label_stands_beside_every_number() -> None:
    known = words("labels.counted", "labels.numbered", "labels.pages")
    for seed in range(1500):
        text = labelled.catalogued(Random(seed), "en").lower()
        assert any(text.startswith(word) or text.endswith(word) for word in known), text


def test_about_or_and_spans_come_before_nouns() -> None:
    rng = Random(1)
    drawn = {labelled.catalogued(rng, "en") for _ in range(9000)}
    assert any(re.fullmatch(r"c\. \d{4} words", text) for text in drawn)
    assert any(re.fullmatch(r"\d+ or \d+ items", text) for text in drawn)
    assert any(re.fullmatch(r"lot \d{4}-\d{2}", text) for text in drawn)
    assert any(re.fullmatch(r"\d{4} copies", text) for text in drawn)


def test_languages_with_words_for_about_have_words_for_counted_things() -> None:
    assert {language.split("-")[0] for language in table()} <= set(languages("labels.counted"))


def test_a_number_beside_a_date_has_a_label() -> None:
    rng = Random(2)
    assert not any(labelled.beside_date(rng, "en")[0].isdigit() for _ in range(500))


def test_rulers_and_volumes_have_roman_numerals() -> None:
    rng = Random(3)
    for _ in range(300):
        assert re.search(r" [IVXLC]+\b", labelled.ranked(rng, "fr").upper())


def test_counted_streets_have_their_number_after_or_before_their_name() -> None:
    drawn = {labelled.lane(Random(number), "uk") for number in range(300)}
    assert any(re.fullmatch(r"\w+ий \d+-й", text) for text in drawn)
    assert any(re.fullmatch(r"\d+-й \w+ий провулок", text) for text in drawn)
    assert not any("{" in text or "(" in text for text in drawn)
