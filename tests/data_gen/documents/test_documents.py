"""Documents: every date has its place and a valid value; the same seed gives the same documents."""

from collections import Counter
from itertools import pairwise
from random import Random

import pytest

from data_gen.documents import DateSpan, Document, document_block, documents
from data_gen.documents.draft import Draft
from data_gen.documents.genres import GENRES, Genre
from data_gen.example import REFUSAL
from data_gen.locales import load
from datenorm.values import accepts


@pytest.fixture(scope="module")
def drawn() -> list[Document]:
    return list(documents(8, 500, languages=["en", "de", "fr", "ru", "zh", "ar"]))


def found(document: Document) -> list[tuple[str, DateSpan]]:
    return [(document.text[span.start : span.end], span) for span in document.spans]


def test_every_value_is_in_the_value_language(drawn: list[Document]) -> None:
    values = [span.value for document in drawn for span in document.spans]
    assert len(values) > 1000
    assert [value for value in values if not accepts(value) or value == REFUSAL] == []


def test_every_date_is_one_of_its_own(drawn: list[Document]) -> None:
    assert [span for document in drawn for span in document.spans if ";" in span.value] == []


def test_dates_are_in_order_and_do_not_overlap(drawn: list[Document]) -> None:
    for document in drawn:
        assert all(first.end <= second.start for first, second in pairwise(document.spans))
        assert all(0 <= span.start < span.end <= len(document.text) for span in document.spans)


def test_dates_have_no_space_or_line_break_at_their_ends(drawn: list[Document]) -> None:
    for document in drawn:
        for text, _ in found(document):
            assert text == text.strip()
            assert "\n" not in text


def test_a_day_in_iso_form_is_where_its_span_says(drawn: list[Document]) -> None:
    plain = [
        (text, span.value)
        for document in drawn
        for text, span in found(document)
        if len(text) == 10 and text[:4].isascii() and text[:4].isdigit() and text[4] == text[7] == "-"
    ]
    # Noise may make a letter of a digit.
    right = [text for text, value in plain if value[:10] == text]
    assert len(right) > 0.8 * len(plain) > 20


def test_some_documents_have_no_dates_and_many_have_several(drawn: list[Document]) -> None:
    counts = Counter(min(len(document.spans), 2) for document in drawn)
    assert counts[0] > 80
    assert counts[2] > 200


@pytest.mark.parametrize("genre", GENRES, ids=lambda genre: genre.name)
def test_documents_of_all_kinds_are_written_with_dates_and_without(genre: Genre) -> None:
    def written(dated: float) -> list[Document]:
        drafts = [Draft(Random(seed), load("en"), dated) for seed in range(10)]
        for draft in drafts:
            genre.write(draft, 400)
        return [draft.finish(genre.name) for draft in drafts]

    assert any(document.spans for document in written(0.9))
    assert any(document.text and not document.spans for document in written(0))


def test_documents_have_some_hundred_characters(drawn: list[Document]) -> None:
    lengths = sorted(len(document.text) for document in drawn)
    assert lengths[-1] < 4000
    assert 200 < lengths[len(lengths) // 2] < 1200


def test_some_dates_touch_or_have_only_a_comma_between_them() -> None:
    between = {
        document.text[first.end : second.start]
        for document in documents(3, 1200, languages=["en"])
        for first, second in pairwise(document.spans)
    }
    assert {"", ",", ", ", "\n"} <= between


def test_the_same_seed_gives_the_same_documents() -> None:
    first = list(documents(5, 20, languages=["en", "ja"]))
    assert first == list(documents(5, 20, languages=["en", "ja"]))
    assert first != list(documents(6, 20, languages=["en", "ja"]))


def test_a_block_does_not_depend_on_the_blocks_before_it() -> None:
    later = list(documents(5, 3, languages=["en"], start_block=2))
    assert later == document_block(2, seed=5, languages=("en",))[:3]


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(ValueError, match="qqq"):
        documents(1, 1, languages=["qqq"])
