"""Relative dates and ranges of them, on Wednesday 25 November 2026, half past two."""

from __future__ import annotations

import datetime

import pytest

from datenorm.values import Reckoning, resolve
from datenorm.values.periods import Next

NOW = datetime.datetime(2026, 11, 25, 14, 30)
AT_NOW = Reckoning(reference_date=NOW)
TODAY = Reckoning(reference_date=NOW.date())


@pytest.mark.parametrize(
    ("program", "value", "moment"),
    [
        ("@+1d", "2026-11-26", ""),
        ("@+1dT03p", "2026-11-26", "2026-11-26T15"),
        ("@T10:00z", "2026-11-25", "2026-11-25T10:00z"),
        ("@+1dT10:00/T11:00", "2026-11-26", "2026-11-26T10:00/2026-11-26T11:00"),
        ("@-3m/@", "2026-08-25/2026-11-25", ""),
        ("@«w/..", "2026-W47/..", ""),
        ("../@«m", "../2026-10", ""),
        ("@①/@⑤", "2026-11-23/2026-11-27", ""),
        ("@=k/..", "2026-11-28/..", ""),
        ("2020-05-01/@", "2020-05-01/2026-11-25", ""),
        ("@-1y/2026-12-01", "2025-11-25/2026-12-01", ""),
        ("2027-01-01/@", None, ""),
    ],
)
def test_relative_dates_are_run_with_times_and_in_ranges(
    program: str, value: str | None, moment: str
) -> None:
    resolution = resolve(program, TODAY)
    assert (resolution.value, resolution.datetime, resolution.needs) == (value, moment, "")
    assert resolution.program == program.replace("T03p", "T15")


def test_a_bare_weekday_ends_a_range_after_its_start() -> None:
    sunday = Reckoning(reference_date=datetime.date(2026, 11, 29))
    assert resolve("@①/@⑤", sunday).value == "2026-11-30/2026-12-04"


@pytest.mark.parametrize(
    ("program", "value"),
    [
        ("{@①,@④}", "{2026-11-23,2026-11-26}"),
        ("[@④,@①]", "[2026-11-26,2026-11-30]"),  # the Monday after that Thursday
        ("[@,@+1d]", "[2026-11-25,2026-11-26]"),
        ("{@-1d,@}", "{2026-11-24,2026-11-25}"),
        ("{@=y,@»y}", "{2026,2027}"),
        ("[@»w②,@»w④]", "[2026-12-01,2026-12-03]"),
        ("[@③,@]", None),  # that Wednesday is today
        ("{@,@=y}", None),  # not equally precise
        ("{XXXX-05,XXXX-06}", "{2027-05,2027-06}"),  # the May that is nearer
    ],
)
def test_several_days_of_which_all_or_one_are_meant(program: str, value: str | None) -> None:
    assert resolve(program, TODAY).value == value


def test_a_set_has_two_readings_where_its_members_have() -> None:
    assert [one.value for one in resolve("[@»④,@»⑤]", TODAY).readings] == [
        "[2026-12-03,2026-12-04]",
        "[2026-11-26,2026-11-27]",
    ]


@pytest.mark.parametrize(
    "program", ["{@①,@④}", "@", "@-3d", "@+1dT15", "@«w/..", "2020-05-01/@", "XXXX-05#1①"]
)
def test_without_a_reference_date_a_program_says_what_it_needs(program: str) -> None:
    resolution = resolve(program)
    assert (resolution.value, resolution.needs, resolution.program) == (None, "day", program)


@pytest.mark.parametrize(
    ("program", "moment"),
    [
        ("@-2H", "2026-11-25T12:30"),
        ("@+30M", "2026-11-25T15:00"),
        ("@-5S", "2026-11-25T14:29:55"),
        ("@+10H", "2026-11-26T00:30"),
    ],
)
def test_hours_are_counted_from_a_time_of_day(program: str, moment: str) -> None:
    resolution = resolve(program, AT_NOW)
    assert (resolution.value, resolution.datetime) == (moment[:10], moment)
    assert resolve(program, TODAY).needs == "time"
    assert resolve(program).needs == "time"


def test_hours_keep_the_offset_of_the_reference_date() -> None:
    zone = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
    rules = Reckoning(reference_date=NOW.replace(tzinfo=zone))
    assert resolve("@-2H", rules).datetime == "2026-11-25T12:30+05:30"


def test_two_years_ago_is_a_day_where_days_are_asked_for() -> None:
    assert resolve("@-2y", TODAY).value == "2024"
    assert resolve("@-2y", TODAY, as_days=True).value == "2024-11-25"


def test_what_people_disagree_on_has_both_readings() -> None:
    resolution = resolve("@»⑤T10:00", TODAY)
    assert [one.datetime for one in resolution.readings] == ["2026-12-04T10:00", "2026-11-27T10:00"]
    assert resolve("@»w⑤", TODAY).readings == ()


@pytest.mark.parametrize(("means", "value"), [("week", "2026-12-04"), ("nearest", "2026-11-27")])
def test_an_option_says_what_next_friday_means(means: Next, value: str) -> None:
    resolution = resolve("@»⑤", Reckoning(reference_date=NOW.date(), next_means=means))
    assert (resolution.value, resolution.readings) == (value, ())


@pytest.mark.parametrize(
    ("written", "value"),
    [("XXXX-10", "2026-10"), ("XXXX-XX-15", "2026-11-15"), ("XXXX-35", "2026-35"), ("XXXX-41", "2026-41")],
)
def test_partial_dates_lie_on_the_preferred_side(written: str, value: str) -> None:
    assert resolve(written, TODAY).value == value
    assert resolve(written).value == written
