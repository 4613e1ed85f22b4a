import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import datenorm
from datenorm.errors import BundleError, ConfigError, InputError
from datenorm.finding.finder import Finder
from datenorm.finding.pieces import MARGIN, pieces_of

DAY = datetime.date(2020, 1, 5)


def outline(found):
    return [(one.start, one.end, one.value) for one in found]


def test_dates_are_found_with_their_places_and_values(finder):
    text = "On 5 May 2012 he wrote, c. 1850."
    assert outline(finder.find(text)) == [(3, 13, "2012-05-05"), (24, 31, "1850~")]
    assert [one.text for one in finder.find(text)] == ["5 May 2012", "c. 1850"]


def test_offsets_count_code_points(finder):
    text = "𝔄😀 e\u0301: 5 May 2012"
    (found,) = finder.find(text)
    assert (found.start, found.end) == (7, 17) and text[found.start : found.end] == "5 May 2012"


def test_what_the_network_refuses_is_not_found(finder):
    assert finder.find("see page 7") == []


def test_an_ambiguous_date_is_found_without_a_value(finder):
    (found,) = finder.find("on 03/04/2005")
    assert found.value is None and found.conversion.status == "ambiguous"
    assert {one.value for one in found.conversion.alternatives} == {"2005-04-03", "2005-03-04"}


def test_a_date_that_cannot_be_read_well_enough_is_found_without_a_value(finder):
    found = finder.find("on 5ish may, 6ish may")
    assert [(one.value, one.conversion.status) for one in found] == [
        (None, "doubtful"),
        ("XXXX-05-06", "converted"),
    ]
    strict = finder.find("6ish may", policy=datenorm.Policy(min_confidence=0.9))
    assert [(one.value, one.conversion.status) for one in strict] == [(None, "doubtful")]


def test_what_is_doubtful_in_its_place_and_in_its_meaning_is_not_found(finder, list_tagger):
    unsure = Finder(finder.normalizer, list_tagger(["5ish may", "6ish may"], score=0.75))
    assert [one.value for one in unsure.find("on 5ish may, 6ish may")] == ["XXXX-05-06"]


def test_in_an_unlikely_place_only_a_certain_reading_is_found(finder, list_tagger):
    unsure = Finder(finder.normalizer, list_tagger(["6ish may", "c. 1850"], score=0.66))
    assert [one.value for one in unsure.find("on 6ish may, c. 1850")] == ["1850~"]


def test_a_likely_place_whose_text_may_be_no_date_is_not_found(finder):
    """`5ish may` is one of three days; `room 5` is one, or none."""
    assert [one.text for one in finder.find("on 5ish may, in room 5")] == ["5ish may"]


def test_a_relative_date_has_a_value_where_the_day_is_known(finder):
    (found,) = finder.find("seen yesterday")
    assert found.value is None and found.conversion.status == "relative"
    (found,) = finder.find("seen yesterday", reference_date=DAY)
    assert found.value == "2020-01-04"


def test_a_missing_year_is_that_of_the_document(finder):
    assert outline(finder.find("31 May", reference_date=DAY)) == [(0, 6, "2020-05-31")]


def test_two_days_later_counts_from_the_date_before_it(finder):
    text = "On 5 May 2012 he came. Two days later he left; two days later he was back."
    assert [one.value for one in finder.find(text, reference_date=DAY)] == [
        "2012-05-05",
        "2012-05-07",
        "2012-05-09",
    ]
    assert [one.value for one in finder.find(text)] == ["2012-05-05", None, None]
    assert [one.value for one in finder.find("Two days later", reference_date=DAY)] == [None]


def test_the_date_before_is_one_of_the_same_text(finder):
    texts = ["5 May 2012", "two days later"]
    values = [[one.value for one in some] for some in finder.find_many(texts, reference_date=DAY)]
    assert values == [["2012-05-05"], [None]]


