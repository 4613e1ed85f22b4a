"""Makes probabilities mean what they say: temperature and threshold, fitted on held-out pairs.

Works through the runtime and the search that convert, so what is fitted is what users get.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from datenorm.bundle import Calibration
from datenorm.errors import NoData
from datenorm.runtime import Runtime
from datenorm.search import Hypothesis, greedy_search, top_k_many
from datenorm.training.batching import Encoded
from datenorm.values import REFUSAL, TARGET_VOCABULARY, differs_only_by_order

TARGET_RISK = 0.005
"""Part of the values printed that may be wrong."""

_BATCH = 256
_READINGS = 4
_BINS = 15
_EPSILON = 1e-6
_LOWEST, _HIGHEST = 0.5, 4.0
_CURVE = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999)


@dataclass(frozen=True)
class Judged:
    """What became of one held-out pair.

    Attributes:
        probability: of the value written.
        is_right: whether it is the value of the pair.
        is_answer: whether converting would print a value, the threshold aside: no refusal, not ambiguous.
        has_date: whether the pair's value is one.
    """

    probability: float
    is_right: bool
    is_answer: bool
    has_date: bool


@dataclass(frozen=True)
class CalibrationReport:
    """How well probabilities fit after calibration.

    Attributes:
        pairs: how many were judged.
        exact_match: part of them written exactly, 0 to 1.
        expected_error: expected calibration error over 15 bins of equal width, 0 to 1.
        coverage: part of the pairs with a date that are answered at the threshold.
        risk: part of the answers that are wrong.
    """

    pairs: int
    exact_match: float
    expected_error: float
    coverage: float
    risk: float


def calibrate(
    runtime: Runtime, pairs: Sequence[Encoded], *, ambiguity: float = Calibration.ambiguity
) -> tuple[Calibration, CalibrationReport]:
    """Fit temperature and threshold.

    The temperature minimises the cross-entropy of "the value written is right"; the threshold is the lowest
    at which at most `TARGET_RISK` of the answers are wrong.

    Args:
        runtime: the network as it will convert.
        pairs: held-out pairs, of patterns that training did not see.
        ambiguity: probability from which a second reading in another field order makes a text ambiguous.

    Raises:
        NoData: if there are no pairs.
    """
    if not pairs:
        raise NoData("there are no held-out pairs to calibrate with")
    temperature = _fit_temperature(runtime, pairs)
    judged = _judge(runtime, pairs, temperature, ambiguity)
    threshold = _lowest_threshold(judged)
    curve = tuple((point, *_coverage_and_risk(judged, point)) for point in _CURVE)
    coverage, risk = _coverage_and_risk(judged, threshold)
    exact = sum(item.is_right for item in judged) / len(judged)
    report = CalibrationReport(len(judged), exact, expected_calibration_error(judged), coverage, risk)
    return Calibration(temperature, threshold, ambiguity, curve), report


def expected_calibration_error(judged: Sequence[Judged]) -> float:
    """Mean distance between probability and share of right values (Naeini et al. 2015), 0 to 1."""
    bins: defaultdict[int, list[Judged]] = defaultdict(list)
    for item in judged:
        bins[min(_BINS - 1, int(item.probability * _BINS))].append(item)
    gaps = (abs(sum(item.probability - item.is_right for item in group)) for group in bins.values())
    return sum(gaps) / len(judged)


def _fit_temperature(runtime: Runtime, pairs: Sequence[Encoded]) -> float:
    """Golden-section search over the logarithm of the temperature; the cross-entropy has one valley there."""
    ratio = (math.sqrt(5) - 1) / 2
    low, high = math.log(_LOWEST), math.log(_HIGHEST)
    inner = [high - ratio * (high - low), low + ratio * (high - low)]
    losses = [_cross_entropy(runtime, pairs, math.exp(point)) for point in inner]
    while high - low > 0.03:
        if losses[0] < losses[1]:
            high, inner = inner[1], [inner[1] - ratio * (inner[1] - low), inner[0]]
            losses = [_cross_entropy(runtime, pairs, math.exp(inner[0])), losses[0]]
        else:
            low, inner = inner[0], [inner[1], inner[0] + ratio * (high - inner[0])]
            losses = [losses[1], _cross_entropy(runtime, pairs, math.exp(inner[1]))]
    return round(math.exp((low + high) / 2), 3)


def _cross_entropy(runtime: Runtime, pairs: Sequence[Encoded], temperature: float) -> float:
    total = 0.0
    for pair, hypothesis in _greedy(runtime, pairs, temperature):
        probability = min(max(hypothesis.probability, _EPSILON), 1 - _EPSILON)
        total -= math.log(probability if hypothesis.text == _value(pair) else 1 - probability)
    return total / len(pairs)


def by_length(pairs: Sequence[Encoded]) -> Iterator[list[Encoded]]:
    """Pairs in batches of one source length, as the runtime takes them."""
    groups: defaultdict[int, list[Encoded]] = defaultdict(list)
    for pair in pairs:
        groups[len(pair.source)].append(pair)
    for group in groups.values():
        for start in range(0, len(group), _BATCH):
            yield group[start : start + _BATCH]


def _greedy(
    runtime: Runtime, pairs: Sequence[Encoded], temperature: float
) -> Iterator[tuple[Encoded, Hypothesis]]:
    for group in by_length(pairs):
        ids = np.array([pair.source for pair in group])
        yield from zip(group, greedy_search(runtime, ids, temperature=temperature), strict=True)


def _value(pair: Encoded) -> str:
    return "".join(TARGET_VOCABULARY.decode(pair.target[1:-1]))


def _judge(runtime: Runtime, pairs: Sequence[Encoded], temperature: float, ambiguity: float) -> list[Judged]:
    judged = []
    for group in by_length(pairs):
        ids = np.array([pair.source for pair in group])
        readings: list[list[Hypothesis]] = [
            [best] for best in greedy_search(runtime, ids, temperature=temperature)
        ]
        # Only where the best reading leaves room for a rival, and is one itself, are others looked for.
        open_rows = [
            row for row, found in enumerate(readings) if ambiguity <= found[0].probability <= 1 - ambiguity
        ]
        if open_rows:
            others = top_k_many(runtime, ids[open_rows], k=_READINGS, temperature=temperature)
            for row, rivals in zip(open_rows, others, strict=True):
                readings[row] = rivals or readings[row]
        judged += [_judged(pair, found, ambiguity) for pair, found in zip(group, readings, strict=True)]
    return judged


def _judged(pair: Encoded, readings: Sequence[Hypothesis], ambiguity: float) -> Judged:
    best, value = readings[0], _value(pair)
    is_answer = best.text != REFUSAL and not _is_ambiguous(readings, ambiguity)
    return Judged(best.probability, best.text == value, is_answer, value != REFUSAL)


def _is_ambiguous(readings: Sequence[Hypothesis], ambiguity: float) -> bool:
    return (
        len(readings) > 1
        and readings[1].probability >= ambiguity
        and differs_only_by_order(readings[0].text, readings[1].text)
    )


def _coverage_and_risk(judged: Sequence[Judged], threshold: float) -> tuple[float, float]:
    """Part of the pairs with a date that are answered, and part of the answers that are wrong."""
    answered = [item for item in judged if item.is_answer and item.probability >= threshold]
    dates = sum(item.has_date for item in judged)
    coverage = sum(item.has_date for item in answered) / max(1, dates)
    risk = sum(not item.is_right for item in answered) / max(1, len(answered))
    return round(coverage, 5), round(risk, 5)


def _lowest_threshold(judged: Sequence[Judged]) -> float:
    """The lowest threshold, a whole hundredth up to 0.99 or then one of the curve, that keeps the risk."""
    for threshold in (*(step / 100 for step in range(100)), *(point for point in _CURVE if point > 0.99)):
        if _coverage_and_risk(judged, threshold)[1] <= TARGET_RISK:
            return threshold
    return _CURVE[-1]
