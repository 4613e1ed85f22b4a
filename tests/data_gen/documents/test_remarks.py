"""Remarks: ordinary sentences with the dates that people write most often."""

from collections import Counter
from random import Random

from data_gen.documents import Document, remarks
from data_gen.documents.cuts import LONGEST, cuts
from data_gen.documents.document import DateSpan
from data_gen.documents.draft import DATE, Draft
from data_gen.documents.mentions import ORDINARY, draw_mention
from data_gen.documents.surroundings import common_words
from data_gen.locales import load


def drawn(language: str, number: int, dated: float = 0.5) -> list[Document]:
    rng = Random(f"remarks/{language}")
    found = []
    for _ in range(number):
        draft = Draft(rng, load(language), dated)
        remarks.remarks(draft, 60)
        found.append(draft.finish("remarks"))
    return found


def test_remarks_have_at_most_two_dates_and_some_have_none() -> None:
    numbers = {len(remark.spans) for remark in drawn("en", 300)}
    assert numbers == {0, 1, 2}


def test_remarks_without_dates_have_none() -> None:
    assert not [remark for remark in drawn("en", 100, dated=0) if remark.spans]


def test_no_sign_of_a_place_is_left() -> None:
    found = [remark.text for language in ("en", "ja", "hu") for remark in drawn(language, 200)]
    assert not [text for text in found if DATE in text or "{" in text]


def test_usual_kinds_of_dates_are_drawn_about_as_often_as_one_another() -> None:
    rng, data = Random("ordinary"), load("en")
    values = Counter(draw_mention(rng, data, ORDINARY).value for _ in range(6000))
    months = sum(values[f"XXXX-{month:02d}"] for month in range(1, 13))
    weekdays = sum(values[f"@{weekday}"] for weekday in "①②③④⑤⑥⑦")
    near = [values["@"], values["@-1d"], values["@+1d"]]
    assert min(months, weekdays, *near) > 6000 / 60
    assert max(months, weekdays, *near) < 6000 / 4


def test_tonight_and_last_night_are_not_rare() -> None:
    rng, data = Random("nights"), load("en")
    texts = Counter(draw_mention(rng, data, ORDINARY).text.lower() for _ in range(12_000))
    assert texts["tonight"] > 5
    assert texts["last night"] > 5


def test_words_of_bounds_are_not_mixed_into_the_words_around_dates() -> None:
    # `Nach 1914` is after 1914, and a word of a sentence would say it by chance.
    assert not {"until", "since", "from"} & {word.lower() for word in common_words("en")}
    assert "nach" not in {word.lower() for word in common_words("de")}


def test_a_short_document_is_a_window_itself_and_cut_at_most_twice() -> None:
    document = Document("We met yesterday in the park.", (DateSpan(7, 16, "@-1d", "en"),), "en", "remarks")
    windows = list(cuts(document, Random(1)))
    assert windows[0] == document
    assert len(windows) <= 3


def test_a_long_document_is_cut_in_windows() -> None:
    document = Document("word " * 100, (), "en", "prose")
    assert all(len(window.text) <= LONGEST for window in cuts(document, Random(1)))
