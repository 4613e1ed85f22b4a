"""Hijri dates in Latin letters: the month is the one named, the years of ours those of the Hijri year."""

from __future__ import annotations

import datetime
import re
import unicodedata
from functools import cache
from random import Random

from convertdate import islamic

from data_gen.calendars import transliterated
from data_gen.example import Example

_FIRST_LETTERS = {
    "muh": (1,), "almuh": (1,), "saf": (2,), "rab": (3, 4), "jum": (5, 6), "djum": (5, 6), "gum": (5, 6),
    "raj": (7,), "radj": (7,), "rag": (7,), "sha": (8, 10), "sab": (8,), "saw": (10,), "ram": (9,),
    "dhu": (11, 12), "zu": (11, 12), "zi": (11, 12), "du": (11, 12),
}  # fmt: skip


@cache
def _drawn() -> tuple[Example, ...]:
    return tuple(transliterated.draw(Random(f"transliterated/{seed}")) for seed in range(1500))


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower())
    return "".join(one for one in plain if one.isascii() and one.isalpha())


def test_the_month_of_the_value_is_the_one_whose_name_is_written() -> None:
    whole = [one for one in _drawn() if one.value.startswith("I") and "-" in one.value]
    assert len(whole) > 500
    for one in whole:
        words = " ".join(map(_letters, re.split(r"[ ,.]|mid-", one.source)))
        found = [
            numbers for name, numbers in _FIRST_LETTERS.items() if re.search(rf"(?<![a-z]){name}", words)
        ]
        months = [number for numbers in found for number in numbers]
        assert int(one.value[6:8]) in months, one


def test_double_years_are_those_that_another_package_finds() -> None:
    double = [one for one in _drawn() if one.pattern.endswith("double")]
    assert len(double) > 200
    for one in double:
        years = {islamic.to_gregorian(year, 1, 1)[0] for year in map(int, re.findall(r"\d+", one.source)[:1])}
        assert int(one.value[:4]) in years, one
        first, _, last = one.value.partition("/")
        assert last in ("", f"{int(first) + 1:04d}"), one


def test_ayn_and_hamza_are_written_in_several_ways_and_left_out() -> None:
    qada = {one.source for one in _drawn() if one.value[6:8] == "11"}
    for spelling in ("Qaʻda", "Qaʿda", "Qa'da", "Qa’da", "Qada"):
        assert any(spelling in source for source in qada), spelling


def test_years_are_shortened_to_one_digit_only_within_a_decade() -> None:
    assert {transliterated.shortened(1868, 1869, Random(seed)) for seed in range(60)} == {"9", "69", "1869"}
    assert {transliterated.shortened(1869, 1870, Random(seed)) for seed in range(60)} == {"70", "1870"}
    assert {transliterated.shortened(1899, 1900, Random(seed)) for seed in range(60)} == {"1900"}


def test_a_day_of_ours_beside_it_is_the_value_whatever_era_it_has() -> None:
    beside = [
        one for one in _drawn() if one.pattern.endswith("beside ours") and one.value[10:11] not in ("/",)
    ]
    with_era = [one for one in beside if re.search(r" (CE|AD|A\.D\.|C\.E\.)[)\]]?$", one.source)]
    assert len(with_era) > 20
    for one in with_era:
        assert one.value[:4].lstrip("0") in one.source, one


def test_months_of_ours_beside_a_hijri_month_are_the_one_or_two_it_is_in() -> None:
    beside = [one for one in _drawn() if "months beside" in one.pattern]
    assert any("/" in one.value for one in beside) and any("/" not in one.value for one in beside)
    for one in beside:
        months = [12 * int(end[:4]) + int(end[5:7]) for end in one.value.split("/")]
        assert months in ([months[0]], [months[0], months[0] + 1]), one


def test_a_weekday_before_a_hijri_day_is_its_own() -> None:
    named = [one for one in _drawn() if re.search("[①-⑦]$", one.value) and one.value.startswith("I")]
    assert named
    for one in named:
        year, month, day = map(int, re.findall(r"\d+", one.value[1:-1]))
        if year < 1343:  # the civil calendar, as in the other package
            expected = datetime.date(*islamic.to_gregorian(year, month, day)) if year > 200 else None
            assert expected is None or "①②③④⑤⑥⑦"[expected.weekday()] == one.value[-1], one
