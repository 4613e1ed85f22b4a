"""Numbers that count days or seconds, as the user says: code converts them, not the network."""

from __future__ import annotations

from collections.abc import Iterable

from datenorm.convert.decision import Decision, RulesFor, decide
from datenorm.convert.options import Hints, Policy
from datenorm.convert.own_values import decide_own
from datenorm.search.hypotheses import Hypothesis
from datenorm.text import checked
from datenorm.values.counted import serial_day, unix_time


def decide_counted(text: str, hints: Hints, rules_of: RulesFor, *, located: bool = False) -> Decision | None:
    """Decide a number, or a text that already is a value; None if the network has to read it.

    Args:
        text: the text as it was written, without the space around it.
        hints: what is known of it.
        rules_of: the rules for its hints; their policy says what numbers count.
        located: whether to tell where each character was read: in the number as a whole.
    """
    rules = rules_of(hints)
    written = counted_value(text, rules.policy)
    if written is None:
        return decide_own(text, hints, rules_of, located=located)
    if not located:
        return decide([Hypothesis(written, 0.0)], rules)
    import numpy as np

    everywhere = np.full((len(written), len(text)), 1 / len(text), dtype=np.float32)
    return decide([Hypothesis(written, 0.0, everywhere)], rules)


def counted_value(text: str, policy: Policy) -> str | None:
    """What a number counts by a policy, in the value language; None for other texts."""
    if policy.excel_serial:
        return serial_day(text)
    if policy.epoch is None:
        return None
    if policy.zone is None:
        return unix_time(text, policy.epoch)
    from datenorm.values.zones import zone_rules  # takes 4 ms to import

    return unix_time(text, policy.epoch, zone_rules(policy.zone))


def without_counted(texts: Iterable[str], policy: Policy | None) -> Iterable[str]:
    """Texts with an empty one for each number that counts days or seconds, which says nothing of an order."""
    if policy is None or not policy.counts_numbers:
        return texts
    return ("" if counted_value(text.strip(), policy) is not None else text for text in map(checked, texts))
