"""Values as the user gets them: which texts they are, their fields, their days."""

from __future__ import annotations

import datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datenorm.values import Interval, interval_of, parse
from datenorm.values.automaton import is_program, is_value
from datenorm.values.forms import PRECISIONS, as_iso, at_precision
from datenorm.values.parsing import RangeValue, SetValue
from tests.values.walks import drawn_value

values = st.integers(0, 1 << 32).map(lambda seed: drawn_value(Random(seed)))


@given(values)
@settings(max_examples=500)
def test_a_value_survives_parsing(text: str) -> None:
    assert is_value(text)
    assert str(parse(text)) == text


def test_months_of_a_set_all_have_a_year_or_none_has() -> None:
    assert is_value("{XXXX-05,XXXX-06}")
    assert not is_value("{XXXX-05,2024-06}")
    assert not is_value("[2024-05..XXXX-06,2025-01]")


@given(values)
@settings(max_examples=500)
def test_every_value_has_an_interval_an_iso_form_and_precisions(text: str) -> None:
    """In order or not; a range that ends before it starts is found later."""
    interval = interval_of(text)
    assert (interval is None) == ("XXXX" in text)
    as_iso(text)
    for precision in PRECISIONS:
        cut = at_precision(text, precision)
        assert cut is None or is_value(cut)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2021-W23", "2021-06-07", "2021-06-13"),
        ("2021-W23-4", "2021-06-10", "2021-06-10"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2021-W01", "2021-01-04", "2021-01-10"),
        ("2015-W01-1", "2014-12-29", "2014-12-29"),
        ("-0043-W01", "-0044-12-31", "-0043-01-06"),  # like 1957, 2,000 years later
        ("2021-200", "2021-07-19", "2021-07-19"),
        ("2020-366", "2020-12-31", "2020-12-31"),
        ("2020-40", "2020-01-01", "2020-06-30"),
        ("2020-41", "2020-07-01", "2020-12-31"),
        ("2014-04-26T17:24:37-07:00", "2014-04-26", "2014-04-26"),
        ("{1829,1929,1988}", "1829-01-01", "1988-12-31"),
        ("{1902..1906,1957}", "1902-01-01", "1957-12-31"),
        ("[1914-03..1914-05]", "1914-03-01", "1914-05-31"),
        ("2021-W23~", "2021-05-31", "2021-06-20"),
        ("1850~/1860", "1845-01-01", "1860-12-31"),
    ],
)
def test_a_value_means_the_days_from_its_first_to_its_last(value: str, first: str, last: str) -> None:
    assert interval_of(value) == Interval(first, last)


@given(st.dates(datetime.date(1, 1, 4)))
def test_weeks_and_days_of_the_year_are_those_of_python(day: datetime.date) -> None:
    year, week, weekday = day.isocalendar()
    text = day.isoformat()
    assert interval_of(f"{year:04d}-W{week:02d}-{weekday}") == Interval(text, text)
    assert interval_of(f"{day.year:04d}-{day.timetuple().tm_yday:03d}") == Interval(text, text)


@pytest.mark.parametrize(
    "text",
    [
        "XX69",
        "1969-07-20⑦",
        "2021-02-29",
        "2021-366",
        "2021-000",
        "2021-W54",
        "2021-W23-8",
        "2020-42",
        "XXXX",
        "XXXX-XX",
        "XXXX-13",
        "XXXX-02-30",
        "{1914}",
        "{1914,1915]",
        "{1914,1915-03}",
        "1914..1915",
        "2014-04T17:24",
        "2014-04-26T24:01",
        "2014-04-26T17:60",
        "2014-04-26T",
        "2014-04-26T5:24",
        "2014-04-26T17:24:37.",
        "2014-04-26T17:24+7",
        "2014-04-26 17:24",
        "2014-04-26T17:24/2014-04-27",
        "1850~~",
        "../..",
        "∅",
        "",
    ],
)
def test_other_texts_are_not_values(text: str) -> None:
    assert not is_value(text)


def test_a_set_is_a_choice_or_all_of_its_members() -> None:
    choice, every = parse("[1914,1915]"), parse("{1902..1906,1957}")
    assert isinstance(choice, SetValue)
    assert isinstance(every, SetValue)
    assert choice.is_choice
    assert not every.is_choice
    assert isinstance(every.members[0], RangeValue)


@pytest.mark.parametrize(
    ("value", "year", "month", "day"),
    [
        ("2021-W23", "2021", "2021-06", None),
        ("2021-W22", "2021", None, None),  # 31 May to 6 June
        ("2020-W53", None, None, None),  # ends in 2021
        ("2021-W23-4", "2021", "2021-06", "2021-06-10"),
        ("2021-200?", "2021?", "2021-07?", "2021-07-19?"),
        ("2020-40", "2020", None, None),
        ("2014-04-26T17:24", "2014", "2014-04", "2014-04-26"),
        ("XXXX-10", None, None, None),
        ("{1829,1929}", None, None, None),
        ("{1829-05-03,1829-05-07}", "1829", "1829-05", None),
    ],
)
def test_values_are_cut_to_a_precision(value: str, year: str, month: str, day: str) -> None:
    assert [at_precision(value, one) for one in ("year", "month", "day")] == [year, month, day]


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2021-W23", "2021-W23"),
        ("2021-200", "2021-200"),
        ("XXXX-10", "--10"),
        ("XXXX-XX-15", "---15"),
        ("XXXX-21", ""),
        ("2020-41", "2020-07-01/2020-12-31"),
        ("{1829,1831}", "1829-01-01/1831-12-31"),
        ("2014-04-26T17:24-07:00", "2014-04-26T17:24-07:00"),
    ],
)
def test_values_have_an_iso_form(value: str, iso: str) -> None:
    assert as_iso(value) == iso


@pytest.mark.parametrize(
    "text", ["@", "@⑤", "@-3d", "&+2d", "XXXXe", "2024E+49d", "2024-05#1①", "@»w⑤", "@=m$"]
)
def test_programs_are_accepted(text: str) -> None:
    assert is_program(text)
    assert not is_value(text)


@pytest.mark.parametrize(
    "text", ["", "2024", "2024-05", "XXXX-05", "&", "@3", "@-0d", "@-d", "2024-02-30+1d", "@»13"]
)
def test_other_texts_are_not_programs(text: str) -> None:
    assert not is_program(text)
