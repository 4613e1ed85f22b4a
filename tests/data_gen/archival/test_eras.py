"""Years before and after Christ in ranges, open ranges and doubt: the era stays, and counts right."""

from __future__ import annotations

import re
from random import Random

from data_gen.archival import eras
from data_gen.archival.bodies import Expression, Place
from data_gen.archival.lexicon import EMPTY, find
from data_gen.archival.notes import Maker
from data_gen.locales import load
from datenorm.values.eras import astronomical, spelled_out


def drawn(maker: Maker, number: int) -> list[Expression]:
    rng = Random(9)
    place = Place(load("en"), find("en") or EMPTY)
    found = (maker(rng, place) for _ in range(number))
    return [one for one in found if one is not None]


def test_a_doubtful_year_before_christ_stays_before_christ() -> None:
    found = [one for one in drawn(eras.unsure, 1000) if re.fullmatch(r"\d+ B\.?C\.?E?\.? \(\?\)", one.text)]
    assert found
    for one in found:
        year = int(re.findall(r"\d+", one.text)[0])
        assert spelled_out(one.value) == f"{astronomical(1 - year)}?"


def test_or_before_is_an_open_range_and_no_era() -> None:
    found = [one for one in drawn(eras.open_range, 4000) if re.fullmatch(r"\d+ (AD|CE) or before", one.text)]
    assert found
    for one in found:
        assert one.value == f"../{int(re.findall(r'[0-9]+', one.text)[0]):04d}"


_SHORTENED = re.compile(r"\d{3} ?[-/–—] ?\d (CE|AD|[CA]\.[ED]\.)", re.IGNORECASE)


def test_a_shortened_second_year_is_of_the_same_century() -> None:
    found = [one for one in drawn(eras.era, 20000) if _SHORTENED.fullmatch(one.text)]
    assert found
    for one in found:
        start, end = re.findall(r"\d+", one.text)
        assert one.value == f"{int(start):04d}/{int(start[:-1] + end):04d}"


def test_a_day_in_numbers_keeps_its_era() -> None:
    found = [one for one in drawn(eras.era, 4000) if re.match(r"\d+-\d\d-\d\d ?B\.?C", one.text)]
    assert found
    for one in found:
        year, month, day = re.findall(r"\d+", one.text)
        assert one.value == f"{year.zfill(4)}b-{month}-{day}"
