"""Dates with their numbers in words."""

from __future__ import annotations

from random import Random

import pytest

from data_gen.dates import worded
from data_gen.dates.days import Day
from data_gen.locales import inventory, load
from datenorm.values import WEEKDAYS, accepts, resolve


def _drawn(language: str, times: int) -> set[str]:
    found = set()
    for seed in range(times):
        drawn = worded.draw(Random(seed), load(language))
        assert drawn is not None
        assert accepts(drawn.value) and drawn.source.strip() == drawn.source
        assert not {"\x01", "\x02"} & set(drawn.source)
        assert resolve(drawn.value).value == drawn.value.rstrip(WEEKDAYS) or drawn.value.startswith("XXXX")
        found.add(drawn.source)
    return found


@pytest.mark.parametrize(
    "language", ["en", "nl", "fr", "hu", "pl", "hr", "el", "zh", "ja", "ko", "vi", "yue"]
)
def test_what_is_drawn_says_a_date(language: str) -> None:
    assert len(_drawn(language, 200)) > 150


def test_every_language_has_words_or_none() -> None:
    for language in inventory():
        for seed in range(4):
            drawn = worded.draw(Random(seed), load(language))
            assert drawn is None or drawn.source


def test_words_in_quotes_keep_their_letters() -> None:
    texts = _drawn("en", 600)
    assert any(" day of " in text for text in texts)
    assert any(" in the year " in text for text in texts)
    assert not any("ay of" in text and "day of" not in text for text in texts)


def _said(writer: object, day: Day, language: str, yearless: bool) -> set[str]:
    assert callable(writer)
    return {writer(day, language, Random(seed), yearless) for seed in range(1500)}


def test_japanese_dates_link_the_year_and_count_it() -> None:
    said = _said(worded.japanese, Day(1984, 11, 20), "ja", False)
    assert {"千九百八十四年の十一月二十日", "一九八四年十一月二十日"} <= said


def test_chinese_days_bear_each_sign() -> None:
    said = _said(worded.chinese, Day(2017, 12, 10), "zh", True)
    assert {"十二月十號", "十二月十号", "十二月十日"} <= said


def test_weekdays_stand_on_both_sides_of_chinese_dates_under_every_name() -> None:
    sundays = {worded.weekday_name(6, "zh", Random(seed)) for seed in range(300)}
    assert {"星期天", "禮拜天", "週日", "周日"} <= sundays
    assert not {"週天", "周天"} & sundays
    texts = {worded.beside("十月十日", "週日", Random(seed)) for seed in range(100)}
    assert any(text.startswith("週日") for text in texts)
    assert any(text.endswith("週日") for text in texts)


def test_korean_june_and_october_lose_a_sound() -> None:
    assert "유월 이십일일" in _said(worded.korean, Day(2011, 6, 21), "ko", True)
    assert "이천십일년 시월 초하루" in _said(worded.korean, Day(2011, 10, 1), "ko", False)


def test_vietnamese_months_have_names_of_their_own() -> None:
    said = _said(worded.vietnamese, Day(2003, 1, 15), "vi", True)
    assert {"ngày mười lăm tháng giêng", "ngày mười lăm tháng một"} <= said
    assert "mùng 4 tháng tư" in _said(worded.vietnamese, Day(2003, 4, 4), "vi", True)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ru", "it", "pl"])
def test_a_month_and_a_year_in_words_say_no_day(language: str) -> None:
    drawn = [worded.month_or_year(Random(seed), load(language)) for seed in range(200)]
    assert all(one and accepts(one.value) and one.value.count("-") < 2 for one in drawn)
    texts = [one.source for one in drawn if one]
    assert not any(character.isdigit() for text in texts for character in text)


def test_a_year_in_words_alone_has_a_word_before_it() -> None:
    drawn = [worded.month_or_year(Random(seed), load("fr")) for seed in range(400)]
    years = [one.source for one in drawn if one and one.value.count("-") == 0]
    assert any(text.startswith("l'an ") for text in years)
    assert not any(text.startswith(("mil", "deux")) for text in years)


def test_a_year_in_words_stands_alone_and_is_neither_round_nor_two_numbers() -> None:
    rng = Random(12)
    said: dict[str, str] = {}
    for language in ("en", "de", "fr", "it"):
        made = (worded.year(rng, load(language)) for _ in range(4000))
        said |= {one.source: one.value for one in made if one}
    assert said["two thousand and eight"] == "2008"
    assert said["twenty twenty"] == "2020"
    assert said["zweitausendzwanzig"] == "2020"
    assert said["deux mille huit"] == "2008"
    assert said["duemilaventi"] == "2020"
    assert not {"two thousand", "twenty", "nineteen and eight", "neunzehn und acht"} & said.keys()
