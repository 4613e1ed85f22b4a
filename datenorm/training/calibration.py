"""Fits the temperature and the threshold on held-out pairs.

It uses the runtime, the search and the decisions of conversion, so the fit holds for what users get.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from datenorm.bundle import Calibration
from datenorm.convert.decision import DECIDING, LEAST_DECIDING, DecisionRules, decide
from datenorm.convert.options import Policy
from datenorm.errors import NoData
from datenorm.runtime import Runtime
from datenorm.search import Hypothesis, greedy_search, top_k_many
from datenorm.training.batching import EncodedPair

TARGET_RISK = 0.03
"""Accepted share of wrong answers to held-out pairs (docs/adr/0005-answer-or-refusal.md)."""

_BATCH = 256
_BINS = 15
_EPSILON = 1e-6
_LOWEST, _HIGHEST = 0.5, 4.0
_STEPS = (0.92, 0.94, 0.95, 0.96, 0.97, 0.975, 0.98, 0.985, 0.99, 0.9925, 0.995)
_FINE_STEPS = (0.996, 0.997, 0.998, 0.999, 0.9993, 0.9996, 0.9998, 0.9999)
_CURVE = (*(step / 20 for step in range(19)), *_STEPS, *_FINE_STEPS)
"""Thresholds whose risk a bundle records; closer together where the risk is small."""

_ALL = Policy(min_confidence=0)


@dataclass(frozen=True)
class JudgedPair:
    """The outcome of one held-out pair.

    Attributes:
        probability: of the best value, before the weekday is checked.
        is_right: whether it is the value of the pair.
        is_answer: whether converting would tell the date, the dates or the relative date if there were no
            threshold.
        has_date: whether the text of the pair has a date.
    """

    probability: float
    is_right: bool
    is_answer: bool
    has_date: bool


@dataclass(frozen=True)
class CalibrationReport:
    """Quality of the probabilities after calibration.

    Attributes:
        pairs: number of pairs.
        exact_match: share of them written exactly.
        expected_error: expected calibration error over 15 bins of equal width, with the noisy pairs.
        coverage: share of the pairs with a date that are answered at the threshold.
        risk: share of the answers that are wrong.
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

    The temperature minimises the cross-entropy of "the value is right" over all pairs. The threshold is the
    lowest at which at most `TARGET_RISK` of the answers to `pairs` are wrong.

    Args:
        runtime: the network as it will convert.
        pairs: held-out pairs.
        noisy: held-out pairs with kinds of noise that training did not see; for the temperature only.
        ambiguity: see `Calibration`.

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
    """Mean distance between probability and accuracy over bins (Naeini et al. 2015)."""
    bins: defaultdict[int, list[JudgedPair]] = defaultdict(list)
    for item in judged:
        bins[min(_BINS - 1, int(item.probability * _BINS))].append(item)
    gaps = (abs(sum(item.probability - item.is_right for item in group)) for group in bins.values())
    return sum(gaps) / len(judged)


def _fit_temperature(runtime: Runtime, pairs: Sequence[EncodedPair]) -> float:
    """Golden-section search over the logarithm of the temperature, where the cross-entropy is unimodal."""
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
        total -= math.log(probability if hypothesis.text == pair.value else 1 - probability)
    return total / len(pairs)


def by_length(pairs: Sequence[EncodedPair]) -> Iterator[list[EncodedPair]]:
    """Batches of pairs of one source length, as the runtime takes them."""
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


def _judge(
    runtime: Runtime, pairs: Sequence[EncodedPair], temperature: float, ambiguity: float
) -> list[JudgedPair]:
    rules = DecisionRules.of(Calibration(temperature=temperature, ambiguity=ambiguity), _ALL)
    judged = []
    for group in by_length(pairs):
        ids = np.array([pair.source for pair in group])
        found = top_k_many(runtime, ids, k=DECIDING, least=LEAST_DECIDING, temperature=temperature)
        for pair, hypotheses in zip(group, found, strict=True):
            decision, expected = decide(hypotheses, rules), rules.meaning_of(pair.value)
            probability = 0.0 if decision.best is None else decision.best.probability
            is_right = decision.best is not None and decision.best.meaning.shown == expected.shown
            is_answer = decision.status in ("converted", "several", "relative")
            judged.append(JudgedPair(probability, is_right, is_answer, expected.shown is not None))
    return judged


def _coverage_and_risk(judged: Sequence[JudgedPair], threshold: float) -> tuple[float, float]:
    """Share of the pairs with a date that are answered, and share of the answers that are wrong."""
    answered = [item for item in judged if item.is_answer and item.probability >= threshold]
    dates = sum(item.has_date for item in judged)
    coverage = sum(item.has_date for item in answered) / max(1, dates)
    risk = sum(not item.is_right for item in answered) / max(1, len(answered))
    return round(coverage, 5), round(risk, 5)


def _lowest_threshold(judged: Sequence[JudgedPair]) -> float:
    """The lowest threshold with at most the target risk: hundredths up to 0.99, then those of the curve."""
    for threshold in (*(step / 100 for step in range(100)), *(point for point in _CURVE if point > 0.99)):
        if _coverage_and_risk(judged, threshold)[1] <= TARGET_RISK:
            return threshold
    return _CURVE[-1]
