"""Documents have times that are not dates in the places of dates."""

from __future__ import annotations

import re
from random import Random

import pytest

from data_gen.documents import Document
from data_gen.documents.draft import Draft
from data_gen.documents.mentions import TALK, Mention, draw_mention
from data_gen.documents.posts import posts as write_posts
from data_gen.documents.undated import stretch_alone, time_alone, undated
from data_gen.locales import load

LANGUAGES = ("en", "de", "tr", "hi", "ja", "ko", "zh", "ar", "sw")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_time_alone_has_a_word_or_sign_that_a_date_in_figures_has_not(language: str) -> None:
    rng = Random(1)
    for _ in range(200):
        for text in (time_alone(rng, language).text, stretch_alone(rng, language).text):
            assert ":" in text or any(map(str.isalpha, text)), text


def test_recurring_days_have_times_and_companions() -> None:
    rng = Random(2)
    texts = [undated(rng, "en").lower() for _ in range(600)]
    assert any(text.startswith("every ") and ":" in text for text in texts)
    assert any(text.startswith("every ") and "day and " in text for text in texts)


def test_tomorrow_is_no_part_of_the_day() -> None:
    rng = Random(3)
    assert not {"mañana"} & {undated(rng, "es") for _ in range(3000)}
    assert not {"Morgen", "morgen"} & {undated(rng, "de") for _ in range(3000)}


def test_an_article_before_a_counted_date_belongs_to_it() -> None:
    draft = Draft(Random(1), load("en"), dated=1)
    draft.add("off on the ", exactly=True)
    draft.add_date(Mention("first Monday of May", "XXXX-05#1①", "en"))
    draft.add(" and on the ", exactly=True)
    draft.add_date(Mention("3rd of May", "XXXX-05-03", "en"))
    document = draft.finish("posts")
    articles = [document.text[: span.start].endswith("the ") for span in document.spans]
    assert articles == [False, True]


@pytest.fixture(scope="module")
def posts() -> list[Document]:
    drafts = [Draft(Random(seed), load("en"), dated=1) for seed in range(4000)]
    for draft in drafts:
        write_posts(draft, 80)
    return [draft.finish("posts") for draft in drafts]


def test_bounds_in_a_list_are_found_one_by_one(posts: list[Document]) -> None:
    """`Before 2010 or after 2018`."""
    pairs = [pair for one in posts for pair in zip(one.spans, one.spans[1:], strict=False)]
    assert any(one.value.startswith("../") and other.value.endswith("/..") for one, other in pairs)


def test_a_time_stands_before_a_day_near_the_reference_date() -> None:
    """`3:10 pm tomorrow`."""
    rng = Random(5)
    drawn = [draw_mention(rng, load("en"), TALK) for _ in range(12_000)]
    assert any(re.match(r"@([+-]1d)?T", one.value) and one.text[0].isdigit() for one in drawn)
