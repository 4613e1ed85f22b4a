"""Answer or refusal from hypotheses given by hand."""

import datetime
import math

import pytest

from datenorm.bundle import Calibration
from datenorm.convert.conversion import Reading
from datenorm.convert.decision import DecisionRules, decide, settled
from datenorm.convert.options import Policy
from datenorm.search import Hypothesis
from datenorm.values import Reckoning

CALIBRATION = Calibration(threshold=0.8, ambiguity=0.1)


def hypotheses(**probabilities):
    return [Hypothesis(text, math.log(probability)) for text, probability in probabilities.items()]


def decided(probabilities, **options):
    rules = DecisionRules.of(CALIBRATION, options.pop("policy", Policy()))
    return decide(hypotheses(**probabilities), rules, **options)


def test_a_sure_reading_is_converted():
    decision = decided({"1969-07-20": 0.97})
    assert (decision.status, decision.best.resolution.value, decision.alternatives) == (
        "converted",
        "1969-07-20",
        (),
    )


def test_two_likely_orders_are_ambiguous_and_both_named():
    decision = decided({"2005-04-03": 0.5, "2005-03-04": 0.45, "2005": 0.03})
    assert decision.status == "ambiguous"
    assert decision.alternatives == (Reading("2005-04-03", 0.5), Reading("2005-03-04", 0.45))
    assert decision.reason.sentence == "ambiguous: 2005-04-03 or 2005-03-04"
    assert decision.reason.code == "ambiguous-order"


def test_an_ambiguity_that_remains_with_an_order_names_another_way_out():
    decision = decided({"2005-04-03": 0.5, "2005-03-04": 0.45}, ordered=True)
    assert decision.reason.code == "ambiguous-reading"
    assert decision.reason.facts == {"first": "2005-04-03", "second": "2005-03-04"}


def test_orders_of_a_two_digit_year_are_ambiguous_by_what_is_written():
    decision = decided({"XX05-04-03": 0.4, "XX03-04-05": 0.35, "XX05-03-04": 0.2})
    assert decision.reason.sentence.startswith("ambiguous: 2005-04-03 or 2003-04-05")


@pytest.mark.parametrize(
    "second", [{"2005-04-08": 0.3}, {"∅": 0.3}, {"2005": 0.3}, {"2005-03-04": 0.09, "∅": 0.2}]
)
def test_a_second_reading_of_another_kind_or_weight_makes_no_ambiguity(second):
    assert decided({"2005-04-03": 0.6, **second}).status == "doubtful"


def test_below_the_threshold_a_reading_is_doubtful_and_shown():
    decision = decided({"2005-04-30": 0.7, "2006-04-30": 0.2})
    assert decision.status == "doubtful"
    assert decision.alternatives == (Reading("2005-04-30", 0.7),)
    assert "2005-04-30" in decision.reason.sentence


def test_the_user_may_ask_for_less_confidence():
    assert decided({"2005-04-30": 0.7}, policy=Policy(min_confidence=0.7)).status == "converted"
    assert decided({"2005-04-30": 0.9}, policy=Policy(min_confidence=0.95)).status == "doubtful"


def test_no_date_wins_when_it_is_the_likeliest():
    decision = decided({"∅": 0.5, "2005-04-30": 0.4}, alternatives=1)
    assert decision.status == "no-date"
    assert decision.alternatives == (Reading("2005-04-30", 0.4),)


def test_ways_of_writing_one_value_are_one_reading():
    decision = decided({"XX69-07-20": 0.5, "1969-07-20": 0.4, "∅": 0.1})
    assert decision.status == "converted"
    assert decision.best.reading == Reading("1969-07-20", 0.9)
    assert decision.best.hypothesis.text == "XX69-07-20"


def test_what_is_only_shown_does_not_change_the_answer():
    deciding = {"1969-07-20": 0.5, "∅": 0.2}
    shown = hypotheses(**deciding, **{"1968": 0.1, "XX69-07-20": 0.04, "1967": 0.03})
    plain, with_others = decided(deciding), decided(deciding, shown=shown, alternatives=3)
    assert with_others.best.probability == plain.best.probability == pytest.approx(0.5)
    assert with_others.alternatives[1:] == (Reading(None, 0.2), Reading("1968", 0.1), Reading("1967", 0.03))


def test_a_range_that_ends_before_it_starts_is_no_reading():
    decision = decided({"1915/1914": 0.6, "1914/1915": 0.4}, policy=Policy(min_confidence=0.3))
    assert decision.best.resolution.value == "1914/1915"
    assert decided({"1915/1914": 1.0}).status == "no-date"


