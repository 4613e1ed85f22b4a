"""Feasts of other calendars, on the days on which they were kept."""

import datetime

import pytest

from datenorm.values import accepts, resolve
from datenorm.values.movable import movable_feast
from datenorm.values.programs import run
from datenorm.values.reckoning import Reckoning

SEPTEMBER = datetime.date(2021, 9, 15)


def days(code: str, year: int) -> list[str]:
    """The days of a feast in a year, as values."""
    return [str(period) for period in movable_feast(code, year)]


@pytest.mark.parametrize(
    ("code", "year", "day"),
    [
        ("C-01-01", 2019, "2019-02-05"),  # Chinese New Year
        ("C-01-01", 2023, "2023-01-22"),
        ("C-08-15", 2020, "2020-10-01"),  # Mid-Autumn, after a leap fourth month
        ("C-05-05", 2022, "2022-06-03"),  # Dragon Boat
        ("C-12-08", 2021, "2021-01-20"),  # Laba, in a Chinese year that began the year before
        ("A-01-15", 2018, "2018-03-31"),  # Passover
        ("A-07-01", 2020, "2020-09-19"),  # Rosh Hashanah
        ("A-07-10", 2021, "2021-09-16"),  # Yom Kippur
        ("A-09-25", 2015, "2015-12-07"),  # Hanukkah
        ("A-12-14", 2018, "2018-03-01"),  # Purim
        ("A-12-14", 2019, "2019-03-21"),  # Purim of a leap year, in the second Adar
        ("I-10-01", 2021, "2021-05-13"),  # Eid al-Fitr
        ("I-12-10", 2019, "2019-08-11"),  # Eid al-Adha
        ("P-01-01", 2020, "2020-03-20"),  # Nowruz
        ("P-01-01", 2021, "2021-03-21"),
    ],
)
def test_a_feast_is_on_the_day_on_which_it_was_kept(code: str, year: int, day: str) -> None:
    assert days(code, year) == [day]


def test_a_month_of_another_calendar_is_its_days() -> None:
    assert days("I-09", 2020) == ["2020-04-24/2020-05-23"]


def test_a_short_year_may_come_round_twice_in_a_gregorian_one() -> None:
    assert days("I-10-01", 2000) == ["2000-01-08", "2000-12-27"]
    assert days("I-09", 2030) == ["2030-01-05/2030-02-03", "2030-12-26/2031-01-23"]


def test_both_days_of_a_feast_that_a_year_has_twice_are_readings() -> None:
    assert [str(period) for period in run("2000I-10-01", SEPTEMBER)] == ["2000-01-08", "2000-12-27"]


@pytest.mark.parametrize(
    ("program", "day"),
    [
        ("XXXXC-01-01", "2022-02-01"),
        ("XXXXC-01-01-1d", "2022-01-31"),
        ("XXXXA-07-10-1d", "2021-09-15"),
        ("@<A-01-15", "2021-03-28"),
        ("@>C-08-15", "2021-09-21"),
        ("@<C-08-15", "2020-10-01"),
        ("@>I-09", "2022-04-02/2022-05-01"),
        ("@=y#I-10-01", "2021-05-13"),
        ("@»y#C-01-01", "2022-02-01"),
        ("@<I-10-01+1d", "2021-05-14"),
        ("XXXXI-09$", "2021-05-12"),
        ("2020I-09+1w", "2020-05-01/2020-05-30"),
        ("2020I-09+1d", "2020-04-25"),
    ],
)
def test_a_feast_beside_a_day_is_the_nearest_the_last_the_next_or_that_of_a_year(
    program: str, day: str
) -> None:
    assert accepts(program)
    assert resolve(program, Reckoning(reference_date=SEPTEMBER)).value == day


def test_a_feast_without_its_year_needs_a_reference_date() -> None:
    assert resolve("XXXXI-09", Reckoning()).needs == "day"


def test_a_feast_of_a_year_that_no_table_has_is_nothing() -> None:
    assert accepts("1850C-01-01")
    assert resolve("1850C-01-01", Reckoning()).value is None
    assert movable_feast("A-01-15", 1850)  # the Hebrew calendar is reckoned for every year


def test_a_day_that_a_month_has_in_some_years_only_is_that_of_such_a_year() -> None:
    assert movable_feast("I-09-30", 2023) == ()  # Ramadan 1444 had 29 days
    assert resolve("XXXXI-09-30", Reckoning(reference_date=datetime.date(2023, 1, 1))).value == "2022-05-01"


def test_what_is_not_a_feast_is_refused() -> None:
    with pytest.raises(ValueError, match="not a feast"):
        movable_feast("Q-01-01", 2020)
