"""Ranges whose ends are dates of any kind."""

from __future__ import annotations

import datetime
import re
from random import Random

import pytest

from data_gen.example import Example
from data_gen.language import languages, rows
from data_gen.locales import inventory, load
from data_gen.relative import spanned
from datenorm.values.automaton import accepts
from datenorm.values.reckoning import Reckoning
from datenorm.values.resolution import resolve

FRIDAY = Reckoning(reference_date=datetime.date(2029, 11, 30))


def drawn(language: str, n: int = 3000) -> list[Example]:
    rng, data = Random(language), load(inventory()[language][0])
    return [example for _ in range(n) if (example := spanned.draw(rng, data))]


def test_each_is_a_value_without_a_placeholder() -> None:
    for language in languages("relative.range_ends"):
        examples = drawn(language, 80)
        assert len(examples) > 40, language
        for example in examples:
            assert accepts(example.value), example
            assert "/" in example.value, example
            assert "{" not in example.source, example
            assert resolve(example.value, FRIDAY).program or "@" not in example.value, example


def test_ends_are_of_known_kinds() -> None:
    for language in languages("relative.range_ends"):
        for form in (end for row in rows(language, "relative.range_ends") for end in row):
            kinds = re.findall(r"\{([^}]*)\}", form)
            assert all(set(kind) <= set("wxrpdmyn") and kind for kind in kinds), (language, form)


@pytest.mark.parametrize(
    ("language", "form", "value"),
    [
        ("en", r"between [A-Z][a-z]+ and today", r"@<(\d\d|[①-⑦])/@"),
        ("en", r"between (now|today) and [A-Z][a-z]+ \d{1,2}", r"@/@>\d\d#\d+d"),
        ("nl", r"tussen \d{4} en \d{4}", r"\d{4}/\d{4}"),
        ("fr", r"d'avril à (juin|mai)", r"XXXX-04/XXXX-0[56]"),
        ("it", r"dall'8 \w+ \d{4} a oggi", r"\d{4}-\d\d-08/@"),
        ("hi", r"\S+वार से \S+वार तक", r"@[①-⑦]/@[①-⑦]"),
        ("ja", r"\d{4}年から\d{4}年まで", r"\d{4}/\d{4}"),
    ],
)
def test_words_and_value_say_the_same(language: str, form: str, value: str) -> None:
    found = {one.source: one.value for one in drawn(language, 9000) if re.fullmatch(form, one.source)}
    assert found
    assert all(re.fullmatch(value, one) for one in found.values()), found


def test_a_range_does_not_end_before_it_begins() -> None:
    for language in ("en", "de", "ja"):
        for example in drawn(language, 1500):
            first, last = example.value.split("/")
            if first[0].isdigit() and last[0].isdigit():
                assert first[: len(last)] <= last, example


def test_a_dash_may_stand_for_the_second_word_of_a_range() -> None:
    """`Between 2014-2018`, `from 1/5 - 7/5`; the first date is before the dash."""
    years = [re.fullmatch(r"(?:from|between) (\d{4})[-–](\d{4})", one.source) for one in drawn("en")]
    assert any(years)
    dashed = {
        one.source: one.value for one in drawn("en") if re.fullmatch(r"between \d{4}[-–]\d{4}", one.source)
    }
    assert all(source[8:].replace("-", "/").replace("–", "/") == value for source, value in dashed.items())
