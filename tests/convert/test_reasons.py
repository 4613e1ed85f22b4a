"""Codes, facts and sentences of refusals and notes."""

import math
import typing

import pytest

from datenorm.bundle import Calibration
from datenorm.convert import reasons
from datenorm.convert.answer import refused
from datenorm.convert.decision import DecisionRules, decide
from datenorm.convert.options import Policy
from datenorm.convert.record import as_record
from datenorm.search import Hypothesis
from datenorm.text import readable

CALIBRATION = Calibration(threshold=0.8, ambiguity=0.1)


def reason_of(probabilities, *, policy=None, **options):
    hypotheses = [Hypothesis(text, math.log(probability)) for text, probability in probabilities.items()]
    return decide(hypotheses, DecisionRules.of(CALIBRATION, policy or Policy()), **options).reason


@pytest.mark.parametrize(
    ("reason", "code", "facts"),
    [
        (reason_of({"1969-07-20": 0.97}), "", {}),
        (reason_of({"∅": 0.97}), "no-date", {}),
        (reason_of({"1915/1914": 0.97}), "no-valid-date", {}),
        (
            reason_of({"2005-04-03": 0.5, "2005-03-04": 0.45}),
            "ambiguous-order",
            {"first": "2005-04-03", "second": "2005-03-04"},
        ),
        (
            reason_of({"2005-04-03": 0.5, "2005-03-04": 0.45}, ordered=True),
            "ambiguous-reading",
            {"first": "2005-04-03", "second": "2005-03-04"},
        ),
        (
            reason_of({"1969-07-20": 0.5}),
            "doubtful",
            {"value": "1969-07-20", "confidence": 0.5, "threshold": 0.8},
        ),
        (
            reason_of({"1969-07": 0.97}, policy=Policy(precision="day")),
            "coarse-precision",
            {"value": "1969-07", "precision": "day"},
        ),
        (
            reason_of({"XXXX-07-20": 0.97}, policy=Policy(precision="day")),
            "missing-year",
            {"value": "XXXX-07-20", "precision": "day"},
        ),
        (
            reason_of({"1969-07-20①": 0.97}),
            "weekday-conflict",
            {"date": "1969-07-20", "named_weekday": "Monday", "actual_weekday": "Sunday"},
        ),
    ],
)
def test_a_decision_has_a_code_and_facts(reason, code, facts):
    assert (reason.code, reason.facts) == (code, facts)
    assert "--" not in reason.sentence
    assert tuple(facts) == (reasons.DESCRIPTIONS[code][1] if code else ())


@pytest.mark.parametrize(
    ("source", "code", "status", "facts"),
    [
        ("", "empty", "no-date", {}),
        ("a" * 300, "too-long", "unreadable", {"length": 300, "limit": 256}),
        ("a" * 2000, "too-long", "unreadable", {"length": 2000, "limit": 256}),
        ("\udcff", "not-text", "unreadable", {}),
        ("\x01", "control-characters", "unreadable", {}),
    ],
)
def test_a_text_that_is_not_read_has_a_code(source, code, status, facts):
    conversion = refused(source, readable(source))
    assert (conversion.code, conversion.status, conversion.facts) == (code, status, facts)
    record = as_record(conversion)
    assert (record["code"], record["facts"]) == (code, facts)


def test_a_doubtful_text_with_a_wrong_weekday_has_the_facts_of_both():
    reason = reason_of({"1969-07-20①": 0.5})
    assert reason.code == "doubtful"
    assert {"threshold", "named_weekday"} <= set(reason.facts)
    assert reason.sentence.endswith("Monday is not the weekday of 1969-07-20 (a Sunday)")


def test_every_code_is_described():
    assert set(reasons.DESCRIPTIONS) == set(typing.get_args(reasons.ReasonCode)) - {""}
