"""Serial days of spreadsheets and Unix times."""

import datetime
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datenorm.values import REFUSAL, accepts, resolve
from datenorm.values.counted import LAST_SERIAL, number_in, serial_day, unix_time


@given(st.dates(datetime.date(1900, 3, 1)))
def test_a_serial_day_counts_from_30_december_1899(day):
    # So it is from March 1900 on, since spreadsheets count a 29 February 1900.
    serial = (day - datetime.date(1899, 12, 30)).days
    assert serial_day(str(serial)) == str(day)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", "1900-01-01"),
        ("59", "1900-02-28"),
        ("61", "1900-03-01"),
        (str(LAST_SERIAL), "9999-12-31"),
        ("41755.0", "2014-04-26"),
        ("41755,5", "2014-04-26T12:00"),
        ("4.1755E4", "2014-04-26"),
        ("41755.975428240738", "2014-04-26T23:24:37"),
        ("41754.999999999", "2014-04-26T00:00"),
        ("+41755", "2014-04-26"),
    ],
)
def test_a_number_of_a_spreadsheet_is_its_day(text, value):
    assert serial_day(text) == value
    assert accepts(value)


def test_the_day_that_spreadsheets_invented_does_not_exist():
    assert serial_day("60") == "1900-02-29"
    assert resolve("1900-02-29").value is None


@pytest.mark.parametrize("text", ["0", "0.5", "-1", str(LAST_SERIAL + 1), "1e20"])
def test_a_number_that_is_no_day_is_refused(text):
    assert serial_day(text) == REFUSAL


@pytest.mark.parametrize(
    "text", ["", "1.2.3", "26/04/2014", "26 April", "1,234,567", "１２", "1" * 40, "1e999", "e", "."]
)
def test_what_is_no_number_is_left_to_the_network(text):
    assert number_in(text) is None
    assert serial_day(text) is None and unix_time(text, "s") is None


MOMENTS = st.datetimes(datetime.datetime(1, 1, 2), datetime.datetime(9999, 12, 30))


@given(MOMENTS, st.sampled_from(["s", "ms", "us", "ns"]))
def test_a_unix_time_is_the_moment_it_counts(moment, unit):
    moment = moment.replace(microsecond=0, tzinfo=datetime.timezone.utc)
    seconds = round((moment - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)).total_seconds())
    digits = {"s": 0, "ms": 3, "us": 6, "ns": 9}[unit]
    written = unix_time(f"{seconds * 10**digits}", unit)
    assert written == moment.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
    assert resolve(written).value == str(moment.date())


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("0", "s", "1970-01-01T00:00:00Z"),
        ("-1", "s", "1969-12-31T23:59:59Z"),
        ("-1", "ns", "1969-12-31T23:59:59.999999999Z"),
        ("1398529477.25", "s", "2014-04-26T16:24:37.25Z"),
        ("1398529477123", "ms", "2014-04-26T16:24:37.123Z"),
        ("1.398529477E9", "s", "2014-04-26T16:24:37Z"),
        ("9e15", "s", REFUSAL),
        ("-9e15", "s", REFUSAL),
    ],
)
def test_fractions_and_times_before_1970_are_exact(text, unit, value):
    assert unix_time(text, unit) == value
    assert accepts(value)


def test_the_day_is_that_of_the_zone():
    tokyo = zoneinfo.ZoneInfo("Asia/Tokyo")
    assert unix_time("1398529477", "s", tokyo) == "2014-04-27T01:24:37+09:00"
