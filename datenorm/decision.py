"""From the network's hypotheses to an answer or a refusal; pure functions, no network.

Everything that makes a refusal honest is here: which readings are one, when two of them make a text
ambiguous, when the best is too doubtful to print, what a weekday and a wanted precision say about them.

Notation: p(h) is the calibrated probability of a hypothesis h, something the network may write. A candidate
is a value r with all hypotheses that come to it: P(r) = Σ p(h).

Precision. Whoever wants days says that each text holds a day or nothing. Values that are finer are cut down
and add up (`--precision year` makes one of all days of a year); coarser ones are ruled out, and what is left
is conditioned on that:

    P(r | not coarser) = P(r) / (1 − Σ P(coarser readings found))

The readings that were not found may be coarser too, so this is a lower bound. It settles doubts, it does
not overrule what is read: where a coarser reading reaches the threshold of the bundle, the text is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from datenorm.bundle import Calibration
from datenorm.conversion import Policy, Reading, Status
from datenorm.precision import NAMES, at_precision
from datenorm.search import Hypothesis
from datenorm.values import REFUSAL, Resolution, differs_only_by_order, resolve

DECIDING = 4
LEAST_DECIDING = 0.01
"""Hypotheses that a decision looks at: how many, and how likely each must be. Fixed, so that asking for
alternatives never changes the answer; a text that is all noise is given up on early."""

LEAST_SHOWN = 1e-4
"""Probability that a reading must have to be reported as an alternative."""

WRONG_WEEKDAYS = 0.1
"""Part of the dates read rightly that have another weekday than their text names: the share in the corpus."""

_CHANCE_CONFLICTS = 6 / 7
"""Part of the dates read wrongly that have another weekday than their text names."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading with all the ways the network may write it.

    Attributes:
        hypothesis: the likeliest way.
        resolution: what it comes to.
        value: that at the precision asked for, or None where it is no date or coarser.
        probability: of all ways together.
    """

    hypothesis: Hypothesis
    resolution: Resolution
    value: str | None
    probability: float

    @property
    def written(self) -> str:
        """The likeliest way to write it."""
        return self.hypothesis.text

    @property
    def is_coarse(self) -> bool:
        """Whether it is a date that is less precise than asked for."""
        return self.value is None and self.written != REFUSAL

    @property
    def reading(self) -> Reading:
        """What the user gets to see of it."""
        value = self.resolution.value if self.is_coarse else self.value
        return Reading(value, round(self.probability, _DIGITS))

    @property
    def confidence(self) -> float:
        """Its probability as the user gets it, the weekday considered."""
        probability = self.probability
        return round(
            after_conflict(probability) if self.resolution.weekday_conflict else probability, _DIGITS
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """Outcome of one text; see `Conversion` for the fields of the same name."""

    status: Status
    best: Candidate | None
    reason: str = ""
    alternatives: tuple[Reading, ...] = ()


def after_conflict(probability: float) -> float:
    """How likely a reading is once it is known that the text names another weekday: Bayes' rule.

    Writers mistake weekdays, readers mistake dates; the surer the reading was, the likelier is the former.

    >>> [round(after_conflict(probability), 2) for probability in (0.5, 0.9, 0.99, 1.0)]
    [0.1, 0.51, 0.92, 1.0]
    """
    right = probability * WRONG_WEEKDAYS
    wrong = (1 - probability) * _CHANCE_CONFLICTS
    return right / (right + wrong)


def is_settled(best: Hypothesis, calibration: Calibration, policy: Policy) -> bool:
    """Whether no other hypothesis can change the answer: what is left is less than a second reading needs."""
    if best.probability <= 1 - calibration.ambiguity:
        return False
    value = at_precision(resolve(best.text, policy.reckoning).value, policy.precision)
    return best.text == REFUSAL or value is not None


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
        hypotheses: the `DECIDING` best, best first; of one that `is_settled` the others decide nothing.
        calibration: the bundle's thresholds.
        policy: the user's.
        shown: hypotheses that may be reported as alternatives and decide nothing, best first.
        alternatives: how many other readings to report.
        ordered: whether the user gave the field order outright. Then it is settled which order is meant, and
            a rival in another one matters only where the best reading would be refused in any case.
    """
    settled = hypotheses and is_settled(hypotheses[0], calibration, policy)
    found = _candidates(hypotheses[:1] if settled else hypotheses, policy)
    weighed = found if ordered else _settled_by_weekday(found)
    if not weighed:
        return Decision("no-date", None, "no date: nothing in it comes to a valid value")
    more = _unknown(_candidates(shown, policy), found) if shown else []
    coarse = _ruling_coarse(weighed, calibration)
    if coarse is not None:
        others = [one for one in weighed if one is not coarse] + more
        return Decision("no-date", coarse, _too_coarse(coarse, policy), _readings(others[:alternatives]))
    best, *others = _conditioned(weighed)
    others += [one for one in more if not one.is_coarse]
    status, reason = _judged(best, others, calibration, policy, ordered)
    listed = others[:alternatives]
    if status == "ambiguous":
        listed = [best, *others[: max(1, alternatives)]]
    elif status == "doubtful":
        listed = [best, *listed]
    return Decision(status, best, "; ".join(filter(None, (reason, _weekday_note(best)))), _readings(listed))


