"""Relative programs, run on Wednesday 25 November 2026 unless a test says otherwise."""

from __future__ import annotations

import datetime

import pytest

from datenorm.values.periods import Prefer
from datenorm.values.programs import Program, parse_program, run
from datenorm.values.steps import Operation

WEDNESDAY = datetime.date(2026, 11, 25)
SUNDAY = datetime.date(2026, 11, 29)


def _values(text: str, day: datetime.date | None = WEDNESDAY, prefer: Prefer = "nearest") -> list[str]:
    return [str(period) for period in run(text, day, prefer=prefer)]


@pytest.mark.parametrize(
    ("program", "said", "value"),
    [
        ("@", "today", "2026-11-25"),
        ("@-1d", "yesterday", "2026-11-24"),
        ("@+2d", "the day after tomorrow", "2026-11-27"),
        ("@-3d", "three days ago", "2026-11-22"),
        ("@+2w", "in two weeks", "2026-12-09"),
        ("@-1m", "a month ago", "2026-10"),
        ("@-2y", "two years ago", "2024"),
        ("@-10y", "ten years ago", "2016"),
        ("@-1y-2m", "1 year and 2 months ago", "2025-09"),
        ("@-1m-21d", "1 month and 21 days ago", "2026-10-04"),
        ("@-6m", "half a year ago", "2026-05"),
        ("@+5b", "in 5 business days", "2026-12-02"),
        ("@-5b", "5 business days ago", "2026-11-18"),
        ("@»b", "the next working day", "2026-11-26"),
        ("@=⑤", "this Friday", "2026-11-27"),
        ("@»w⑤", "Friday of next week", "2026-12-04"),
        ("@«10y", "last decade", "201X"),
        ("@=10y", "this decade", "202X"),
        ("@»10y", "next decade", "203X"),
        ("@>⑤", "the coming Friday", "2026-11-27"),
        ("@>⑤+1w", "Friday week", "2026-12-04"),
        ("@<③", "the last Wednesday before today", "2026-11-18"),
        ("@-2⑤", "two Fridays ago", "2026-11-13"),
        ("@+2①", "two Mondays from now", "2026-12-07"),
        ("@=w", "this week", "2026-W48"),
        ("@»w", "next week", "2026-W49"),
        ("@»w+1w", "the week after next", "2026-W50"),
        ("@=k", "this weekend", "2026-11-28/2026-11-29"),
        ("@«m", "last month", "2026-10"),
        ("@«06", "last June", "2026-06"),
        ("@»03", "next March", "2027-03"),
        ("@=11", "this November", "2026-11"),
        ("@»m#15d", "the 15th of next month", "2026-12-15"),
        ("@«q", "last quarter", "2026-35"),
        ("@=h", "this half year", "2026-41"),
        ("@«y", "last year", "2025"),
        ("@«22", "last summer", "2026-22"),
        ("@»24", "next winter", "2026-24"),
        ("@=c", "this century", "20XX"),
        ("@=m$", "the end of the month", "2026-11-30"),
        ("@»y^", "the beginning of next year", "2027-01-01"),
        ("@«y#06", "June of last year", "2025-06"),
        ("@»y#22", "summer of next year", "2027-22"),
        ("@=y#3q", "the third quarter of this year", "2026-35"),
    ],
)
def test_a_program_is_run_against_the_reference_date(program: str, said: str, value: str) -> None:
    assert _values(program) == [value], said


@pytest.mark.parametrize(
    ("program", "said", "value"),
    [
        ("2024-05#1①", "the first Monday of May 2024", "2024-05-06"),
        ("2019-10#-1⑤", "the last Friday of October 2019", "2019-10-25"),
        ("2024-06$-1d", "the day before the last of June 2024", "2024-06-29"),
        ("2024-06^-1d+1b", "the first business day of June 2024, which begins on a Saturday", "2024-06-03"),
        ("2024-06$+1d-1b", "the last business day of June 2024, which ends on a Sunday", "2024-06-28"),
        ("2021-11#4④", "Thanksgiving 2021", "2021-11-25"),
        ("2020#200d", "day 200 of 2020", "2020-07-18"),
        ("2020#2h", "the second half of 2020", "2020-41"),
        ("2026-05#1w", "the first week of May 2026", "2026-W19"),
        ("2020e-2d", "Good Friday 2020", "2020-04-10"),
        ("1950e+1d", "Easter Monday 1950", "1950-04-10"),
        ("2024E", "Orthodox Easter 2024", "2024-05-05"),
        ("2020-05-03>⑤", "the Friday after 3 May 2020", "2020-05-08"),
        ("2020-05-03-3d", "three days before 3 May 2020", "2020-04-30"),
    ],
)
def test_a_program_on_a_date_needs_no_reference_date(program: str, said: str, value: str) -> None:
    assert _values(program, None) == [value], said


def test_next_friday_has_two_readings_where_people_differ() -> None:
    assert _values("@»⑤") == ["2026-12-04", "2026-11-27"]
    assert _values("@»⑤", SUNDAY) == ["2026-12-04"]


