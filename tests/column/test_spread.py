"""Which end the spread of numbers makes the year."""

import math
from random import Random

import pytest

from datenorm.column.orders import FIRSTS, NARROW, year_place

MOST = math.log(1 / min(NARROW, FIRSTS))


def column(rng, years, days, order):
    rows = []
    for _ in range(40):
        fields = {"Y": rng.randint(*years), "M": rng.randint(1, 12), "D": rng.randint(*days)}
        rows.append(tuple(fields[field] for field in order))
    return rows


def test_without_numbers_neither_end_fits_better():
    assert year_place([]) == (0.0, 0.0)


@pytest.mark.parametrize("years", [(1, 25), (10, 20), (24, 24)])
def test_days_spread_over_the_month_and_years_over_fewer_numbers(years):
    last, first = year_place(column(Random(1), years, (1, 31), "DMY"))
    assert last - first > 1
    last, first = year_place(column(Random(1), years, (1, 31), "YMD"))
    assert first - last > 1


def test_mirrored_columns_are_mirrored_evidence():
    rows = column(Random(2), (1, 25), (1, 31), "DMY")
    last, first = year_place(rows)
    assert year_place([row[::-1] for row in rows]) == pytest.approx((first, last))


@pytest.mark.parametrize("days", [(1, 1), (1, 5), (20, 24)])
def test_a_column_of_few_days_is_never_settled_the_wrong_way(days):
    for seed in range(20):
        last, first = year_place(column(Random(seed), (1, 25), days, "YMD"))
        assert last - first < MOST


def test_years_lie_on_a_circle():
    """98, 99, 00, 01 are four years, not a century."""
    turn = [(day, 3, year) for day in range(1, 29) for year in (98, 99, 0, 1)]
    no_turn = [(day, 3, year) for day in range(1, 29) for year in (50, 51, 52, 53)]
    assert year_place(turn)[0] == pytest.approx(year_place(no_turn)[0])


def test_whether_day_or_month_comes_first_does_not_matter():
    rows = [(day, month, year) for day in (1, 5, 12) for month in (2, 9, 11) for year in (3, 7)]
    swapped = [(month, day, year) for day, month, year in rows]
    assert year_place(rows)[0] == pytest.approx(year_place(swapped)[0])
