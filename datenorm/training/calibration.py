"""Makes probabilities mean what they say: temperature and threshold, fitted on held-out pairs.

Works through the runtime, the search and the decisions that convert, so what is fitted is what users get.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from datenorm.bundle import Calibration
from datenorm.convert.decision import DECIDING, LEAST_DECIDING, Decision, DecisionRules, decide
from datenorm.convert.options import Policy
from datenorm.errors import NoData
from datenorm.runtime import Runtime
from datenorm.search import Hypothesis, greedy_search, top_k_many
from datenorm.training.batching import EncodedPair
from datenorm.values import TARGET_VOCABULARY, resolve

TARGET_RISK = 0.0075
"""Part of the answers to held-out pairs that may be wrong (docs/adr/0005-answer-or-refusal.md)."""

_BATCH = 256
_BINS = 15
_EPSILON = 1e-6
_LOWEST, _HIGHEST = 0.5, 4.0
_STEPS = (0.92, 0.94, 0.95, 0.96, 0.97, 0.975, 0.98, 0.985, 0.99, 0.9925, 0.995)
_FINE_STEPS = (0.996, 0.997, 0.998, 0.999, 0.9993, 0.9996, 0.9998, 0.9999)
_CURVE = (*(step / 20 for step in range(19)), *_STEPS, *_FINE_STEPS)
"""Thresholds whose risk a bundle knows: closer together where risks become small."""

_ALL = Policy(min_confidence=0)


@dataclass(frozen=True)
class JudgedPair:
    """What became of one held-out pair.

    Attributes:
        probability: of the value, before a weekday casts doubt on it.
        is_right: whether it is the value of the pair.
        is_answer: whether converting would print a value, the threshold aside: no refusal, and not ambiguous
            to someone who gave no order outright.
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
        expected_error: expected calibration error over 15 bins of equal width, 0 to 1; noisy pairs included.
        coverage: part of the pairs with a date that are answered at the threshold.
        risk: part of the answers that are wrong.
    """

    pairs: int
    exact_match: float
    expected_error: float
    coverage: float
    risk: float


def calibrate(
    runtime: Runtime,
    pairs: Sequence[EncodedPair],
    noisy: Sequence[EncodedPair] = (),
    *,
    ambiguity: float = Calibration.ambiguity,
) -> tuple[Calibration, CalibrationReport]:
    """Fit temperature and threshold.

    The temperature minimises the cross-entropy of "the value written is right", over all pairs; the threshold
    is the lowest at which at most `TARGET_RISK` of the answers to `pairs` are wrong.

    Args:
        runtime: the network as it will convert.
        pairs: held-out pairs, of patterns that training did not see.
        noisy: held-out pairs with noise of kinds that training did not see.
        ambiguity: probability from which a second reading in another field order makes a text ambiguous.

    Raises:
        NoData: if there are no pairs.
    """
    if not pairs:
        raise NoData("there are no held-out pairs to calibrate with")
    temperature = _fit_temperature(runtime, [*pairs, *noisy])
    judged = _judge(runtime, pairs, temperature, ambiguity)
    threshold = _lowest_threshold(judged)
    points = sorted({*_CURVE, threshold})
    curve = tuple((point, *_coverage_and_risk(judged, point)) for point in points)
    coverage, risk = _coverage_and_risk(judged, threshold)
    exact = sum(item.is_right for item in judged) / len(judged)
    error = expected_calibration_error([*judged, *_judge(runtime, noisy, temperature, ambiguity)])
    report = CalibrationReport(len(judged), exact, error, coverage, risk)
    return Calibration(temperature, threshold, ambiguity, curve, len(judged)), report


def expected_calibration_error(judged: Sequence[JudgedPair]) -> float:
    """Mean distance between probability and share of right values (Naeini et al. 2015), 0 to 1."""
    bins: defaultdict[int, list[JudgedPair]] = defaultdict(list)
    for item in judged:
        bins[min(_BINS - 1, int(item.probability * _BINS))].append(item)
    gaps = (abs(sum(item.probability - item.is_right for item in group)) for group in bins.values())
    return sum(gaps) / len(judged)


def _fit_temperature(runtime: Runtime, pairs: Sequence[EncodedPair]) -> float:
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


def _cross_entropy(runtime: Runtime, pairs: Sequence[EncodedPair], temperature: float) -> float:
    total = 0.0
    for pair, hypothesis in _greedy(runtime, pairs, temperature):
        probability = min(max(hypothesis.probability, _EPSILON), 1 - _EPSILON)
        total -= math.log(probability if hypothesis.text == _value(pair) else 1 - probability)
    return total / len(pairs)


def by_length(pairs: Sequence[EncodedPair]) -> Iterator[list[EncodedPair]]:
    """Pairs in batches of one source length, as the runtime takes them."""
    groups: defaultdict[int, list[EncodedPair]] = defaultdict(list)
    for pair in pairs:
        groups[len(pair.source)].append(pair)
    for group in groups.values():
        for start in range(0, len(group), _BATCH):
            yield group[start : start + _BATCH]


def _greedy(
    runtime: Runtime, pairs: Sequence[EncodedPair], temperature: float
) -> Iterator[tuple[EncodedPair, Hypothesis]]:
    for group in by_length(pairs):
        ids = np.array([pair.source for pair in group])
        yield from zip(group, greedy_search(runtime, ids, temperature=temperature), strict=True)


def _value(pair: EncodedPair) -> str:
    return "".join(TARGET_VOCABULARY.decode(pair.target[1:-1]))


def _judge(
    runtime: Runtime, pairs: Sequence[EncodedPair], temperature: float, ambiguity: float
) -> list[JudgedPair]:
    rules = DecisionRules.of(Calibration(temperature=temperature, ambiguity=ambiguity), _ALL)
    judged = []
    for group in by_length(pairs):
        ids = np.array([pair.source for pair in group])
        found = top_k_many(runtime, ids, k=DECIDING, least=LEAST_DECIDING, temperature=temperature)
        judged += [
            _judged(pair, decide(hypotheses, rules)) for pair, hypotheses in zip(group, found, strict=True)
        ]
    return judged


def _judged(pair: EncodedPair, decision: Decision) -> JudgedPair:
    """Compare what a user would get with what the pair comes to."""
    expected, best = resolve(_value(pair)).value, decision.best
    return JudgedPair(
        probability=0.0 if best is None else best.probability,
        is_right=best is not None and best.value == expected,
        is_answer=decision.status == "converted",
        has_date=expected is not None,
    )


def _coverage_and_risk(judged: Sequence[JudgedPair], threshold: float) -> tuple[float, float]:
    """Part of the pairs with a date that are answered, and part of the answers that are wrong."""
    answered = [item for item in judged if item.is_answer and item.probability >= threshold]
    dates = sum(item.has_date for item in judged)
    coverage = sum(item.has_date for item in answered) / max(1, dates)
    risk = sum(not item.is_right for item in answered) / max(1, len(answered))
    return round(coverage, 5), round(risk, 5)


def _lowest_threshold(judged: Sequence[JudgedPair]) -> float:
    """The lowest threshold, a whole hundredth up to 0.99 or then one of the curve, that keeps the risk."""
    for threshold in (*(step / 100 for step in range(100)), *(point for point in _CURVE if point > 0.99)):
        if _coverage_and_risk(judged, threshold)[1] <= TARGET_RISK:
            return threshold
    return _CURVE[-1]
