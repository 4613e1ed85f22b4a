"""In which order a column's dates were written: Bayes' rule over what each value says.

The model. A column is written in one order or, with probability `MIXED`, in two of them. In a column of one
order each value is in that order but for a part ε of them: slips of the pen, rows pasted from elsewhere,
misreadings, each in whichever other order it can be; ε has the prior Beta(1, 99), one in a hundred. In a
mixed one each is in the first of the two orders with probability π, prior Beta(2, 2). Dates in the
international form, a whole year first, are read alike under every order and found in columns of every order:
one in day-month-year or month-day-year holds none or, as likely, a part of them with the prior Beta(1, 4);
one in year-month-day none, nothing else, or any part, each as likely. ε, π and the parts are integrated out,
so that contradictions cost what they should. Where a two-digit year may stand first or last,
`datenorm.column.spread` says which fits the numbers.
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
from datenorm.column.spread import year_place
from datenorm.text.vocabulary import ORDERS

_Floats = np.ndarray[Any, np.dtype[np.float64]]
_Patterns = Counter[tuple[float, ...]]  # likelihoods that values say → how many say them

MIXED = 0.01
"""Prior probability that a column is mixed."""

_STRANGERS = (1, 99)  # Beta prior of ε
_YMD = ORDERS.index("YMD")

# Points to integrate over: ε on a logarithmic scale, since it is mostly small, π evenly.
_EPSILONS = np.geomspace(1e-6, 1.0, 400, endpoint=False)
_SHARES = (np.arange(400) + 0.5) / 400
_SHARE_WEIGHTS = np.log(6 * _SHARES * (1 - _SHARES) / len(_SHARES))  # Beta(2, 2)


@dataclass(frozen=True)
class OrderPosterior:
    """What is known after seeing the values.

    Attributes:
        orders: probability that the column is written in each of `ORDERS` alone.
        mixed: probability that it is written in two of them.
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
        values: what each distinct value says; those that hold no numeric day say nothing.
        prior: of each order, summing to 1; None for equal ones.
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
    """Logarithm of the likelihood of a column in one order."""
    patterns = numeric + international if place == _YMD else numeric
    stranger = {pattern: max(pattern[:place] + pattern[place + 1 :]) for pattern in patterns}
    pairs = [(pattern[place], stranger[pattern], times) for pattern, times in patterns.items()]
    a, b = _STRANGERS
    log_prior = (a - 1) * np.log(_EPSILONS) + (b - 1) * np.log1p(-_EPSILONS) - _log_beta(a, b)
    log_width = np.log(_EPSILONS) + math.log(math.log(_EPSILONS[1] / _EPSILONS[0]))  # dε = ε d(log ε)
    # Strangers tell nothing of how many of the others are international.
    own = sum(times for pattern, times in numeric.items() if pattern[place] == 1)
    part = _log_part(international.total(), own, place == _YMD)
    return _integral(pairs, _EPSILONS, log_prior + log_width) + part


def _written_in_two(places: tuple[int, int], numeric: _Patterns, international: _Patterns) -> float:
    """Logarithm of the likelihood of a column in two orders."""
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
    """Logarithm of the likelihood of so many international dates and others, their part integrated out."""
    a, b = (1, 1) if year_first else (1, 4)
    any_part = math.exp(_log_beta(a + international, b + others) - _log_beta(a, b))
    if year_first:
        return math.log(((international == 0) + (others == 0) + any_part) / 3)
    return math.log(((international == 0) + any_part) / 2)


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
