"""Figures worked out by hand."""

import pytest

from datenorm.evaluation import (
    Bin,
    RiskPoint,
    expected_calibration_error,
    reliability_bins,
    risk_at,
    risk_curve,
)


def test_calibration_error_is_zero_when_confidence_is_the_share_of_right_answers(judged):
    three_in_four = [judged("1969", "1969" if i % 4 else "1968", confidence=0.75) for i in range(8)]
    assert expected_calibration_error(three_in_four) == pytest.approx(0)
    overconfident = [judged("1969", "1969" if i % 4 else "1968", confidence=1.0) for i in range(8)]
    assert expected_calibration_error(overconfident) == pytest.approx(0.25)
    assert reliability_bins(three_in_four + overconfident) == [Bin(8, 0.75, 0.75), Bin(8, 1.0, 0.75)]


def test_a_higher_threshold_trades_coverage_for_risk(judged):
    rows = [
        judged("1", "1", confidence=0.9),
        judged("1", "1", confidence=0.9),
        judged("1", "2", confidence=0.5),
        judged(None, "3", status="no-date"),
        judged(None, kind="nodate", status="no-date"),
    ]
    curve = risk_curve(rows)
    assert curve == [RiskPoint(0.9, 0.5, 0.0), RiskPoint(0.5, 0.75, pytest.approx(1 / 3))]
    assert risk_at(curve, 0.6) == RiskPoint(0.6, 0.5, 0.0)
    assert risk_at(curve, 0.95) == RiskPoint(0.95, 0.0, 0.0)


def test_the_curve_counts_what_was_kept_back_as_doubtful(judged):
    printed = [judged("1969", "1969", confidence=0.9), judged("1969", "1968", confidence=0.4)]
    kept = [printed[0], judged(None, "1968", status="doubtful", best="1969", confidence=0.4)]
    assert risk_curve(printed) == risk_curve(kept)


def test_ambiguous_and_incomplete_readings_are_no_answers(judged):
    rows = [
        judged(None, "2005-03-04", status="ambiguous", best="2005-03-04", others=("2005-04-03",)),
        judged("1969-07", "1969-07-20", kind="full"),
    ]
    assert [(point.coverage, point.risk) for point in risk_curve(rows)] == [(0.0, 0.0)]


def test_a_date_read_where_there_is_none_is_a_risk_and_no_coverage(judged):
    rows = [judged("1969", "1969"), judged("1970", kind="nodate", confidence=0.8)]
    assert risk_curve(rows)[-1] == RiskPoint(0.8, 1.0, 0.5)


def test_nothing_to_measure():
    assert expected_calibration_error([]) == 0
    assert risk_curve([]) == []
