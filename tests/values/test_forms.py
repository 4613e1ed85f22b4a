"""Values cut down to the precision asked for."""

import pytest

from datenorm.values.forms import PRECISIONS, at_precision


@pytest.mark.parametrize(
    ("value", "year", "month", "day"),
    [
        ("1969-07-20", "1969", "1969-07", "1969-07-20"),
        ("1969-07-20?", "1969?", "1969-07?", "1969-07-20?"),
        ("1969-07", "1969", "1969-07", None),
        ("1969", "1969", None, None),
        ("-0043-03-15", "-0043", "-0043-03", "-0043-03-15"),
        ("1969-21", "1969", None, None),  # spring is no month
        ("1969-33", "1969", None, None),  # nor is a quarter
        ("196X", None, None, None),
        ("19XX", None, None, None),
        ("XXXX-07-20", None, None, None),
        ("1914-03-12/1914-03-15", "1914", "1914-03", None),
        ("1914-03/1914-04", "1914", None, None),
        ("1914/1915", None, None, None),
        ("1914/..", None, None, None),
        ("[1914-03-12,1914-03-15]", "1914", "1914-03", None),
        ("[1914,1915]", None, None, None),
        ("2020-03-20/2021-03-20", None, None, None),
        (None, None, None, None),
    ],
)
def test_finer_values_are_cut_and_coarser_ones_are_none(value, year, month, day):
    expected = {"any": value, "year": year, "month": month, "day": day}
    assert {precision: at_precision(value, precision) for precision in PRECISIONS} == expected
