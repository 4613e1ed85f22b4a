"""Answer or refusal from hypotheses given by hand."""

import math

import pytest

from datenorm.bundle import Calibration
from datenorm.conversion import Policy, Reading
from datenorm.decision import decide, is_settled
from datenorm.search import Hypothesis

CALIBRATION = Calibration(threshold=0.8, ambiguity=0.1)


def hypotheses(**probabilities):
    return [Hypothesis(text, math.log(probability)) for text, probability in probabilities.items()]


def decided(probabilities, **options):
    return decide(hypotheses(**probabilities), CALIBRATION, options.pop("policy", Policy()), **options)


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
    assert decision.reason == "ambiguous: 2005-04-03 or 2005-03-04; use --order"


def test_an_ambiguity_that_remains_with_an_order_names_another_way_out():
    decision = decided({"2005-04-03": 0.5, "2005-03-04": 0.45}, ordered=True)
    assert decision.reason.endswith("--on-ambiguous best takes the first")


def test_orders_of_a_two_digit_year_are_ambiguous_by_what_is_written():
    decision = decided({"XX05-04-03": 0.4, "XX03-04-05": 0.35, "XX05-03-04": 0.2})
    assert decision.reason.startswith("ambiguous: 2005-04-03 or 2003-04-05")


@pytest.mark.parametrize(
    "second", [{"2005-04-08": 0.3}, {"∅": 0.3}, {"2005": 0.3}, {"2005-03-04": 0.09, "∅": 0.2}]
)
def test_a_second_reading_of_another_kind_or_weight_makes_no_ambiguity(second):
    assert decided({"2005-04-03": 0.6, **second}).status == "doubtful"


def test_below_the_threshold_a_reading_is_doubtful_and_shown():
    decision = decided({"2005-04-30": 0.7, "2006-04-30": 0.2})
    assert decision.status == "doubtful"
    assert decision.alternatives == (Reading("2005-04-30", 0.7),)
    assert "2005-04-30" in decision.reason


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
    assert decision.best.written == "XX69-07-20"


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


def test_nothing_found_is_a_refusal():
    assert decide([], CALIBRATION, Policy()).status == "no-date"


def test_only_a_valid_and_nearly_certain_hypothesis_is_settled():
    def settled(text, probability):
        return is_settled(Hypothesis(text, math.log(probability)), CALIBRATION, Policy())

    assert settled("1969-07-20", 0.95)
    assert settled("∅", 0.95)
    assert not settled("1969-07-20", 0.85)
    assert not settled("1915/1914", 0.95)
