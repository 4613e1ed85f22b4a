"""Decisions on rows of a column: what the column decides holds, what it leaves open is refused."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from datenorm.convert.candidate import DIGITS, Candidate
from datenorm.convert.column_rules import month_and_two, year_and_two
from datenorm.convert.conversion import Reading
from datenorm.convert.decision import Decision, DecisionRules, RulesFor, decide
from datenorm.convert.options import Hints
from datenorm.convert.reasons import ambiguous, ambiguous_column
from datenorm.search.hypotheses import Hypothesis
from datenorm.values import differs_only_by_order, exists
from datenorm.values.alphabet import NO_YEAR

_CENTURY = 100
_TWENTY_FIRST = 2000


def decide_by_column(text: str, hints: Hints, rules_of: RulesFor) -> Decision | None:
    """Decide a year and two digits as the column does; None if the column or the text leaves nothing open.

    Args:
        text: the canonical text.
        hints: what is known of it.
        rules_of: the rules for its hints.
    """
    rules = rules_of(hints)
    part = rules.policy.column.year_part
    both = year_and_two(text) if part else None
    if both is None or both.value is None or both.span is None:
        return None
    if part == "open":
        return _open(both.span, both.value, rules)
    return decide([Hypothesis(both.value if part == "month" else both.span, 0.0)], rules)


def as_column_says(text: str, decision: Decision, rules: DecisionRules) -> Decision:
    """The decision on a text that the network read, with what its column says of it.

    Without a column, Oct-23 may be a day or a month of a year, whichever the network takes for usual.

    Args:
        text: the canonical text.
        decision: what the text alone says.
        rules: the rules for its hints.
    """
    column, best = rules.policy.column, decision.best
    if best is None:
        return decision
    both = month_and_two(text, best.hypothesis.text)
    if both is not None and both.day is not None:
        if column.month_part in ("", "open"):
            return _open(both.year, both.day, rules)
        chosen = both.day if column.month_part == "day" else both.year
        others = sum(one.probability for one in decision.alternatives if one.value != best.value)
        likely = math.log(min(1.0, best.probability + others))
        return decide([Hypothesis(chosen, likely)], replace(rules, yearless=rules.threshold))
    if column.open_century and decision.status == "converted" and best.resolution.century_inferred:
        return _either_century(decision, best)
    return decision


def _either_century(decision: Decision, best: Candidate) -> Decision:
    """A date with a year of two digits whose century is open."""
    value = best.value or ""
    if not value[:4].isdecimal():
        return decision
    year = int(value[:4])
    other = f"{year + (_CENTURY if year < _TWENTY_FIRST else -_CENTURY):04d}{value[4:]}"
    return Decision("ambiguous", best, ambiguous_column(value, other), _halves(best, value, other))


def _open(first: str, second: str, rules: DecisionRules) -> Decision:
    """Two readings that a column leaves open."""
    candidates = [
        Candidate(Hypothesis(one, math.log(1 / 2)), rules.meaning_of(one), 1 / 2) for one in (first, second)
    ]
    readings = tuple(one.reading for one in candidates)
    return Decision(
        "ambiguous", candidates[0], ambiguous_column(readings[0].value, readings[1].value), readings
    )


def in_open_orders(
    text: str, decision: Decision, others: Sequence[Decision], rules: DecisionRules
) -> Decision:
    """The decision on a row whose column leaves its field order open.

    Args:
        text: the canonical text.
        decision: what the text alone says.
        others: what it says in each of the open orders.
        rules: the rules for its hints.

    Returns:
        The same decision, or a refusal if the orders give different values. The network may keep to a usual
        order whatever the hint; the numbers of a text without words are reordered by code.
    """
    best = decision.best
    if decision.status != "converted" or best is None:
        return decision
    found = [one.best.hypothesis.text for one in others if one.best is not None]
    if not any(map(str.isalpha, text)):
        found += _reordered(best.hypothesis.text, rules.policy.column.open_orders)
    meant = [rules.meaning_of(one) for one in found if differs_only_by_order(one, best.hypothesis.text)]
    fits = [one for one in meant if one.is_valid and not one.resolution.weekday_conflict]
    rival = next((one.value for one in fits if one.value and one.value != best.value), None)
    return decision if rival is None else _either_order(best, rival)


def with_loose_year(text: str, decision: Decision, hints: Hints, rules: DecisionRules) -> Decision:
    """The decision on a text that nothing is known of: a year of two digits may be first or last.

    17/06/09 and 17-06-09 are both 2009-06-17 or 2017-06-09, whatever the network takes for usual; with dots
    the day comes first nearly everywhere.

    Args:
        text: the canonical text.
        decision: what the network reads.
        hints: what is known of the text; a locale or an order says where the year is.
        rules: the rules for its hints.
    """
    best = decision.best
    if decision.status != "converted" or best is None or hints.locale or hints.order:
        return decision
    written, first = best.hypothesis.text, text[:2]
    is_loose = written.startswith("XX") and not written.startswith(NO_YEAR) and text[2:3] in ("/", "-")
    if not is_loose or first not in (written[2:4], written[8:10]) or any(map(str.isalpha, text)):
        return decision
    found = [rules.meaning_of(one) for one in _reordered(written, ("DMY", "YMD"))]
    rivals = [one.value for one in found if one.is_valid and one.value and one.value != best.value]
    return _either_order(best, rivals[0]) if rivals else decision


def _either_order(best: Candidate, rival: str) -> Decision:
    """A date whose fields may have another order."""
    value = best.value or ""
    reason = ambiguous(value, rival, is_order_given=False)
    return Decision("ambiguous", best, reason, _halves(best, value, rival))


def _halves(best: Candidate, first: str, second: str) -> tuple[Reading, Reading]:
    """Two readings of which each is as likely as the other, together as likely as the best candidate."""
    probability = round(best.probability / 2, DIGITS)
    return Reading(first, probability), Reading(second, probability)


def _reordered(written: str, orders: tuple[str, ...]) -> list[str]:
    """What the numbers of a day are in the other of two orders, if it was read in one of them.

    >>> _reordered("XX09-06-17", ("DMY", "YMD")), _reordered("2005-03-04", ("DMY", "MDY"))
    (['XX17-06-09'], ['2005-04-03'])
    """
    year, month, day, rest = written[2:4], written[5:7], written[8:10], written[10:]
    if not (year + month + day).isdecimal() or written[4:8:3] != "--":
        return []
    is_short = written.startswith("XX")
    pairs = {
        frozenset(("DMY", "MDY")): [f"{written[:4]}-{day}-{month}"],
        frozenset(("DMY", "YMD")): [f"XX{day}-{month}-{year}"] if is_short else [],
        frozenset(("MDY", "YMD")): [f"XX{month}-{day}-{year}", f"XX{day}-{year}-{month}"] if is_short else [],
    }
    return [f"{one}{rest}" for one in pairs.get(frozenset(orders), ()) if exists(f"{one}{rest}")]
