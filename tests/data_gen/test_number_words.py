"""Days and years in words."""

from __future__ import annotations

from random import Random

import pytest

from data_gen.number_words import day_words, year_words


def _drawn_years(year: int, language: str) -> set[str | None]:
    return {year_words(year, language, Random(seed)) for seed in range(80)}


@pytest.mark.parametrize(
    ("year", "said"),
    [
        (1812, "eighteen hundred and twelve"),
        (1969, "nineteen sixty-nine"),
        (1905, "nineteen oh five"),
        (2005, "two thousand five"),
        (2005, "two thousand and five"),
        (2020, "twenty twenty"),
        (1800, "eighteen hundred"),
    ],
)
def test_english_years_are_said_as_people_say_them(year: int, said: str) -> None:
    assert said in _drawn_years(year, "en")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "neunzehnhundertneunundsechzig"),
        ("fr", "mille neuf cent soixante-neuf"),
        ("ru", "тысяча девятьсот шестьдесят девятого"),
        ("sv", "nittonhundrasextionio"),
        ("ko", "천구백육십구"),
        ("zh", "一九六九"),
    ],
)
def test_years_are_said_in_other_languages(language: str, said: str) -> None:
    assert said in _drawn_years(1969, language)


@pytest.mark.parametrize("language", ["zh", "ja"])
def test_han_years_keep_their_zeros(language: str) -> None:
    assert _drawn_years(2018, language) <= {"二〇一八", "二零一八", "二○一八"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", {"third", "three"}),
        ("de", {"drei", "dritte", "dritten", "dritter"}),
        ("ru", {"три", "третий", "третьего"}),
        ("ko", {"삼"}),
    ],
)
def test_days_are_cardinals_or_ordinals(language: str, said: set[str]) -> None:
    assert {day_words(3, language, Random(seed)) for seed in range(60)} == said


def test_every_han_day_is_read_back_alone() -> None:
    plain = "一二三四五六七八九十廿卅〇壹贰叁肆伍陆柒捌玖拾"
    seen: dict[str, int] = {}
    for day in range(1, 32):
        for seed in range(60):
            text = day_words(day, "zh", Random(seed))
            assert text and set(text) <= set(plain)
            assert seen.setdefault(text, day) == day


def test_a_language_without_number_words_has_none() -> None:
    assert day_words(3, "zu", Random(1)) is None
    assert year_words(1969, "zu", Random(1)) is None


def test_no_words_hold_figures() -> None:
    for language in ("en", "fr", "ar", "th", "fi", "kk", "nb", "yue"):
        for day in range(1, 32):
            assert not any(map(str.isdecimal, day_words(day, language, Random(day)) or ""))
