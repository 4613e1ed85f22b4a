"""What code adds to what the text says."""

import datetime
from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from datenorm.errors import ConfigError
from datenorm.values import (
    Reckoning,
    accepts,
    differs_only_by_order,
    resolve,
)
from tests.values.walks import drawn_target

REFERENCE = datetime.date(2020, 6, 15)


@pytest.mark.parametrize(
    ("written", "value"),
    [("XX69-07-20", "1969-07-20"), ("XX68-07-20", "2068-07-20"), ("XX00", "2000"), ("XX99-12", "1999-12")],
)
def test_the_posix_pivot_gives_two_digit_years_their_century(written: str, value: str) -> None:
    resolution = resolve(written)
    assert resolution.value == value
    assert resolution.century_inferred


def test_another_pivot_moves_the_century() -> None:
    assert resolve("XX30", Reckoning(pivot=25)).value == "1930"
    assert resolve("XX24", Reckoning(pivot=25)).value == "2024"


@pytest.mark.parametrize(("direction", "value"), [("past", "1920-06-16"), ("future", "2020-06-16")])
def test_a_direction_picks_the_century_on_that_side_of_the_reference_date(direction: str, value: str) -> None:
    assert resolve("XX20-06-16", Reckoning(direction=direction, reference_date=REFERENCE)).value == value


def test_without_a_reference_date_a_missing_year_stays_missing() -> None:
    resolution = resolve("XXXX-07-20")
    assert (resolution.value, resolution.year_inferred, resolution.date) == ("XXXX-07-20", False, None)


@pytest.mark.parametrize(
    ("prefer", "value"), [("nearest", "2019-12-20"), ("past", "2019-12-20"), ("future", "2020-12-20")]
)
def test_a_reference_date_fills_the_missing_year(prefer: str, value: str) -> None:
    january = datetime.date(2020, 1, 10)
    resolution = resolve("XXXX-12-20", Reckoning(reference_date=january, prefer=prefer))
    assert resolution.value == value
    assert resolution.year_inferred


def test_a_leap_day_without_a_year_goes_to_a_leap_year() -> None:
    assert resolve("XXXX-02-29", Reckoning(reference_date=datetime.date(2021, 3, 1))).value == "2020-02-29"


@pytest.mark.parametrize(
    ("written", "value", "calendar"),
    [
        ("B2563-04-23", "2020-04-23", "buddhist"),
        ("C0109-04-23", "2020-04-23", "minguo"),
        ("S0064-01-07", "1989-01-07", "japanese-showa"),
        ("R0002-04-23", "2020-04-23", "japanese-reiwa"),
        ("T0001", "1912", "japanese-taisho"),
    ],
)
def test_other_calendars_become_gregorian(written: str, value: str, calendar: str) -> None:
    resolution = resolve(written)
    assert (resolution.value, resolution.calendar) == (value, calendar)


def test_a_leap_day_that_another_calendar_does_not_have_resolves_to_nothing() -> None:
    assert resolve("B2562-02-29").value is None  # 2019
    assert resolve("B2563-02-29").value == "2020-02-29"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1940/1945", "1940/1945"),
        ("1945/1940", None),
        ("../1945", "../1945"),
        ("194X/1945", "194X/1945"),
        ("XX14/XX18", "2014/2018"),
        ("-004X/-0043", "-004X/-0043"),
        ("-0039/-004X", None),
    ],
)
def test_a_range_must_end_after_it_starts(written: str, value: str | None) -> None:
    assert resolve(written).value == value


def test_a_date_python_can_hold_is_given_as_one() -> None:
    assert resolve("1969-07-20").date == datetime.date(1969, 7, 20)
    assert resolve("-0043-03-15").date is None
    assert resolve("1850~").date is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2005-04-03", "2005-03-04", True),
        ("XX03-04-05", "XX05-04-03", True),
        ("XXXX-04-03", "XXXX-03-04", True),
        ("2005-04-03", "2005-04-03", False),
        ("2005-04-03", "2006-03-04", False),
        ("2005-04", "2005-03", False),
        ("2005-04-03", "∅", False),
        ("1914/1918", "1918/1919", False),
    ],
)
def test_readings_that_differ_by_field_order_alone_are_recognised(
    one: str, other: str, expected: bool
) -> None:
    assert differs_only_by_order(one, other) is expected


