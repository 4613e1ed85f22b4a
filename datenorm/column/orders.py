"""The field order of a column's dates: Bayes' rule over what each value shows.

The model. A column is written in one order or, with probability `MIXED`, in two. In a column of one order
each value is in that order except a share ε: slips, rows pasted from elsewhere, misreadings, each in
whichever other order fits it; ε has the prior Beta(1, 99), a mean of one in a hundred. In a mixed column each
value is in the first of the two orders with probability π, prior Beta(2, 2). Dates in the international form,
a whole year first, are read alike under every order and occur in every column: a column in day-month-year or
month-day-year has none or, equally likely, a share with the prior Beta(1, 4); one in year-month-day has none,
nothing else, or any share, each equally likely. ε, π and the shares are integrated out, so that
contradictions cost what they should.

Two-digit years. In 25.03.04, 17.11.05, 30.06.09 nothing excludes year-month-day, but then the days would all
be in the first third of the month and the years anywhere. Years are uniform over an unknown span of years,
all spans equally likely. Days are uniform over the month, or with probability `NARROW` over an unknown span
of it, or with probability `FIRSTS` always its first day. So the spread never decides by more than the odds of
that.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from datenorm.column.evidence import Evidence
from datenorm.text.vocabulary import ORDERS

_Floats = np.ndarray[Any, np.dtype[np.float64]]
_Patterns = Counter[tuple[float, ...]]  # likelihoods → number of values that have them

MIXED = 0.01
"""Prior probability that a column is mixed."""

NARROW = 0.04
"""Prior probability that the days of a column are in a part of the month."""

FIRSTS = 0.02
"""Prior probability that all days are the first of the month."""

_CENTURY, _MONTHS, _MONTH = 100, 12, 31

_STRANGERS = (1, 99)  # Beta prior of ε
_YMD = ORDERS.index("YMD")

# Points of integration: ε on a logarithmic scale, because it is mostly small; π evenly spaced.
_EPSILONS = np.geomspace(1e-6, 1.0, 400, endpoint=False)
_SHARES = (np.arange(400) + 0.5) / 400
_SHARE_WEIGHTS = np.log(6 * _SHARES * (1 - _SHARES) / len(_SHARES))  # Beta(2, 2)


@dataclass(frozen=True)
class OrderPosterior:
    """The posterior after seeing the values.

    Attributes:
        orders: probability that the whole column is in each of `ORDERS`.
        mixed: probability that it is in two of them.
    """

    orders: Mapping[str, float]
    mixed: float

    @property
    def ranked(self) -> list[str]:
        """The orders, likeliest first."""
        return sorted(self.orders, key=lambda order: -self.orders[order])


def order_posterior(
    values: Sequence[Evidence], prior: Mapping[str, float] | None = None, *, year_habit: float = 0.0
) -> OrderPosterior:
    """The posterior over orders.

    Args:
        values: the evidence of each distinct value; values without a numeric day have no effect.
        prior: probability of each order, sums to 1; None for a uniform prior.
        year_habit: see `datenorm.column.evidence.year_habit`.
    """
    numeric = Counter(value.likelihood for value in values if value.kind == "numeric")
    international = Counter(value.likelihood for value in values if value.kind == "international")
    year_last, year_first = year_place([value.loose.sequence for value in values if value.loose is not None])
    year_last += year_habit
    logs: dict[str, float] = {}
    for place, order in enumerate(ORDERS):
        weight = (1 - MIXED) * (1 / len(ORDERS) if prior is None else prior[order])
        fit = year_first if place == _YMD else year_last
        logs[order] = math.log(weight) + _written_in(place, numeric, international) + fit
    pairs = list(itertools.combinations(range(len(ORDERS)), 2))
    mixed = []
    for pair in pairs:
        fit = min(year_first, year_last) if _YMD in pair else year_last
        mixed.append(math.log(MIXED / len(pairs)) + _written_in_two(pair, numeric, international) + fit)
    total = float(np.logaddexp.reduce([*logs.values(), *mixed]))
    return OrderPosterior(
        {order: math.exp(log - total) for order, log in logs.items()},
        float(sum(math.exp(log - total) for log in mixed)),
    )


def _written_in(place: int, numeric: _Patterns, international: _Patterns) -> float:
    """Log-likelihood of a column in one order."""
    patterns = numeric + international if place == _YMD else numeric
    stranger = {pattern: max(pattern[:place] + pattern[place + 1 :]) for pattern in patterns}
    pairs = [(pattern[place], stranger[pattern], times) for pattern, times in patterns.items()]
    a, b = _STRANGERS
    log_prior = (a - 1) * np.log(_EPSILONS) + (b - 1) * np.log1p(-_EPSILONS) - _log_beta(a, b)
    log_width = np.log(_EPSILONS) + math.log(math.log(_EPSILONS[1] / _EPSILONS[0]))  # dε = ε d(log ε)
    # Values in another order say nothing about the share of international dates.
    own = sum(times for pattern, times in numeric.items() if pattern[place] == 1)
    part = _log_part(international.total(), own, place == _YMD)
    return _integral(pairs, _EPSILONS, log_prior + log_width) + part


def _written_in_two(places: tuple[int, int], numeric: _Patterns, international: _Patterns) -> float:
    """Log-likelihood of a column in two orders."""
    first, second = places
    patterns = numeric + international if _YMD in places else numeric
    pairs = [(pattern[first], pattern[second], times) for pattern, times in patterns.items()]
    part = _log_part(international.total(), numeric.total(), _YMD in places)
    return _integral(pairs, _SHARES, _SHARE_WEIGHTS) + part


def _integral(pairs: Sequence[tuple[float, float, int]], parts: _Floats, log_weights: _Floats) -> float:
    """log ∫ Π [(1 - part) one + part other]^times."""
    logs = log_weights.copy()
    for one, other, times in pairs:
        logs += times * np.log((1 - parts) * one + parts * other)
    return float(np.logaddexp.reduce(logs))


def _log_part(international: int, others: int, year_first: bool) -> float:
    """Log-likelihood of the number of international dates among all, their share integrated out."""
    a, b = (1, 1) if year_first else (1, 4)
    any_part = math.exp(_log_beta(a + international, b + others) - _log_beta(a, b))
    if year_first:
        return math.log(((international == 0) + (others == 0) + any_part) / 3)
    return math.log(((international == 0) + any_part) / 2)


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def year_place(numbers: Sequence[tuple[int, ...]]) -> tuple[float, float]:
    """How well the numbers fit a year in the last and in the first place.

    Args:
        numbers: the three numbers of each date that fits both, in the order of the text.

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


