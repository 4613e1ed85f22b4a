"""Days of other calendars without a year, and days of the lunar calendar of East Asia."""

from __future__ import annotations

import re
from random import Random

from data_gen.calendars import without_year
from datenorm.values import accepts


def drawn(maker, count=3000):
    rng = Random(2)
    return [maker(rng) for _ in range(count)]


def test_a_day_of_another_calendar_without_a_year_is_one_of_any_year():
    found = drawn(without_year.draw)
    assert all(re.fullmatch(r"XXXX[IAP]-\d\d-\d\d", one.value) and accepts(one.value) for one in found)
    said = {one.source: one.value for one in found}
    assert {said.get(f"{day} رمضان") for day in range(1, 30)} - {None} <= {
        f"XXXXI-09-{day:02d}" for day in range(1, 30)
    }
    assert any(text.endswith(" Ramadan") for text in said)


def test_names_of_our_months_are_not_taken_for_other_calendars():
    assert not [one for one in drawn(without_year.draw) if re.search(r"\bNisan\b|\bMehr\b", one.source)]


def test_lunar_days_have_our_year_only_where_they_must_lie_in_it():
    found = drawn(without_year.lunar)
    assert all(accepts(one.value) for one in found)
    months = {int(one.value[6:8]) for one in found if one.value[0].isdecimal()}
    assert months == set(range(1, 11))


def test_the_months_and_days_of_the_chinese_calendar_have_names_of_their_own():
    said = {one.source: one.value for one in drawn(without_year.lunar, 20000)}
    assert said["农历正月初一"] == "XXXXC-01-01"
    assert said["农历腊月初八"] == "XXXXC-12-08"
    assert said["음력 8월 15일"] == "XXXXC-08-15"
    assert said["ngày 15 tháng 8 âm lịch"] == "XXXXC-08-15"
