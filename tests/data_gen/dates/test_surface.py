"""What a written day says: its weekday as it is named, right or wrong, and no order that ISO 8601 forbids."""

import datetime
from random import Random

import pytest

from data_gen import kinds
from data_gen.dates.days import Day
from data_gen.dates.patterns import fields, is_numeric, order_of
from data_gen.dates.surface import WEEKDAYS, cldr_pattern, write
from data_gen.locales import load
from datenorm import values
from datenorm.values import exists

LANDING = Day(1969, 7, 20)  # a Sunday


def test_generator_and_value_language_mean_the_same_weekdays():
    assert WEEKDAYS == values.WEEKDAYS


@pytest.mark.parametrize(
    ("pattern", "value"),
    [
        ("EEEE d MMMM y", "1969-07-20⑦"),
        ("ccc d.M.yy", "XX69-07-20⑦"),
        ("EEE d MMM", "XXXX-07-20⑦"),
        ("EEE MMM y", "1969-07"),
        ("d MMMM y", "1969-07-20"),
    ],
)
def test_software_names_the_weekday_of_the_day(pattern, value):
    example = write(pattern, LANDING, load("en"), Random(1))
    assert example.value == value


def test_people_name_a_wrong_weekday_now_and_then_and_the_value_says_which():
    names = load("en").weekdays["EEEE"]
    wrong = 0
    for seed in range(300):
        example = write("EEEE y-MM-dd", LANDING, load("en"), Random(seed), people=True)
        written = next(
            index
            for index, name in enumerate(names)
            if example.source.casefold().startswith(name[:2].casefold())
        )
        assert example.value[-1] == WEEKDAYS[written]
        wrong += written != 6
    assert 15 < wrong < 80


def test_a_weekday_stands_after_whole_days_whose_pattern_has_one(examples):
    checked = right = 0
    for example in examples:
        if example.kind in ("relative", "several"):  # from Monday to Friday, born … died …
            continue
        marked = example.value[-1] in WEEKDAYS
        if example.kind not in ("full", "full2y", "noyear"):
            continue
        assert not marked or "/" not in example.value
        assert marked == ("E" in fields(example.pattern))
        is_whole = example.kind == "full" and example.value[0] != "-"
        if marked and is_whole and exists(example.value):  # some leap days of common years are drawn
            day = datetime.date(*map(int, example.value[:-1].split("-")))
            checked += 1
            right += day.weekday() == WEEKDAYS.index(example.value[-1])
    assert checked > 300
    assert 0.85 < right / checked < 0.99


def test_the_two_orders_of_a_locale_are_both_given_as_hints():
    data = load("ha")
    assert (data.order, data.other_order) == ("DMY", "YMD")
    rng = Random(2)
    drafts = [kinds.draw(rng, data) for _ in range(3000)]
    short = [draft for draft in drafts if draft.pattern == "d/M/yy" and draft.language == "ha"]
    assert {draft.order for draft in short} >= {"DMY", "YMD"}
    assert load("fr").other_order == ""


def test_numbers_never_stand_as_year_day_month():
    rng = Random(4)
    for locale in ("ky", "kk", "ce", "ug"):
        patterns = {cldr_pattern(load(locale), rng, frozenset("yMd")) for _ in range(300)}
        assert not [pattern for pattern in patterns if is_numeric(pattern) and order_of(pattern) == "YDM"]
        assert patterns