def test_last_friday_has_two_readings_where_people_differ() -> None:
    assert _values("@«⑤") == ["2026-11-20"]
    assert _values("@«⑤", SUNDAY) == ["2026-11-20", "2026-11-27"]


def test_this_friday_said_on_sunday_may_be_past_or_coming() -> None:
    assert _values("@=⑤", SUNDAY) == ["2026-11-27", "2026-12-04"]


@pytest.mark.parametrize(
    ("prefer", "tuesday", "may"),
    [
        ("past", "2026-11-24", "2026-05-04"),
        ("future", "2026-12-01", "2027-05-03"),
        ("nearest", "2026-11-24", "2027-05-03"),
    ],
)
def test_a_preference_rules_bare_weekdays_and_months(prefer: Prefer, tuesday: str, may: str) -> None:
    """From 25 November the first Monday of May is 205 days back and 159 ahead."""
    assert _values("@②", prefer=prefer) == [tuesday]
    assert _values("XXXX-05#1①", prefer=prefer) == [may]


def test_a_bare_weekday_can_be_today() -> None:
    assert [_values("@③", prefer=prefer) for prefer in ("past", "future", "nearest")] == [["2026-11-25"]] * 3


def test_two_days_later_counts_from_the_date_before() -> None:
    assert [str(one) for one in run("&+2d", WEDNESDAY, before=datetime.date(1950, 1, 31))] == ["1950-02-02"]


@pytest.mark.parametrize("program", ["@-3d", "&+2d", "XXXX-05#1①", "XXXXe"])
def test_without_the_date_it_needs_a_program_means_nothing(program: str) -> None:
    assert run(program, None) == ()


@pytest.mark.parametrize("program", ["@-3000y", "@+9000y", "2024-05#6①", "2023-02#29d", "2024-05#-6①"])
def test_what_does_not_exist_has_no_reading(program: str) -> None:
    assert run(program, WEDNESDAY) == ()


def test_an_nth_day_counts_from_either_end() -> None:
    assert _values("2024-02#-1d", None) == _values("2024-02$", None) == ["2024-02-29"]
    assert _values("2024-02#1d", None) == _values("2024-02^", None) == ["2024-02-01"]


def test_a_program_has_an_anchor_and_steps() -> None:
    assert parse_program("@«w+1d") == Program("@", (Operation("«", 1, "w"), Operation("+", 1, "d")))
    assert parse_program("1641-05-03-12d") == Program("1641-05-03", (Operation("-", 12, "d"),))


@pytest.mark.parametrize("text", ["", "3d", "@3d", "@»", "@~", "∅"])
def test_what_is_not_a_program_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="not a program"):
        parse_program(text)


@pytest.mark.parametrize(
    ("day", "coming", "last"),
    [
        ("2026-12-10", "2026-12-25", "2025-12-25"),
        ("2026-12-25", "2027-12-25", "2025-12-25"),
        ("2026-12-27", "2027-12-25", "2026-12-25"),
        ("2027-01-02", "2027-12-25", "2026-12-25"),
    ],
)
def test_the_coming_christmas_may_be_in_this_very_month(day: str, coming: str, last: str) -> None:
    said = datetime.date.fromisoformat(day)
    assert _values("@>12#25d", said) == [coming]
    assert _values("@<12#25d", said) == [last]


@pytest.mark.parametrize(
    ("program", "day", "meant"),
    [  # Easter was on 9 April 2023 and 31 March 2024, that of the Eastern churches on 5 May 2024
        ("@<e", "2024-05-14", "2024-03-31"),
        ("@<e", "2024-03-31", "2023-04-09"),
        ("@>e", "2024-01-01", "2024-03-31"),
        ("@>E", "2024-03-31", "2024-05-05"),
        ("@<e-2d", "2024-03-30", "2024-03-29"),
        ("@>e+1d", "2024-03-31", "2024-04-01"),
        ("@<e+39d", "2024-03-30", "2023-05-18"),
        ("@«y#e", "2024-05-14", "2023-04-09"),
        ("@=y#E-2d", "2024-05-14", "2024-05-03"),
    ],
)
def test_last_and_next_easter_and_the_days_counted_from_it(program: str, day: str, meant: str) -> None:
    assert _values(program, datetime.date.fromisoformat(day)) == [meant]


def test_a_coming_day_may_be_counted_by_weekdays() -> None:
    assert _values("@>11#4④", datetime.date(2026, 11, 20)) == ["2026-11-26"]
    assert _values("@>11#4④+1d", datetime.date(2026, 11, 27)) == ["2027-11-26"]


@pytest.mark.parametrize(
    ("program", "meant"),
    [
        ("@»m#1h", "2026-12-01/2026-12-15"),
        ("@»m#2h", "2026-12-16/2026-12-31"),
        ("2024-02#2h", "2024-02-16/2024-02-29"),
        ("@=y#2h", "2026-41"),
    ],
)
def test_the_first_half_of_a_month_is_fifteen_days(program: str, meant: str) -> None:
    assert [str(period) for period in run(program, datetime.date(2026, 11, 29))] == [meant]
