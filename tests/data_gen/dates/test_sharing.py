"""Dates that share fields: which pattern each of them gets."""

from data_gen.dates.days import Day
from data_gen.dates.sharing import each, shared_by_many

MAY = (Day(1920, 5, 3), Day(1920, 5, 5), Day(1920, 5, 9))


def test_days_of_a_month_share_it_whatever_the_order() -> None:
    assert each("d MMMM y", MAY) == ("d", "d", "d MMMM y")
    assert each("MMMM d, y", MAY) == ("MMMM d", "d", "d, y")
    assert each("y年M月d日", MAY) == ("y年M月d日", "d日", "d日")


def test_days_of_several_months_share_the_month_and_the_year() -> None:
    days = (*MAY[:2], Day(1920, 6, 9))
    assert each("d. MMMM y", days) == ("d.", "d. MMMM", "d. MMMM y")
    assert each("MMMM d, y", days) == ("MMMM d", "d", "MMMM d, y")


def test_days_of_several_years_share_no_year() -> None:
    assert each("d MMMM y", (*MAY[:2], Day(1921, 5, 3))) == ("d", "d MMMM y", "d MMMM y")


def test_months_share_the_year() -> None:
    assert each("MMMM y", (Day(1920, 5, 1), Day(1920, 6, 1))) == ("MMMM", "MMMM y")


def test_a_weekday_stays_with_its_day() -> None:
    assert each("EEE d MMMM y", MAY[:2]) == ("EEE d", "EEE d MMMM y")


def test_what_marks_hold_together_is_written_whole() -> None:
    assert shared_by_many("dd/MM/y", "d") == ("dd/MM/y",) * 3
