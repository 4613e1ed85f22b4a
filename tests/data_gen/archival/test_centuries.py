"""Centuries beside each other, and their parts with an era."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.archival import centuries, decades, parts_of_month, periods
from data_gen.archival.bodies import Expression, Place
from data_gen.archival.lexicon import EMPTY, find
from data_gen.archival.notes import Maker
from data_gen.locales import load
from datenorm.values import accepts
from datenorm.values.eras import spelled_out


def drawn(maker: Maker, language: str, number: int) -> list[Expression]:
    rng = Random(3)
    place = Place(load(language), find(language) or EMPTY)
    found = (maker(rng, place) for _ in range(number))
    return [one for one in found if one is not None]


@pytest.mark.parametrize("language", ["en", "fr", "de", "it", "es", "ru", "sv", "hu", "ja", "el"])
def test_every_value_is_accepted_and_no_template_is_left_open(language: str) -> None:
    for maker in (centuries.centuries, centuries.part_with_era, centuries.part_unsure, centuries.not_before):
        for one in drawn(maker, language, 60):
            assert accepts(one.value), one
            assert not re.search(r"[{}]|  ", one.text), one


def test_both_centuries_of_a_range_are_those_of_the_text() -> None:
    found = [
        (found, one.value)
        for one in drawn(centuries.centuries, "en", 10000)
        if (found := re.fullmatch(r"(\d+)\w\w[-–](\d+)\w\w centur(?:y|ies)( BCE?)?", one.text))
    ]
    assert {bool(match[3]) for match, _ in found} == {True, False}
    for match, value in found:
        sign = "-" if match[3] else ""
        assert spelled_out(value) == f"{sign}{int(match[1]) - 1:02d}XX/{sign}{int(match[2]) - 1:02d}XX"


def test_a_half_before_christ_counts_downwards() -> None:
    texts = {one.text: one.value for one in drawn(centuries.part_with_era, "en", 6000)}
    halves = {
        text: value
        for text, value in texts.items()
        if re.fullmatch(r"(first|1st) half(,| of the| of)? \d.. (century|cent\.) BCE?", text)
    }
    assert halves
    for text, value in halves.items():
        number = int(re.findall(r"\d+", text)[-1])
        assert spelled_out(value) == f"-{100 * number - 1:04d}/-{100 * number - 50:04d}"


def test_the_word_for_century_stands_at_the_end_that_the_language_has_it_at() -> None:
    german = [one.text for one in drawn(centuries.centuries, "de", 1500)]
    spanish = [one.text for one in drawn(centuries.centuries, "es", 1500)]
    assert any(re.match(r"(Anfang|Mitte|Ende) des \d+\. ?[-–—]", text) for text in german)
    assert any(re.fullmatch(r"siglo [IVX]+[-–][IVX]+", text) for text in spanish)
    assert not any(re.search(r"Jahrhunderts? [–-] \d+\.$", text) for text in german)


def test_an_italian_name_of_a_century_is_the_hundred_it_names() -> None:
    texts = {one.text: one.value for one in drawn(periods.century, "it", 3000)}
    assert spelled_out(texts["Settecento"]) == "17XX" and spelled_out(texts["Quattrocento"]) == "14XX"


def test_a_part_of_a_month_is_the_month_and_no_day() -> None:
    texts = {one.text: one.value for one in drawn(parts_of_month.part_of_month, "de", 3000)}
    assert texts["Mitte Juni"] == "XXXX-06"
    assert all(re.fullmatch(r"(XXXX|\d{4})-\d\d", value) for value in texts.values())


def test_a_decade_is_named_only_in_a_century_with_a_name() -> None:
    italian = Place(load("it"), find("it") or EMPTY)
    assert decades.decade_text(italian, "anni {D} del {C}", 1730) == "anni Trenta del Settecento"
    named = len(italian.lexicon.slots["century_names"])
    assert decades.decade_text(italian, "anni {D} del {C}", (named + 12) * 100 + 30) is None


def test_a_century_has_the_number_that_the_text_has() -> None:
    english = {one.text: one.value for one in drawn(periods.century, "en", 3000)}
    swedish = {one.text: one.value for one in drawn(periods.century, "sv", 3000)}
    assert (english["19th century"], swedish["1800-talet"]) == ("19c", "18XX")
