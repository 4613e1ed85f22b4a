"""Values in words, and the check of what a person types."""

import pytest

from datenorm.workbench import check_value, in_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1969-07-20", "20 July 1969"),
        ("1969-07", "July 1969"),
        ("0508", "508"),
        ("0000", "1 BC"),
        ("-0043", "44 BC"),
        ("196X", "the 1960s"),
        ("18XX", "the 19th century"),
        ("20XX", "the 21st century"),
        ("-04XX", "the 5th century BC"),
        ("1850~", "about 1850"),
        ("1776?", "perhaps 1776"),
        ("1674%", "perhaps about 1674"),
        ("1914-24", "winter 1914"),
        ("2014-35", "third quarter of 2014"),
        ("2019-40", "first half of 2019"),
        ("2021-W23", "week 23 of 2021"),
        ("2021-W23-4", "Thursday of week 23 of 2021"),
        ("2021-200", "day 200 of 2021"),
        ("XXXX-07-20", "20 July of any year"),
        ("XXXX-XX-15", "the 15th of any month"),
        ("1914-03-12/1914-03-15", "12 March 1914 to 15 March 1914"),
        ("1850~/1860", "about 1850 to 1860"),
        ("../1945", "1945 or before"),
        ("1971/..", "1971 or after"),
        ("[1914,1915]", "1914 or 1915"),
        ("{1829,1929,1988}", "1829, 1929 and 1988"),
        ("{1902..1906,1957}", "1902 to 1906 and 1957"),
        ("2014-04-26T17:24Z", "26 April 2014 at 17:24 UTC"),
        ("2014-04-26T17:24:37-07:00", "26 April 2014 at 17:24:37 (UTC-07:00)"),
    ],
)
def test_a_value_has_words(value, words):
    assert in_words(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1767~/1799~", "last third of the 18th century"),
        ("1700~/1733~", "first third of the 18th century"),
        ("1857~/1859~", "late 1850s"),
        ("1800/1849", "first half of the 19th century"),
        ("1875/1899", "last quarter of the 19th century"),
        ("1767/1799", "last third of the 18th century, 1767 to 1799"),
        ("1850/1861", "1850 to 1861"),
        ("1850/1949", "1850 to 1949"),
        ("1767?/1799?", "perhaps 1767 to perhaps 1799"),
        ("1800-01/1849-12", "January 1800 to December 1849"),
    ],
)
def test_the_ranges_of_catalogues_have_their_names(value, words):
    assert in_words(value) == words


@pytest.mark.parametrize("text", ["", "hello", "1914-99", "2021-02-29", "@-3d", "1834;1835"])
def test_what_is_no_value_has_no_words(text):
    assert in_words(text) == ""
    assert not check_value(text).valid


def test_a_range_that_ends_before_it_starts_is_no_value():
    assert not check_value("1945/1914").valid


def test_space_around_a_value_is_left_out():
    assert check_value(" 1850~\n") == (True, "1850~", "about 1850")
