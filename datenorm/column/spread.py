"""Which end of a two-digit-year date is the year, by how its numbers are spread over the column.

25.03.04, 17.11.05, 30.06.09: nothing excludes year-month-day, but then the days would all lie in the first
third of the month and the years anywhere. The numbers are those the network read.

The model. Years lie anywhere in a span of years that is not known, every span as likely as another. Days lie
anywhere in the month, or with probability `NARROW` in an unknown span of it, or with probability `FIRSTS` on
its first day. So the spread never decides by more than the odds of that.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

NARROW = 0.04
"""Prior probability that the days of a column do not spread over the month."""

FIRSTS = 0.02
"""Prior probability that all of them are the first of the month."""

_CENTURY, _MONTHS, _MONTH = 100, 12, 31


def year_place(numbers: Sequence[tuple[int, ...]]) -> tuple[float, float]:
    """How well the numbers fit a year that stands last, and one that stands first.

    Whether the day or the month comes first before a year in the last place is not judged here.

    Args:
        numbers: the three of each date that can be read both ways, as they stand in the text.

    Returns:
        Two log-likelihoods.

    >>> last, first = year_place([(25, 3, 4), (17, 11, 5), (30, 6, 9), (2, 1, 7), (12, 2, 4)])
    >>> last > first
    True
    """
    if not numbers:
        return 0.0, 0.0
    first, middle, last = zip(*numbers, strict=True)
    days_before = max(_days(first), _days(middle)) if max(first) <= _MONTHS else _days(first)
    return _years(last) + days_before, _years(first) + _days(last)


def _years(numbers: Sequence[int]) -> float:
    """Two-digit years; the century is a circle: 98, 99, 00, 01 lie side by side."""
    return _within_a_span(numbers, _CENTURY, circular=True)


def _days(numbers: Sequence[int]) -> float:
    anywhere = math.log(1 - NARROW - FIRSTS) - len(numbers) * math.log(_MONTH)
    narrow = math.log(NARROW) + _within_a_span(numbers, _MONTH, circular=False)
    firsts = math.log(FIRSTS) if set(numbers) == {1} else -math.inf
    return float(np.logaddexp.reduce([anywhere, narrow, firsts]))


def _within_a_span(numbers: Sequence[int], size: int, *, circular: bool) -> float:
    """Logarithm of the mean, over all spans of 1 to `size` numbers, of the likelihood of these numbers."""
    needed = _shortest_span(numbers, size, circular)
    lengths = np.arange(needed, size + 1)
    holding = lengths - needed + 1  # spans of each length that hold all numbers
    spans = size * size if circular else size * (size + 1) // 2
    return float(np.logaddexp.reduce(np.log(holding / spans) - len(numbers) * np.log(lengths)))


def _shortest_span(numbers: Sequence[int], size: int, circular: bool) -> int:
    """Length of the shortest span that holds all numbers."""
    met = sorted(set(numbers))
    if not circular:
        return met[-1] - met[0] + 1
    gaps = [after - before for before, after in zip(met, [*met[1:], met[0] + size], strict=True)]
    return size - max(gaps) + 1
