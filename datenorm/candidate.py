"""What the hypotheses of the network come to: readings, each with all the ways to write it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from datenorm.conversion import Policy, Reading
from datenorm.precision import at_precision
from datenorm.search import Hypothesis
from datenorm.values import REFUSAL, Resolution, resolve

DIGITS = 6
"""Digits of probabilities as users see them and as they are compared with what users ask for."""

WRONG_WEEKDAYS = 0.1
"""Part of the dates read rightly that have another weekday than their text names: the share in the corpus."""

_CHANCE_CONFLICTS = 6 / 7
"""Part of the dates read wrongly that have another weekday than their text names."""

_POLICIES_KEPT = 8
_MEANINGS_KEPT = 1 << 15


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a written value comes to under a policy.

    Attributes:
        resolution: the value in its final form.
        value: that at the precision asked for, or None where it is no date or coarser.
        is_refusal: whether what is written says that there is no date.
        is_coarse: whether it is a date that is less precise than asked for.
    """

    resolution: Resolution
    value: str | None
    is_refusal: bool
    is_coarse: bool

    @property
    def is_valid(self) -> bool:
        """Whether it can be meant at all: no range that ends before it starts, no day that does not exist."""
        return self.is_refusal or self.resolution.value is not None

    @property
    def shown(self) -> str | None:
        """The value as the user gets to see it."""
        return self.resolution.value if self.is_coarse else self.value


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
        is_coarse = value is None and resolution.value is not None
        return Meaning(resolution, value, written == REFUSAL, is_coarse)

    return meaning_of


def candidates_of(hypotheses: Sequence[Hypothesis], meaning_of: Callable[[str], Meaning]) -> list[Candidate]:
    """Valid readings, best first. Ways of writing one value (`XX69-…`, `1969-…`, `1969-…①`) are one."""
    found: dict[tuple[str | None, bool], Candidate] = {}
    for hypothesis in hypotheses:
        meaning, probability = meaning_of(hypothesis.text), hypothesis.probability
        if not meaning.is_valid:
            continue
        key = meaning.shown, meaning.is_coarse
        known = found.get(key)
        if known is not None:
            hypothesis, meaning, probability = (
                known.hypothesis,
                known.meaning,
                known.probability + probability,
            )
        found[key] = Candidate(hypothesis, meaning, probability)
    return sorted(found.values(), key=_PROBABILITY, reverse=True)


_PROBABILITY = attrgetter("probability")
