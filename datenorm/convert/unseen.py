"""Readings that the tagging head has to confirm: dates without a year and relative dates.

Single words of any language resemble a word for a day, a month or a unit of time, and the decoder has to
write something. The tagging head answers another question, whether the text has a date at all, and so its
answer counts where the decoder is not certain.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from datenorm.convert.candidate import Candidate
from datenorm.convert.decision import Decision, DecisionRules, decide
from datenorm.convert.reasons import doubtful

UNSEEN_YEARLESS, UNSEEN_RELATIVE = 0.9, 0.8
"""Probabilities from which such readings count where the tagging head sees no date."""

SEEN_RELATIVE = 0.5
"""Probability from which a relative date counts where it sees one: there are many rare ways to say one, so
even right readings are often uncertain."""

Sight = Callable[[list[str]], Sequence[Sequence[object]] | None]
"""Texts → the dates that the tagging head sees in each; None without such a head."""


def confirmed(
    sources: Sequence[str], decisions: Sequence[Decision], rules: Sequence[DecisionRules], see: Sight
) -> list[Decision]:
    """The decisions, after the tagging head has confirmed or rejected those that depend on it.

    Args:
        sources: the texts.
        decisions: the decision on each.
        rules: the rules of each; a threshold that the user gave decides alone.
        see: finds the dates in some of the texts.
    """
    found = list(decisions)
    rows = [row for row, one in enumerate(decisions) if _depends_on_it(one, rules[row])]
    seen = see([sources[row] for row in rows]) if rows else None
    for row, places in zip(rows, seen or (), strict=False):
        found[row] = _of_seen(found[row], rules[row]) if places else _of_unseen(found[row])
    return found


def _depends_on_it(decision: Decision, rules: DecisionRules) -> bool:
    best = decision.best
    if best is None or rules.policy.min_confidence is not None:
        return False
    if decision.status == "doubtful":
        return best.is_relative and best.probability >= SEEN_RELATIVE
    return decision.status in ("converted", "relative") and best.probability < _threshold(best)


def _threshold(best: Candidate) -> float:
    """The probability from which a reading counts where no date is seen; 0 for other readings."""
    if best.is_relative:
        return UNSEEN_RELATIVE
    return UNSEEN_YEARLESS if best.is_yearless else 0.0


def _of_seen(decision: Decision, rules: DecisionRules) -> Decision:
    """The decision on a text in which the head sees a date: one that was doubtful counts."""
    best = decision.best
    if best is None or decision.status != "doubtful":
        return decision
    again = decide(
        [best.hypothesis._replace(log_probability=math.log(best.probability))],
        replace(rules, threshold=SEEN_RELATIVE),
    )
    return again._replace(alternatives=again.alternatives or decision.alternatives[1:])


def _of_unseen(decision: Decision) -> Decision:
    """The decision on a text in which the head sees no date: it is doubtful."""
    best = decision.best
    if best is None or decision.status == "doubtful":
        return decision
    reason = doubtful(best.value or best.meaning.shown or "", best.confidence, _threshold(best))
    return Decision("doubtful", best, reason, (best.reading, *decision.alternatives))
