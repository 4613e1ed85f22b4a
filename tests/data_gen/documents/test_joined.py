"""Dates in a list are found one by one, with words between them that fit all of their kind."""

from __future__ import annotations

from random import Random

import pytest

from data_gen.documents.draft import DATE, Draft
from data_gen.documents.joined import joined
from data_gen.documents.mentions import Mention, Register
from data_gen.locales import load


def lists(language: str, first: Mention, *others: Mention) -> set[tuple[str, tuple[str, ...]]]:
    """What is drawn of a date and others: the text with signs for dates, and the dates."""
    rng = Random(1)

    def draw(_: Register) -> Mention:
        return rng.choice(others)

    drawn = (joined(Draft(rng, load(language), dated=1), first, draw) for _ in range(400))
    return {(text, tuple(one.text for one in found)) for text, found in drawn}


def test_a_bound_stands_beside_a_bound_or_a_range() -> None:
    first = Mention("before 2010", "../2010", "en")
    other, between = (
        Mention("after 2018", "2018/..", "en"),
        Mention("between 2014 and 2016", "2014/2016", "en"),
    )
    drawn = lists("en", first, other, between, Mention("Monday", "@①", "en"))
    assert (f"{DATE} or {DATE}", ("before 2010", "after 2018")) in drawn
    assert (f"{DATE} or {DATE}", ("before 2010", "between 2014 and 2016")) in drawn
    assert not [dates for _, dates in drawn if "Monday" in dates]
    assert not [text for text, dates in drawn if "between 2014 and 2016" in dates and " and " in text]


def test_next_monday_or_tuesday() -> None:
    drawn = lists("en", Mention("next Monday", "@»①", "en"), Mention("Tuesday", "@②", "en"))
    assert (f"{DATE} or {DATE}", ("next Monday", "Tuesday")) in drawn
    assert (f"{DATE} or {DATE}", ("next Monday", "Tue")) in drawn


def test_a_month_stands_beside_months_and_may_touch_them() -> None:
    drawn = lists(
        "en",
        Mention("June", "XXXX-06", "en"),
        Mention("July", "XXXX-07", "en"),
        Mention("Monday", "@①", "en"),
    )
    assert not [dates for _, dates in drawn if "Monday" in dates]
    assert f"{DATE},{DATE}" in {text for text, _ in drawn}


@pytest.mark.parametrize(("language", "word"), [("ja", "年"), ("ko", "년"), ("zh", "年"), ("hi", "सन्")])
def test_days_have_no_word_for_a_year_between_them(language: str, word: str) -> None:
    drawn = lists(language, Mention("A", "@»①", language), Mention("B", "@②", language))
    assert len(drawn) > 3
    assert not [text for text, _ in drawn if word in text]


def test_a_date_that_nothing_is_joined_to_is_alone() -> None:
    assert lists("en", Mention("3 May", "XXXX-05-03", "en"), Mention("4 May", "XXXX-05-04", "en")) == {
        (DATE, ("3 May",))
    }
