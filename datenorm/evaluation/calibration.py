"""Whether confidence means something: reliability, calibration error, risk against coverage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from datenorm.evaluation.outcomes import Judged, verdict

BINS = 15

THRESHOLDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999)
"""Where the curve is printed."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Texts of about the same confidence.

    Attributes:
        count: how many.
        confidence: their mean confidence.
        right: part of them whose best reading is right.
    """

    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """What a threshold costs.

    Attributes:
        threshold: answers below this confidence are refused.
        coverage: part of the texts with a date that are answered.
        risk: part of the answers that are wrong.
    """

    threshold: float
    coverage: float
    risk: float


def reliability_bins(judged: Iterable[Judged], bins: int = BINS) -> list[Bin]:
    """A reliability diagram over bins of equal width, empty ones left out.

    Texts that the network never saw (empty, unreadable) have no confidence to judge.
    """
    groups: dict[int, list[Judged]] = {}
    for item in judged:
        if item.conversion.written:
            groups.setdefault(min(bins - 1, int(item.conversion.confidence * bins)), []).append(item)
    return [
        Bin(
            len(group),
            sum(item.conversion.confidence for item in group) / len(group),
            sum(item.is_exact for item in group) / len(group),
        )
        for _, group in sorted(groups.items())
    ]


def expected_calibration_error(judged: Iterable[Judged], bins: int = BINS) -> float:
    """Mean distance of confidence and share of right readings over the bins, 0 to 1 (Naeini et al. 2015)."""
    reliability = reliability_bins(judged, bins)
    total = max(1, sum(one.count for one in reliability))
    return sum(one.count * abs(one.confidence - one.right) for one in reliability) / total


def risk_curve(judged: Sequence[Judged]) -> list[RiskPoint]:
    """The cost of each threshold that makes a difference, falling.

    Doubtful texts count with the reading that was kept back, so the curve does not depend on the threshold
    they were converted with. Ambiguous texts are no answers at any.
    """
    dates = max(1, sum(bool(item.row.reference) for item in judged))
    answers = sorted(
        (item for item in judged if item.conversion.status in ("converted", "doubtful") and item.best),
        key=lambda item: -item.conversion.confidence,
    )
    curve: list[RiskPoint] = []
    right = wrong = covered = 0
    for item in answers:
        outcome = verdict(item.row, item.best)
        right, wrong = right + (outcome == "right"), wrong + (outcome == "wrong")
        covered += outcome != "refused" and bool(item.row.reference)
        if curve and curve[-1].threshold == item.conversion.confidence:
            curve.pop()  # answers of one confidence are given together or not at all
        curve.append(RiskPoint(item.conversion.confidence, covered / dates, wrong / max(1, right + wrong)))
    return curve


def risk_at(curve: Sequence[RiskPoint], threshold: float) -> RiskPoint:
    """The point of a curve for a threshold."""
    reached = [point for point in curve if point.threshold >= threshold]
    return (
        RiskPoint(threshold, reached[-1].coverage, reached[-1].risk)
        if reached
        else RiskPoint(threshold, 0.0, 0.0)
    )
