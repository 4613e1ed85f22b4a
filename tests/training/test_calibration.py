"""Temperature and threshold from what a scripted runtime is right and wrong about."""

import pytest

pytest.importorskip("torch")

from datenorm.text.vocabulary import BOS, EOS
from datenorm.training import calibration as calibration_module
from datenorm.training.batching import EncodedPair
from datenorm.training.calibration import JudgedPair, expected_calibration_error
from datenorm.values import TARGET_VOCABULARY

RIGHT = {"is_right": True, "is_answer": True, "has_date": True}
WRONG = {**RIGHT, "is_right": False}


def test_probabilities_that_hold_have_no_error():
    judged = [JudgedPair(0.75, **RIGHT)] * 75 + [JudgedPair(0.75, **WRONG)] * 25
    assert expected_calibration_error(judged) == pytest.approx(0.0)


def test_probabilities_too_high_have_the_error_they_are_too_high_by():
    judged = [JudgedPair(0.95, **RIGHT)] * 60 + [JudgedPair(0.95, **WRONG)] * 40
    assert expected_calibration_error(judged) == pytest.approx(0.35)


def test_threshold_is_the_lowest_that_keeps_the_risk():
    judged = (
        [JudgedPair(0.9, **RIGHT)] * 400 + [JudgedPair(0.72, **RIGHT)] * 10 + [JudgedPair(0.6, **WRONG)] * 20
    )
    threshold = calibration_module._lowest_threshold(judged)
    assert 0.6 < threshold <= 0.61


def test_refusals_and_ambiguities_are_no_answers():
    refused = JudgedPair(0.99, is_right=False, is_answer=False, has_date=True)
    coverage, risk = calibration_module._coverage_and_risk([JudgedPair(0.9, **RIGHT), refused], 0.5)
    assert (coverage, risk) == (0.5, 0.0)


def test_a_date_read_where_there_is_none_is_a_wrong_answer():
    invented = JudgedPair(0.9, is_right=False, is_answer=True, has_date=False)
    coverage, risk = calibration_module._coverage_and_risk([JudgedPair(0.9, **RIGHT), invented], 0.5)
    assert (coverage, risk) == (1.0, 0.5)


HELD_OUT = [
    # what the pair says, what the network makes of it
    ("XX69-07-20", {"XX69-07-20": 0.5, "1969-07-20": 0.45, "∅": 0.05}),
    ("1969-07-20⑦", {"1969-07-20": 0.9, "∅": 0.1}),
    ("2005-04-03", {"2005-04-03": 0.52, "2005-03-04": 0.48}),
    ("∅", {"1969": 0.6, "∅": 0.4}),
    ("∅", {"∅": 1.0}),
]


@pytest.fixture
def scripted(scripted_runtime):
    """A runtime that reads number n of `HELD_OUT` where the source is the symbol 10 + n; and those pairs."""

    def spelt(value):
        return [BOS, *(TARGET_VOCABULARY.index(symbol) for symbol in value), EOS]

    pairs = [EncodedPair([4, 4, 10 + number], spelt(value)) for number, (value, _) in enumerate(HELD_OUT)]
    return scripted_runtime(lambda ids: HELD_OUT[ids[-1] - 10][1]), pairs


def test_pairs_are_judged_by_what_a_user_would_get(scripted):
    judged = calibration_module._judge(*scripted, 1.0, 0.03)
    assert [round(item.probability, 3) for item in judged] == [0.95, 0.9, 0.52, 0.6, 1.0]
    assert [item.is_right for item in judged] == [True, True, True, False, True]
    assert [item.is_answer for item in judged] == [True, True, False, True, False]
    assert [item.has_date for item in judged] == [True, True, True, False, False]


def test_the_calibration_knows_the_risk_of_each_threshold_and_what_that_rests_on(scripted):
    runtime, pairs = scripted
    calibration, report = calibration_module.calibrate(runtime, pairs * 100)
    thresholds = [threshold for threshold, _, _ in calibration.risk_coverage]
    assert thresholds == sorted(set(thresholds)) and calibration.threshold in thresholds
    assert calibration.pairs == report.pairs == 500
    assert calibration.threshold_for(0.002) <= calibration.threshold  # where the wrong answers end
    assert dict((t, risk) for t, _, risk in calibration.risk_coverage)[0.0] == pytest.approx(1 / 3, abs=1e-4)


def test_unseen_noise_tempers_probabilities_and_leaves_the_thresholds_to_the_pairs(scripted):
    runtime, pairs = scripted
    right, wrong = pairs[2:3], pairs[3:4]
    alone, _ = calibration_module.calibrate(runtime, right * 200)
    tempered, report = calibration_module.calibrate(runtime, right * 200, wrong * 200)
    assert tempered.temperature > alone.temperature  # some of what looked sure was wrong
    assert report.pairs == 200 and report.risk == 0
