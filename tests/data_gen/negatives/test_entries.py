"""Headings, programs, citations and figures hold no date."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.carriers.carry import carry
from data_gen.locales import load
from data_gen.negatives import entries, programs
from data_gen.negatives.dateless import dateless, draw_negative

MONTHS = {name.casefold().strip(".") for form in load("en").months.values() for name in form}


def words_of(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w+", text)}


@pytest.mark.parametrize("language", ["en", "ru", "hi", "zu"])
def test_lines_of_programs_name_no_month_and_have_no_bare_year(language: str) -> None:
    rng = Random(1)
    for _ in range(1500):
        text = programs.line(rng, language)
        assert not re.fullmatch(r"\W*[12]\d{3}\W*", text), text
        assert not (words_of(text) & MONTHS and re.search(r"\b\d{1,2}\b", text)), text


def test_names_in_programs_are_no_months() -> None:
    rng = Random(2)
    assert not {programs.name(rng).casefold() for _ in range(3000)} & MONTHS


def test_headings_begin_with_a_number_and_end_with_words() -> None:
    rng = Random(3)
    for _ in range(500):
        text = entries.heading(rng, "en")
        assert re.match(r"\W*(\d|[IVX]+\.|[a-g][.)])", text), text
        assert not words_of(text) & MONTHS


def test_a_day_and_month_that_look_like_a_section_get_no_words_behind_them() -> None:
    rng = Random(4)
    for _ in range(500):
        text, _ = carry("3.3.", rng, "de", heavy=rng.random() < 0.5)
        assert text.endswith("3.3.")


def test_most_negatives_have_the_hint_of_their_language() -> None:
    rng = Random(5)
    data = load("fr")
    drawn = [dateless(rng, data) for _ in range(600)]
    assert sum(example.language == "fr" for example in drawn) > 400


def test_a_third_of_negatives_are_entries_and_programs() -> None:
    rng = Random(6)
    new = {"program", "heading", "before-number", "named", "citation", "thing", "figure", "row", "statement"}
    names = [draw_negative(rng, "en")[1] for _ in range(1500)]
    assert 0.2 < sum(name in new for name in names) / len(names) < 0.6
