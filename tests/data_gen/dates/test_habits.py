"""Patterns of people, ordinal marks, and dates CLDR does not write."""

import datetime
import re
from random import Random

import pytest

from data_gen import archival, calendars
from data_gen.dates import habits
from data_gen.dates.days import Day, days_in_month, draw_day, exists
from data_gen.dates.patterns import english_ordinal, fields, has_short_year, is_numeric, order_of, ordinal_day
from data_gen.language import texts
from data_gen.locales import load
from datenorm.values import Reckoning, accepts, resolve

ANY_DAY = Reckoning(reference_date=datetime.date(2024, 5, 14))


@pytest.mark.parametrize("identifier", ["en", "fr", "pl", "ja", "kde"])
def test_named_patterns_have_a_day_a_month_and_a_year(identifier: str) -> None:
    for seed in range(300):
        pattern = habits.named_pattern(Random(seed), identifier)
        assert {"d", "M", "y"} <= fields(pattern)
        assert not is_numeric(pattern)


def test_a_short_year_never_stands_before_the_day() -> None:
    for seed in range(2000):
        pattern = habits.named_pattern(Random(seed), "en")
        if has_short_year(pattern):
            assert order_of(pattern) in ("DMY", "MDY")


@pytest.mark.parametrize("order", ["DMY", "MDY", "YMD"])
@pytest.mark.parametrize("short", [True, False])
def test_numeric_patterns_keep_their_order_and_kind_of_year(order: str, short: bool) -> None:
    for seed in range(300):
        pattern = habits.numeric_pattern(Random(seed), order, short=short)
        assert order_of(pattern) == order
        assert is_numeric(pattern)
        assert has_short_year(pattern) == short


def test_connectors_come_from_the_locale_and_from_people() -> None:
    assert "de" in habits.connectors("es")
    assert "of" in habits.connectors("en")


@pytest.mark.parametrize(
    ("day", "text"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (13, "13th"), (31, "31st")],
)
def test_english_ordinals(day: int, text: str) -> None:
    assert english_ordinal(day) == text


def test_every_ordinal_holds_its_day_but_for_a_first_in_words() -> None:
    for language in ("en", "fr", "de", "vi", "zh", "ru", "kde"):
        for day in range(2, 32):
            assert str(day) in ordinal_day(day, language, Random(day))


def test_archival_dates_are_values_with_a_resolution() -> None:
    for seed in range(1500):
        example = archival.draw(Random(seed), load("fr"))
        assert example.source
        assert accepts(example.value), example
        assert resolve(example.value).value is not None, example


def test_other_calendars_resolve_to_the_day_that_was_drawn() -> None:
    for seed in range(600):
        example = calendars.draw(Random(seed), load("en"))
        assert accepts(example.value), example
        assert resolve(example.value, ANY_DAY).value is not None


def test_the_first_year_of_an_era_may_be_written_gannen() -> None:
    texts = [calendars.draw(Random(seed), load("en")).source for seed in range(4000)]
    assert any("元年" in text for text in texts)


def test_drawn_days_exist_and_lie_within_four_digits() -> None:
    days = [draw_day(Random(seed)) for seed in range(2000)]
    assert all(exists(day) and 1 <= day.year <= 9999 for day in days)


@pytest.mark.parametrize(("year", "month", "days"), [(2000, 2, 29), (1900, 2, 28), (0, 2, 29), (-43, 3, 31)])
def test_months_of_any_astronomical_year(year: int, month: int, days: int) -> None:
    assert days_in_month(year, month) == days


def test_weekdays_before_the_calendar_of_python() -> None:
    assert Day(1969, 7, 20).weekday == 6
    assert Day(-400 + 1969, 7, 20).weekday == 6


def test_every_language_with_day_words_puts_them_between_day_and_month() -> None:
    patterns = [habits.named_pattern(Random(seed), "fr") for seed in range(3000)]
    between = [pattern for pattern in patterns if "jour d" in pattern]
    assert between
    for pattern in between:
        day, _, rest = pattern.partition("jour d")
        assert "d" in fields(day) or "o" in day
        assert "M" in fields("'" + rest)


def test_an_elided_word_stands_against_the_month() -> None:
    patterns = [habits.named_pattern(Random(seed), "fr") for seed in range(6000)]
    elided = [pattern for pattern in patterns if "d''" in pattern]
    assert elided
    assert not any("d'' " in pattern for pattern in elided)


