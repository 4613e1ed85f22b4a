"""Posts: dates anywhere in a sentence, some joined, some in small letters."""

from random import Random

import pytest

from data_gen.documents import Document, posts
from data_gen.documents.draft import DATE, Draft
from data_gen.documents.mentions import Mention
from data_gen.locales import load


def drawn(language: str, number: int, dated: float = 0.5) -> list[Document]:
    rng = Random(f"posts/{language}")
    found = []
    for _ in range(number):
        draft = Draft(rng, load(language), dated)
        posts.posts(draft, 60)
        found.append(draft.finish("posts"))
    return found


@pytest.fixture(scope="module")
def english() -> list[Document]:
    return drawn("en", 400)


def test_dates_are_at_the_start_at_the_end_between_words_and_alone(english: list[Document]) -> None:
    places = {(span.start == 0, span.end == len(post.text)) for post in english for span in post.spans}
    assert places == {(a, b) for a in (True, False) for b in (True, False)}


def test_two_joined_dates_are_two(english: list[Document]) -> None:
    between = {
        post.text[first.end : second.start].strip().lower()
        for post in english
        for first, second in zip(post.spans, post.spans[1:], strict=False)
    }
    assert {"or", "and"} <= between


def test_most_dates_are_relative(english: list[Document]) -> None:
    values = [span.value for post in english for span in post.spans]
    assert sum("@" in value for value in values) > 0.5 * len(values) > 100


def test_no_sign_of_a_place_is_left(english: list[Document]) -> None:
    assert not [post.text for post in english if DATE in post.text or "{" in post.text]


def test_a_document_without_dates_has_none() -> None:
    assert not [post for post in drawn("en", 100, dated=0) if post.spans]


@pytest.mark.parametrize(
    ("text", "small"),
    [
        *(("Friday", "friday"), ("Next Fri", "next fri"), ("Sun", "Sun"), ("May", "May"), ("March", "March")),
        *(("This May", "This May"), ("May 5", "may 5")),
    ],
)
def test_small_letters_leave_words_of_other_meanings_alone(text: str, small: str) -> None:
    assert posts._in_small_letters(Mention(text, "@", "en"), "en").text == small


def test_words_around_a_date_are_in_its_script() -> None:
    texts = " ".join(post.text for post in drawn("en-Shaw", 30))
    shavian = sum("\U00010450" <= sign <= "\U0001047f" for sign in texts)
    assert shavian > 0.4 * len(texts)
