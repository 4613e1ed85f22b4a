"""What the hypotheses of the network come to: readings, each with all the ways to write it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from datenorm.convert.conversion import Reading
from datenorm.convert.options import Policy
from datenorm.search import Hypothesis
from datenorm.values import REFUSAL, Resolution, resolve
from datenorm.values.forms import at_precision

DIGITS = 6
"""Digits of probabilities as users see them and as they are compared with what users ask for."""

WRONG_WEEKDAYS = 0.1
"""Part of the dates read rightly that have another weekday than their text names: the share in the corpus."""

_CHANCE_CONFLICTS = 6 / 7
"""Part of the dates read wrongly that have another weekday than their text names."""

_POLICIES_KEPT = 8
_MEANINGS_KEPT = 1 << 14


class Meaning(NamedTuple):
    """What a written value comes to under a policy.

    Attributes:
        resolution: the value in its final form.
        value: that at the precision asked for, or None where it is no date or coarser.
        shown: the value as the user gets to see it, also where it is coarser.
        is_refusal: whether what is written says that there is no date.
        is_coarse: whether it is a date that is less precise than asked for.
        is_valid: whether it can be meant at all: no range that ends before it starts.
    """

    resolution: Resolution
    value: str | None
    shown: str | None
    is_refusal: bool
    is_coarse: bool
    is_valid: bool


class Candidate(NamedTuple):
    """One reading with all the ways the network may write it.

    Attributes:
        hypothesis: the likeliest way.
        meaning: what it comes to.
        probability: of all ways together.
    """

    hypothesis: Hypothesis
    meaning: Meaning
    probability: float

    def with_more(self, probability: float) -> Candidate:
        """The same reading, likelier by so much."""
        return Candidate(self.hypothesis, self.meaning, self.probability + probability)

    @property
    def written(self) -> str:
        """The likeliest way to write it."""
        return self.hypothesis.text

    @property
    def resolution(self) -> Resolution:
        """What it comes to, at the precision it has."""
        return self.meaning.resolution

    @property
    def value(self) -> str | None:
        """Its value at the precision asked for, or None where it is no date or coarser."""
        return self.meaning.value

    @property
    def reading(self) -> Reading:
        """What the user gets to see of it."""
        return Reading(self.meaning.shown, round(self.probability, DIGITS))

    @property
    def confidence(self) -> float:
        """Its probability as the user gets it, the weekday considered."""
        conflicts = self.meaning.resolution.weekday_conflict
        return round(after_conflict(self.probability) if conflicts else self.probability, DIGITS)


def after_conflict(probability: float) -> float:
    """How likely a reading is once it is known that the text names another weekday: Bayes' rule.

    Writers mistake weekdays, readers mistake dates; the surer the reading was, the likelier is the former.

    >>> [round(after_conflict(probability), 2) for probability in (0.5, 0.9, 0.99, 1.0)]
    [0.1, 0.51, 0.92, 1.0]
    """
    right = probability * WRONG_WEEKDAYS
    wrong = (1 - probability) * _CHANCE_CONFLICTS
    return right / (right + wrong)


def meanings(policy: Policy) -> Callable[[str], Meaning]:
    """What written values come to under a policy; the last ones asked for are remembered.

    For work of a moment: where the policy counts from today, it is the day of this call.
    """
    reckoning = policy.reckoning
    from_today = reckoning.direction is not None and reckoning.reference_date is None
    return _meanings(policy, datetime.date.today() if from_today else None)


@lru_cache(maxsize=_POLICIES_KEPT)
def _meanings(policy: Policy, today: datetime.date | None) -> Callable[[str], Meaning]:
    @lru_cache(maxsize=_MEANINGS_KEPT)  # a column of dates holds few of them, each many times
    def meaning_of(written: str) -> Meaning:
        resolution = resolve(written, policy.reckoning)
        value = at_precision(resolution.value, policy.precision)
        is_refusal, is_coarse = written == REFUSAL, value is None and resolution.value is not None
        shown = resolution.value if is_coarse else value
        return Meaning(resolution, value, shown, is_refusal, is_coarse, is_refusal or shown is not None)

    return meaning_of


def candidates_of(hypotheses: Sequence[Hypothesis], meaning_of: Callable[[str], Meaning]) -> list[Candidate]:
    """Valid readings, best first. Ways of writing one value (`XX69-…`, `1969-…`, `1969-…①`) are one."""
    found: dict[str | None, Candidate] = {}
    for hypothesis in hypotheses:
        meaning = meaning_of(hypothesis.text)
        if meaning.is_valid:
            likelier = found.get(meaning.shown)
            if likelier is not None:
                found[meaning.shown] = likelier.with_more(hypothesis.probability)
            else:
                found[meaning.shown] = Candidate(hypothesis, meaning, hypothesis.probability)
    candidates = list(found.values())
    if len(candidates) > 1:
        candidates.sort(key=_PROBABILITY, reverse=True)
    return candidates


_PROBABILITY = attrgetter("probability")
