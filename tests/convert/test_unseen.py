"""The verdict of the tagging head on readings that need one."""

import datetime
import math

import pytest

from datenorm.bundle import Calibration
from datenorm.convert.decision import DecisionRules, decide
from datenorm.convert.options import Policy
from datenorm.convert.unseen import confirmed
from datenorm.search.hypotheses import Hypothesis
from datenorm.values import Reckoning

CALIBRATION = Calibration(threshold=0.64)
MONDAY = Policy(reckoning=Reckoning(reference_date=datetime.date(2026, 11, 30)))


def verdict(readings, places, policy=MONDAY):
    """The decision on a text whose readings have given probabilities, where the head sees some places."""
    rules = DecisionRules.of(CALIBRATION, policy)
    hypotheses = [Hypothesis(text, math.log(probability)) for text, probability in readings.items()]
    asked = []

    def see(texts):
        asked.extend(texts)
        return None if places is None else [places] * len(texts)

    (decision,) = confirmed(["text"], [decide(hypotheses, rules)], [rules], see)
    return decision, bool(asked)


@pytest.mark.parametrize(("written", "probability"), [("@-1d", 0.75), ("XXXX-05", 0.85)])
def test_a_relative_date_or_one_without_a_year_that_the_head_does_not_see_is_doubtful(written, probability):
    seen, _ = verdict({written: probability}, [(0, 4)])
    unseen, _ = verdict({written: probability}, [])
    assert (seen.status, unseen.status) == ("converted", "doubtful")
    assert unseen.reason.code == "doubtful" and unseen.alternatives[0].value == seen.best.value


def test_what_is_certain_or_has_a_year_is_not_asked_about():
    for readings in ({"@-1d": 0.95}, {"XXXX-05": 0.95}, {"1969-07-20": 0.7}, {"∅": 0.7}):
        _, was_asked = verdict(readings, [])
        assert not was_asked


def test_a_doubtful_relative_date_that_the_head_sees_counts():
    readings = {"@-1d": 0.6, "@-2d": 0.2}
    decision, _ = verdict(readings, [(0, 4)])
    assert (decision.status, decision.best.value) == ("converted", "2026-11-29")
    assert verdict(readings, [])[0].status == "doubtful"
    assert verdict({"@-1d": 0.45}, [(0, 4)])[0].status == "doubtful"


def test_without_a_reference_date_a_relative_date_that_the_head_sees_is_relative():
    decision, _ = verdict({"@-1d": 0.6}, [(0, 4)], Policy())
    assert (decision.status, decision.reason.code) == ("relative", "relative")


def test_a_threshold_of_the_user_decides_alone():
    decision, was_asked = verdict({"@-1d": 0.75}, [], Policy(reckoning=MONDAY.reckoning, min_confidence=0.7))
    assert decision.status == "converted" and not was_asked


def test_a_bundle_without_a_tagging_head_decides_alone():
    assert verdict({"@-1d": 0.75}, None)[0].status == "converted"
