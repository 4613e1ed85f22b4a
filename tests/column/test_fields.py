"""Where the fields of a reading stand in the text."""

from dataclasses import replace

import numpy as np
import pytest

from datenorm.column.evidence import Fields, read_fields
from datenorm.search import Hypothesis
from datenorm.values import split


def reading_of(value, places):
    """A reading whose symbol n was read at place n of the list."""
    weights = np.zeros((len(split(value)), max(places) + 1), np.float32)
    weights[np.arange(len(weights)), places] = 1
    return Hypothesis(value, 0.0, weights)


def test_fields_are_placed_by_where_attention_falls():
    #          1964-04-23 read from 23/04/1964
    reading = reading_of("1964-04-23", [6, 7, 8, 9, 3, 0])
    fields = read_fields(reading, "23/04/1964")
    assert fields == Fields({"Y": 1964, "M": 4, "D": 23}, "DMY", is_numeric=True, has_whole_year=True)
    assert fields.sequence == (23, 4, 1964)


def test_a_month_read_from_letters_is_not_numeric():
    reading = reading_of("1969-07-20", [10, 11, 12, 13, 3, 0])
    fields = read_fields(reading, "20 juillet 1969"[:14])
    assert not fields.is_numeric


def test_a_two_digit_year_is_read_from_its_own_two_digits():
    reading = reading_of("XX04-03-25", [0, 0, 6, 7, 3, 0])
    fields = read_fields(reading, "25.03.04")
    assert fields == Fields({"Y": 4, "M": 3, "D": 25}, "DMY", is_numeric=True, has_whole_year=False)


def test_a_date_without_a_year_has_two_fields():
    reading = reading_of("XXXX-04-23", [0, 0, 0, 0, 4, 0])
    fields = read_fields(reading, "23/04")
    assert fields.places == "DM"
    assert fields.orders == ("DMY",)


def test_the_token_of_a_calendar_stands_before_the_year():
    reading = reading_of("B2563-04-23", [0, 6, 7, 8, 9, 3, 0])
    fields = read_fields(reading, "23/04/2563")
    assert fields.numbers == {"Y": 2563, "M": 4, "D": 23}
    assert fields.places == "DMY"
    assert fields.in_order("DMY") == "B2563-04-23"


def test_a_calendar_with_months_of_its_own_says_which_days_there_are():
    reading = reading_of("P1399-02-31", [0, 6, 7, 8, 9, 3, 0])
    fields = read_fields(reading, "31/02/1399")
    assert fields.orders == ("DMY",)  # its second month has 31 days


def test_a_weekday_is_compared_in_its_own_calendar():
    # 12 Farvardin 1399 was a Tuesday.
    fields = Fields({"Y": 1399, "M": 1, "D": 12}, "DMY", True, True, weekday=2, calendar="P")
    assert not fields.misnames_weekday("DMY")
    assert fields.misnames_weekday("MDY")


def test_the_weekday_is_kept():
    reading = reading_of("2005-04-03⑦", [10, 11, 12, 13, 7, 4, 0])
    assert read_fields(reading, "sun 03/04/2005").weekday == 7


@pytest.mark.parametrize("value", ["∅", "1969", "1969-07", "1969-07-20/1969-07-21", "../1945"])
def test_what_is_no_day_has_no_fields(value):
    assert read_fields(reading_of(value, [0] * len(split(value))), "x") is None


@pytest.mark.parametrize(
    ("sequence", "whole_year", "orders"),
    [
        ((23, 4, 1964), True, ("DMY",)),
        ((4, 23, 1964), True, ("MDY",)),
        ((3, 4, 2005), True, ("DMY", "MDY")),
        ((2005, 4, 3), True, ("YMD",)),
        ((2005, 23, 4), True, ()),
        ((3, 4, 5), False, ("DMY", "MDY", "YMD")),
        ((25, 3, 4), False, ("DMY", "YMD")),
        ((31, 12, 99), False, ("DMY",)),
        ((71, 5, 13), False, ("YMD",)),
        ((31, 4, 2005), True, ()),
        ((29, 2, 2001), True, ()),
        ((29, 2, 2004), True, ("DMY",)),
    ],
)
def test_numbers_make_a_date_in_these_orders(sequence, whole_year, orders):
    places = "YMD" if sequence[0] > 31 else "DMY"
    fields = Fields(dict(zip(places, sequence, strict=True)), places, True, whole_year)
    assert fields.orders == orders


def test_equal_numbers_need_no_order_between_them():
    fields = Fields({"Y": 2005, "M": 5, "D": 5}, "MDY", True, True)
    assert fields.orders == ("DMY", "MDY")


def test_a_weekday_tells_orders_apart():
    # 3 April 2005 was a Sunday, 4 March 2005 a Friday.
    fields = Fields({"Y": 2005, "M": 4, "D": 3}, "DMY", True, True, weekday=5)
    assert fields.misnames_weekday("DMY")
    assert not fields.misnames_weekday("MDY")
    assert not fields.misnames_weekday("YMD")


def test_a_weekday_of_a_two_digit_year_is_wrong_if_it_is_in_both_centuries():
    fields = Fields({"Y": 9, "M": 6, "D": 17}, "DMY", True, False, weekday=3)  # Wednesday, 17/06/09
    assert [fields.misnames_weekday(order) for order in ("DMY", "YMD")] == [False, True]
    assert not replace(fields, weekday=4).misnames_weekday("DMY")  # 1909
