"""Texts that already are values: the grammar of values decides what they mean, not the network.

Columns of ISO 8601 or EDTF come back as they were, and relative dates that were kept as programs are run. A
few values are also what people write for something else: 1914-24 is winter 1914 in EDTF, and 1914 to 1924 in
catalogues.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from datenorm.convert.candidate import Candidate
from datenorm.convert.decision import Decision, DecisionRules, RulesFor, decide
from datenorm.convert.options import Hints
from datenorm.convert.reasons import ambiguous_value
from datenorm.search.hypotheses import Hypothesis
from datenorm.values import accepts, is_program, is_value, resolve
from datenorm.values.automaton import CHARACTERS
from datenorm.values.calendars import DAY_LENGTH, LAST_MONTH, LEAP_YEAR
from datenorm.values.parsing import SEPARATOR, is_compound

if TYPE_CHECKING:
    from datenorm.runtime.base import Array

_FIRST_YEAR, _LAST_YEAR = 1000, 2199
"""Numbers of four digits that are years when nothing else is said; others may be any number."""

_YEAR_LENGTH = len("1914")
_LONGEST_MONTHS = (0, *LEAP_YEAR, *[0] * 87)  # by any two digits
_PART_LENGTH = len("1914-24")


def decide_own(text: str, hints: Hints, rules_of: RulesFor, *, located: bool = False) -> Decision | None:
    """Decide a text that already is a value; None if the network has to read it.

    Args:
        text: the text as it was written, without the space around it.
        hints: what is known of it.
        rules_of: the rules for its hints, as for other texts; a value can be less precise than asked for.
        located: whether to tell where each character was read: at its own place.
    """
    if not is_own(text):
        return None
    if is_compound(text):
        return decide([_at_its_place(text, located)], rules_of(hints))
    if resolve(text).value is None:  # a range that ends before it starts
        return None
    rules = rules_of(hints)
    readings = own_readings(text, hints, keep_values=rules.policy.keep_values)
    return _decide_value(readings, rules, located) if readings else None


def is_own(text: str) -> bool:
    """Whether a text is in the language of values, of moments or of relative dates.

    >>> is_own("1850~"), is_own("@-3d"), is_own("1960/1950"), is_own("20 July 1969")
    (True, True, True, False)
    """
    if text.strip(CHARACTERS):
        return False
    if is_compound(text):
        return SEPARATOR not in text and (is_program(text) or accepts(text))
    return is_value(text) or _are_moments(text)


def _are_moments(text: str) -> bool:
    """Whether a text is a range of moments as the user gets it beside a value."""
    return "T" in text and accepts(text) and all(map(is_value, text.split("/")))


def own_readings(text: str, hints: Hints, *, keep_values: bool) -> tuple[str, ...]:
    """The meanings of a text that is a value, the likeliest first.

    Args:
        text: a value.
        hints: what is known of it. Numbers in a language may be years of another calendar.
        keep_values: whether each value is meant as such.

    Returns:
        One value, or two where people write something else in the same way; none where the network has to
        read the text.

    >>> texts = "1850~", "1969-21", "1914-24", "0508"
    >>> [own_readings(text, Hints(), keep_values=False) for text in texts]
    [('1850~',), ('1969-21',), ('1914/1924', '1914-24'), ()]
    """
    if keep_values:
        return (text,)
    if text.isdecimal():
        is_year = _FIRST_YEAR <= int(text) <= _LAST_YEAR and hints.locale is None
        return (text,) if is_year else ()
    if len(text) == _PART_LENGTH and text[_YEAR_LENGTH] == "-" and text.replace("-", "").isdecimal():
        part = int(text[-2:])
        if part > LAST_MONTH and part > int(text[2:_YEAR_LENGTH]):
            return f"{text[:_YEAR_LENGTH]}/{text[:2]}{text[-2:]}", text
    return (text,)


def unchanged(text: str, decision: Decision, hints: Hints, rules_of: RulesFor) -> Decision:
    """The decision on a text that the network read; ambiguous if the text is a value and was read as another.

    Such texts are numbers of four digits. In a language they may be years of another calendar.
    """
    if len(text) != _YEAR_LENGTH or decision.status != "converted" or hints.locale is not None:
        return decision
    if decision.best is None or decision.best.value == text or not is_value(text):
        return decision
    return _decide_value((decision.best.hypothesis.text, text), rules_of(hints), located=False)


def _decide_value(readings: tuple[str, ...], rules: DecisionRules, located: bool) -> Decision:
    value = readings[-1]
    if len(readings) == 1:
        return decide([_at_its_place(value, located)], rules)
    likely = _at_its_place(value, located)._replace(log_probability=math.log(1 / 2))
    places = likely.attention_weights
    other = likely._replace(text=readings[0], attention_weights=None if places is None else places[_READ_AT])
    hypotheses = (other, likely)
    candidates = [Candidate(one, rules.meaning_of(one.text), one.probability) for one in hypotheses]
    first, second = (candidate.reading for candidate in candidates)
    return Decision("ambiguous", candidates[0], ambiguous_value(first.value, second.value), (first, second))


def _at_its_place(text: str, located: bool) -> Hypothesis:
    """The text itself, each character read where it stands."""
    if not located:
        return Hypothesis(text, 0.0)
    import numpy as np

    return Hypothesis(text, 0.0, np.eye(len(text), dtype=np.float32))


# Where each character of 1914/1924 stands in 1914-24.
_READ_AT = [0, 1, 2, 3, 4, 0, 1, 5, 6]


def whole_days(lines: Sequence[str]) -> Array:
    """Which lines are whole days already, YYYY-MM-DD; a column of them is found at a fraction of the cost.

    >>> whole_days(["1969-07-20", "2021-02-29", "1969-7-20", "20 July 1969"]).tolist()
    [True, False, False, False]
    """
    import numpy as np

    found: Array = np.fromiter(map(len, lines), np.int64, len(lines)) == DAY_LENGTH
    some = lines if found.all() else [line for line, fits in zip(lines, found, strict=True) if fits]
    codes = np.frombuffer("".join(some).encode("utf-32-le", "surrogatepass"), "<u4").reshape(-1, DAY_LENGTH)
    found[found] = _are_days(codes)
    return found


def _are_days(codes: Array) -> Array:
    """Whether rows of ten code points are days."""
    import numpy as np

    digits = codes[:, [0, 1, 2, 3, 5, 6, 8, 9]].astype(np.int64) - ord("0")
    are_digits = ((digits >= 0) & (digits <= 9)).all(axis=1) & (codes[:, [4, 7]] == ord("-")).all(axis=1)
    year, month, day = (
        np.where(are_digits, digits[:, fields] @ 10 ** np.arange(len(fields))[::-1], 0)
        for fields in ([0, 1, 2, 3], [4, 5], [6, 7])
    )
    longest = np.array(_LONGEST_MONTHS)[month]
    is_leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    is_in_month = (day >= 1) & (day <= longest) & ((month != 2) | (day <= 28) | is_leap)
    found: Array = are_digits & is_in_month
    return found
