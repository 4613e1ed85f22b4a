"""Names of time zones in texts, and the offsets they stand for."""

from __future__ import annotations

import datetime
import re
import zoneinfo

import pytest

from datenorm.errors import ConfigError
from datenorm.values import zones
from datenorm.values.zones import known_zone, offsets_of, regions_of, zone_in


def _found(text: str) -> tuple[str, list[str]] | None:
    found = zone_in(text)
    return None if found is None else (found.name, [one.offset or one.zone for one in found.meanings])


@pytest.mark.parametrize(
    ("text", "name", "meanings"),
    [
        ("12 MAY 2021 2:30 PM EST", "EST", ["-05:00"]),
        ("Mon Jun 22 05:37:21 PDT 2009", "PDT", ["-07:00"]),
        ("12 May 2021 14:30 IST", "IST", ["+05:30", "+02:00", "+01:00"]),
        ("12 May 2021 14:30 PT", "PT", ["America/Los_Angeles"]),
        ("2021-05-12 14:30 [Europe/Paris]", "Europe/Paris", ["Europe/Paris"]),
        ("2021-05-12 14:30 europe/paris", "Europe/Paris", ["Europe/Paris"]),
        ("12. Mai 2021, 14:30 Uhr MESZ", "MESZ", ["+02:00"]),
        ("12 May 2021 14:30 Central European Summer Time", "central european summer time", ["+02:00"]),
        ("kl. 23.37.19 Japansk normaltid", "japansk normaltid", ["+09:00"]),
        ("2021年5月12日 14時30分 日本標準時", "日本標準時", ["+09:00"]),
        ("15:20 Romance Standard Time", "romance standard time", ["Europe/Paris"]),
        ("10:30am pst 5 may 2020", "PST", ["-08:00"]),
        ("6:35 PM Coordinated Universal Time", "coordinated universal time", ["Z"]),
        ("12 July 2021 18:35 British Summer Time", "british summer time", ["+01:00"]),
    ],
)
def test_a_zone_is_found_by_its_name_or_abbreviation(text: str, name: str, meanings: list[str]) -> None:
    assert _found(text) == (name, meanings)


@pytest.mark.parametrize("text", ["5 May 2021", "le 5 mai est un mercredi", "10:30 am", ""])
def test_other_words_are_no_zones(text: str) -> None:
    assert zone_in(text) is None


def test_the_meanings_of_an_abbreviation_have_their_regions() -> None:
    found = zone_in("10:00 BST")
    assert found is not None
    assert [("GB" in one.regions, "BD" in one.regions) for one in found.meanings] == [
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize(
    ("zone", "local", "offsets"),
    [
        ("Europe/Paris", (2021, 1, 12, 14, 30), ("+01:00",)),
        ("Europe/Paris", (2021, 7, 12, 14, 30), ("+02:00",)),
        ("Europe/Paris", (2021, 10, 31, 2, 30), ("+02:00", "+01:00")),
        ("Europe/Paris", (2021, 3, 28, 2, 30), ("+01:00",)),
        ("Asia/Kathmandu", (2021, 3, 28, 2, 30), ("+05:45",)),
        ("America/New_York", (1, 1, 1, 0, 0), ("-04:56",)),
    ],
)
def test_a_zone_has_one_offset_or_two_where_clocks_are_set_back(
    zone: str, local: tuple[int, int, int, int, int], offsets: tuple[str, ...]
) -> None:
    assert offsets_of(zone, datetime.datetime(*local)) == offsets


@pytest.mark.parametrize(
    ("written", "near"),
    [("Paris", "Europe/Paris"), ("Europe/Pariss", "Europe/Paris"), ("new york", "America/New_York")],
)
def test_an_unknown_zone_is_refused_with_names_like_it(written: str, near: str) -> None:
    with pytest.raises(ConfigError, match="not a time zone") as error:
        known_zone(written)
    assert near in str(error.value.hint)


@pytest.mark.parametrize(("written", "zone"), [("EUROPE/PARIS", "Europe/Paris"), ("utc", "Etc/UTC")])
def test_a_zone_is_known_in_any_case(written: str, zone: str) -> None:
    assert known_zone(written) == zone


def test_a_zone_lies_in_its_country() -> None:
    assert regions_of("Asia/Kolkata") == {"IN"}


def test_every_name_in_the_table_has_meanings_that_exist() -> None:
    table = zones._table()
    assert len(table) > 20_000
    found = {meaning for meanings in table.values() for meaning in meanings}
    assert all(re.fullmatch(r"Z|[+-][01]\d:[0-5]\d", one.offset) or one.zone for one in found)
    assert {one.zone for one in found if one.zone} <= zoneinfo.available_timezones()
    assert all(re.fullmatch("[A-Z]{2}", region) for one in found for region in one.regions)
