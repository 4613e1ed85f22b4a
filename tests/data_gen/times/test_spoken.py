"""Times of day with the hour and the minutes in words."""

from __future__ import annotations

from random import Random

import pytest

from data_gen.dates import worded
from data_gen.language import languages
from data_gen.locales import inventory, load
from data_gen.times import spoken, timed
from datenorm.values.automaton import accepts


def drawn(language: str, n: int = 9000) -> dict[str, str]:
    rng = Random(language)
    clocks = (spoken.draw(rng, language) for _ in range(n))
    return {clock.text: clock.meant for clock in clocks if clock}


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        ("en", "one thirty p m", "T01:30p"),
        ("en", "twenty to seven", "T06:40"),
        ("nl", "drie uur dertig", "T03:30"),
        ("nl", "tien voor vier", "T03:50"),
        ("de", "zwanzig Uhr fünfzehn", "T20:15"),
        ("es", "siete y media de la mañana", "T07:30a"),
        ("pt", "duas e meia da tarde", "T02:30p"),
        ("hi", "सात बजकर तीस मिनट", "T07:30"),
        ("ar", "الثالثة والنصف", "T03:30"),
    ],
)
def test_words_mean_their_hour_and_minute(language: str, text: str, meant: str) -> None:
    assert drawn(language)[text] == meant


def test_hours_that_change_their_form_are_left_out() -> None:
    found = drawn("fr", 3000)
    assert found
    assert not any(text.startswith(("un ", "vingt et un ")) for text in found)


def test_every_time_is_one_of_the_value_language() -> None:
    for language in languages("clock.said"):
        for text, meant in drawn(language, 150).items():
            assert "{" not in text, text
            assert accepts(f"2024-05-06{meant}"), (text, meant)


@pytest.mark.parametrize("language", ["en", "hi", "nl"])
def test_times_stand_beside_dates_in_words(language: str) -> None:
    rng, data = Random(1), load(inventory()[language][0])
    dates = [date for _ in range(60) if (date := worded.draw(rng, data))]
    timed_dates = [timed.beside_words(date, rng, is_apart=date.pattern.endswith("M")) for date in dates]
    assert any("T" in one.value and not any(map(str.isdigit, one.source)) for one in timed_dates)
    assert all(accepts(one.value) for one in timed_dates)