def test_the_year_stands_between_day_and_month_now_and_then() -> None:
    patterns = [habits.named_pattern(Random(seed), "sw") for seed in range(4000)]
    orders = [re.sub(r"[^dMLRoyP]", "", re.sub("'[^']*'", "", pattern)) for pattern in patterns]
    middle = sum(bool(re.match("[do]+y+[MR]", order.replace("L", "M"))) for order in orders)
    assert 0 < middle < 0.04 * len(patterns)


def test_a_weekday_stands_before_or_after_numbers() -> None:
    patterns = [habits.yearless_pattern(Random(seed), "de", "DMY") for seed in range(1000)]
    numeric = [pattern for pattern in patterns if is_numeric(pattern)]
    assert any(pattern.startswith("EEE") for pattern in numeric)
    assert any(pattern.rstrip(")").endswith("EEEE") for pattern in numeric)


@pytest.mark.parametrize(
    ("language", "text"), [("ka", "მე-3"), ("es", "3er"), ("eu", "3(e)an"), ("fr", "3eme")]
)
def test_marks_of_a_language_are_all_drawn(language: str, text: str) -> None:
    assert text in {ordinal_day(3, language, Random(seed)) for seed in range(400)}


def test_day_and_month_grow_together_beside_a_weekday_or_alone() -> None:
    patterns = [habits.yearless_pattern(Random(seed), "es", "DMY") for seed in range(3000)]
    glued = [pattern for pattern in patterns if re.search(r"dMMM|MMMd", pattern)]
    assert {"E" in fields(pattern) for pattern in glued} == {True, False}


@pytest.mark.parametrize("identifier", ["ja", "zh", "ko"])
def test_a_day_never_grows_together_with_a_month_that_is_a_number(identifier: str) -> None:
    for seed in range(3000):
        for pattern in (
            habits.yearless_pattern(Random(seed), identifier, "YMD"),
            habits.named_pattern(Random(seed), identifier),
        ):
            assert not re.search(r"[do](MMM|LLL)", pattern)


@pytest.mark.parametrize("year", [True, False])
@pytest.mark.parametrize("language", ["eu", "mn", "hu", "lt"])
def test_patterns_of_a_language_of_its_own_have_the_fields_they_are_drawn_for(
    language: str, year: bool
) -> None:
    own = texts(language, "habits.patterns" if year else "habits.patterns_without_year")
    assert own
    for pattern in own:
        assert fields(pattern) - {"E"} == ({"y", "M", "d"} if year else {"M", "d"}), pattern


@pytest.mark.parametrize(
    ("language", "texts"),
    [("pl", {"1szy", "3-ciego", "7my", "12ty"}), ("fr", {"3ème", "2nde", "11ème"}), ("sv", {"1:a", "11:e"})],
)
def test_ordinal_endings_agree_with_the_number(language: str, texts: set[str]) -> None:
    drawn = {ordinal_day(day, language, Random(seed)) for day in range(1, 32) for seed in range(400)}
    assert texts <= drawn


def test_english_seconds_and_thirds_are_also_written_with_a_bare_d() -> None:
    drawn = {ordinal_day(day, "en", Random(seed)) for day in range(1, 32) for seed in range(200)}
    assert {text for text in drawn if re.fullmatch(r"\d+d", text)} == {"2d", "3d", "22d", "23d"}


def test_a_month_may_be_before_its_day_with_a_dot_where_months_come_first() -> None:
    rng = Random(3)
    for order, may_be_first in (("DMY", False), ("MDY", True), ("YMD", True)):
        drawn = {habits.yearless_pattern(rng, "en", order) for _ in range(3000)}
        assert any(re.match(r"MM?\s?\.\s?d", pattern) for pattern in drawn) == may_be_first
        assert any(re.match(r"dd?\s?\.\s?M", pattern) for pattern in drawn)


@pytest.mark.parametrize("locale", ["ja", "ko", "zh", "lv", "lt", "mn", "kk"])
def test_signs_of_a_field_do_not_join_others(locale):
    assert not set(habits.connectors(locale)) & {
        "年",
        "月",
        "日",
        "년",
        "일",
        "gada",
        "m",
        "d",
        "оны",
        "ын",
        "ж",
    }


def test_words_between_day_month_and_year_do():
    assert "de" in habits.connectors("es") and "na" in habits.connectors("nnh")
