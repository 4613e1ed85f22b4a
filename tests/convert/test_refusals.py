"""What refused texts are: days that do not exist, and numbers that count days or seconds."""

import math

import pytest

from datenorm.bundle import Calibration
from datenorm.convert.decision import Decision, DecisionRules, decide
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import Policy
from datenorm.convert.reasons import DESCRIPTIONS, NO_DATE
from datenorm.convert.refusals import is_suspect, look_closer, numbers_in
from datenorm.runtime import CompiledRuntime, Int8Runtime
from datenorm.search import Hypothesis

NO_SUCH_DAY = {
    "31 April 2021": {"year": "2021", "month": 4, "day": 31},
    "2021-02-30": {"year": "2021", "month": 2, "day": 30},
    "29.02.1900": {"year": "1900", "month": 2, "day": 29},  # a multiple of 100 and not of 400
    "31.06.1999": {"year": "1999", "month": 6, "day": 31},
    "13/13/2013": {"year": "2013", "month": 13, "day": 13},
    "45/12/2001": {"year": "2001", "month": 12, "day": 45},
    "20210230": {"year": "2021", "month": 2, "day": 30},
    "le 31 avril 1980": {"year": "1980", "month": 4, "day": 31},
    "Thursday 31 June 2001": {"year": "2001", "month": 6, "day": 31},
    "2021年4月31日": {"year": "2021", "month": 4, "day": 31},
    "30 February": {"month": 2, "day": 30},
    # The network alone writes 30 November.
    "31 Nov": {"month": 11, "day": 31},
}
OTHER_REFUSALS = ["hello world", "192.168.1.45", "page 31 of 45", "pp. 112-118", "Room 31", "12345", "99999"]
COUNTED = {
    "41755": ("maybe-serial-day", {"date": "2014-04-26"}),  # 41,755 days after 30 December 1899
    "1398529477": ("maybe-timestamp", {"date": "2014-04-26", "unit": "seconds"}),
    "1398529477123": ("maybe-timestamp", {"date": "2014-04-26", "unit": "milliseconds"}),
}


@pytest.mark.parametrize("text", NO_SUCH_DAY)
def test_a_day_that_does_not_exist_is_named(text, bundled_normalizer):
    conversion = bundled_normalizer.convert(text)
    assert (conversion.value, conversion.status, conversion.code) == (None, "no-date", "no-such-day")
    assert conversion.facts == NO_SUCH_DAY[text]
    assert set(conversion.facts) <= set(DESCRIPTIONS["no-such-day"][1])
    assert conversion.reason.startswith("there is no such day: ")


@pytest.mark.parametrize("text", OTHER_REFUSALS)
def test_other_refusals_do_not_claim_a_day(text, bundled_normalizer):
    assert bundled_normalizer.convert(text).code == "no-date"


@pytest.mark.parametrize("text", COUNTED)
def test_a_number_says_what_it_may_count_and_stays_refused(text, bundled_normalizer):
    conversion = bundled_normalizer.convert(text)
    assert (conversion.value, conversion.status) == (None, "no-date")
    assert (conversion.code, conversion.facts) == COUNTED[text]
    assert bundled_normalizer.convert(f"{text} pieces").code == "no-date"


@pytest.mark.parametrize("text", ["28 February 2021", "30/04/98", "first of May 1931"])
def test_days_that_exist_stay_converted(text, bundled_normalizer):
    assert bundled_normalizer.convert(text).status == "converted"


def test_the_answer_is_the_same_alone_in_a_batch_and_with_every_runtime(bundled_normalizer):
    texts = [*NO_SUCH_DAY, *COUNTED, *OTHER_REFUSALS, "23 April, 1564"]
    alone = [bundled_normalizer.convert(text) for text in texts]
    assert list(bundled_normalizer.convert_many(texts)) == alone
    if isinstance(bundled_normalizer.runtime, CompiledRuntime):
        bundle = bundled_normalizer.bundle
        assert list(Normalizer(bundle, Int8Runtime(bundle.weights)).convert_many(texts)) == alone


def test_a_day_that_does_not_exist_shows_where_it_was_read(bundled_normalizer):
    conversion = bundled_normalizer.convert("31 April 2021", attention=True)
    assert (conversion.value, conversion.written) == (None, "2021-04-31")
    assert conversion.attention.shape == (len(conversion.symbols), len("31 April 2021"))


REFUSED = Decision("no-date", None, NO_DATE)


def converted(text):
    hypotheses = [Hypothesis(text, math.log(0.99))]
    return decide(hypotheses, DecisionRules.of(Calibration(), Policy()))


@pytest.mark.parametrize(
    ("text", "decision", "expected"),
    [
        ("anything", REFUSED, True),
        ("31 nov", converted("XXXX-11-30"), True),
        ("31/04/21", converted("XX21-04-30"), True),
        ("30 nov", converted("XXXX-11-30"), False),
        ("3 nov", converted("XXXX-11-03"), False),
        ("november 1931", converted("1931-11"), False),
        ("1931", converted("1931"), False),
        ("31 mars 44 bc", converted("-0043-03-31"), False),
        ("twenties", converted("192X"), False),
    ],
)
def test_only_refusals_and_days_that_the_text_does_not_hold_are_suspect(text, decision, expected):
    assert is_suspect(text, decision) is expected


