"""From the network's hypotheses to an answer or a refusal; pure functions, no network.

Everything that makes a refusal honest is here: which readings are the same value, when two of them make a
text ambiguous, when the best is too doubtful, what a weekday and a requested precision say about them.

Notation: p(h) is the calibrated probability of a hypothesis h, something the network may write. A candidate
is a value r with all hypotheses that resolve to it: P(r) = Σ p(h).

Precision. A user who asks for days says that each text holds a day or nothing. Finer values are truncated and
add up (with precision "year" all days of a year are one value). Coarser ones are ruled out, and the others
are conditioned on that:

    P(r | not coarser) = P(r) / (1 − Σ P(coarser readings found))

Readings that were not found may be coarser too, so this is a lower bound. It settles doubts and does not
overrule what is read: if a coarser reading reaches the threshold of the bundle, the text is refused.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from datenorm.bundle import Calibration
from datenorm.convert.candidate import DIGITS, Candidate, Meaning, candidates_of, meanings
from datenorm.convert.conversion import Reading, Status
from datenorm.convert.open_questions import open_question
from datenorm.convert.options import Hints, Policy
from datenorm.convert.reasons import (
    NO_DATE,
    NO_REASON,
    NO_VALID_DATE,
    Reason,
    ambiguous,
    doubtful,
    no_such_day,
    too_coarse,
    with_weekday_conflict,
)
from datenorm.search.hypotheses import Hypothesis
from datenorm.values import accepts, differs_only_by_order
from datenorm.values.calendars import DAY_LENGTH

DECIDING = 4
LEAST_DECIDING = 0.015
"""Hypotheses that a decision looks at: how many, and how likely each must be. Fixed, so that a request for
alternatives never changes the answer, and the search gives up early on noise."""

LEAST_SHOWN = 1e-4
"""Probability from which a reading is reported as an alternative."""


def deciding(hypotheses: Sequence[Hypothesis]) -> list[Hypothesis] | None:
    """Those of the likeliest hypotheses for a text that decide; None if none is likely enough.

    Args:
        hypotheses: as many as decide or more, as likely as necessary or less, best first.
    """
    least = math.log(LEAST_DECIDING)
    return [one for one in hypotheses[:DECIDING] if one.log_probability >= least] or None


class Decision(NamedTuple):
    """The outcome of one text; see `Conversion` for the fields of the same name."""

    status: Status
    best: Candidate | None
    reason: Reason = NO_REASON
    alternatives: tuple[Reading, ...] = ()


YEARLESS = 0.75
"""Least threshold of dates without a year, unless the user gives one: a word or two numbers are more often no
date at all. Of texts without a date, a third fewer are answered; hardly a date is lost."""


@dataclass(frozen=True, slots=True)
class DecisionRules:
    """What decides texts under one policy; made for each batch, since a policy may count from today.

    Attributes:
        policy: the policy of the user.
        meaning_of: what a written value means under the policy.
        ambiguity: probability from which a second reading makes a text ambiguous.
        calibrated: the threshold of the bundle.
        threshold: the threshold of the policy, or that of the bundle.
        yearless: the same for dates without a year.
    """

    policy: Policy
    meaning_of: Callable[[str], Meaning]
    ambiguity: float
    calibrated: float
    threshold: float
    yearless: float

    @classmethod
    def of(cls, calibration: Calibration, policy: Policy) -> DecisionRules:
        """The rules of a policy with the thresholds of a bundle."""
        given, fitted = policy.min_confidence, calibration.threshold
        threshold, yearless = (fitted, max(fitted, YEARLESS)) if given is None else (given, given)
        return cls(policy, meanings(policy), calibration.ambiguity, fitted, threshold, yearless)

    def threshold_of(self, candidate: Candidate) -> float:
        """The least probability at which a candidate is not doubtful."""
        return self.yearless if candidate.is_yearless else self.threshold


RulesFor = Callable[[Hints], DecisionRules]
"""The rules by which a text with some hints is decided."""


def decide(
    hypotheses: Sequence[Hypothesis],
    rules: DecisionRules,
    shown: Sequence[Hypothesis] = (),
    alternatives: int = 0,
    ordered: bool = False,
) -> Decision:
    """Choose between the hypotheses for one text, or refuse.

    Args:
        hypotheses: the `DECIDING` best, best first.
        rules: thresholds and the policy of the user.
        shown: hypotheses that may be reported as alternatives and do not decide, best first.
        alternatives: how many other readings to report.
        ordered: whether the user gave the field order. Then a reading in another order matters only if the
            best one would be refused in any case.
    """
    sure = settled(hypotheses[0], rules) if hypotheses else None
    certain = None if sure is None or alternatives else _certain(sure, rules)
    if certain is not None:
        return certain
    missing = _missing_day(hypotheses[0], rules) if hypotheses and sure is None else None
    if missing is not None:
        read = Candidate(hypotheses[0], rules.meaning_of(hypotheses[0].text), hypotheses[0].probability)
        return Decision("no-date", read, no_such_day(missing))
    found = candidates_of(hypotheses, rules.meaning_of) if sure is None else [sure]
    weighed = found if ordered else _settled_by_weekday(found)
    if not weighed:
        return Decision("no-date", None, NO_VALID_DATE)
    more = _unknown(candidates_of(shown, rules.meaning_of), found) if shown else []
    if rules.policy.precision != "any":
        coarse = _ruling_coarse(weighed, rules)
        if coarse is not None:
            others = [one for one in weighed if one is not coarse] + more
            reason = too_coarse(coarse.resolution.value or "", rules.policy.precision)
            return Decision("no-date", coarse, reason, _readings(others[:alternatives]))
        weighed, more = _conditioned(weighed), [one for one in more if not one.meaning.is_coarse]
    best, others = weighed[0], [*weighed[1:], *more]
    status, reason = _judged(best, others, rules, ordered)
    left_open = open_question(best, rules.policy) if status == "converted" else None
    if left_open is not None:
        if left_open.readings:
            best = best._replace(probability=left_open.readings[0].probability)
        return Decision(left_open.status, best, left_open.reason, left_open.readings)
    listed = others[:alternatives]
    if status == "ambiguous":
        listed = [best, *others[: max(1, alternatives)]]
    elif status == "doubtful":
        listed = [best, *listed]
    if best.resolution.weekday_conflict:
        reason = with_weekday_conflict(reason, best.resolution)
    return Decision(status, best, reason, _readings(listed) if listed else ())


def _missing_day(best: Hypothesis, rules: DecisionRules) -> str | None:
    """The day that is likelier meant than all else and does not exist, `1900-02-29`, or None."""
    if best.probability <= 0.5 or rules.meaning_of(best.text).is_valid:
        return None
    day = best.text[:DAY_LENGTH]
    return day if day[7:8] == "-" and accepts(day) and not rules.meaning_of(day).is_valid else None


def _certain(sure: Candidate, rules: DecisionRules) -> Decision | None:
    """The decision on a candidate that no other can change and that is no date, or one, as nearly all are."""
    if sure.meaning.is_refusal:
        return Decision("no-date", sure, NO_DATE)
    is_below = not sure.meaning.is_clear or _is_below(sure.probability, rules.threshold_of(sure))
    return None if is_below else Decision("converted", sure)


def _is_below(probability: float, threshold: float) -> bool:
    """Whether a probability as the user sees it is below a threshold; rounding is slow and rarely matters."""
    return probability < threshold + _ROUNDING and round(probability, DIGITS) < threshold


_ROUNDING = 10.0**-DIGITS


def settled(best: Hypothesis, rules: DecisionRules) -> Candidate | None:
    """The candidate that no other hypothesis can change, or None: too little probability is left."""
    probability = best.probability
    if probability <= 1 - rules.ambiguity:
        return None
    meaning = rules.meaning_of(best.text)
    if not meaning.is_valid or meaning.is_coarse:
        return None
    return Candidate(best, meaning, probability)


def _judged(
    best: Candidate, others: Sequence[Candidate], rules: DecisionRules, ordered: bool
) -> tuple[Status, Reason]:
    """The status for the best candidate, and the reason."""
    if best.meaning.is_refusal:
        return "no-date", NO_DATE
    threshold = rules.threshold_of(best)
    is_doubtful = _is_below(best.probability, threshold)
    rival = _rival(best, others, rules.ambiguity) if others else None
    if rival is not None and (is_doubtful or not ordered):
        return "ambiguous", ambiguous(best.value, rival.value, is_order_given=ordered)
    if is_doubtful:
        value = best.value or best.meaning.shown or ""
        return "doubtful", doubtful(value, best.confidence, threshold)
    return "converted", NO_REASON


def _rival(best: Candidate, others: Sequence[Candidate], ambiguity: float) -> Candidate | None:
    """The second candidate if it is likely and has the same numbers in another order."""
    second = others[0]
    if second.probability < ambiguity or second.meaning.is_refusal:
        return None
    return second if _same_numbers(best, second) else None


def _ruling_coarse(candidates: Sequence[Candidate], rules: DecisionRules) -> Candidate | None:
    """The coarse candidate that the text is refused for, or None; see the description of this module."""
    coarse = [one for one in candidates if one.meaning.is_coarse]
    if not coarse:
        return None
    is_ruling = coarse[0].probability >= rules.calibrated or len(coarse) == len(candidates)
    return coarse[0] if is_ruling else None


def _readings(candidates: Iterable[Candidate]) -> tuple[Reading, ...]:
    return tuple([candidate.reading for candidate in candidates])


def _unknown(candidates: Iterable[Candidate], known: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that are not known."""
    values = {candidate.meaning.shown for candidate in known}
    return [candidate for candidate in candidates if candidate.meaning.shown not in values]


def _settled_by_weekday(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates without those that a weekday rules out.

    If the best candidate has the weekday that the text names, others in another field order that do not have
    it cannot be meant, and their probability goes to the best. A less likely candidate is not preferred for
    its weekday: people also name wrong ones, so the text stays ambiguous.
    """
    if len(candidates) < 2:
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
    if not wrong:
        return candidates
    best = best.with_more(sum(one.probability for one in wrong))
    return [best, *(one for one in others if one not in wrong)]


def _conditioned(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates that are not coarse, with their probabilities given that no coarse one is meant."""
    kept = [one for one in candidates if not one.meaning.is_coarse]
    if len(kept) == len(candidates):
        return candidates
    ruled_out = sum(one.probability for one in candidates if one.meaning.is_coarse)
    return [one._replace(probability=min(1.0, one.probability / (1 - ruled_out))) for one in kept]


def _same_numbers(one: Candidate, other: Candidate) -> bool:
    return differs_only_by_order(one.hypothesis.text, other.hypothesis.text) or differs_only_by_order(
        one.resolution.value or "", other.resolution.value or ""
    )
