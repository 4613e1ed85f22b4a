"""Temperature and threshold from what a scripted runtime is right and wrong about."""

import pytest

pytest.importorskip("torch")

from datenorm.training import calibration as calibration_module
from datenorm.training.calibration import Judged, expected_calibration_error

RIGHT = {"is_right": True, "is_answer": True, "has_date": True}
WRONG = {**RIGHT, "is_right": False}


def test_probabilities_that_hold_have_no_error():
    judged = [Judged(0.75, **RIGHT)] * 75 + [Judged(0.75, **WRONG)] * 25
    assert expected_calibration_error(judged) == pytest.approx(0.0)


def test_probabilities_too_high_have_the_error_they_are_too_high_by():
    judged = [Judged(0.95, **RIGHT)] * 60 + [Judged(0.95, **WRONG)] * 40
    assert expected_calibration_error(judged) == pytest.approx(0.35)


def test_threshold_is_the_lowest_that_keeps_the_risk():
    judged = [Judged(0.9, **RIGHT)] * 400 + [Judged(0.72, **RIGHT)] * 10 + [Judged(0.6, **WRONG)] * 10
    threshold = calibration_module._lowest_threshold(judged)
    assert 0.6 < threshold <= 0.61


def test_refusals_and_ambiguities_are_no_answers():
    refused = Judged(0.99, is_right=False, is_answer=False, has_date=True)
    coverage, risk = calibration_module._coverage_and_risk([Judged(0.9, **RIGHT), refused], 0.5)
    assert (coverage, risk) == (0.5, 0.0)


def test_a_date_read_where_there_is_none_is_a_wrong_answer():
    invented = Judged(0.9, is_right=False, is_answer=True, has_date=False)
    coverage, risk = calibration_module._coverage_and_risk([Judged(0.9, **RIGHT), invented], 0.5)
    assert (coverage, risk) == (1.0, 0.5)
