"""Years of other calendars, against what was published."""

import datetime

import pytest
from borax.calendars.lunardate import LCalendars, LunarDate
from convertdate import french_republican
from convertdate.persian import equinox_jd
from hypothesis import given
from hypothesis import strategies as st

from datenorm.values.calendars import (
    FRENCH_YEARS,
    PERSIAN_YEARS,
    YEARS,
    day_of,
    french_new_year,
    julian_number_of,
    months_of,
    number_of,
    number_of_julian_day,
    persian_new_year,
    stretch_of,
    weekday_of,
)
from datenorm.values.chinese import CHINESE_YEARS

FRENCH_NEW_YEARS = {
    1: "1792-09-22",
    2: "1793-09-22",
    3: "1794-09-22",
    4: "1795-09-23",
    5: "1796-09-22",
    6: "1797-09-22",
    7: "1798-09-22",
    8: "1799-09-23",
    9: "1800-09-23",
    10: "1801-09-23",
    11: "1802-09-23",
    12: "1803-09-24",
    13: "1804-09-23",
    14: "1805-09-23",
}
"""The concordance of the years in which the calendar was law, as handbooks of chronology print it."""

SEXTILE = {3, 7, 11}


@pytest.mark.parametrize(("year", "day"), FRENCH_NEW_YEARS.items())
def test_republican_years_begin_on_the_days_of_the_concordance(year, day):
    months = months_of("french-republican", year)
    assert datetime.date.fromordinal(months[1][0]).isoformat() == day
    assert [last - first + 1 for first, last in months.values()] == [30] * 12 + [6 if year in SEXTILE else 5]


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ((2, 11, 9), "1794-07-27"),  # the fall of Robespierre
        ((8, 2, 18), "1799-11-09"),  # Bonaparte's coup
        ((14, 4, 10), "1805-12-31"),  # the last day of the calendar as law
        ((79, 8, 16), "1871-05-06"),  # as the Commune of Paris printed it
    ],
)
def test_days_that_are_known_by_their_republican_names(date, day):
    first, last = stretch_of("french-republican", *date)
    assert first == last == datetime.date.fromisoformat(day).toordinal()


@pytest.mark.parametrize("calendar", YEARS)
def test_a_year_is_its_months_without_gap_and_the_next_follows(calendar):
    start = {"french-republican": 1, "chinese": 1950}.get(calendar, 1400)
    for year in range(start, start + 20):
        months = list(months_of(calendar, year).values())
        starts = [first for first, _ in months]
        following = min(first for first, _ in months_of(calendar, year + 1).values())
        assert [last + 1 for _, last in months] == [*starts[1:], following]
        assert stretch_of(calendar, year) == (starts[0], following - 1)


@pytest.mark.parametrize("calendar", YEARS)
def test_months_and_days_that_a_year_does_not_have_are_nothing(calendar):
    assert stretch_of(calendar, 1401, 14) is None
    assert stretch_of(calendar, 1401, 1, 32) is None


@given(st.integers(-9999, 9999), st.integers(1, 12), st.integers(1, 28))
def test_days_and_their_numbers_are_inverse_in_all_times(year, month, day):
    assert day_of(number_of(year, month, day)) == (year, month, day)


@given(st.dates())
def test_numbers_are_those_of_python_where_it_has_dates(date):
    assert number_of(date.year, date.month, date.day) == date.toordinal()
    assert weekday_of(date.toordinal()) == date.isoweekday()


@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [
        ((1752, 9, 2), (1752, 9, 13)),  # the last day of the Julian calendar in Britain
        ((1582, 10, 4), (1582, 10, 14)),  # and in Rome
        ((1700, 2, 29), (1700, 3, 11)),
        ((-43, 3, 15), (-43, 3, 13)),
    ],
)
def test_julian_days_have_the_numbers_of_gregorian_ones(julian, gregorian):
    assert day_of(julian_number_of(*julian)) == gregorian


@pytest.mark.slow
def test_persian_years_begin_where_convertdate_has_the_equinox():
    days = [
        number_of_julian_day(equinox_jd(year + 621) + 0.5) for year in (*PERSIAN_YEARS, PERSIAN_YEARS.stop)
    ]
    assert [persian_new_year(year) for year in (*PERSIAN_YEARS, PERSIAN_YEARS.stop)] == days


@pytest.mark.slow
def test_republican_years_begin_where_convertdate_has_the_equinox():
    years = (*FRENCH_YEARS, FRENCH_YEARS.stop)
    days = [number_of_julian_day(french_republican.to_jd(year, 1, 1)) for year in years]
    assert [french_new_year(year) for year in years] == days


def test_a_republican_year_that_is_not_in_the_table_has_no_days():
    assert months_of("french-republican", FRENCH_YEARS[-1])
    with pytest.raises(ValueError, match="1209"):
        months_of("french-republican", FRENCH_YEARS.stop)


def test_a_persian_year_that_is_not_in_the_table_has_no_days():
    assert months_of("persian", PERSIAN_YEARS[-1])
    with pytest.raises(ValueError, match="2379"):
        months_of("persian", PERSIAN_YEARS.stop)


def test_chinese_months_are_those_of_borax():
    for year in CHINESE_YEARS:
        months = months_of("chinese", year)
        lengths = {month: last - first + 1 for month, (first, last) in months.items()}
        theirs = {
            -month if is_leap else month: days for month, days, is_leap in LCalendars.iter_year_month(year)
        }
        assert list(lengths.items()) == list(theirs.items())
        assert months[1][0] == LunarDate(year, 1, 1).to_solar_date().toordinal()


@pytest.mark.parametrize("year", [CHINESE_YEARS.start - 1, CHINESE_YEARS.stop])
def test_a_chinese_year_that_is_not_in_the_table_has_no_days(year):
    assert stretch_of("chinese", year) is None
