"""Numbers of a catalogue that count things: a word beside them says so."""

from __future__ import annotations

import re
from random import Random

from data_gen.archival.lexicon import table
from data_gen.language import languages, texts
from data_gen.negatives import counts


def words(*keys: str) -> set[str]:
    return {word.lower() for key in keys for language in languages(key) for word in texts(language, key)}


def test_a_noun_or_a_label_stands_beside_every_number() -> None:
    known = words("labels.counted", "labels.numbered", "labels.pages")
    for seed in range(1500):
        text = counts.draw(Random(seed), "en").lower()
        assert any(text.startswith(word) or text.endswith(word) for word in known), text


def test_about_or_and_spans_come_before_nouns() -> None:
    rng = Random(1)
    drawn = {counts.draw(rng, "en") for _ in range(9000)}
    assert any(re.fullmatch(r"c\. \d{4} words", text) for text in drawn)
    assert any(re.fullmatch(r"\d+ or \d+ items", text) for text in drawn)
    assert any(re.fullmatch(r"lot \d{4}-\d{2}", text) for text in drawn)
    assert any(re.fullmatch(r"\d{4} copies", text) for text in drawn)


def test_languages_with_words_for_about_have_words_for_counted_things() -> None:
    assert {language.split("-")[0] for language in table()} <= set(languages("labels.counted"))
