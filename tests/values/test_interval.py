"""The first and last day that a value means, and the forms that values are printed in."""

import calendar
import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datenorm.convert.conversion import Conversion
from datenorm.values import Form, Interval, in_columns, interval_of
from datenorm.values.forms import as_iso


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("1969-07-20", "1969-07-20", "1969-07-20"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("1969", "1969-01-01", "1969-12-31"),
        ("196X", "1960-01-01", "1969-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("1920-21", "1920-03-01", "1920-05-31"),
        ("1920-23", "1920-09-01", "1920-11-30"),
        ("1914-24", "1914-12-01", "1915-02-28"),  # winter goes on into the next year
        ("1915-24", "1915-12-01", "1916-02-29"),
        ("2014-35", "2014-07-01", "2014-09-30"),
        ("1914-03-12/1914-03-15", "1914-03-12", "1914-03-15"),
        ("17XX/18XX", "1700-01-01", "1899-12-31"),
        ("../1945", None, "1945-12-31"),
        ("1971/..", "1971-01-01", None),
        ("[1914,1915,1916]", "1914-01-01", "1916-12-31"),
        ("[1890-05-03,1890-05-06]", "1890-05-03", "1890-05-06"),
        ("-0043-03-15", "-0043-03-15", "-0043-03-15"),
        ("-0043", "-0043-01-01", "-0043-12-31"),
        ("-04XX", "-0499-01-01", "-0400-12-31"),
        ("-004X", "-0049-01-01", "-0040-12-31"),
        ("-00XX", "-0099-01-01", "0000-12-31"),
        ("2020-03-20/2021-03-20", "2020-03-20", "2021-03-20"),
    ],
)
def test_a_value_means_the_days_from_its_first_to_its_last(value, first, last):
    assert interval_of(value) == Interval(first, last)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("1890-05-03~", "1890-04-30", "1890-05-06"),
        ("1890-01~", "1889-12-01", "1890-02-28"),
        ("1850~", "1845-01-01", "1855-12-31"),
        ("1850%", "1845-01-01", "1855-12-31"),
        ("1850?", "1850-01-01", "1850-12-31"),  # doubted, not widened
        ("185X~", "1845-01-01", "1864-12-31"),
        ("18XX~", "1775-01-01", "1924-12-31"),
        ("1920-21~", "1920-02-01", "1920-06-30"),
        ("1737~/1740~", "1732-01-01", "1745-12-31"),
        ("1737/1740~", "1737-01-01", "1745-12-31"),
        ("0002~", "-0003-01-01", "0007-12-31"),
        ("9998~", "9993-01-01", "9999-12-31"),  # what four digits can write
    ],
)
def test_approximate_values_are_wider_as_documented(value, first, last):
    assert interval_of(value) == Interval(first, last)


@pytest.mark.parametrize("value", [None, "XXXX-07-20", "XXXX-07-20~", "XXXX-12-24/XXXX-12-26"])
def test_without_a_value_or_a_year_there_is_no_interval(value):
    assert interval_of(value) is None


@given(st.integers(1, 9999), st.integers(1, 12))
def test_months_end_on_the_day_that_the_calendar_has(year, month):
    last = calendar.monthrange(year, month)[1]
    assert interval_of(f"{year:04d}-{month:02d}").last == f"{year:04d}-{month:02d}-{last:02d}"


def test_a_conversion_has_the_interval_of_its_value():
    assert Conversion("c. 1850", "1850~", "converted", 0.9).interval == ("1845-01-01", "1855-12-31")
    assert Conversion("hello", None, "no-date", 0.9).interval is None


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("1969-07-20", "1969-07-20"),
        ("1969-07", "1969-07"),
        ("1969", "1969"),
        ("-0043", "-0043"),
        ("1969?", "1969-01-01/1969-12-31"),
        ("196X", "1960-01-01/1969-12-31"),
        ("1920-21", "1920-03-01/1920-05-31"),
        ("1914/1918", "1914-01-01/1918-12-31"),
        ("../1945", "../1945-12-31"),
        ("1971/..", "1971-01-01/.."),
        ("[1914,1915]", "1914-01-01/1915-12-31"),
        ("XXXX-07-20", "--07-20"),
        ("XXXX-12-24/XXXX-12-26", ""),
    ],
)
def test_iso_prints_what_has_a_form_there_and_days_for_all_else(value, iso):
    assert as_iso(value) == iso


@pytest.mark.parametrize("form", typing.get_args(Form))
def test_a_refused_text_is_empty_in_every_form(form):
    assert set(in_columns(None, form)) == {""}
    assert len(in_columns(None, form)) == len(in_columns("1850~", form))