@pytest.mark.parametrize(
    "wrong",
    [
        {"pivot": 101},
        {"pivot": -1},
        {"direction": "back"},
        {"pivot": 30, "direction": "future"},
        {"pivot": 69, "direction": "past"},
        {"prefer": "now"},
        {"reference_date": "2016-02-29"},
    ],
)
def test_reckoning_that_means_nothing_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ConfigError):
        Reckoning(**wrong)


def test_a_moment_as_reference_date_counts_as_its_day() -> None:
    moment = datetime.datetime(2016, 2, 29, 23, 59)
    assert Reckoning(reference_date=moment).reference_date == datetime.date(2016, 2, 29)
    assert resolve("XXXX-02-28", Reckoning(reference_date=moment)).value == "2016-02-28"


@pytest.mark.parametrize(
    ("reference", "prefer", "value"),
    [
        ("2019-03-01", "nearest", "2020-02-29"),
        ("2019-03-01", "past", "2016-02-29"),
        ("2019-03-01", "future", "2020-02-29"),
        ("2020-02-29", "past", "2020-02-29"),
        ("2020-02-29", "future", "2020-02-29"),
        ("1901-01-01", "past", "1896-02-29"),  # 1900 had none
        ("2099-01-01", "future", "2104-02-29"),
    ],
)
def test_a_leap_day_without_a_year_gets_a_leap_year(reference: str, prefer: str, value: str) -> None:
    rules = Reckoning(reference_date=datetime.date.fromisoformat(reference), prefer=prefer)
    assert resolve("XXXX-02-29", rules).value == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("[1914,1915]", "[1914,1915]"),
        ("[1890-05-03,1890-05-04]", "[1890-05-03,1890-05-04]"),
        ("[1915,1914]", None),
        ("[1914,1914]", None),
        ("[1914,1916,1915]", None),
    ],
)
def test_one_of_several_dates_has_the_earliest_first(written: str, value: str | None) -> None:
    assert resolve(written).value == value


@pytest.mark.parametrize(
    ("written", "value", "style"),
    [
        ("1732-02-10o", "1732-02-10", "old"),
        ("1732-02-22n", "1732-02-22", "new"),
        ("1711-03~o", "1711-03~", "old"),
        ("1732-02-10", "1732-02-10", ""),
    ],
)
def test_the_style_is_told_and_left_out_of_the_value(written: str, value: str, style: str) -> None:
    resolution = resolve(written)
    assert (resolution.value, resolution.style) == (value, style)


@pytest.mark.parametrize(
    ("written", "value", "calendar"),
    [
        ("P1399-01-12", "2020-03-31", "persian"),
        ("P1399", "2020-03-20/2021-03-20", "persian"),
        ("P1399-12", "2021-02-19/2021-03-20", "persian"),
        ("I1441-09-15", "2020-05-08", "islamic-umalqura"),
        ("I1342-12-29", "1924-08-01", "islamic-civil"),  # before the printed calendar
        ("A5780-01-23", "2020-04-17", "hebrew"),
        ("A5780", "2019-09-30/2020-09-18", "hebrew"),
        ("E2012-08-15", "2020-04-23", "ethiopic"),
        ("K1736-08-15", "2020-04-23", "coptic"),
        ("N1942-02-03", "2020-04-23", "indian"),
        ("F0008-02-18", "1799-11-09", "french-republican"),
        ("F0003-13-06", "1795-09-22", "french-republican"),
    ],
)
def test_dates_of_calendars_with_months_of_their_own_become_days(
    written: str, value: str, calendar: str
) -> None:
    resolution = resolve(written)
    assert (resolution.value, resolution.calendar) == (value, calendar)
    assert (resolution.date is not None) == (value.count("-") == 2)


@pytest.mark.parametrize(
    "written",
    [
        "P1400-12-30",  # a common year
        "A5781-13",
        "A5781-13-01",
        "A5781-12-30",
        "E2012-13-06",
        "F0008-13-06",
        "N1943-01-31",
        "I1441-02-30",
        "P9999",  # no equinox is known so far ahead
        "K9999-01-01",  # after the year 9999
    ],
)
def test_what_the_year_of_a_calendar_does_not_have_resolves_to_nothing(written: str) -> None:
    assert resolve(written).value is None


