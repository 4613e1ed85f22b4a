"""In which order a column's dates were written: Bayes' rule over what each value says.

The model. A column is written in one order or, with probability `MIXED`, in two of them. In a column of one
order each value is in that order but for a part ε of them: slips of the pen, rows pasted from elsewhere,
misreadings, each in whichever other order it can be; ε has the prior Beta(1, 99), one in a hundred. In a
mixed one each is in the first of the two orders with probability π, which may be anything. Dates in the
international form, a whole year first, are read alike under every order and found in columns of every order:
of one in day-month-year or month-day-year they are a part with the prior Beta(1, 4), of one in year-month-day
any part. ε, π and the parts are integrated out, so that contradictions cost what they should.
Where a two-digit year may stand first or last, `datenorm.column.spread` says which fits the numbers.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from datenorm.column.evidence import Evidence
from datenorm.column.spread import year_place
from datenorm.vocabulary import ORDERS

_Floats = np.ndarray[Any, np.dtype[np.float64]]

MIXED = 0.02
"""Prior probability that a column is mixed."""

_STRANGERS = (1, 99)  # Beta prior of ε
_INTERNATIONAL = (1, 4)  # Beta prior of the part of international dates in a column of another order
_EVEN = (1, 1)
_YMD = ORDERS.index("YMD")

# Points to integrate over: ε on a logarithmic scale, since it is mostly small, π evenly.
_EPSILONS = np.geomspace(1e-6, 1.0, 400, endpoint=False)
_SHARES = (np.arange(400) + 0.5) / 400


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


def order_posterior(values: Sequence[Evidence], prior: Mapping[str, float] | None = None) -> OrderPosterior:
    """The posterior over orders.

    Args:
        values: what each distinct value says; those that hold no numeric day say nothing.
        prior: of each order, summing to 1; None for equal ones.
    """
    numeric = np.array([value.likelihood for value in values if value.kind == "numeric"])
    numeric = numeric.reshape(-1, len(ORDERS))
    international = np.array([value.likelihood for value in values if value.kind == "international"])
    everything = np.concatenate([numeric, international.reshape(-1, len(ORDERS))])
    counts = len(everything) - len(numeric), len(numeric)
    year_last, year_first = year_place([value.numbers for value in values if value.numbers is not None])
    logs: dict[str, float] = {}
    for place, order in enumerate(ORDERS):
        weight = (1 - MIXED) * (1 / len(ORDERS) if prior is None else prior[order])
        fit = year_first if place == _YMD else year_last
        logs[order] = math.log(weight) + _written_in(place, numeric, everything, counts) + fit
    pairs = list(itertools.combinations(range(len(ORDERS)), 2))
    mixed = []
    for pair in pairs:
        fit = min(year_first, year_last) if _YMD in pair else year_last
        mixed.append(math.log(MIXED / len(pairs)) + _written_in_two(pair, numeric, everything, counts) + fit)
    total = float(np.logaddexp.reduce([*logs.values(), *mixed]))
    return OrderPosterior(
        {order: math.exp(log - total) for order, log in logs.items()},
        float(sum(math.exp(log - total) for log in mixed)),
    )


def _written_in(place: int, numeric: _Floats, everything: _Floats, counts: tuple[int, int]) -> float:
    """Logarithm of the likelihood of a column in one order."""
    rows = everything if place == _YMD else numeric
    others = rows[:, [other for other in range(len(ORDERS)) if other != place]].max(axis=1)
    a, b = _STRANGERS
    log_prior = (a - 1) * np.log(_EPSILONS) + (b - 1) * np.log1p(-_EPSILONS) - _log_beta(a, b)
    log_width = np.log(_EPSILONS) + math.log(math.log(_EPSILONS[1] / _EPSILONS[0]))  # dε = ε d(log ε)
    part = _EVEN if place == _YMD else _INTERNATIONAL
    return _integral(rows[:, place], others, _EPSILONS, log_prior + log_width) + _log_part(counts, part)


def _written_in_two(
    places: tuple[int, int], numeric: _Floats, everything: _Floats, counts: tuple[int, int]
) -> float:
    """Logarithm of the likelihood of a column in two orders."""
    rows = everything if _YMD in places else numeric
    first, second = places
    part = _EVEN if _YMD in places else _INTERNATIONAL
    log_width = np.full(len(_SHARES), -math.log(len(_SHARES)))
    return _integral(rows[:, first], rows[:, second], _SHARES, log_width) + _log_part(counts, part)


def _integral(one: _Floats, other: _Floats, parts: _Floats, log_weights: _Floats) -> float:
    """log ∫ Π [(1 - part) one + part other], values that say the same taken together."""
    if not len(one):
        return 0.0
    pairs, times = np.unique(np.stack([one, other], axis=1), axis=0, return_counts=True)
    blended = (1 - parts)[:, None] * pairs[:, 0] + parts[:, None] * pairs[:, 1]
    return float(np.logaddexp.reduce(np.log(blended) @ times + log_weights))


def _log_part(counts: tuple[int, int], prior: tuple[int, int]) -> float:
    """Logarithm of the likelihood of so many international dates and others, their part integrated out."""
    international, others = counts
    return _log_beta(prior[0] + international, prior[1] + others) - _log_beta(*prior)


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
