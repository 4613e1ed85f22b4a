"""The tagger, with a head that was fitted to a few English sentences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datenorm.bundle import load_bundle
from datenorm.detection.tagger import Tagger
from datenorm.errors import BundleNotFound
from datenorm.finding.finder import Finder

STORY = (
    "He went home on 5 May 2012 and wrote a letter to her. On June 3, 1850 they had 12 men at page 450, but "
    "not 1,300. She was there from 1999-12-31 on (again), and it was 03/04/2005 that he came with 7 men.\n"
)


@pytest.fixture(scope="module")
def tagger(finding_bundle):
    return Tagger.of(load_bundle(finding_bundle))


def texts_of(text, spans):
    return [text[one.start : one.end] for one in spans]


def test_dates_are_tagged_whole(tagger):
    spans = tagger.tag(STORY)
    assert texts_of(STORY, spans) == ["5 May 2012", "June 3, 1850", "1999-12-31", "03/04/2005"]
    assert all(0 < one.score <= 1 for one in spans)


def test_a_text_without_characters_has_no_dates(tagger):
    assert tagger.tag_many(["", " \r\n", "\u200b", STORY]) == [[], [], [], tagger.tag(STORY)]
    assert tagger.tag_many([]) == []


def test_many_texts_have_the_dates_that_each_has_alone(tagger):
    texts = [STORY * number for number in (1, 4, 2)] + ["on 5 May 2012"]
    assert tagger.tag_many(texts, "en", "DMY") == [tagger.tag(text, "en", "DMY") for text in texts]


def test_a_span_ends_with_its_date(tagger):
    for after in (" \udcff", "\u200b\n", "\x07 "):
        text = f"He went home on 5 May 2012{after}"
        assert texts_of(text, tagger.tag(text)) == ["5 May 2012"]


def test_offsets_are_those_of_the_text_as_it_was_written(tagger):
    text = "e\u0301 ﬁ 😀\r\n\r\n  He went home on  5\u00a0May  ２０１２ and she had 7 men"
    assert texts_of(text, tagger.tag(text)) == ["5\u00a0May  ２０１２"]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 400), st.integers(0, 3))
def test_dates_do_not_depend_on_what_stands_far_away(tagger, number, more):
    before = "".join(f"The men had {index} and {index * 7 % 89} at home. " for index in range(number))
    alone = [(one.start, one.end) for one in tagger.tag(STORY * 3) if one.start > len(STORY)]
    text = before + "\n\n" + STORY * 3 + "\n\nand more men " * more
    moved = [(one.start - len(before) - 2, one.end - len(before) - 2) for one in tagger.tag(text)]
    assert alone == [span for span in moved if len(STORY) < span[0] < 3 * len(STORY)]


def test_a_long_document_has_the_same_dates_in_pieces(finding_bundle):
    finder = Finder.load(finding_bundle)
    text = "".join(f"In the {index} houses: {STORY}" for index in range(600))
    whole = [(one.start, one.end) for one in Tagger.of(finder.normalizer.bundle).tag(text)]
    found = [(one.start, one.end) for one in finder.find(text, workers=1)]
    assert len(found) > 2000
    assert set(found) <= set(whole)
    for cut in (1, 1000, 50_001):
        chunks = [text[start : start + cut] for start in range(0, len(text), cut)] if cut > 1 else list(text)
        assert [(one.start, one.end) for one in finder.find_in(chunks, workers=1)] == found


def test_a_model_without_a_head_is_refused(tiny_normalizer):
    with pytest.raises(BundleNotFound, match="cannot find dates"):
        Tagger.of(tiny_normalizer.bundle)