@pytest.mark.parametrize("written", ["1900-02-29", "1900-02-29④", "1900-02-29T10:30"])
def test_a_leap_day_that_its_year_lacks_is_no_day_whatever_else_is_likely(written):
    decision = decided({written: 0.6, "1900-02-28": 0.3})
    assert (decision.status, decision.best.value, decision.reason.code) == ("no-date", None, "no-such-day")
    assert decision.best.hypothesis.text == written
    assert decision.reason.facts == {"year": "1900", "month": 2, "day": 29}
    assert decided({written: 0.1, "1900-02-28": 0.9}).best.resolution.value == "1900-02-28"


def test_a_range_in_the_wrong_order_does_not_deny_its_leap_day():
    assert decided({"2000-02-29/1999-01-01": 1.0}).reason.code == "no-valid-date"


def test_nothing_found_is_a_refusal():
    assert decide([], DecisionRules.of(CALIBRATION, Policy())).status == "no-date"


def test_only_a_valid_and_nearly_certain_hypothesis_is_settled():
    def is_settled(text, probability):
        rules = DecisionRules.of(CALIBRATION, Policy())
        return settled(Hypothesis(text, math.log(probability)), rules) is not None

    assert is_settled("1969-07-20", 0.95)
    assert is_settled("∅", 0.95)
    assert not is_settled("1969-07-20", 0.85)
    assert not is_settled("1915/1914", 0.95)


def test_with_an_order_given_a_rival_in_another_leaves_a_sure_reading_alone():
    readings = {"2009-08-12": 0.9, "2009-12-08": 0.1}
    assert decided(readings).status == "ambiguous"
    assert decided(readings, ordered=True).status == "converted"


# 20 July 1969 was a Sunday; 3 April 2005 was one, 4 March 2005 a Friday.


def test_a_weekday_that_the_day_is_not_lowers_the_confidence_and_keeps_the_status():
    decision = decided({"1969-07-20①": 0.9})
    assert decision.status == "converted"
    assert decision.best.value == "1969-07-20"
    # Of 1,000 such dates 900 are read rightly, of which 90 have another weekday; of the other 100, 6/7 have.
    assert decision.best.confidence == pytest.approx(90 / (90 + 100 * 6 / 7), abs=1e-6)
    assert decision.reason.sentence == "Monday is not the weekday of 1969-07-20 (a Sunday)"


def test_a_weekday_that_the_day_is_says_nothing():
    decision = decided({"1969-07-20⑦": 0.9})
    assert (decision.status, decision.reason.sentence, decision.best.confidence) == (
        "converted",
        "",
        pytest.approx(0.9),
    )


def test_a_doubtful_reading_with_a_wrong_weekday_is_refused_for_its_doubt_and_the_weekday_is_said():
    decision = decided({"1969-07-20①": 0.6})
    assert decision.status == "doubtful"
    assert decision.reason.sentence.startswith("doubtful: 1969-07-20 ")
    assert decision.reason.sentence.endswith("; Monday is not the weekday of 1969-07-20 (a Sunday)")


def test_readings_that_differ_in_the_weekday_alone_are_one():
    decision = decided({"1969-07-20⑦": 0.5, "1969-07-20": 0.3, "1969-07-20①": 0.1})
    assert decision.status == "converted"
    assert decision.best.reading == Reading("1969-07-20", 0.9)
    assert not decision.best.resolution.weekday_conflict


def test_the_weekday_settles_the_field_order_where_the_likelier_reading_falls_on_it():
    decision = decided({"2005-04-03⑦": 0.5, "2005-03-04⑦": 0.45}, alternatives=3)
    assert decision.status == "converted"
    assert decision.best.value == "2005-04-03"
    assert decision.best.confidence == pytest.approx(0.95)
    assert decision.alternatives == ()


def test_a_weekday_raises_no_reading_over_a_likelier_one():
    decision = decided({"2005-04-03⑦": 0.2, "2005-03-04⑦": 0.75})
    assert decision.status == "ambiguous"
    assert {reading.value for reading in decision.alternatives} == {"2005-04-03", "2005-03-04"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("2000-05-09②", "2000-09-05②", id="both were a Tuesday"),
        pytest.param("2005-04-03①", "2005-03-04①", id="neither was a Monday"),
        pytest.param("2005-04-03⑦", "2005-03-04", id="read for one of them alone"),
    ],
)
def test_a_weekday_that_does_not_tell_the_orders_apart_settles_nothing(first, second):
    assert decided({first: 0.5, second: 0.45}).status == "ambiguous"


