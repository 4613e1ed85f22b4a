"""What a column decides beside its order; rows made by hand."""

import datetime

import pytest

from datenorm.column import questions
from datenorm.column.evidence import Evidence, Fields
from datenorm.column.questions import ColumnRow
from datenorm.column.sample import SampledValue
from datenorm.text import canonical_text
from datenorm.values import Reckoning

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def rows(*texts, evidence=None):
    return [
        ColumnRow(canonical_text(text), SampledValue(text, row), None if evidence is None else evidence(text))
        for row, text in enumerate(texts, start=1)
    ]


def month_rows(*texts):
    def evidence(text):
        return Evidence("none", written=f"XX{text[-2:]}-{MONTHS.index(text[:3]) + 1:02d}")

    return rows(*texts, evidence=evidence)


def dated(text, year, month, day, *, whole=False, weekday=None):
    fields = Fields({"Y": year, "M": month, "D": day}, "DMY", False, whole, weekday)
    return ColumnRow(text, SampledValue(text, 1), Evidence("words", fields=fields))


def test_an_end_that_is_no_month_makes_the_others_ranges():
    found = questions.year_part(rows("1909–10", "1908–14", "1911–12"))
    assert (found.answer, found.deciding, found.first_text) == ("range", 1, "1908–14")
    assert questions.year_part(rows("1909-10", "1909-1914")).answer == "range"


def test_an_end_that_is_not_later_makes_the_others_months():
    found = questions.year_part(rows("1909–10", "1930–02"))
    assert (found.answer, found.first_row) == ("month", 2)


def test_both_leave_the_question_open():
    found = questions.year_part(rows("1909-10", "1908-14", "1930-02"))
    assert found.is_open
    assert questions.year_part_of(found) == "open"


def test_a_slip_does_not_open_it_and_is_named():
    found = questions.year_part(rows("1909-10", *(f"19{year}-01" for year in range(40, 70)), "1908-14"))
    assert (found.answer, found.contradicting, found.against_row) == ("month", 1, 32)


@pytest.mark.parametrize("texts", [("2009-10", "2011-12"), ("2009-10", "2010-02"), ("1908-14",), ("1909",)])
def test_months_of_iso_8601_raise_no_question(texts):
    assert questions.year_part(rows(*texts)) is None


def test_a_number_that_is_no_day_makes_the_others_years():
    found = questions.month_part(month_rows("Oct-23", "Feb-98"))
    assert (found.answer, found.first_text) == ("year", "Feb-98")
    assert questions.month_part(month_rows("Oct-23", "Feb-30")).answer == "year"


def test_few_numbers_that_could_be_days_leave_the_question_open():
    assert questions.month_part(month_rows("Oct-23", "Apr-14")).is_open
    assert questions.month_part(month_rows("Feb-98")) is None


def test_numbers_all_over_the_month_are_days_and_numbers_close_together_years():
    spread = (3, 28, 17, 25, 30, 8, 11, 1, 22, 31, 19, 14)
    found = questions.month_part(month_rows(*(f"Jan-{day:02d}" for day in spread)))
    assert (found.answer, found.ground) == ("day", "spread")
    near = [f"{month}-{year}" for month in MONTHS for year in (17, 18, 19)]
    assert questions.month_part(month_rows(*near)).answer == "year"
    assert questions.month_part(month_rows(*near[:9])).is_open  # three days of three months


def test_the_same_number_in_each_month_leaves_it_open():
    """January 2001, or the first of January."""
    assert questions.month_part(month_rows(*(f"{month}-01" for month in MONTHS))).is_open


def test_weekdays_decide_the_century():
    """17 June was a Wednesday in 2009 and a Thursday in 1909."""
    found, first = questions.century([dated("Wed", 9, 6, 17, weekday=3)], None, Reckoning())
    assert (found.answer, first) == ("1969/2068", 1969)
    found, first = questions.century([dated("Thu", 9, 6, 17, weekday=4)], None, Reckoning())
    assert first <= 1909 < first + 100


def test_weekdays_of_two_centuries_that_no_hundred_years_hold_leave_it_open():
    told = [dated("a", 9, 6, 17, weekday=4), dated("b", 9, 6, 17, weekday=3)]  # 1909 and 2009
    found, _ = questions.century(told, None, Reckoning())
    assert found.is_open


def test_whole_years_decide_the_century_of_the_others():
    whole = [dated("a", 1890, 5, 12, whole=True), dated("b", 1905, 6, 3, whole=True)]
    found, first = questions.century([*whole, dated("c", 9, 6, 17)], None, Reckoning())
    assert found.ground == "neighbours"
    assert first <= 1909 < first + 100
    recent = [dated("a", 1998, 5, 12, whole=True), dated("b", 2014, 6, 3, whole=True)]
    assert questions.century([*recent, dated("c", 9, 6, 17)], None, Reckoning())[1] == 1969


def test_a_reference_date_decides_it_where_no_row_does():
    reckoning = Reckoning(reference_date=datetime.date(2026, 1, 1))
    found, first = questions.century([dated("a", 68, 6, 17)], None, reckoning)
    assert (found.ground, first) == ("reference date", 1947)


def test_without_evidence_or_against_what_the_user_says_nothing_is_decided():
    short = [dated("a", 68, 6, 17)]
    assert questions.century(short, None, Reckoning()) is None
    told = [dated("a", 9, 6, 17, weekday=4)]
    assert questions.century(told, None, Reckoning(pivot=30)) is None
    assert questions.century([dated("a", 1968, 6, 17, whole=True)], None, Reckoning()) is None
