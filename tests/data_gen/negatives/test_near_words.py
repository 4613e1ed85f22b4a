"""Single words without a date: none of them may be, or be a slip for, a month or weekday."""

from __future__ import annotations

from random import Random

import pytest

from data_gen.carriers import pools
from data_gen.negatives import near_words


@pytest.mark.parametrize(
    "text", ["Friday", "fridya.", "Montag", "Augusto", "settembre", "Domingo", "décembre"]
)
def test_months_weekdays_and_slips_for_them_are_near_dates(text: str) -> None:
    assert near_words.is_near_date(text, "en")


@pytest.mark.parametrize("text", ["Faraday", "Montana", "Landtag", "Friulisch", "Bukit"])
def test_names_are_not_near_dates(text: str) -> None:
    assert not near_words.is_near_date(text, "en")


def test_drawn_words_name_no_month_or_weekday() -> None:
    rng = Random(4)
    drawn = [near_words.word(rng, "de") for _ in range(150)]
    dates = pools.date_words("de") | pools.date_words("en")
    assert not dates.intersection(word.lower().strip(".,!?:") for word in drawn)
    assert not any(character.isnumeric() for word in drawn for character in word)
    assert sum(" " not in word for word in drawn) > 100


def test_real_names_begin_or_end_like_a_date() -> None:
    rng = Random(8)
    names = {near_words._kin(rng, "en") for _ in range(400)}
    assert {"Martinique", "Samuel"} <= names
    for name in names:
        lower = name.lower()
        dates = (date for tag in ("en", "de", "fr", "es", "it", "pt", "nl") for date in pools.date_words(tag))
        assert any(lower[:3] == date[:3] or lower[-3:] == date[-3:] for date in dates), name
