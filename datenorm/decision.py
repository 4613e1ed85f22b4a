"""From the network's hypotheses to an answer or a refusal; pure functions, no network.

Everything that makes a refusal honest is here: which readings are one, when two of them make a text
ambiguous, when the best is too doubtful to print.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from datenorm.bundle import Calibration
from datenorm.conversion import Policy, Reading, Status
from datenorm.search import Hypothesis
from datenorm.values import REFUSAL, Reckoning, Resolution, differs_only_by_order, resolve

DECIDING = 4
LEAST_DECIDING = 0.01
"""Hypotheses that a decision looks at: how many, and how likely each must be. Fixed, so that asking for
alternatives never changes the answer; a text that is all noise is given up on early."""

LEAST_SHOWN = 1e-4
"""Probability that a reading must have to be reported as an alternative."""

_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading with all the ways the network may write it.

    Attributes:
        written: the likeliest way.
        resolution: what it comes to.
        probability: of all ways together.
        attention_weights: see `Hypothesis`, of the likeliest way.
    """

    hypothesis: Hypothesis
    resolution: Resolution
    probability: float

    @property
    def written(self) -> str:
        return self.hypothesis.text

    @property
    def reading(self) -> Reading:
        return Reading(self.resolution.value, round(self.probability, _DIGITS))


@dataclass(frozen=True, slots=True)
class Decision:
    """Outcome of one text; see `Conversion` for the fields of the same name."""

    status: Status
    best: Candidate | None
    reason: str = ""
    alternatives: tuple[Reading, ...] = ()


def is_settled(best: Hypothesis, calibration: Calibration, reckoning: Reckoning) -> bool:
    """Whether no other hypothesis can change the answer: what is left is less than a second reading needs."""
    settled = best.probability > 1 - calibration.ambiguity
    return settled and (best.text == REFUSAL or resolve(best.text, reckoning).value is not None)


def decide(
    hypotheses: Sequence[Hypothesis],
    calibration: Calibration,
    policy: Policy,
    *,
    shown: Sequence[Hypothesis] = (),
    alternatives: int = 0,
    ordered: bool = False,
) -> Decision:
    """Choose between the hypotheses for one text, or refuse.

    Args:
        hypotheses: best first; one alone if it `is_settled`, else the `DECIDING` best.
        calibration: the bundle's thresholds.
        policy: the user's.
        shown: hypotheses that may be reported as alternatives and decide nothing, best first.
        alternatives: how many other readings to report.
        ordered: whether the user gave a field order already.
    """
    candidates = _candidates(hypotheses, policy.reckoning)
    if not candidates:
        return Decision("no-date", None, "no date: nothing in it comes to a valid value")
    best, others = candidates[0], _with_shown(candidates, shown, policy.reckoning)[1:]
    listed = tuple(candidate.reading for candidate in others[:alternatives])
    if best.written == REFUSAL:
        return Decision("no-date", best, "no date found", listed)
    rival = _rival(best, others, calibration)
    if rival is not None:
        named = f"ambiguous: {best.resolution.value} or {rival.resolution.value}"
        option = "--on-ambiguous best takes the first" if ordered else "use --order"
        readings = (best.reading, *(candidate.reading for candidate in others[: max(1, alternatives)]))
        return Decision("ambiguous", best, f"{named}; {option}", readings)
    threshold = calibration.threshold if policy.min_confidence is None else policy.min_confidence
    confidence = round(best.probability, _DIGITS)
    if confidence < threshold:
        reason = f"doubtful: {best.resolution.value} has confidence {confidence:.2g}, below {threshold:g}"
        return Decision("doubtful", best, f"{reason}; --min-confidence accepts less", (best.reading, *listed))
    return Decision("converted", best, "", listed)


def _candidates(hypotheses: Sequence[Hypothesis], reckoning: Reckoning) -> list[Candidate]:
    """Valid readings, best first. Ways of writing one value (`XX69-…`, `1969-…`) are one reading."""
    found: dict[str | None, Candidate] = {}
    for hypothesis in hypotheses:
        resolution = resolve(hypothesis.text, reckoning)
        if resolution.value is None and hypothesis.text != REFUSAL:
            continue  # a range that ends before it starts
        candidate = Candidate(hypothesis, resolution, hypothesis.probability)
        known = found.get(resolution.value)
        if known is not None:
            candidate = replace(known, probability=known.probability + hypothesis.probability)
        found[resolution.value] = candidate
    return sorted(found.values(), key=lambda candidate: -candidate.probability)


def _with_shown(
    candidates: list[Candidate], shown: Sequence[Hypothesis], reckoning: Reckoning
) -> list[Candidate]:
    """The candidates, then those that are only shown."""
    known = {candidate.resolution.value for candidate in candidates}
    more = _candidates(shown, reckoning)
    return candidates + [candidate for candidate in more if candidate.resolution.value not in known]


def _rival(best: Candidate, others: Sequence[Candidate], calibration: Calibration) -> Candidate | None:
    """The second reading if it is likely and the same numbers in another order."""
    if not others or others[0].probability < calibration.ambiguity or others[0].written == REFUSAL:
        return None
    second = others[0]
    same_numbers = differs_only_by_order(best.written, second.written) or differs_only_by_order(
        best.resolution.value or "", second.resolution.value or ""
    )
    return second if same_numbers else None