def _judged(
    best: Candidate, others: Sequence[Candidate], calibration: Calibration, policy: Policy, ordered: bool
) -> tuple[Status, str]:
    """Whether the best reading is answered, and why not."""
    if best.written == REFUSAL:
        return "no-date", "no date found"
    threshold = calibration.threshold if policy.min_confidence is None else policy.min_confidence
    is_doubtful = round(best.probability, _DIGITS) < threshold
    rival = _rival(best, others, calibration)
    if rival is not None and (is_doubtful or not ordered):
        option = "--on-ambiguous best takes the first" if ordered else "use --order"
        return "ambiguous", f"ambiguous: {best.value} or {rival.value}; {option}"
    if is_doubtful:
        reason = f"doubtful: {best.value} has confidence {best.confidence:.2g}, below {threshold:g}"
        return "doubtful", f"{reason}; --min-confidence accepts less"
    return "converted", ""


def _candidates(hypotheses: Sequence[Hypothesis], policy: Policy) -> list[Candidate]:
    """Valid readings, best first. Ways of writing one value (`XX69-…`, `1969-…`, `1969-…①`) are one."""
    found: dict[tuple[str | None, bool], Candidate] = {}
    for hypothesis in hypotheses:
        resolution = resolve(hypothesis.text, policy.reckoning)
        if resolution.value is None and hypothesis.text != REFUSAL:
            continue  # a range that ends before it starts
        value = at_precision(resolution.value, policy.precision)
        candidate = Candidate(hypothesis, resolution, value, hypothesis.probability)
        key = resolution.value if candidate.is_coarse else value, candidate.is_coarse
        known = found.get(key)
        if known is not None:
            candidate = replace(known, probability=known.probability + hypothesis.probability)
        found[key] = candidate
    return _best_first(found.values())


def _best_first(candidates: Iterable[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda candidate: -candidate.probability)


def _readings(candidates: Iterable[Candidate]) -> tuple[Reading, ...]:
    return tuple(candidate.reading for candidate in candidates)


def _unknown(candidates: Iterable[Candidate], known: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that are not among those known."""
    values = {candidate.reading.value for candidate in known}
    return [candidate for candidate in candidates if candidate.reading.value not in values]


def _settled_by_weekday(candidates: list[Candidate]) -> list[Candidate]:
    """The readings with those left out that a weekday rules out.

    Where the likeliest reading falls on the weekday named, others in another field order that name the same
    one and do not fall on it cannot be meant: what they weigh goes to it. A less likely reading is not raised
    over the likeliest for its weekday: people name the wrong one too, and then the text stays ambiguous.
    """
    if not candidates:
        return candidates
    best, *others = candidates
    if best.resolution.weekday is None or best.resolution.weekday_conflict:
        return candidates
    wrong = [
        one
        for one in others
        if one.resolution.weekday_conflict
        and one.resolution.weekday == best.resolution.weekday
        and _same_numbers(best, one)
    ]
    best = replace(best, probability=best.probability + sum(one.probability for one in wrong))
    return [best, *(one for one in others if one not in wrong)]


def _weekday_note(best: Candidate) -> str:
    """What to say of a weekday that the day does not have."""
    resolution = best.resolution
    if not resolution.weekday_conflict or resolution.weekday is None or resolution.date is None:
        return ""
    named, actual = WEEKDAYS[resolution.weekday - 1], WEEKDAYS[resolution.date.weekday()]
    return f"{named} is not the weekday of {resolution.date} (a {actual})"


def _ruling_coarse(candidates: Sequence[Candidate], calibration: Calibration) -> Candidate | None:
    """The coarse reading that the text is refused for, if there is one; see the head of this module."""
    coarse = next((one for one in candidates if one.is_coarse), None)
    if coarse is None:
        return None
    rules = coarse.probability >= calibration.threshold or all(one.is_coarse for one in candidates)
    return coarse if rules else None


def _too_coarse(coarse: Candidate, policy: Policy) -> str:
    fills = coarse.resolution.value or ""
    option = "--reference-date fills the year" if fills.startswith("XXXX") else "--precision any takes it"
    return f"no {NAMES[policy.precision]}: only {fills}; {option}"


def _conditioned(candidates: Sequence[Candidate]) -> list[Candidate]:
    """What is left of the candidates, and how likely, where no coarse one can be meant."""
    ruled_out = sum(one.probability for one in candidates if one.is_coarse)
    if not ruled_out:
        return list(candidates)
    kept = [one for one in candidates if not one.is_coarse]
    return [replace(one, probability=min(1.0, one.probability / (1 - ruled_out))) for one in kept]


def _rival(best: Candidate, others: Sequence[Candidate], calibration: Calibration) -> Candidate | None:
    """The second reading if it is likely and the same numbers in another order."""
    if not others or others[0].probability < calibration.ambiguity or others[0].written == REFUSAL:
        return None
    return others[0] if _same_numbers(best, others[0]) else None


def _same_numbers(one: Candidate, other: Candidate) -> bool:
    return differs_only_by_order(one.written, other.written) or differs_only_by_order(
        one.resolution.value or "", other.resolution.value or ""
    )