def test_an_order_given_outright_is_not_overruled_by_the_weekday():
    decision = decided({"2005-03-04⑦": 0.85, "2005-04-03⑦": 0.12}, ordered=True)
    assert (decision.status, decision.best.value) == ("converted", "2005-03-04")
    assert decision.best.resolution.weekday_conflict


def test_the_weekday_does_not_raise_a_reading_too_unlikely_to_be_a_rival():
    decision = decided({"2005-03-04⑦": 0.91, "2005-04-03⑦": 0.05})
    assert decision.best.value == "2005-03-04"
    assert decision.best.resolution.weekday_conflict


DAYS, MONTHS, YEARS = Policy(precision="day"), Policy(precision="month"), Policy(precision="year")


def test_a_text_read_as_coarser_than_wanted_is_refused_for_it():
    decision = decided({"1969-07": 0.85, "1969-07-20": 0.1}, policy=DAYS)
    assert (decision.status, decision.best.probability) == ("no-date", pytest.approx(0.85))
    assert decision.reason.sentence == "no whole day: only 1969-07"
    assert decided({"1969": 0.5, "1969-07": 0.3}, policy=DAYS).status == "no-date"


def test_a_doubt_between_precisions_is_settled_by_the_one_that_is_wanted():
    readings = {"1969-07": 0.6, "1969-07-20": 0.38}
    assert decided(readings).status == "doubtful"
    decision = decided(readings, policy=DAYS, alternatives=3)
    assert (decision.status, decision.best.value) == ("converted", "1969-07-20")
    assert decision.best.probability == pytest.approx(0.38 / 0.4)  # what was not found may be a day or not
    assert decision.alternatives == ()


def test_a_refusal_stays_possible_where_a_precision_is_wanted():
    decision = decided({"1969-07": 0.5, "∅": 0.4, "1969-07-20": 0.1}, policy=DAYS)
    assert (decision.status, decision.best.hypothesis.text) == ("no-date", "∅")
    assert decision.best.probability == pytest.approx(0.8)


def test_days_of_one_month_are_one_reading_where_months_are_wanted():
    decision = decided({"1969-07-20": 0.4, "1969-07-26": 0.3, "1969-07": 0.2}, policy=MONTHS)
    assert (decision.status, decision.best.value) == ("converted", "1969-07")
    assert decision.best.probability == pytest.approx(0.9)


def test_a_field_order_does_not_matter_to_the_year_but_to_the_month():
    readings = {"2005-04-03": 0.5, "2005-03-04": 0.45}
    assert decided(readings, policy=YEARS).best.value == "2005"
    assert decided(readings, policy=YEARS).status == "converted"
    assert decided(readings, policy=MONTHS).reason.sentence == "ambiguous: 2005-04 or 2005-03"


def test_a_date_without_a_year_is_no_whole_day_until_it_is_given_one():
    refused = decided({"XXXX-07-20": 0.95}, policy=DAYS)
    assert refused.reason.sentence == "no whole day: only XXXX-07-20"
    reckoning = Reckoning(reference_date=datetime.date(1969, 7, 16))
    filled = decided({"XXXX-07-20": 0.95}, policy=Policy(precision="day", reckoning=reckoning))
    assert filled.best.value == "1969-07-20"


def test_what_is_only_shown_changes_no_answer_where_a_precision_is_wanted():
    deciding = {"1969-07": 0.6, "1969-07-20": 0.38}
    shown = hypotheses(**deciding, **{"1969": 0.015, "1969-07-26": 0.005})
    plain, with_others = (
        decided(deciding, policy=DAYS),
        decided(deciding, policy=DAYS, shown=shown, alternatives=3),
    )
    assert with_others.best.probability == plain.best.probability
    assert with_others.alternatives == (Reading("1969-07-26", 0.005),)


def test_a_coarse_reading_is_never_settled():
    coarse = Hypothesis("1969-07", math.log(0.99))
    assert settled(coarse, DecisionRules.of(CALIBRATION, Policy()))
    assert not settled(coarse, DecisionRules.of(CALIBRATION, DAYS))


@pytest.mark.parametrize(
    ("written", "status"), [("2005-05-03", "converted"), ("XXXX-05-03", "doubtful"), ("XXXX-05", "doubtful")]
)
def test_a_date_without_a_year_needs_more_confidence(written, status):
    rules = DecisionRules.of(Calibration(threshold=0.6, ambiguity=0.1), Policy())
    assert decide(hypotheses(**{written: 0.7}), rules).status == status


def test_a_given_threshold_holds_for_dates_without_a_year():
    rules = DecisionRules.of(CALIBRATION, Policy(min_confidence=0.6))
    assert decide(hypotheses(**{"XXXX-05-03": 0.7}), rules).status == "converted"
