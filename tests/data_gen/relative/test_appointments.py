"""Times beside days near the reference date, as people arrange them."""

from __future__ import annotations

import re
from functools import cache
from random import Random

import pytest

from data_gen.example import Example
from data_gen.locales import inventory, load
from data_gen.relative import appointments
from datenorm.values.automaton import accepts


@cache
def drawn(language: str, n: int = 12_000) -> list[Example]:
    rng, data = Random(language), load(inventory()[language][0])
    return [example for _ in range(n) if (example := appointments.draw(rng, data))]


@pytest.mark.parametrize("language", ["en", "de", "ja", "ko", "tr", "ar", "pl", "sw"])
def test_each_is_a_day_with_a_time_or_two(language: str) -> None:
    for example in drawn(language, 150):
        assert accepts(example.value), example
        assert re.match("@[^T/]*T|XXXX-[0-9][^T/]*T|XXXX-XX-", example.value), example
        assert "{" not in example.source, example


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", r"tomorrow morning (from|between) (\d+) \w+ (\d+)", "@+1dT{1}a/T{2}a"),
        ("en", r"(?i:(from|between)) (\d) \w+ (\d) on (?i:Friday)", "@⑤T{1}/T{2}"),
        ("en", r"(today|Today) (\d)-(\d)", "@T{1}/T{2}"),
        ("de", r"()[zZ]wischen (\d+) und (\d+) (?:am )?Freitagabend", "@⑤T{1}p/T{2}p"),
        ("nl", r"(van) (\d+) tot (\d+) uur gisterenmiddag", "@-1dT{1}p/T{2}p"),
        ("es", r"(?i:(de las|entre las)) (\d) (?:a|y) las (\d) esta tarde", "@T{1}p/T{2}p"),
        ("ja", r"昨日の午後()(\d)時から(\d)時まで", "@-1dT{1}p/T{2}p"),
        ("ja", r"今夜()(\d+)時(30)分", "@T{1}:{2}p"),
        ("ko", r"내일 오전 ()(\d+)시에서 (\d+)시 사이", "@+1dT{1}a/T{2}a"),
        ("hi", r"आज शाम ()(\d+):(15) बजे", "@T{1}:{2}p"),
        ("nl", r"()(?i:(?:op )?de) (\d+)e tussen \d+ en \d+", "XXXX-XX-{1}"),
        ("en", r"()tomorrow at (\d+)", "@+1dT{1}"),
        ("tr", r"(?i:yarın),? ()(\d)'[td]en (\d)'y?[ea] kadar", "@+1dT{1}/T{2}"),
        ("hu", r"()(\d)-t[őó]l (\d)-ig ma", "@T{1}/T{2}"),
        ("es", r"()(\d+) esta noche", "@T{1}p"),
        ("en", r"()(\d+):(30)pm tonight", "@T{1}:{2}p"),
        ("tr", r"(?i:pazartesi) sabahı saat ()(\d+):(30)", "@①T{1}:{2}a"),
    ],
)
def test_the_words_for_the_day_say_the_half_of_it(language: str, text: str, value: str) -> None:
    found = [(match, one.value) for one in drawn(language) if (match := re.fullmatch(text, one.source))]
    assert found
    for match, meant in found:
        assert meant == value.format("", *(f"{int(group):02d}" for group in match.groups()[1:]))


def test_the_next_and_the_last_weekday_have_parts_too() -> None:
    """`Next Monday morning 6-8`."""
    found = [one for one in drawn("en") if re.match(r"(next|last) \w+ (morning|evening|night) ", one.source)]
    assert found
    assert all(re.match(r"@[»«][①-⑦]T\d\d(:\d\d)?[ap]", one.value) for one in found)


def test_days_without_their_year_have_times_too() -> None:
    """`27/11 às 23`, but not `22 April 3 to 5`, whose numbers run together."""
    for language in ("en", "pt", "de"):
        found = [one for one in drawn(language) if one.value.startswith("XXXX-")]
        assert any(re.search(r"\d (at|às|um) \d+$", one.source) for one in found), language
        assert not any(re.search(r"\d[a-z.]*,? \d+ (to|till|a|bis) \d+$", one.source) for one in found), (
            language
        )


def test_hours_with_a_dash_beside_a_weekday_are_no_day_of_a_month() -> None:
    """`Montag 3-8` may be the third of August; `Montag 8-15` is none."""
    texts = [one.source for one in drawn("de")]
    dashed = [
        match
        for text in texts
        if (match := re.fullmatch(r"[A-Z][a-z]{2,7}(?<!mit)tag (\d+) ?[-–] ?(\d+)", text))
    ]
    assert dashed
    assert all(int(match[2]) > 12 for match in dashed)
    assert any(re.fullmatch(r"morgen (\d) ?[-–] ?(\d)", text) for text in texts)


def test_nothing_stands_between_a_time_and_today() -> None:
    assert not any(re.search(r"\bon (today|tomorrow|yesterday)", one.source) for one in drawn("en"))


def test_short_names_of_weekdays_have_no_part_of_the_day_glued_to_them() -> None:
    assert not any(re.search(r"\b(Mo|Fr)\.?(abend|morgen)", one.source) for one in drawn("de"))
