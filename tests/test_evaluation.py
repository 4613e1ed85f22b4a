"""Figures worked out by hand."""

import pytest

from datenorm.conversion import Conversion, Reading
from datenorm.evaluation import (
    Judged,
    Tally,
    exact_match,
    expected_calibration_error,
    field_accuracy,
    macro_average,
    reliability_bins,
    risk_coverage,
    tally,
    tally_by,
)


def judged(value, *reference, confidence=0.9, status="converted", best=None, **about):
    alternatives = (Reading(best, confidence),) if best else ()
    conversion = Conversion(
        "text", value, status, confidence, alternatives=alternatives, written=value or best or "∅"
    )
    return Judged(conversion, reference, **about)


RIGHT = judged("1969-07-20", "1969-07-20", kind="full")
WRONG = judged("1969-07-20", "1969-07-02", kind="full")
REFUSED = judged(None, "1969-07-20", status="doubtful", best="1969-07-20", confidence=0.4, kind="full2y")
RIGHTLY_REFUSED = judged(None, status="no-date", kind="nodate")
INVENTED = judged("1969", kind="nodate")


@pytest.mark.parametrize(
    ("item", "outcome", "exact"),
    [
        (RIGHT, "right", True),
        (WRONG, "wrong", False),
        (REFUSED, "refused", True),
        (RIGHTLY_REFUSED, "right", True),
        (INVENTED, "wrong", False),
        (judged("2005-04-03", "2005-03-04", "2005-04-03"), "right", True),
        (judged(None, "1969", status="no-date"), "refused", False),
    ],
)
def test_outcomes(item, outcome, exact):
    assert (item.outcome, item.is_exact) == (outcome, exact)


def test_outcomes_are_counted_by_group():
    everything = [RIGHT, WRONG, REFUSED, RIGHTLY_REFUSED, INVENTED]
    assert tally(everything) == Tally(2, 2, 1)
    by_kind = tally_by(everything, lambda item: item.kind)
    assert by_kind == {"full": Tally(1, 1, 0), "full2y": Tally(0, 0, 1), "nodate": Tally(1, 1, 0)}
    assert macro_average(by_kind.values()) == pytest.approx((0.5 + 0 + 0.5) / 3)
    assert exact_match(everything) == pytest.approx(3 / 5)


def test_nothing_to_count():
    assert Tally().rates == (0, 0, 0)
    assert macro_average([]) == exact_match([]) == expected_calibration_error([]) == 0
    assert risk_coverage([]) == []


def test_fields_are_right_each_for_itself():
    accuracy = field_accuracy([RIGHT, WRONG, judged("-0043-03-15", "-0043-03-15"), INVENTED, REFUSED])
    assert accuracy == {"year": 1.0, "month": 1.0, "day": pytest.approx(2 / 3)}


def test_calibration_error_is_zero_when_confidence_is_the_share_of_right_answers():
    three_in_four = [judged("1969", "1969" if i % 4 else "1968", confidence=0.75) for i in range(8)]
    assert expected_calibration_error(three_in_four) == pytest.approx(0)
    overconfident = [judged("1969", "1969" if i % 4 else "1968", confidence=1.0) for i in range(8)]
    assert expected_calibration_error(overconfident) == pytest.approx(0.25)
    assert reliability_bins(three_in_four + overconfident) == [(8, 0.75, 0.75), (8, 1.0, 0.75)]


def test_a_higher_threshold_trades_coverage_for_risk():
    answers = [
        judged("1", "1", confidence=0.9),
        judged("1", "1", confidence=0.9),
        judged("1", "2", confidence=0.5),
        RIGHTLY_REFUSED,
    ]
    assert risk_coverage(answers) == [(0.9, 0.5, 0.0), (0.5, 0.75, pytest.approx(1 / 3))]