def looked_at(text, days):
    """The code and facts of a refused text for which a search finds these days."""
    found = [Hypothesis(day, math.log(probability)) for day, probability in days.items()]
    (decision,) = look_closer([text], [REFUSED], lambda rows: [found for _ in rows])
    return decision.reason


@pytest.mark.parametrize(
    ("text", "written", "code"),
    [
        ("31.04.2021 10:30", "2021-04-30T10:30", "no-such-day"),
        ("31 april 2021 10:30:15 -0700", "2021-04-30T10:30:15-07:00", "no-such-day"),
        ("30 april 2021 10:31", "2021-04-30T10:31", ""),
    ],
)
def test_the_numbers_of_a_time_are_not_those_of_the_day(text, written, code):
    found = [Hypothesis("2021-04-31", math.log(0.9))]
    (decision,) = look_closer([text], [converted(written)], lambda rows: [found for _ in rows])
    assert decision.reason.code == code


@pytest.mark.parametrize(
    ("text", "days", "claimed"),
    [
        ("31 april 2021", {"2021-04-31": 0.75}, "2021-04-31"),
        ("31 april 2021", {"2021-04-31": 0.4, "2021-04-30": 0.35}, "2021-04-31"),  # sure of the month
        ("31 april 2021", {"2021-04-31": 0.4, "2021-06-31": 0.35}, None),  # not sure of it
        ("31 march 2021", {"2021-03-31": 0.95}, None),  # the day exists
        ("45 april 2021", {"2021-04-45": 0.99}, None),  # beside a word 45 is a page or a week
        ("2021 - 31", {"2021-04-31": 0.95}, None),  # nothing names a month
        ("31 x 2021", {"2021-14-31": 0.95}, None),  # the month named would not be one
        ("lot 31, 4 rue 2021", {"2021-04-31": 0.6}, None),  # words between the numbers
        ("31.04.8021", {"8021-04-31": 0.99}, None),  # not a year that people write
        ("32 march", {"XXXX-03-32": 0.75}, "XXXX-03-32"),
        ("32 march", {"XXXX-03-32": 0.65, "XXXX-03-31": 0.3}, None),
        ("32 march", {"XXXX-03-33": 0.75}, None),  # 33 is not in the text
        ("31/04/21", {"XX21-04-31": 0.75}, "XX21-04-31"),
        ("31/04", {"XXXX-04-31": 0.75}, "XXXX-04-31"),
        ("31/04", {"XX31-04-31": 0.75}, None),  # 31 is in the text once
        ("20210431", {"2021-04-31": 0.75}, "2021-04-31"),
        ("20210431", {"2021-06-31": 0.75}, None),
    ],
)
def test_a_day_is_claimed_if_its_numbers_are_those_of_the_text(text, days, claimed):
    reason = looked_at(text, days)
    assert reason.code == ("no-such-day" if claimed else "no-date")
    assert claimed is None or reason.sentence == f"there is no such day: {claimed}"


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("31/04/2021", "2021-04-31"),
        ("04/31/2021", "2021-04-31"),
        ("2021-00-12", "2021-00-12"),
        ("2021-13-31", "2021-13-31"),
        ("45.13.2021", "2021-13-45"),
        ("sun 31.4.2021", "2021-04-31"),
    ],
)
def test_numbers_alone_are_not_searched(text, claimed):
    assert looked_at_without_search(text).sentence == f"there is no such day: {claimed}"


@pytest.mark.parametrize(
    "text",
    [
        "hello world",
        "12 april 2021",  # every month has a twelfth
        "12/12/2021",
        "1234567",
        "192.168.0.31",  # four numbers
        "31/12345",
        "31.04.8021",
        f"31 april{' ' * 60}2021",
    ],
)
def test_texts_that_leave_no_room_for_such_a_day_are_not_searched(text):
    assert looked_at_without_search(text) == NO_DATE


def looked_at_without_search(text):
    def search(_):
        raise AssertionError("searched")

    (decision,) = look_closer([text], [REFUSED], search)
    return decision.reason


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("18263", None),  # the last day of 1949
        ("18264", "1950-01-01"),
        ("54788", "2049-12-31"),
        ("54789", None),
        ("2524607999", "2049-12-31"),
        ("2524608000", None),
        ("2524607999999", "2049-12-31"),
        ("417550", None),
        ("-41755", None),
        ("41755.5", None),
    ],
)
def test_a_number_counts_something_in_the_years_1950_to_2049(text, date):
    assert looked_at_without_search(text).facts.get("date") == date


def test_numbers_are_runs_of_digits():
    assert numbers_in("31st of april 2021") == ["31", "2021"]
    assert numbers_in("no digits") == []
