"""Words around a catalogue date: they change nothing of its value."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.archival import eras, notes
from data_gen.archival.bodies import Expression, Place
from data_gen.archival.lexicon import EMPTY, find, table
from data_gen.archival.notes import Maker
from data_gen.locales import load
from datenorm.values import accepts
from datenorm.values.eras import spelled_out


def drawn(maker: Maker, language: str, number: int) -> list[Expression]:
    rng = Random(2)
    place = Place(load(language), find(language) or EMPTY)
    found = (maker(rng, place) for _ in range(number))
    return [one for one in found if one is not None]


@pytest.mark.parametrize("language", ["en", "fr", "de", "it", "el", "ja"])
def test_every_value_is_accepted(language: str) -> None:
    for one in drawn(notes.noted, language, 120):
        assert accepts(one.value), one


def test_the_dates_of_an_artist_are_a_range_whatever_the_origin() -> None:
    texts = {one.text: one.value for one in drawn(notes.life, "en", 400)}
    spans = {text: value for text, value in texts.items() if re.fullmatch(r"[A-Z]\w+, \d{4} - \d{4}", text)}
    assert spans
    for text, value in spans.items():
        assert value == "/".join(re.findall(r"\d{4}", text))


def test_the_year_of_publication_counts_and_not_the_one_of_the_copyright() -> None:
    for one in drawn(notes.copyright_too, "en", 100):
        year, older = re.findall(r"\d{4}", one.text)
        assert one.value == year and older < year


def test_a_range_across_the_eras_starts_before_and_ends_after() -> None:
    texts = {one.text: one.value for one in drawn(eras.crossing, "de", 800)}
    plain = [text for text in texts if re.fullmatch(r"\d+ v\. Chr\.[–-]\d+ n\. Chr\.", text)]
    assert plain
    for text in plain:
        before, after = map(int, re.findall(r"\d+", text))
        first, last = spelled_out(texts[text]).split("/")
        assert (int(first), int(last)) == (1 - before, after)


def test_large_languages_have_words_for_origins_periods_and_remarks() -> None:
    for language in ("en", "fr", "de", "it", "es", "nl", "pt", "ru"):
        for slot in ("origins", "ages", "remarks"):
            assert table()[language].has(slot), (language, slot)
