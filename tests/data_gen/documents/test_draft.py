"""Drafts: places stay exact whatever noise the pieces get."""

from random import Random

from data_gen.documents.draft import DATE, Draft
from data_gen.documents.mentions import Mention
from data_gen.locales import load

DAY = Mention("3 May 1920", "1920-05-03", "en")


def test_a_date_in_a_sentence_is_found_again() -> None:
    for seed in range(200):
        draft = Draft(Random(seed), load("en"), 0.5)
        draft.add("We met before; ")
        assert draft.add_around("it was on 3 May 1920 in Rome.", DAY)
        document = draft.finish("prose")
        (span,) = document.spans
        assert span.value == "1920-05-03"
        # Noise changes letters of the date, and never those of its neighbours into it.
        assert document.text[: span.start].endswith(" ")
        assert document.text[span.end :].startswith(" ")


def test_a_date_that_stands_twice_in_a_text_is_refused() -> None:
    draft = Draft(Random(1), load("en"), 0.5)
    assert not draft.add_around("3 May 1920 or 3 May 1920", DAY)
    assert draft.finish("prose").text == ""


def test_a_word_for_a_year_after_a_date_belongs_to_it() -> None:
    for seed in range(40):
        draft = Draft(Random(seed), load("ru"), 0.5)
        draft.add_around("родился 3 мая 1920 г. в Москве", Mention("3 мая 1920", "1920-05-03", "ru"))
        (span,) = draft.finish("prose").spans
        assert span.end - span.start > len("3 мая 1920")


def test_dates_take_their_places_in_a_form() -> None:
    draft = Draft(Random(4), load("en"), 0.5)
    later = Mention("4 June 1950", "1950-06-04", "en")
    draft.add_filled(f"born {DATE}, died {DATE}", [DAY, later])
    document = draft.finish("prose")
    assert [span.value for span in document.spans] == ["1920-05-03", "1950-06-04"]
    assert DATE not in document.text


def test_two_dates_may_touch() -> None:
    draft = Draft(Random(4), load("en"), 0.5)
    draft.add_date(DAY)
    draft.add_date(DAY)
    first, second = draft.finish("prose").spans
    assert first.end == second.start


def test_a_particle_may_follow_a_time_of_tomorrow() -> None:
    """`내일 오전 8시에`, but not *on tomorrow at 8*."""
    beside = {
        language: {
            Draft(Random(seed), load(language), 1).beside(Mention("…", value, language)) for seed in range(80)
        }
        for language, value in (("ko", "@+1dT08a"), ("en", "@+1dT08a"), ("ja", "@+3d"))
    }
    assert ("", "에") in beside["ko"]
    assert beside["en"] == beside["ja"] == {("", "")}


def test_months_stand_after_in_and_days_after_on_more_often_than_after_other_words() -> None:
    draft = Draft(Random(6), load("en"), 0.5)
    months = [draft.beside(Mention("March", "XXXX-03", "en"))[0] for _ in range(400)]
    days = [draft.beside(DAY)[0] for _ in range(400)]
    assert months.count("in ") > 100 > months.count("on ")
    assert days.count("on ") + days.count("on the ") > 100 > days.count("in ")
