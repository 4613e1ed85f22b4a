"""From the hypotheses of the network to candidates: values, each with all the ways to write it."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from datenorm.convert.conversion import Reading
from datenorm.convert.options import Policy
from datenorm.search.hypotheses import Hypothesis
from datenorm.values import REFUSAL, Resolution, resolve
from datenorm.values.alphabet import ANCHORS, NAMED_ZONE, NO_YEAR
from datenorm.values.forms import at_precision
from datenorm.values.several import chosen_of, listed

DIGITS = 6
"""Digits of probabilities, as users see them and as they are compared with thresholds."""

WRONG_WEEKDAYS = 0.1
"""Fraction of the correctly read dates whose text names another weekday: that of the corpus."""

_CHANCE_CONFLICTS = 6 / 7
"""Fraction of the wrongly read dates whose text names another weekday."""

_POLICIES_KEPT = 8
_MEANINGS_KEPT = 1 << 14


class Meaning(NamedTuple):
    """What a written value means under a policy.

    Attributes:
        resolution: the value in its final form.
        value: that at the requested precision, or None if it is not a date or coarser.
        shown: the value as the user sees it, also if it is coarser; of a relative date that is not known,
            its program; with its time of day if the policy asks for times.
        is_refusal: whether the text has no date.
        is_coarse: whether it is a date that is less precise than requested.
        is_valid: False for a value that cannot be meant, such as a range that ends before it starts.
        is_clear: whether it is one date, about which nothing is left to say.
    """

    resolution: Resolution
    value: str | None
    shown: str | None
    is_refusal: bool
    is_coarse: bool
    is_valid: bool
    is_clear: bool = False


class Candidate(NamedTuple):
    """A value with all the ways the network may write it.

    Attributes:
        hypothesis: the likeliest way to write it.
        meaning: what that means.
        probability: of all ways together.
    """

    hypothesis: Hypothesis
    meaning: Meaning
    probability: float

    def with_more(self, probability: float) -> Candidate:
        """The same value with a higher probability."""
        return Candidate(self.hypothesis, self.meaning, self.probability + probability)

    @property
    def is_yearless(self) -> bool:
        """Whether it is a date of which the text gives no year."""
        return self.hypothesis.text.startswith(NO_YEAR)

    @property
    def is_relative(self) -> bool:
        """Whether it is counted from another day."""
        return any(anchor in self.hypothesis.text for anchor in ANCHORS)

    @property
    def resolution(self) -> Resolution:
        """The value in its final form, at its own precision."""
        return self.meaning.resolution

    @property
    def value(self) -> str | None:
        """The value at the requested precision, or None if it is not a date or coarser."""
        return self.meaning.value

    @property
    def reading(self) -> Reading:
        """The value as the user sees it."""
        return Reading(self.meaning.shown, round(self.probability, DIGITS))

    @property
    def confidence(self) -> float:
        """The probability as the user sees it, with the weekday considered."""
        conflicts = self.meaning.resolution.weekday_conflict
        return round(after_conflict(self.probability) if conflicts else self.probability, DIGITS)


def after_conflict(probability: float) -> float:
    """The probability of a value once it is known that the text names another weekday: Bayes' rule.

    Writers mistake weekdays, the network mistakes dates; the higher the probability was, the likelier is the
    former.

    >>> [round(after_conflict(probability), 2) for probability in (0.5, 0.9, 0.99, 1.0)]
    [0.1, 0.51, 0.92, 1.0]
    """
    right = probability * WRONG_WEEKDAYS
    wrong = (1 - probability) * _CHANCE_CONFLICTS
    return right / (right + wrong)


def meanings(policy: Policy) -> Callable[[str], Meaning]:
    """The function from written values to their meanings under a policy, with a cache.

    Get it again for each batch: a policy may count from today, which is the day of this call.
    """
    reckoning = policy.reckoning
    from_today = reckoning.direction is not None and reckoning.reference_date is None
    return _meanings(policy, datetime.date.today() if from_today else None)


@lru_cache(maxsize=_POLICIES_KEPT)
def _meanings(policy: Policy, today: datetime.date | None) -> Callable[[str], Meaning]:
    reckoning, precision = policy.reckoning, policy.precision
    as_days, with_time = precision == "day", policy.with_time

    @lru_cache(maxsize=_MEANINGS_KEPT)  # the values of a column repeat
    def meaning_of(written: str) -> Meaning:
        resolution = resolve(written, reckoning, as_days=as_days)
        if resolution.parts:
            resolution = chosen_of(resolution, policy.on_several)
        final = resolution.value
        value = at_precision(final, precision)
        is_refusal, is_coarse = written == REFUSAL, value is None and final is not None
        shown = final if is_coarse else value
        if shown is None:
            shown = listed(resolution) or None
        elif with_time:
            shown = resolution.datetime.replace(NAMED_ZONE, "") or shown
        is_clear = value is not None and not _leaves_open(resolution)
        return Meaning(
            resolution, value, shown, is_refusal, is_coarse, is_refusal or shown is not None, is_clear
        )

    return meaning_of


def _leaves_open(resolution: Resolution) -> bool:
    """Whether there is more to say of a date: another day that it needs or may be, or a wrong weekday."""
    return bool(resolution.weekday_conflict or resolution.needs or resolution.readings or resolution.parts)


def candidates_of(hypotheses: Sequence[Hypothesis], meaning_of: Callable[[str], Meaning]) -> list[Candidate]:
    """The valid candidates, best first; `XX69-07-20`, `1969-07-20` and `1969-07-20①` may be one."""
    found: dict[str | None, Candidate] = {}
    for hypothesis in hypotheses:
        meaning = meaning_of(hypothesis.text)
        if not meaning.is_valid:
            continue
        probability, likelier = math.exp(hypothesis.log_probability), found.get(meaning.shown)
        if likelier is None:
            found[meaning.shown] = Candidate(hypothesis, meaning, probability)
        else:
            found[meaning.shown] = likelier.with_more(probability)
    candidates = list(found.values())
    if len(candidates) > 1:
        candidates.sort(key=attrgetter("probability"), reverse=True)
    return candidates