def test_islamic_dates_are_reckoned_by_the_calendar_chosen() -> None:
    assert resolve("I1441-08-24").value == "2020-04-17"
    civil = resolve("I1441-08-24", Reckoning(hijri="civil"))
    assert (civil.value, civil.calendar) == ("2020-04-18", "islamic-civil")


@pytest.mark.parametrize(
    ("written", "conflict"),
    [
        ("P1399-01-12②", False),  # a Tuesday
        ("P1399-01-12①", True),
        ("F0008-02-18⑥", False),
        ("1711-03-12①o", False),  # a Monday in the Julian calendar
        ("1711-03-12①", True),
        ("1711-03-12②o", True),
    ],
)
def test_weekdays_are_compared_in_every_calendar(written: str, conflict: bool) -> None:
    assert resolve(written).weekday_conflict is conflict


def test_days_before_the_year_one_are_no_dates_of_python() -> None:
    resolution = resolve("A0001-07-01")
    assert (resolution.value, resolution.date) == ("-3760-09-07", None)


@pytest.mark.parametrize(
    ("value", "time", "day"),
    [
        ("2014-04-26", "T17:24:37-07:00", "2014-04-26"),
        ("2021-W23-4", "T08", "2021-06-10"),
        ("2021-200", "", "2021-07-19"),
    ],
)
def test_the_time_of_day_is_kept_beside_the_value(value, time, day):
    resolved = resolve(value + time)
    assert (resolved.value, resolved.datetime) == (value, value + time if time else "")
    assert resolved.date == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "prefer", "value"),
    [
        ("XXXX-10", "past", "2026-10"),
        ("XXXX-10", "future", "2027-10"),
        ("XXXX-11", "past", "2026-11"),  # the reference date lies in it
        ("XXXX-11", "future", "2026-11"),
        ("XXXX-02", "nearest", "2027-02"),
        ("XXXX-35", "past", "2026-35"),
        ("XXXX-22~", "past", "2026-22~"),
        ("XXXX-XX-15", "past", "2026-11-15"),
        ("XXXX-XX-15", "future", "2026-12-15"),
        ("XXXX-XX-30", "past", "2026-10-30"),
        ("XXXX-XX-31", "future", "2026-12-31"),
        ("XXXX-07-20~", "past", "2026-07-20~"),
        ("XXXX-02-29", "future", "2028-02-29"),
    ],
)
def test_a_reference_date_fills_what_the_text_leaves_out(text, prefer, value):
    reckoning = Reckoning(reference_date=datetime.date(2026, 11, 25), prefer=prefer)
    assert resolve(text, reckoning).value == value
    assert resolve(text, reckoning).year_inferred
    assert resolve(text).value == text


@pytest.mark.parametrize("text", ["2021-W53", "2021-W53-1", "1995/1990", "{1929,1829}", "[1914,1914]"])
def test_what_is_no_date_or_out_of_order_has_no_value(text):
    assert resolve(text).value is None


@pytest.mark.parametrize(
    "text", ["2020-W53", "2026-W53-7", "1990/1995", "1850~/1860", "{1902..1906,1957}", "../1945"]
)
def test_values_resolve_to_themselves(text):
    assert resolve(text).value == text


@pytest.mark.parametrize(
    ("written", "prefer", "value"),
    [
        ("XXXX-XX-14④", "nearest", "2022-04-14"),
        ("XXXX-XX-14④", "future", "2022-07-14"),
        ("XXXX-XX-14", "nearest", "2022-05-14"),
    ],
)
def test_a_day_of_the_month_is_on_the_weekday_that_the_text_names(
    written: str, prefer: Any, value: str
) -> None:
    sunday = datetime.date(2022, 5, 1)
    assert resolve(written, Reckoning(reference_date=sunday, prefer=prefer)).value == value
    assert resolve(written).value == "XXXX-XX-14"


@given(
    st.integers(0, 1 << 32).map(lambda seed: drawn_target(Random(seed))),
    st.none() | st.dates() | st.sampled_from([datetime.date.min, datetime.date.max]),
)
@example("@⑤/@⑦", datetime.date.max)
@example("XXXX-12=q", datetime.date.max)
def test_whatever_the_network_writes_is_a_value_or_none_on_any_day(
    target: str, day: datetime.date | None
) -> None:
    value = resolve(target, Reckoning(reference_date=day)).value
    assert value is None or accepts(value)
