"""Days and years in words."""

from __future__ import annotations

from random import Random

import pytest

from data_gen.dates.number_words import day_words, days_beyond_num2words, year_words


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


@pytest.mark.parametrize(
    ("language", "counted"), [("zh", {"二千零一十八", "两千零一十八"}), ("ja", {"二千十八"})]
)
def test_han_years_keep_their_zeros_or_are_counted(language: str, counted: set[str]) -> None:
    digits = {"二〇一八", "二零一八", "二○一八"}
    drawn = _drawn_years(2018, language)
    assert drawn <= digits | counted
    assert drawn & digits and drawn & counted


@pytest.mark.parametrize(
    ("language", "year", "said"),
    [
        ("nl", 1901, {"negentien en een", "negentienhonderdeen", "negentienhonderd een"}),
        ("nl", 2032, {"tweeduizend en tweeëndertig", "tweeduizend tweeëndertig", "tweeduizendtweeëndertig"}),
        ("de", 1969, {"neunzehnhundert neunundsechzig", "neunzehn neunundsechzig"}),
        ("fr", 1969, {"mil neuf cent soixante-neuf", "dix-neuf cent soixante-neuf"}),
        ("en", 1901, {"nineteen and one", "nineteen hundred and one", "nineteen hundred one"}),
        ("pl", 1969, {"tysiąc dziewięćset sześćdziesiątego dziewiątego"}),
        ("uk", 1903, {"тисяча дев'ятсот третього"}),
        ("be", 1969, {"тысяча дзевяцьсот шэсцьдзясят дзявятага"}),
        ("cs", 1969, {"devatenáct set šedesát devět"}),
        ("tr", 1969, {"bin dokuz yüz altmış dokuz"}),
        ("it", 1901, {"millenovecentouno", "mille novecento uno"}),
        ("ja", 1969, {"千九百六十九", "一九六九"}),
        ("ja", 2000, {"二千"}),
    ],
)
def test_a_year_is_said_in_all_ways_of_a_language(language: str, year: int, said: set[str]) -> None:
    drawn = {year_words(year, language, Random(seed)) for seed in range(600)}
    assert said <= drawn


def test_two_years_are_never_said_alike() -> None:
    for language in ("nl", "de", "en", "fr", "sv", "it", "pl", "ja", "tr", "cs"):
        seen: dict[str | None, int] = {}
        for year in (*range(1890, 1922), 1120, 1220, 1990, *range(1998, 2033)):
            for seed in range(25):
                assert seen.setdefault(year_words(year, language, Random(seed)), year) == year


@pytest.mark.parametrize("language", ["cs", "sk", "hr", "bg", "lt", "lv", "et", "el", "af"])
def test_listed_days_are_thirty_one_and_differ(language: str) -> None:
    assert len(set(days_beyond_num2words(language))) == 31


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", {"third", "three"}),
        ("de", {"drei", "dritte", "dritten", "dritter"}),
        ("hu", {"három", "harmadik", "harmadika"}),
        ("uk", {"три", "третій", "третього"}),
        ("pl", {"trzy", "trzeci", "trzeciego"}),
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