def day_odds(numbers: Sequence[int]) -> float:
    """How much better numbers up to 31 fit days all over the months than two-digit years, in log-odds.

    >>> day_odds([3, 30, 17, 25, 11, 8]) > 0 > day_odds([19] * 6 + [20] * 6 + [21] * 6)
    True
    """
    return -len(numbers) * math.log(_MONTH) - _years(numbers)


def _years(numbers: Sequence[int]) -> float:
    """Log-likelihood of two-digit years; the century is a circle, in which 00 follows 99."""
    return _within_a_span(numbers, _CENTURY, circular=True)


def _days(numbers: Sequence[int]) -> float:
    anywhere = math.log(1 - NARROW - FIRSTS) - len(numbers) * math.log(_MONTH)
    narrow = math.log(NARROW) + _within_a_span(numbers, _MONTH, circular=False)
    firsts = math.log(FIRSTS) if set(numbers) == {1} else -math.inf
    return float(np.logaddexp.reduce([anywhere, narrow, firsts]))


def _within_a_span(numbers: Sequence[int], size: int, *, circular: bool) -> float:
    """Log-likelihood of the numbers, averaged over all spans of 1 to `size` numbers."""
    needed = _shortest_span(numbers, size, circular)
    lengths = np.arange(needed, size + 1)
    holding = lengths - needed + 1  # spans of each length that contain all numbers
    spans = size * size if circular else size * (size + 1) // 2
    return float(np.logaddexp.reduce(np.log(holding / spans) - len(numbers) * np.log(lengths)))


def _shortest_span(numbers: Sequence[int], size: int, circular: bool) -> int:
    """Length of the shortest span that contains all numbers."""
    met = sorted(set(numbers))
    if not circular:
        return met[-1] - met[0] + 1
    gaps = [after - before for before, after in zip(met, [*met[1:], met[0] + size], strict=True)]
    return size - max(gaps) + 1