def test_many_texts_give_what_each_gives_alone(finder):
    texts = ["5 May 2012", "", "nothing", "c. 1850 and 1914 to 1918", "5 May 2012" * 3]
    assert list(finder.find_many(iter(texts))) == [finder.find(text) for text in texts]


def test_a_long_text_is_found_in_whole(finder):
    text = "5 May 2012. " * 30_000
    found = finder.find(text, workers=1)
    assert outline(found) == [(12 * index, 12 * index + 10, "2012-05-05") for index in range(30_000)]
    assert finder.find(text, workers=2) == found


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_dates_do_not_depend_on_where_the_text_is_cut(data):
    filler = data.draw(st.integers(0, 90_000))
    text = "x" * filler + " 5 May 2012, c. 1850 " + "y " * 20_000 + " 1914 to 1918"
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    chunks = [text[a:b] for a, b in zip([0, *places], [*places, len(text)], strict=True)]
    pieces, whole = list(pieces_of(0, chunks)), list(pieces_of(0, [text]))
    assert pieces == whole
    assert "".join(one.text[one.start : one.end] for one in pieces) == text
    for one in pieces:
        assert text.startswith(one.text, one.offset)
        assert one.start == min(MARGIN, one.offset + one.start)
        assert one.is_last == (one is pieces[-1])
        assert one.is_last or len(one.text) - one.end == MARGIN


def test_a_date_across_two_pieces_is_found_once(finder):
    for filler in range(32_750, 32_772):
        text = " " * filler + "5 May 2012 " + " " * 3000
        assert outline(finder.find_in([text])) == [(filler, filler + 10, "2012-05-05")]


def test_several_dates_that_were_tagged_as_one_are_found_one_by_one(finder):
    assert outline(finder.find("in 1834, 1835")) == [(3, 7, "1834"), (9, 13, "1835")]


def test_several_dates_that_cannot_be_told_apart_are_one_find(finder):
    (found,) = finder.find("in ix to")
    assert (found.start, found.end, found.value) == (3, 5, None)
    assert found.conversion.status == "several"
    assert [one.value for one in found.conversion.dates] == ["1834", "1835"]


def test_dates_that_were_tagged_as_one_and_can_only_be_read_apart_are_found(finder):
    text = "in c. 1850 or 1914 to 1918"
    assert outline(finder.find(text)) == [(3, 10, "1850~"), (14, 26, "1914/1918")]


def test_parts_of_a_place_are_not_found_where_most_of_it_stays_unread(finder):
    assert outline(finder.find("before 5 May 2012 and after that")) == []


def test_parts_of_a_doubtful_place_are_not_read(finder, list_tagger):
    unsure = Finder(finder.normalizer, list_tagger(["c. 1850 or 1914 to 1918"], score=0.7))
    assert unsure.find("in c. 1850 or 1914 to 1918") == []


def test_what_is_no_text_and_unknown_hints_are_refused(finder):
    with pytest.raises(InputError, match="a text is a string"):
        finder.find(b"5 May 2012")
    with pytest.raises(InputError, match="many texts"):
        finder.find_many("5 May 2012")
    with pytest.raises(ConfigError, match="order"):
        finder.find("5 May 2012", order="infer")
    with pytest.raises(ConfigError):
        finder.find("5 May 2012", locale="zz-ZZ")


def test_a_model_without_a_tagger_is_refused(tiny_normalizer):
    with pytest.raises(BundleError, match="cannot find dates"):
        Finder(tiny_normalizer)


def test_the_function_takes_a_finder(finder):
    assert outline(datenorm.find("yesterday", reference_date=DAY, finder=finder)) == [(0, 9, "2020-01-04")]


def test_what_is_doubtful_in_its_place_is_not_found(finder, list_tagger):
    unsure = Finder(finder.normalizer, list_tagger(["6ish may"], score=0.5))
    assert unsure.find("on 6ish may") == []


def test_a_day_that_does_not_exist_is_not_found_in_part(bundled_normalizer):
    assert Finder(bundled_normalizer).find("It was signed on 31 April 2021.") == []
