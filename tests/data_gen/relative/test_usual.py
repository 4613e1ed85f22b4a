"""Relative dates by what they mean."""

import re
from random import Random

import pytest

from data_gen.language import pairs
from data_gen.locales import load
from data_gen.relative import usual
from data_gen.relative.fillers import alternatives


@pytest.mark.parametrize(
    ("locale", "program", "one"),
    [
        ("en", r"@\+1d", "tomorrow"),
        ("de", "@[»«=]w", "nächste woche"),
        ("fr", r"@-\{n\}[dw]", "il y a"),
        ("it", "@", "stasera"),
    ],
)
def test_forms_of_a_program_are_drawn(locale: str, program: str, one: str) -> None:
    rng, data = Random(locale), load(locale)
    drawn = [usual.draw(rng, data, re.compile(program)) for _ in range(400)]
    assert any(example is not None and one in example.source.lower() for example in drawn)


def test_numbers_are_in_the_text_and_in_the_program() -> None:
    example = usual.draw(Random(3), load("en"), re.compile(r"@\+\{n\}w"))
    assert example is not None
    assert re.fullmatch(r"@\+\d+w", example.value)


def test_a_program_without_words_is_none() -> None:
    assert usual.draw(Random(1), load("en"), re.compile("no program")) is None


def test_the_first_and_last_weeks_and_months_of_a_year_are_ranges() -> None:
    sayings = {
        one: meant for form, meant in pairs("en", "relative.usual").items() for one in alternatives(form)
    }
    assert sayings["the last three weeks of {Y}"] == "{Y}#-3w/{Y}#-1w"
    assert sayings["last 3 weeks of the year"] == "@=y#-3w/@=y#-1w"
    assert sayings["the last ten days of {M}"] == "XXXX-{M}#-10d/XXXX-{M}#-1d"
    assert sayings["the last two months of {Y}"] == "{Y}-11/{Y}-12"
    assert sayings["the first three months of the year"] == "@=y#01/@=y#03"
    assert sayings["3 days starting next {W}"] == "@»{W}/@»{W}+2d"
