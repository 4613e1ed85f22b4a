"""Readings that differ in a digit of a year: the text says which year it has."""

import math

import pytest

from datenorm.convert.written_years import with_written_years
from datenorm.search.hypotheses import Hypothesis


def read(text, **shares):
    """What is left of readings, each written with a dash for a minus or slash as Python names allow."""
    given = [Hypothesis(value, math.log(share)) for value, share in shares.items()]
    found = with_written_years(text, sorted(given, key=lambda one: -one.log_probability))
    return {one.text: pytest.approx(math.exp(one.log_probability)) for one in found}


def test_a_year_that_is_not_written_counts_for_the_one_that_is():
    shares = {"2028-04/2029-08": 0.44, "2029-04/2029-08": 0.37, "2023-04/2029-08": 0.08}
    assert read("april-august 2029", **shares) == {"2029-04/2029-08": 0.89}


def test_the_likeliest_is_first_afterwards():
    shares = {"2028-04/2029-08": 0.4, "2021": 0.35, "2029-04/2029-08": 0.2}
    assert list(read("april-august 2029", **shares)) == ["2029-04/2029-08", "2021"]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1909-10", ("1909/1910", "1909/1909")),  # the end of the next year is written
        ("page 1746, 23 march 1744", ("1744-03-23", "1746-03-23")),  # both are written
        ("mdcclxxvi", ("1776", "1778")),  # neither is
        ("12 ramadan 1441", ("I1440-09-12", "I1441-09-12")),  # a year of another calendar
        ("2029", ("2028-04", "2029-05")),  # they differ in more than the year
        ("in 1987 [no. 1776]", ("1876", "1987")),  # by several digits
        ("3 may 1987", ("XX86-05-03", "1987-05-03")),
    ],
)
def test_other_readings_stay_as_they_are(text, readings):
    shares = dict(zip(readings, (0.6, 0.3), strict=True))
    assert read(text, **shares) == shares


@pytest.mark.parametrize(
    ("text", "reading", "value"),
    [
        ("28 december - 3 january 2027", "2027-12-28/2027-01-03", "2026-12-28/2027-01-03"),
        ("nov-feb 2000", "2000-11/2000-02", "1999-11/2000-02"),
        ("c. december 1850 - march", "1850-12~/1850-03", "1849-12~/1850-03"),
        ("3 january - 28 december 2027", "2027-01-03/2027-12-28", "2027-01-03/2027-12-28"),
        ("5 - 3 may 2027", "2027-05-05/2027-05-03", "2027-05-05/2027-05-03"),
        ("december 2027 - january 2027", "2027-12/2027-01", "2027-12/2027-01"),
        ("2027-12-28/2027-01-03", "2027-12-28/2027-01-03", "2027-12-28/2027-01-03"),
        ("winter to spring 2027", "2027-24/2027-21", "2027-24/2027-21"),
    ],
)
def test_a_range_over_new_year_begins_in_the_year_before(text, reading, value):
    assert list(read(text, **{reading: 0.9})) == [value]


def test_both_ways_to_write_a_range_over_new_year_are_one():
    shares = {"2026-12-28/2027-01-03": 0.5, "2027-12-28/2027-01-03": 0.4}
    assert read("28 december - 3 january 2027", **shares) == {"2026-12-28/2027-01-03": 0.9}


def test_a_single_reading_stays_as_it_is():
    assert read("april 2029", **{"2028-04": 0.9}) == {"2028-04": 0.9}


def test_a_range_of_months_with_one_year_is_read_whole(bundled_normalizer):
    found = bundled_normalizer.convert("April-August 2029", "de-AT", alternatives=3)
    assert found.value == "2029-04/2029-08"
    assert all(one.value != "2028-04/2029-08" for one in found.alternatives)
