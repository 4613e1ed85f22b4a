"""From the network's next-character scores to whole values that the value language allows.

The search walks the automaton of `datenorm.values` beside the decoder: a forbidden character has no
probability, the allowed ones share all of it. NumPy and the Runtime protocol only.
"""

from __future__ import annotations

import math

from datenorm.runtime.base import IntArray, Runtime, SearchingRuntime
from datenorm.search.grammar import AUTOMATON, allowed_log_probabilities
from datenorm.search.hypothesis import Hypothesis, over_source, spelt
from datenorm.search.prefixes import WIDTH, search_prefixes
from datenorm.search.sources import SourceEncoder

__all__ = [
    "LEAST",
    "WIDTH",
    "Hypothesis",
    "SourceEncoder",
    "allowed_log_probabilities",
    "greedy_search",
    "over_source",
    "top_k",
    "top_k_many",
]

LEAST = 1e-7
"""Probability below which `top_k` looks for nothing."""


def greedy_search(
    runtime: Runtime, source_ids: IntArray, *, temperature: float = 1.0, attention: bool = False
) -> list[Hypothesis]:
    """Take the most likely allowed character at every step.

    Args:
        runtime: the network.
        source_ids: sources as `Runtime.encode` takes them, (B, S + 2).
        temperature: divides the logits; changes probabilities, never the characters chosen.
        attention: whether to keep the attention weights.

    Returns:
        One hypothesis a source, in order.
    """
    nothing_else = math.inf
    found = _search(runtime, source_ids, 1, nothing_else, temperature, attention)
    return [hypotheses[0] for hypotheses in found]


def top_k(
    runtime: Runtime, source_ids: IntArray, *, k: int, temperature: float = 1.0, attention: bool = False
) -> list[Hypothesis]:
    """The k most likely values of one source; see `top_k_many`.

    Args:
        runtime: the network.
        source_ids: one source, (S + 2,).
        k: how many values to find.
        temperature: divides the logits.
        attention: whether to keep the attention weights.
    """
    return top_k_many(runtime, source_ids[None, :], k=k, temperature=temperature, attention=attention)[0]


def top_k_many(
    runtime: Runtime,
    source_ids: IntArray,
    *,
    k: int,
    least: float = LEAST,
    temperature: float = 1.0,
    attention: bool = False,
) -> list[list[Hypothesis]]:
    """The k most likely values of each source among those at least as likely as `least`.

    Exact where `least` is at least 1 / `WIDTH`: the log-probability of a prefix bounds that of every value it
    can become, so a prefix is given up only below `least` or below the k-th best value found. A source that
    the network is sure of costs what greedy search costs; none depends on another.

    Args:
        runtime: the network.
        source_ids: sources as `Runtime.encode` takes them, (B, S + 2).
        k: how many values to find for each.
        least: probability below which none is looked for; the higher, the sooner noise is given up on.
        temperature: divides the logits.
        attention: whether to keep the attention weights.

    Returns:
        For each source at most k hypotheses, best first; where none is as likely as `least`, the one that
        greedy search gives.
    """
    return _search(runtime, source_ids, k, math.log(least), temperature, attention)


def _search(
    runtime: Runtime, source_ids: IntArray, k: int, floor: float, temperature: float, attention: bool
) -> list[list[Hypothesis]]:
    """By the runtime where it can search by itself, else from outside; both find the same."""
    if isinstance(runtime, SearchingRuntime) and not attention and floor >= -math.log(WIDTH):
        return spelt(runtime.search(source_ids, AUTOMATON, k=k, floor=floor, temperature=temperature))
    return search_prefixes(runtime, source_ids, k, floor, temperature, attention)
