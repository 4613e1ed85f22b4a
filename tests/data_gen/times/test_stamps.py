"""Stamps of machines say the day they were drawn for, and their times do not tell the order of numbers."""

from __future__ import annotations

import re
from random import Random

from data_gen.locales import load
from data_gen.times import clock, stamps
from data_gen.times.zones import zone

YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})[T ]")


def test_a_year_in_front_is_followed_by_month_and_day() -> None:
    rng = Random(1)
    seen = 0
    for _ in range(2000):
        example = stamps.draw(rng, load("de"))
        found = YEAR_FIRST.search(example.source)
        if found:
            seen += 1
            year, month, day = map(int, found.groups())
            assert example.value.partition("T")[0] == f"{year:04d}-{month:02d}-{day:02d}"
    assert seen > 200


def test_a_stamp_that_names_a_weekday_says_it() -> None:
    rng = Random(2)
    for _ in range(1000):
        example = stamps.draw(rng, load("en"))
        names = re.search(r"(?<![a-z])(Mon|Tue|Wed|Thu|Fri|Sat|Sun)", example.source)
        assert bool(names) == bool(re.search("[①②③④⑤⑥⑦]", example.value)), example.source


def test_no_place_of_a_time_is_left_open() -> None:
    rng = Random(3)
    for _ in range(2000):
        text = stamps.draw(rng, load("fr")).source
        assert not re.search(r"\{[a-z]?\}", text), text
        assert re.search(r"\d[:.-]?\d\d", text)


def test_twelve_hour_times_stand_beside_both_orders() -> None:
    rng = Random(4)
    hints = set()
    for _ in range(4000):
        example = stamps.draw(rng, load("en"))
        match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4}) .*[AaPp][Mm]", example.source)
        if match:
            hints.add((example.language, example.order))
            day, month = (1, 2) if example.order == "DMY" else (2, 1)
            assert example.value.startswith(f"{match[3]}-{match[month]:0>2}-{match[day]:0>2}T")
    assert hints == {("en", "DMY"), ("en", "MDY"), ("", "DMY")}


def test_fractions_of_a_second_have_one_digit_to_nine() -> None:
    rng = Random(5)
    fractions = [clock.fraction(rng) for _ in range(500)]
    assert {len(text) - 1 for text in fractions} == set(range(1, 10))
    assert all(re.fullmatch(r"[.,]\d+", text) for text in fractions)


def test_zones_come_by_name_by_offset_by_region_and_by_two_of_these() -> None:
    rng = Random(6)
    zones = {zone(rng).text for _ in range(4000)}
    assert {"MST", "Z", "UTC"} <= zones
    assert any(re.fullmatch(r"Europe/\w+", text) for text in zones)
    assert any(re.fullmatch(r"\[Asia/\w+\]", text) for text in zones)
    assert any(re.fullmatch(r"[+-]\d\d:?\d\d MSK", text) for text in zones)
    assert any(re.fullmatch(r"[+-]\d\d:?\d\d\[\w+/\w+\]", text) for text in zones)


def test_stamps_of_databases_and_logs_say_their_time() -> None:
    rng = Random(7)
    seen = 0
    for _ in range(6000):
        example = stamps.draw(rng, load("en"))
        found = re.fullmatch(r"\d\d-[A-Z]{3}-\d\d (\d\d)\.(\d\d)\.(\d\d)\.(\d+) ([AP])M", example.source)
        if found:
            seen += 1
            hour, minute, second, part, half = found.groups()
            assert example.value.endswith(f"T{hour}:{minute}:{second}.{part}{half.lower()}")
    assert seen > 10


def test_six_digits_after_six_digits_are_a_time() -> None:
    rng = Random(8)
    seen = 0
    for _ in range(6000):
        example = stamps.draw(rng, load("en"))
        found = re.fullmatch(r"(\d\d)(\d\d)(\d\d) (\d\d)(\d\d)(\d\d)", example.source)
        if found:
            seen += 1
            year, month, day, hour, minute, second = found.groups()
            assert example.value == f"XX{year}-{month}-{day}T{hour}:{minute}:{second}"
    assert seen > 10


def test_a_military_stamp_has_its_time_before_the_month() -> None:
    rng = Random(9)
    drawn = [stamps.draw(rng, load("en")) for _ in range(8000)]
    found = [
        (one.value, re.fullmatch(r"(\d\d)(\d\d)(\d\d)Z ?[A-Z]{3} ?\d{2,4}", one.source)) for one in drawn
    ]
    seen = [(value, match.groups()) for value, match in found if match]
    assert len(seen) > 5
    assert all(value.endswith(f"-{day}T{hour}:{minute}Z") for value, (day, hour, minute) in seen)
