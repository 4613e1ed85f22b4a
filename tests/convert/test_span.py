"""The characters a date was read from, by attention given by hand."""

import numpy as np
import pytest

from datenorm.convert.conversion import Span
from datenorm.convert.span import read_span


def looking_at(source, written, *places):
    """Attention that lies wholly on one character for each character written."""
    attention = np.zeros((len(written), len(source)), np.float32)
    attention[np.arange(len(written)), places] = 1
    return attention


def span_text(source, written, attention):
    span = read_span(source, written, attention)
    return span and source[slice(*span)]


def test_the_span_goes_from_the_first_part_read_to_the_last_and_holds_them_whole():
    source = "Born 2 May 1971, Lyon"
    #                                    1  9  7  1  -  0  5  -  0  2
    places = [11, 12, 13, 14, 20, 7, 7, 20, 5, 5]
    span = read_span(source, "1971-05-02", looking_at(source, "1971-05-02", *places))
    assert span == Span(5, 15)
    assert source[slice(*span)] == "2 May 1971"


def test_hyphens_and_unknown_digits_are_read_nowhere():
    source = "x 13/05/71 y"
    places = [0, 0, 8, 9, 11, 5, 6, 11, 2, 3]
    assert span_text(source, "XX71-05-13", looking_at(source, "XX71-05-13", *places)) == "13/05/71"


def test_a_word_glanced_at_is_not_part_of_it():
    source = "el 5/1971"
    attention = looking_at(source, "1971-05", 5, 6, 7, 8, 0, 3, 3)
    attention[5] = 0
    attention[5, [0, 3]] = 0.4, 0.6
    assert span_text(source, "1971-05", attention) == "5/1971"


def test_a_weekday_and_a_mark_of_doubt_belong_to_the_date():
    source = "so c. 1850 they say"
    assert span_text(source, "1850~", looking_at(source, "1850~", 6, 7, 8, 9, 3)) == "c. 1850"
    source = "a Sunday 20.7.1969 b"
    places = [14, 15, 16, 17, 0, 12, 12, 0, 9, 10, 2]
    assert span_text(source, "1969-07-20⑦", looking_at(source, "1969-07-20⑦", *places)) == "Sunday 20.7.1969"


@pytest.mark.parametrize(("source", "expected"), [("于1969年更新", "1969年"), ("于1969に", "1969")])
def test_the_sign_for_year_or_day_right_after_a_number_belongs_to_it(source, expected):
    assert span_text(source, "1969", looking_at(source, "1969", 1, 2, 3, 4)) == expected


def test_without_attention_there_is_no_span():
    assert read_span("ab 1 cd ef gh", "196X", np.zeros((4, 13), np.float32)) is None
    assert read_span("- .", "196X", np.ones((4, 3), np.float32)) is None


def test_the_place_of_a_date_is_its_span_where_most_of_it_was_read():
    source = "on the 2nd of May 1971, or 1972"
    places = [Span(7, 22), Span(27, 31)]
    written = "1971-05-02"
    read = looking_at(source, written, 18, 19, 20, 30, 0, 14, 14, 0, 7, 7)
    assert read_span(source, written, read, places) == places[0]


def test_a_date_read_outside_of_all_places_has_the_span_of_its_parts():
    source = "x 13/05/71 y 1972"
    read = looking_at(source, "XX71-05-13", 0, 0, 8, 9, 11, 5, 6, 11, 2, 3)
    assert read_span(source, "XX71-05-13", read, [Span(13, 17)]) == Span(2, 10)


def test_a_little_attention_to_the_digits_of_another_date_does_not_count():
    source, written = "3 1900, 1950", ("1", "9", "0", "0", "-03")
    attention = np.zeros((5, len(source)), np.float32)
    for row, place in enumerate((2, 3, 4, 5, 0)):
        attention[row, place] = 0.8
        attention[row, 8:12] = 0.05  # together 1.0 over all rows
    assert read_span(source, written, attention) == Span(0, 6)
