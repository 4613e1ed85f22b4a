"""From a column to its order, with the bundled model."""

import datetime
from random import Random

import pytest

from datenorm.column import infer
from datenorm.column.inference import MOST_CHARACTERS
from datenorm.errors import ConfigError, InputError


def column(pattern, rows, *, years=(1930, 2029), most_day=28, seed=1):
    rng = Random(seed)
    days = (
        datetime.date(rng.randint(*years), rng.randint(1, 12), rng.randint(1, most_day)) for _ in range(rows)
    )
    return [day.strftime(pattern) for day in days]


@pytest.mark.parametrize(
    ("pattern", "order"),
    [
        ("%d/%m/%Y", "DMY"),
        ("%m/%d/%Y", "MDY"),
        ("%Y-%m-%d", "YMD"),
        ("%d.%m.%y", "DMY"),
        ("%m/%d/%y", "MDY"),
        ("%y-%m-%d", "YMD"),
        ("%d/%m", "DMY"),
    ],
)
def test_a_column_in_one_order_is_decided(bundled_normalizer, pattern, order):
    reading = infer(column(pattern, 40), bundled_normalizer)
    assert (reading.status, reading.order) == ("decided", order)
    assert reading.contradicting == 0


@pytest.mark.parametrize("pattern", ["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%y"])
def test_a_column_in_which_no_row_decides_is_left_open(bundled_normalizer, pattern):
    reading = infer(column(pattern, 40, most_day=12, years=(2001, 2012)), bundled_normalizer)
    assert (reading.status, reading.order, reading.hint_order) == ("undecided", None, None)
    assert reading.deciding == 0


def test_one_row_decides_and_is_named(bundled_normalizer):
    texts = [*column("%d/%m/%Y", 20, most_day=12), "23/04/1964", *column("%d/%m/%Y", 5, most_day=12, seed=2)]
    reading = infer(texts, bundled_normalizer)
    assert reading.order == reading.hint_order == "DMY"
    assert (reading.first_row, reading.first_text) == (21, "23/04/1964")
    expected = 'read as day-month-year: 1 row decides it (first: row 21, "23/04/1964"), 0 contradict'
    assert reading.explanation == expected


def test_two_typos_in_a_thousand_rows_are_reported_and_outvoted(bundled_normalizer):
    texts = [*column("%d/%m/%Y", 998), "04/23/1964", "12/31/1999"]
    reading = infer(texts, bundled_normalizer)
    assert (reading.order, reading.contradicting) == ("DMY", 2)
    assert reading.explanation.endswith('2 contradict (first: row 999, "04/23/1964")')


def test_half_and_half_is_mixed(bundled_normalizer):
    texts = column("%d/%m/%Y", 25) + column("%m/%d/%Y", 25, seed=2)
    reading = infer(texts, bundled_normalizer)
    assert (reading.status, reading.order, reading.hint_order) == ("mixed", None, None)
    assert reading.explanation.startswith("mixed, so rows that hang on it are refused: ")


def test_whole_years_in_front_need_no_hint(bundled_normalizer):
    reading = infer(column("%Y-%m-%d", 20), bundled_normalizer)
    assert (reading.order, reading.hint_order, reading.international) == ("YMD", None, 20)


def test_dates_in_the_international_form_do_not_hide_the_order_of_the_others(bundled_normalizer):
    reading = infer(column("%Y-%m-%d", 20) + column("%d/%m/%Y", 20), bundled_normalizer)
    assert (reading.order, reading.contradicting) == ("DMY", 0)


def test_recent_two_digit_years_are_told_from_days_by_their_spread(bundled_normalizer):
    reading = infer(column("%d.%m.%y", 50, years=(2010, 2025)), bundled_normalizer)
    assert (reading.order, reading.deciding) == ("DMY", 0)
    assert "no row excludes year-month-day, the spread of the years and days does" in reading.explanation


def test_a_locale_decides_where_no_row_does_and_is_overruled_where_rows_do(bundled_normalizer):
    open_rows = column("%d/%m/%Y", 20, most_day=12)
    reading = infer(open_rows, bundled_normalizer, locale="en-US")
    assert reading.order == "MDY"
    assert reading.explanation == (
        "read as month-day-year: no row decides it, locale en-US does; language en (given)"
    )
    assert infer(column("%d/%m/%Y", 30), bundled_normalizer, locale="en-US").order == "DMY"


@pytest.mark.parametrize("texts", [[], ["", " "], ["hello", "n/a"], ["20 mars 1969"], ["x" * 5000]])
def test_a_column_without_numeric_dates_has_no_order(bundled_normalizer, texts):
    reading = infer(texts, bundled_normalizer)
    assert (reading.status, reading.order) == ("undecided", None)
    assert reading.explanation == "no row is a date whose fields could stand in another order"


def test_repeated_values_and_their_spellings_count_once(bundled_normalizer):
    reading = infer(["23/04/1964", " 23/04/1964", "23/04/1964"] * 10, bundled_normalizer)
    assert (reading.deciding, reading.sampled, reading.rows) == (1, 1, 30)


def test_a_long_column_is_read_only_until_it_is_certain(bundled_normalizer):
    reading = infer(column("%d/%m/%Y", 5000, years=(1600, 2029)), bundled_normalizer)
    assert reading.order == "DMY"
    assert reading.sampled < 2000
    assert reading.rows == 5000


def test_a_column_of_long_sentences_is_given_up_in_time(tiny_normalizer):
    reading = infer((f"{number} " + "abc " * 60 for number in range(3000)), tiny_normalizer)
    assert reading.sampled <= MOST_CHARACTERS / 200


def test_what_was_found_reads_the_column(bundled_normalizer):
    texts = ["03/04/1964", "23/04/1964", "01/02/1970"]
    reading = infer(texts, bundled_normalizer)
    values = [c.value for c in bundled_normalizer.convert_many(texts, reading.locale, reading.hint_order)]
    assert values == ["1964-04-03", "1964-04-23", "1970-02-01"]


def test_what_cannot_be_a_column_is_refused(tiny_normalizer):
    with pytest.raises(InputError, match="many texts"):
        infer("23/04/1964", tiny_normalizer)
    with pytest.raises(InputError, match="not int"):
        infer([19640423], tiny_normalizer)
    with pytest.raises(ConfigError):
        infer(["23/04/1964"], tiny_normalizer, locale="not a locale")
