"""Times of day by quarters of an hour, and zones."""

from __future__ import annotations

import re
from random import Random

from data_gen.language import texts
from data_gen.locales import inventory
from data_gen.times.clock import in_words, with_zone
from data_gen.times.hands import Clock
from data_gen.times.zones import Zone, local_zone, zone


def test_half_past_counts_from_the_hour_that_the_language_names() -> None:
    rng = Random(5)
    before = {"en": 0, "de": 1}  # halb acht is half past seven
    for language, back in before.items():
        times = filter(None, (in_words(rng, language) for _ in range(600)))
        found = [
            match
            for time in times
            if (match := re.match(r"(half past|halb) (\d+)=(.*)", f"{time.text}={time.meant}"))
        ]
        assert found
        for match in found:
            hour = (int(match[2]) - back - 1) % 12 + 1
            assert match[3] == f"T{hour:02d}:30"


def test_every_form_of_a_quarter_names_an_hour() -> None:
    for language in inventory():
        for key in ("clock.quarter_past", "clock.half_past", "clock.quarter_to"):
            assert all(("{t}" in form) != ("{n}" in form) for form in texts(language, key))


def test_an_offset_of_nothing_from_a_named_utc_is_utc() -> None:
    rng = Random(1)
    zones = [zone(rng) for _ in range(4000)]
    zones += [
        local_zone(rng, identifier, long=True) for identifier in ("fr", "sw", "nds") for _ in range(400)
    ]
    named = [one for one in zones if re.fullmatch(r"\(?(UTC|GMT) ?[-+−]0?0([:.]?00)?\)?", one.text)]
    assert named
    assert {one.meant for one in named} == {"Z"}
    assert {one.meant for one in zones if one.text == "+0000"} <= {"+00:00"}


def test_an_offset_that_looks_like_the_end_of_a_span_stands_apart() -> None:
    time = Clock("10:00", "T10:00")
    texts_of = {with_zone(time, Zone("-12:00", "-12:00"), Random(seed)).text for seed in range(30)}
    assert texts_of == {"10:00 -12:00"}
    assert any(
        with_zone(time, Zone("-07:00", "-07:00"), Random(seed)).text == "10:00-07:00" for seed in range(30)
    )


def test_the_time_of_a_place_is_a_name() -> None:
    rng = Random(2)
    zones = {local_zone(rng, "en", long=True) for _ in range(3000)}
    assert Zone("Italy Time", "z") in zones or any(
        one.meant == "z" and one.text == f"{place} Time"
        for one in zones
        for place in ("Japan", "Chile", "Peru")
    )
    assert not any("%" in one.text for one in zones)
