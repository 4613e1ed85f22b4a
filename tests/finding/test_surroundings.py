"""Doubtful dates are read again with the words around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datenorm.convert.conversion import Conversion
from datenorm.detection.tagger import TaggedSpan
from datenorm.finding.finder import Finder
from datenorm.finding.surroundings import REACH, PlaceInText, places_of, read_again, with_words_around

SENTENCE = "We came to the village on the third of May and stayed there until the harvest was brought in."


def place_in(text, date):
    start = text.index(date)
    return places_of(text, [TaggedSpan(start, start + len(date), 1.0)])[0]


def test_whole_words_of_both_sides_are_taken():
    place = place_in(SENTENCE, "third of May")
    assert with_words_around(place) == "to the village on the third of May and stayed there until"


def test_words_of_other_lines_and_of_other_dates_are_left_out():
    text = "first line\nborn 3 May, died 4 June\nlast line"
    born, died = [
        TaggedSpan(text.index(date), text.index(date) + len(date), 1.0) for date in ("3 May", "4 June")
    ]
    assert [with_words_around(place) for place in places_of(text, [born, died])] == [
        "born 3 May, died",
        ", died 4 June",
    ]


def test_a_text_without_spaces_is_cut_between_characters():
    text = "字" * 50 + "五月三日" + "字" * 50
    assert with_words_around(place_in(text, "五月三日")) == "字" * REACH + "五月三日" + "字" * REACH


@given(st.text(max_size=80), st.text(min_size=1, max_size=10), st.text(max_size=80))
def test_what_is_read_again_has_the_date_and_little_more(before, date, after):
    text = before + date + after
    span = TaggedSpan(len(before), len(before) + len(date), 1.0)
    found = with_words_around(PlaceInText(text, span, 0, len(text)))
    assert date.strip() in found and found in text and len(found) <= len(date) + 2 * REACH


@pytest.mark.parametrize(
    ("alone", "around", "kept"),
    [
        ("doubtful", "converted", "converted"),
        ("doubtful", "relative", "relative"),
        ("doubtful", "doubtful", "doubtful"),
        ("doubtful", "no-date", "doubtful"),
        ("no-date", "converted", "no-date"),
        ("ambiguous", "converted", "ambiguous"),
    ],
)
def test_only_doubtful_dates_are_read_again_and_only_a_clear_reading_replaces_them(alone, around, kept):
    place = place_in(SENTENCE, "third of May")
    answer = lambda texts: [Conversion(text, None, around, 0.7, "") for text in texts]  # noqa: E731
    assert read_again([place], [Conversion(place.date, None, alone, 0.5, "")], answer)[0].status == kept


def test_the_value_of_a_found_date_is_that_of_its_source(finding_bundle):
    finder = Finder.load(finding_bundle)
    text = "He went home on 5 May 2012, three days ago, and to march on June 3, 1850; letter of may 12 1913"
    found = finder.find(text, "en")
    assert found
    for one in found:
        assert one.text in one.conversion.source and one.conversion.source in text
        assert finder.normalizer.convert(one.conversion.source, "en").value == one.value
