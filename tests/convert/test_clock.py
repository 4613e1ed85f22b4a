"""Times with the offsets of zones that texts name, or that the user names."""

from __future__ import annotations

import pytest

from datenorm import Policy
from datenorm.convert.clock import ZonedTime, clock_of
from datenorm.errors import ConfigError


def _clock(datetime: str, source: str = "", locale: str | None = None, **policy: object) -> ZonedTime:
    return clock_of(datetime, source, locale, Policy(**policy))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("datetime", "source", "expected"),
    [
        ("2021-05-12T14:30", "14:30", "2021-05-12T14:30"),
        ("2021-05-12T14:30-07:00", "14:30 -0700", "2021-05-12T14:30-07:00"),
        ("2021-05-12T14:30z", "14:30 EST", "2021-05-12T14:30-05:00"),
        ("2021-05-12T14:30z", "14:30 PT", "2021-05-12T14:30-07:00"),
        ("2021-01-12T14:30z", "14:30 PT", "2021-01-12T14:30-08:00"),
        ("2021-05-12T14:30z", "14:30 IST", "2021-05-12T14:30"),
        ("2021-05-12T14:30z", "14:30 somewhere", "2021-05-12T14:30"),
        ("2021-01-12T14:30z", "14:30 CET", "2021-01-12T14:30+01:00"),
        ("2021-05-12T14:30z", "14:30 CET", "2021-05-12T14:30"),  # +01:00 by its name, +02:00 by the clocks
        ("XXXX-05-12T14:30z", "14:30 EST", "XXXX-05-12T14:30-05:00"),
        ("XXXX-05-12T14:30z", "14:30 PT", "XXXX-05-12T14:30"),
        (
            "2021-05-12T14z/2021-05-12T16z",
            "2-4 pm EDT",
            "2021-05-12T14-04:00/2021-05-12T16-04:00",
        ),
    ],
)
def test_a_time_has_the_offset_that_its_zone_gives(datetime: str, source: str, expected: str) -> None:
    clock = _clock(datetime, source)
    assert (clock.datetime, clock.is_needed) == (expected, False)


@pytest.mark.parametrize("needs", ["utc", "with_offset"])
def test_an_open_offset_names_all_readings_where_one_is_needed(needs: str) -> None:
    clock = _clock("2021-05-12T14:30z", "14:30 IST", **{needs: True})
    offsets = {
        "utc": ("09:00Z", "12:30Z", "13:30Z"),
        "with_offset": ("14:30+05:30", "14:30+02:00", "14:30+01:00"),
    }
    assert clock.name == "IST"
    assert clock.readings == tuple(f"2021-05-12T{one}" for one in offsets[needs])


@pytest.mark.parametrize(
    ("locale", "zone"),
    [("en-IN", None), ("hi_IN.UTF-8", None), (None, "Asia/Kolkata"), ("en-IE", "Asia/Kolkata")],
)
def test_the_region_of_the_locale_or_the_zone_settles_an_abbreviation(
    locale: str | None, zone: str | None
) -> None:
    clock = _clock("2021-05-12T14:30z", "14:30 IST", locale, zone=zone, with_offset=True)
    assert (clock.datetime, clock.readings) == ("2021-05-12T14:30+05:30", ())


def test_a_zone_says_what_a_time_without_one_means() -> None:
    clock = _clock("2021-05-12T14:30", zone="Europe/Paris")
    assert (clock.datetime, clock.zone) == ("2021-05-12T14:30+02:00", "Europe/Paris")
    assert _clock("2021-05-12T14:30-07:00", zone="Europe/Paris").datetime == "2021-05-12T14:30-07:00"
    assert _clock("2021-05-12T14:30", zone="Europe/Paris", utc=True).datetime == "2021-05-12T12:30Z"


def test_a_time_that_comes_twice_is_named_twice() -> None:
    clock = _clock("2021-10-31T02:30", zone="Europe/Paris")
    assert clock.readings == ("2021-10-31T02:30+02:00", "2021-10-31T02:30+01:00")


def test_a_region_is_told_beside_its_offset() -> None:
    assert _clock("2021-05-12T14:30z", "14:30 Europe/Paris").zone == "Europe/Paris"
    assert _clock("2021-05-12T14:30+02:00", "2021-05-12T14:30+02:00[Europe/Paris]").zone == "Europe/Paris"
    assert _clock("2021-05-12T14:30z", "14:30 CEST").zone == ""


def test_utc_needs_an_offset() -> None:
    assert _clock("2021-05-12T14:30", utc=True).datetime == "2021-05-12T14:30"
    assert _clock("2021-05-12T14:30z", "14:30 EST", utc=True).datetime == "2021-05-12T19:30Z"


def test_an_unknown_zone_is_no_policy() -> None:
    with pytest.raises(ConfigError, match="`zone` 'Pariss' is not a time zone"):
        Policy(zone="Pariss")
