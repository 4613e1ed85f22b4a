"""Several dates in one text, sets, and ranges without years."""

from __future__ import annotations

import datetime

import pytest

from datenorm.values import Reckoning, resolve
from datenorm.values.several import chosen_of, listed

TODAY = Reckoning(reference_date=datetime.date(2026, 11, 25))


def test_dates_with_different_roles_are_no_single_value() -> None:
    resolution = resolve("1900-05-03;1950-06-04T10:30")
    assert (resolution.value, resolution.date, resolution.datetime) == (None, None, "")
    assert [part.value for part in resolution.parts] == ["1900-05-03", "1950-06-04"]
    assert listed(resolution) == "1900-05-03;1950-06-04T10:30"


def test_an_impossible_part_makes_all_impossible() -> None:
    assert resolve("1834;1945/1940") == resolve("1945/1940")


@pytest.mark.parametrize(
    ("written", "choice", "value"),
    [
        ("1950;1900", "first", "1950"),
        ("1950;1900", "last", "1900"),
        ("1950;1900", "set", "{1900,1950}"),
        ("1950-05;1900-01", "set", "{1900-01,1950-05}"),
        ("1950;1950-03-04", "set", None),
        ("1920;1902/1906", "set", "{1902..1906,1920}"),
        ("1920~;1930", "set", None),
        ("1920;1930/..", "set", None),
        ("1950;1900", "refuse", None),
    ],
)
def test_one_of_several_dates_or_their_set_can_be_the_value(
    written: str, choice: str, value: str | None
) -> None:
    chosen = chosen_of(resolve(written), choice)  # type: ignore[arg-type]
    assert chosen.value == value
    assert len(chosen.parts) == 2


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("{1829,1929,1988}", "{1829,1929,1988}"),
        ("{1834,1836..1838}", "{1834,1836..1838}"),
        ("{1920,1915}", None),
        ("{XX29,XX31}", "{2029,2031}"),
        ("{XXXX-12-28,XXXX-01-03}", "{2026-12-28,2027-01-03}"),
        ("XXXX-12-28/XXXX-01-03", "2026-12-28/2027-01-03"),
    ],
)
def test_members_and_ends_without_a_year_follow_each_other(written: str, value: str | None) -> None:
    assert resolve(written, TODAY).value == value


def test_a_range_without_years_may_reach_into_the_next_year() -> None:
    assert resolve("XXXX-12-28/XXXX-01-03").value == "XXXX-12-28/XXXX-01-03"
    assert resolve("XXXX-05-05/XXXX-05-03").value is None


@pytest.mark.parametrize(
    ("written", "value", "moment"),
    [
        ("2021-05-10T10:00/T12:00+02", "2021-05-10", "2021-05-10T10:00+02:00/2021-05-10T12:00+02:00"),
        ("2021-05-10T10p/T02a", "2021-05-10", "2021-05-10T22/2021-05-11T02"),
        ("B2563-05-12T10:00/T12:00", "2020-05-12", "2020-05-12T10:00/2020-05-12T12:00"),
        ("I1441-09-15T10:00/T11:00", "2020-05-08", "2020-05-08T10:00/2020-05-08T11:00"),
        (
            "2021-05-03T10:00/2021-05-04T12:00",
            "2021-05-03/2021-05-04",
            "2021-05-03T10:00/2021-05-04T12:00",
        ),
        ("2021-05-03T10:00/2021-05-03T12:00", "2021-05-03", "2021-05-03T10:00/2021-05-03T12:00"),
        ("2021-05-03T10:00/2021-05-03T09:00", None, ""),
        ("XXXX-05-03T10/T12", "XXXX-05-03", "XXXX-05-03T10/XXXX-05-03T12"),
    ],
)
def test_spans_of_times_and_two_moments_have_both_ends(written: str, value: str | None, moment: str) -> None:
    resolution = resolve(written)
    assert (resolution.value, resolution.datetime) == (value, moment)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2014-04-26⑥T05:24pz", "2014-04-26T17:24z"),
        ("XX14-04-26T12a", "2014-04-26T00"),
        ("B2563-05-12T10:30+07", "2020-05-12T10:30+07:00"),
        ("E2012-01-01T10", "2019-09-12T10"),
        ("T0001-05-03T10", "1912-05-03T10"),
        ("1711-03-12oT10", "1711-03-12T10"),
        ("2021-W23-4T08", "2021-W23-4T08"),
        ("2021-200T09:15", "2021-200T09:15"),
    ],
)
def test_times_stand_after_days_of_every_kind(written: str, moment: str) -> None:
    resolution = resolve(written)
    assert resolution.datetime == moment
    assert resolution.value == moment.split("T")[0]
    assert resolution.date is not None


def test_a_weekday_is_checked_beside_a_time() -> None:
    assert resolve("2014-04-26⑦T17:24").weekday_conflict
    assert not resolve("2014-04-26⑥T17:24").weekday_conflict
    assert resolve("1969-07-20①T10:00/T12:00").weekday_conflict
