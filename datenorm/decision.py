"""From the network's hypotheses to an answer or a refusal; pure functions, no network.

Everything that makes a refusal honest is here: which readings are one, when two of them make a text
ambiguous, when the best is too doubtful to print.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from datenorm.bundle import Calibration
from datenorm.conversion import Policy, Reading, Status
from datenorm.search import Hypothesis
from datenorm.values import REFUSAL, Reckoning, Resolution, differs_only_by_order, resolve

DECIDING = 4
"""Hypotheses that a decision looks at. Fixed, so that asking for alternatives never changes the answer."""

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
    alternatives: int = 0,
    ordered: bool = False,
) -> Decision:
    """Choose between the hypotheses for one text, or refuse.

    Args:
        hypotheses: best first; one alone if it `is_settled` and no alternatives are wanted, else at least
            `DECIDING` where there are as many.
        calibration: the bundle's thresholds.
        policy: the user's.
        alternatives: how many other readings to report.
        ordered: whether the user gave a field order already.
    """
    candidates = _candidates(hypotheses, calibration, policy.reckoning)
    if not candidates:
        return Decision("no-date", None, "no date: nothing in it comes to a valid value")
    best, others = candidates[0], candidates[1:]
    listed = tuple(candidate.reading for candidate in others[:alternatives])
    if best.written == REFUSAL:
        return Decision("no-date", best, "no date found", listed)
    rival = _rival(best, others, calibration)
    if rival is not None:
        named = f"ambiguous: {best.resolution.value} or {rival.resolution.value}"
        option = "--on-ambiguous best takes the first" if ordered else "use --order"
        rest = [candidate.reading for candidate in others if candidate is not rival]
        readings = (best.reading, rival.reading, *rest[: max(0, alternatives - 1)])
        return Decision("ambiguous", best, f"{named}; {option}", readings)
    threshold = calibration.threshold if policy.min_confidence is None else policy.min_confidence
    confidence = round(best.probability, _DIGITS)
    if confidence < threshold:
        reason = f"doubtful: {best.resolution.value} has confidence {confidence:.2g}, below {threshold:g}"
        return Decision("doubtful", best, f"{reason}; --min-confidence accepts less", (best.reading, *listed))
    return Decision("converted", best, "", listed)


def _candidates(
    hypotheses: Sequence[Hypothesis], calibration: Calibration, reckoning: Reckoning
) -> list[Candidate]:
    """Valid readings, best first. Ways of writing one value (`XX69-…`, `1969-…`) are one reading."""
    if not hypotheses:
        return []
    # Where the best is settled the rest was searched only to be shown: it adds nothing to its probability.
    adding = DECIDING if hypotheses[0].probability <= 1 - calibration.ambiguity else 0
    found: dict[str | None, Candidate] = {}
    for position, hypothesis in enumerate(hypotheses):
        resolution = resolve(hypothesis.text, reckoning)
        if resolution.value is None and hypothesis.text != REFUSAL:
            continue  # a range that ends before it starts
        known = found.get(resolution.value)
        if known is None:
            found[resolution.value] = Candidate(hypothesis, resolution, hypothesis.probability)
        elif position < adding:
            total = known.probability + hypothesis.probability
            found[resolution.value] = Candidate(known.hypothesis, known.resolution, total)
    return sorted(found.values(), key=lambda candidate: -candidate.probability)


def _rival(best: Candidate, others: Sequence[Candidate], calibration: Calibration) -> Candidate | None:
    """The second reading if it is likely and the same numbers in another order."""
    if not others or others[0].probability < calibration.ambiguity or others[0].written == REFUSAL:
        return None
    second = others[0]
    same_numbers = differs_only_by_order(best.written, second.written) or differs_only_by_order(
        best.resolution.value or "", second.resolution.value or ""
    )
    return second if same_numbers else None
