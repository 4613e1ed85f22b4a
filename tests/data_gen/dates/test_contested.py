"""Month names that mean different months in different languages."""

from __future__ import annotations

from random import Random

import pytest

from data_gen.corpus import generate
from data_gen.dates import contested
from data_gen.dates.patterns import fields, is_numeric
from datenorm.values import accepts


def _months(language: str, name: str) -> set[int]:
    return {month for month, known in contested.table()[language] if known.lower().rstrip(".") == name}


@pytest.mark.parametrize(
    ("name", "months"),
    [
        ("lis", {"hr": 10, "pl": 11, "cs": 11}),
        ("listopad", {"hr": 10, "pl": 11, "cs": 11}),
        ("srp", {"hr": 7, "cs": 8}),
        ("may", {"dua": 10, "en": 5}),
    ],
)
def test_a_name_is_found_in_each_language_with_the_month_it_has_there(
    name: str, months: dict[str, int]
) -> None:
    for language, month in months.items():
        assert _months(language, name) == {month}


def test_names_of_common_languages_that_begin_alike_are_contested_too() -> None:
    assert _months("hr", "lipanj") == {6}
    assert _months("pl", "lipiec") == {7}


def test_names_that_mean_the_same_month_everywhere_are_not_contested() -> None:
    assert not {"september", "october", "december"} & {
        name.lower() for _, name in contested.table().get("en", ())
    }


def test_dates_with_contested_names_say_the_month_of_their_own_language() -> None:
    for seed in range(1500):
        rng = Random(seed)
        example, data = contested.draw(rng)
        assert example.source and accepts(example.value), example
        assert not is_numeric(example.pattern)
        month = int(example.value.split("-")[1])
        assert any(claimed == month for claimed, _ in contested.table()[data.language])


def test_most_of_them_name_a_weekday_and_some_nothing_that_distinguishes() -> None:
    weekday = [("E" in fields(contested.draw(Random(seed))[0].pattern)) for seed in range(1500)]
    assert 0.6 < sum(weekday) / len(weekday) < 0.95


def test_none_is_drawn_where_the_languages_are_given() -> None:
    """Old ways of dating, archives and other calendars have languages of their own."""
    drawn = [example for example in generate(1500, 5, languages=["en"]) if example.kind in ("full", "full2y")]
    assert drawn
    assert not {"hr", "pl", "cs"} & {example.language for example in drawn}
