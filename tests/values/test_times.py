"""Times of day: the 24-hour clock, exactly the precision said, other offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datenorm.values import resolve
from datenorm.values.times import Moment, is_time, minutes_of, offset_text, parse_time


@pytest.mark.parametrize(
    ("written", "final"),
    [
        ("T17:24:37-07:00", "T17:24:37-07:00"),
        ("T05:09p", "T17:09"),
        ("T05:09a", "T05:09"),
        ("T12p", "T12"),
        ("T12:30a", "T00:30"),
        ("T00:30p", "T12:30"),
        ("T07", "T07"),
        ("T24:00", "T24:00"),
        ("T23:59:60Z", "T23:59:60Z"),
        ("T08:00:00.123456789+02", "T08:00:00.123456789+02:00"),
        ("T03:15pz", "T15:15z"),
    ],
)
def test_times_are_on_the_24_hour_clock_as_precise_as_said(written: str, final: str) -> None:
    assert str(parse_time(written)) == final


@pytest.mark.parametrize("text", ["T0001", "T1", "1969", "T10:0", "T10:00 ", ""])
def test_other_texts_are_no_times(text: str) -> None:
    assert not is_time(text)
    with pytest.raises(ValueError, match="not a time"):
        parse_time(text)


@pytest.mark.parametrize(
    ("moment", "utc"),
    [
        ("2014-04-26T17:24:37-07:00", "2014-04-27T00:24:37Z"),
        ("2020-02-29T23+02", "2020-02-29T21Z"),
        ("2020-01-01T00+05:30", "2019-12-31T18:30Z"),
        ("2020-01-01T24:00Z", "2020-01-02T00:00Z"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"),
        ("2021-W23-4T23:30-01:00", "2021-06-11T00:30Z"),
        ("2021-05-12T14:30", "2021-05-12T14:30"),
        ("XXXX-05-12T14:30+02:00", "XXXX-05-12T14:30+02:00"),
        ("0001-01-01T00:00+01:00", "0001-01-01T00:00+01:00"),
    ],
)
def test_a_moment_is_shown_in_utc_where_its_offset_and_year_are_known(moment: str, utc: str) -> None:
    found = Moment.parse(moment)
    assert found is not None
    assert str(found.in_utc()) == utc


@given(st.integers(-23 * 60 - 59, 23 * 60 + 59))
def test_offsets_are_read_as_they_are_written(minutes: int) -> None:
    assert minutes_of(offset_text(minutes)) == minutes


def test_the_value_of_a_moment_is_its_day() -> None:
    resolution = resolve("2014-04-26T17:24:37-07:00")
    assert (resolution.value, resolution.datetime) == ("2014-04-26", "2014-04-26T17:24:37-07:00")
    assert resolve("2014-04-26").datetime == ""
