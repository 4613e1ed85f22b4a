"""A text with a time beside its date means the day with the time that it says."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.dates.gregorian import beside_time, beside_time_in_figures, beside_time_in_words
from data_gen.example import Example
from data_gen.locales import inventory, load
from data_gen.noise import TRAINED, add_noise
from data_gen.relative import expressions
from data_gen.times import clock, formats, periods, stretches, timed, zones
from data_gen.times.digits import in_digits_of
from data_gen.times.hands import Hands, draw_hands
from datenorm.values import accepts

ONE = r"T(?:[01]\d|2[0-3])(?::[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?)?[ap]?|T24:00(?::00)?"
TIME = re.compile(rf"(?:{ONE})(?:[Zz]|[+-]\d\d(?::\d\d)?)?$")
DAY = re.compile(r"[A-WYZ]?-?[0-9X]{4}-\d\d-\d\d[①-⑦]?[on]?")


def test_every_time_is_one_of_the_value_language() -> None:
    rng = Random(1)
    languages = list(inventory())
    timed_texts = 0
    for _ in range(3000):
        example = beside_time(rng, load(inventory()[rng.choice(languages)][0]))
        day = DAY.match(example.value)
        assert example.kind == "datetime"
        if day is not None and day.end() < len(example.value):
            timed_texts += 1
            assert all(TIME.search(end) for end in example.value[day.end() :].split("/")), example
            assert accepts(example.value), example
    assert timed_texts > 2700  # the others have a part of the day or a zone alone


def test_the_digits_of_a_time_are_those_of_its_text() -> None:
    rng = Random(2)
    for _ in range(3000):
        for one in (clock.digital(rng), clock.twelve_hour(rng)):
            shown = [int(number) for number in re.findall(r"\d+", one.text.replace(",", "."))]
            meant = [int(number) for number in re.findall(r"\d+", one.meant)]
            assert shown == meant
            assert one.meant[-1:] == "p" if "p" in one.text.lower() else one.meant[-1:] != "p"


def test_a_time_of_twelve_hours_says_its_half() -> None:
    def written(hour: int) -> tuple[str, str]:
        one = formats.render("h:mm a", Hands(hour, 9, 0), "en", Random(1))
        return one.text, one.meant

    assert written(0) == ("12:09 AM", "T12:09a")
    assert written(12) == ("12:09 PM", "T12:09p")
    assert written(17) == ("5:09 PM", "T05:09p")


def test_a_part_of_the_day_says_the_half_of_twelve_hours_only() -> None:
    rng = Random(3)
    assert formats.render("B h:mm", Hands(20, 15, 0), "zh-Hant", rng).meant == "T08:15p"
    assert formats.render("B h:mm", Hands(0, 15, 0), "zh-Hant", rng).meant == "T12:15a"
    assert formats.render("B H:mm", Hands(20, 15, 0), "de", rng).meant == "T20:15"


def test_a_format_without_its_half_keeps_the_hour_of_the_text() -> None:
    assert formats.render("h:mm", Hands(17, 9, 0), "en", Random(1)).meant == "T05:09"
    assert formats.render("K:mm a", Hands(12, 9, 0), "ja", Random(1)).meant == "T00:09p"


def test_parts_of_the_day_follow_the_rules_of_the_language() -> None:
    rng = Random(4)
    evening = {periods.part_name(rng, "de", Hands(20, 15, 0)) for _ in range(50)}
    assert "abends" in evening
    assert not evening & {"morgens", "nachts", "mittags"}
    assert "Mitternacht" in dict(periods.noon_and_midnight("de"))
    assert dict(periods.noon_and_midnight("fr")) == {"midi": 12, "minuit": 0}


def test_halves_of_the_day_differ_in_every_language() -> None:
    rng = Random(5)
    for language in inventory():
        identifier = inventory()[language][0]
        for hour in range(12):
            names = {periods.half_name(rng, identifier, Hands(hour, 1, 0)) for _ in range(4)}
            later = {periods.half_name(rng, identifier, Hands(hour + 12, 1, 0)) for _ in range(4)}
            assert not names & later, language


def test_the_half_of_the_day_may_be_in_lower_case() -> None:
    rng = Random(26)
    drawn = [formats.render("h:mm a", Hands(17, 9, 0), "ki", rng) for _ in range(300)]
    assert {"5:09 Hwaĩ-inĩ", "5:09 hwaĩ-inĩ"} <= {one.text for one in drawn}
    assert {one.meant for one in drawn} == {"T05:09p"}


def test_noon_and_midnight_are_times_in_many_languages() -> None:
    known = [language for language in inventory() if periods.noon_and_midnight(language)]
    assert len(known) > 40


@pytest.mark.parametrize(
    ("identifier", "wanted"),
    [("de", r"GMT[+-]\d"), ("ar", r"غرينتش[+-]\d"), ("bg", r"Гринуич[+-]\d"), ("fr", r"UTC[+−]\d")],
)
def test_offsets_are_written_as_the_locale_does(identifier: str, wanted: str) -> None:
    rng = Random(6)
    drawn = [zones.local_zone(rng, identifier, long=False) for _ in range(300)]
    assert any(re.match(wanted, zone.text) for zone in drawn)
    for zone in drawn:
        if re.match(wanted, zone.text):
            shown = [int(number) for number in re.findall(r"\d+", zone.text)]
            assert shown == [int(number) for number in re.findall(r"\d+", zone.meant)]


def test_names_of_zones_are_marked_and_those_of_utc_are_utc() -> None:
    rng = Random(7)
    drawn = {zone.text: zone.meant for zone in (zones.local_zone(rng, "en", long=True) for _ in range(4000))}
    assert drawn["Coordinated Universal Time"] == "Z"
    assert drawn["Japan Standard Time"] == "z"


def test_every_offset_and_none_is_drawn() -> None:
    rng = Random(8)
    meant = {zones.zone(rng).meant for _ in range(8000)}
    assert {"Z", "z", "+05:30", "-03:30", "+05:45", "+02", "-07:00"} <= meant
    assert {f"{sign}{hour:02d}:00" for sign in "+-" for hour in range(13)} - {"-00:00"} <= meant
    assert "-00:00" not in meant


def test_all_times_of_the_day_are_drawn_evenly() -> None:
    rng = Random(9)
    drawn = [draw_hands(rng) for _ in range(20000)]
    for hour in range(24):
        assert 0.03 < sum(hands.hour == hour for hands in drawn) / len(drawn) < 0.12
    assert {hands.minute for hands in drawn} == {hands.second for hands in drawn} == set(range(60))


def test_a_time_has_the_digits_of_its_date() -> None:
    date = Example("২০/৭/১৯৬৯", "1969-07-20", "bn")
    rng = Random(10)
    texts = [timed.as_software(date, rng, "bn").source for _ in range(50)]
    assert not any(re.search("[0-9]", text) for text in texts)


def test_a_date_that_is_no_day_gets_no_time() -> None:
    rng = Random(11)
    assert timed.with_time(Example("31 April 2015", "∅", "en"), rng).value == "∅"
    assert timed.with_time(Example("April 2015", "2015-04", "en"), rng).value == "2015-04"


def test_spans_of_times_ascend() -> None:
    rng = Random(12)
    for _ in range(400):
        span = re.sub(r"([+-]\d\d(:\d\d)?|[zZ])$", "", stretches.on_one_day(rng, "en").meant)
        first, _, last = span.partition("/")
        assert _minutes(first) < _minutes(last), (first, last)


def _minutes(meant: str) -> int:
    hour, minute = (int(part) for part in (*re.findall(r"\d\d", meant), "0")[:2])
    if meant[-1] in "ap":
        hour = hour % 12 + 12 * (meant[-1] == "p")
    return 60 * hour + minute


def test_noise_keeps_the_half_of_the_day() -> None:
    rng = Random(13)
    for _ in range(300):
        text, _ = add_noise("20 July 1969 10:30a.m.", rng, 1, ("ordinal",))
        assert text == "20 July 1969 10:30a.m."


def test_noise_keeps_the_digits_of_a_time() -> None:
    rng = Random(14)
    kinds = tuple(kind for kind in TRAINED if kind not in ("ocr_digit", "scan", "wide", "html", "mojibake"))
    for _ in range(1000):
        text, _ = add_noise("20 July 1969 17:24:37 +0530", rng, 2, kinds)
        assert re.sub(r"\D", "", text).endswith("19691724370530"), text


def test_a_half_of_the_day_said_once_is_that_of_both_times() -> None:
    rng = Random(16)
    drawn = [stretches.on_one_day(rng, "en") for _ in range(2000)]
    shared = [one.meant for one in drawn if re.fullmatch(r"\d+\W+\d+ ?pm", one.text, re.I)]
    assert shared
    assert all(re.fullmatch(r"T\d\dp/T\d\dp", meant) for meant in shared)


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        ("en", r"from (\d+) to (\d+) in the afternoon", "T{}p/T{}p"),
        ("nl", r"tussen (\d+) en (\d+) uur 's ochtends", "T{}a/T{}a"),
        ("ja", r"午後(\d+)時から(\d+)時", "T{}p/T{}p"),
        ("de", r"von (\d+) bis (\d+) Uhr", "T{}/T{}"),
        ("pl", r"między (\d+) a (\d+) po południu", "T{}p/T{}p"),
        ("hu", r"(\d+) és (\d+) óra között", "T{}/T{}"),
        ("tr", r"saat (\d+) ile (\d+) arasında", "T{}/T{}"),
    ],
)
def test_what_is_said_once_is_that_of_both_hours(language: str, text: str, meant: str) -> None:
    rng = Random(19)
    spans = (stretches.on_one_day(rng, language) for _ in range(4000))
    found = [(match, span.meant) for span in spans if (match := re.fullmatch(text, span.text))]
    assert found
    assert all(
        value == meant.format(*(f"{int(hour):02d}" for hour in match.groups())) for match, value in found
    )


def test_two_moments_are_a_range_in_every_language() -> None:
    rng = Random(17)
    for language in inventory():
        example = stretches.of_two_days(rng, load(inventory()[language][0]))
        first, last = (re.sub(r"T.*", "", end) for end in example.value.split("/"))
        assert first < last
        assert accepts(example.value), example


def test_two_moments_have_the_order_of_their_figures() -> None:
    rng = Random(23)
    drawn = [stretches.of_two_days(rng, load("en-AT")) for _ in range(1500)]
    _assert_ordered(drawn, {"DMY", "MDY"})


def test_figures_beside_a_time_have_the_order_that_is_given() -> None:
    rng = Random(24)
    drawn = [beside_time_in_figures(rng, load("en-GB")) for _ in range(600)]
    assert any(re.fullmatch(r"\d\d/\d\d/\d{4}, \d\d:\d\d:\d\d", one.source) for one in drawn)
    _assert_ordered(drawn, {"DMY", "MDY"})


def _assert_ordered(drawn: list[Example], orders: set[str]) -> None:
    """That days and months up to 12 are read in the order that each example gives."""
    found = set()
    for one in drawn:
        figures = re.search(r"(\d\d?)[/.-](\d\d?)[/.-]\d{4}", one.source)
        value = re.match(r"\d{4}-(\d\d)-(\d\d)", one.value)
        if figures is None or value is None or one.order == "YMD" or max(map(int, figures.groups())) > 12:
            continue
        read = figures.groups() if one.order == "MDY" else figures.groups()[::-1]
        assert tuple(map(int, read)) == tuple(map(int, value.groups())), one
        found.add(one.order)
    assert found == orders


def test_a_zone_in_words_says_no_half_of_the_day() -> None:
    rng = Random(25)
    drawn = [beside_time_in_words(rng, load("om")) for _ in range(900)]
    zoned = [one for one in drawn if re.search(r"(?<!\d)(0\d|1[0-2]):\d\d:\d\d Sa’aatii", one.source)]
    assert len(zoned) > 10
    assert all(re.search(r"T\d\d:\d\d:\d\d[Zz]$", one.value) for one in zoned if "WD" not in one.source)


def test_a_day_by_its_week_or_number_may_have_a_time() -> None:
    rng = Random(18)
    texts = [timed.with_iso_time(Example("2021-W23-4", "2021-W23-4", ""), rng) for _ in range(50)]
    assert all(accepts(one.value) and "T" in one.value for one in texts)


def test_han_numerals_of_a_date_are_those_of_its_time() -> None:
    assert in_digits_of("七月二十日", "七月二十日15时30分") == "七月二十日十五时三十分"
    assert in_digits_of("20 July 1969", "17:24") == "17:24"


def test_a_relative_day_may_have_a_time() -> None:
    rng = Random(15)
    drawn = [expressions.make(rng, load("en")) for _ in range(3000)]
    values = {re.sub(r"T.*", "", example.value) for example in drawn if re.match("@[^T]*T", example.value)}
    assert {"@+1d", "@-1d"} & values
    assert not any(
        "morning" in one.source.lower() and "T" in one.value and one.value[-1] == "p" for one in drawn
    )


def test_an_hour_alone_follows_the_t_of_iso_8601() -> None:
    rng = Random(19)
    drawn = [timed.with_time(Example("2014-04-26", "2014-04-26", ""), rng) for _ in range(1500)]
    hours = [one for one in drawn if re.fullmatch(r"2014-04-26T\d\dZ?", one.source)]
    assert hours
    assert all(one.source == one.value for one in hours)


@pytest.mark.parametrize(
    ("identifier", "word", "meant"),
    [("bem", "akasuba", "p"), ("mr", "पहाटे", "a"), ("ss", "ekuseni", "a"), ("teo", "Ebongi", "p")],
)
def test_words_for_the_halves_of_the_day_are_frequent_and_say_which(
    identifier: str, word: str, meant: str
) -> None:
    rng = Random(1)
    drawn = [formats.timed(rng, identifier) for _ in range(600)]
    with_word = [one for one in drawn if word in one.text]
    assert len(with_word) > 15
    assert all(re.match(rf"T\d\d(:\d\d)*{meant}", one.meant) for one in with_word)


def test_a_dot_after_a_day_with_its_month_by_name_may_be_in_a_time() -> None:
    rng = Random(1)
    drawn = [timed.with_time(Example("24 Guscht 2019", "2019-08-24", "tzl"), rng) for _ in range(900)]
    dotted = [
        one for one in drawn if (found := re.search(r"2019\D{1,3}(\d\d)\.(\d\d)$", one.source)) and found
    ]
    assert dotted
    assert all(one.value == f"2019-08-24T{one.source[-5:-3]}:{one.source[-2:]}" for one in dotted)


def test_a_word_between_date_and_time_says_no_half_of_the_day() -> None:
    rng = Random(20)
    drawn = [beside_time_in_words(rng, load("dsb")) for _ in range(300)]
    joined = [one for one in drawn if re.search(r" zeger \d+[:.]\d+([:.]\d+)?$", one.source)]
    assert len(joined) > 15
    assert all(re.search(r"T\d\d:\d\d(:\d\d)?$", one.value) for one in joined)
    with_half = [one for one in drawn if one.source.endswith(" wótp.")]
    assert with_half
    assert all(one.value.endswith("p") for one in with_half)


def test_a_relative_day_may_have_a_stretch_of_time_before_or_after_it() -> None:
    rng = Random(21)
    drawn = [expressions.make(rng, load("nl")) for _ in range(6000)]
    spans = [one.source for one in drawn if re.fullmatch(r"@[^T]*T\d\d[^/]*/T\d\d.*", one.value)]
    assert any(re.match(r"(van|tussen) \d", source) for source in spans)
    assert any(re.search(r"\w (van|tussen) \d", source) for source in spans)


def test_feasts_and_counted_days_may_have_a_time() -> None:
    rng = Random(22)
    drawn = [expressions.make(rng, load("en")).value for _ in range(8000)]
    for day in (r"[0-9X]{4}e[+-]\d+d", r"[0-9X]{4}-\d\d#-?\d[①-⑦]", r"@=m#-?\d[①-⑦]", r"[0-9X]{4}-\d\d-\d\d"):
        assert any(re.match(f"{day}T", value) for value in drawn), day
    assert all(accepts(value) for value in drawn)


def test_a_time_beside_a_month_or_week_leaves_it_as_it_is() -> None:
    rng = Random(23)
    drawn = [expressions.make(rng, load("en")) for _ in range(12_000)]
    timed_texts = [one for one in drawn if re.search(r"\d:\d\d", one.source)]
    assert any(re.fullmatch("@[»«=][mwy]", one.value) for one in timed_texts)
    assert not any(re.match("@[»«=][mwy]T", one.value) for one in drawn)


def test_a_preposition_stands_between_times_and_a_day_that_begins_with_its_number() -> None:
    """`Between 10 and 11:30 on 1/1/2015`."""
    rng = Random(8)
    for language, text, on in (
        ("en", "1/1/2015", "on"),
        ("nl", "3 mei 2015", "op"),
        ("fr", "3 mai 2015", "le"),
    ):
        day = Example(text, "2015-01-01", language)
        sources = [timed.with_span(day, rng, language).source for _ in range(300)]
        assert any(re.search(rf"\d \w*\.?\w*\.? ?{on} {text}$", source) for source in sources), language
    week = Example("tomorrow", "@+1d", "en")
    assert not any(" on tomorrow" in timed.with_span(week, rng, "en").source for _ in range(300))
