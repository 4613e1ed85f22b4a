"""Beam search over the value language: from next-symbol scores to whole values.

The search follows the automaton of `datenorm.values` with the decoder: forbidden symbols have
probability zero, and the allowed ones share all of it. Needs only NumPy and the Runtime protocol.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from datenorm.runtime.base import (
    Array,
    Automaton,
    DecoderState,
    Encoded,
    FloatArray,
    IntArray,
    Runtime,
)
from datenorm.search.hypotheses import AUTOMATON, WIDTH, Hypothesis
from datenorm.search.sources import can_search, filled, search, sources_of
from datenorm.search.symbols import allowed_log_probabilities, spell
from datenorm.text.vocabulary import BOS, EOS, PAD
from datenorm.values import REFUSAL

LEAST = 1e-7
"""Probability below which nothing is found by default."""

_NO_END = Hypothesis(REFUSAL, -math.inf)


def greedy_search(
    runtime: Runtime, source_ids: IntArray, *, temperature: float = 1.0, attention: bool = False
) -> list[Hypothesis]:
    """Take the most likely allowed symbol at every step.

    Args:
        runtime: the network.
        source_ids: sources as `Runtime.encode` takes them, (B, S + 2).
        temperature: divides the logits; changes probabilities, never the chosen symbols.
        attention: whether to keep the attention weights.

    Returns:
        One hypothesis per source, in order; a refusal of probability zero if no value ends.
    """
    found = top_k_many(runtime, source_ids, k=1, least=math.inf, temperature=temperature, attention=attention)
    return [hypotheses[0] if hypotheses else _NO_END for hypotheses in found]


def top_k_many(
    runtime: Runtime,
    source_ids: IntArray,
    *,
    k: int,
    least: float = LEAST,
    temperature: float = 1.0,
    attention: bool = False,
    automaton: Automaton = AUTOMATON,
) -> list[list[Hypothesis]]:
    """The k most likely values of each source among those at least as likely as `least`.

    Uses the search of the runtime, which finds the same or gives up, if it has one and no attention is
    requested. Otherwise all prefixes of all sources are extended together, symbol by symbol.

    Exact if `least` is at least 1 / `WIDTH`: no value is likelier than its prefixes, so a prefix is dropped
    only if it is less likely than `least` or than the k-th best value found. A source that the network is
    sure of costs as much as greedy search. Sources do not depend on each other.

    Args:
        runtime: the network.
        source_ids: sources as `Runtime.encode` takes them, (B, S + 2).
        k: how many values to find for each.
        least: the lowest probability to search; with a higher one the search gives up on noise sooner.
            Infinity searches greedily.
        temperature: divides the logits.
        attention: whether to keep the attention weights.
        automaton: the texts to search; by default all values.

    Returns:
        For each source at most k hypotheses, best first; if none reaches `least`, the result of greedy
        search; none if that is longer than any value.
    """
    wanted: Any = {"k": k, "least": least, "temperature": temperature}
    if attention or not can_search(runtime, least):
        return search_by_positions(runtime, source_ids, automaton, attention=attention, **wanted)
    found = search(runtime, sources_of(source_ids), automaton, **wanted)
    return filled(
        found, lambda rows: search_by_positions(runtime, _rows_of(source_ids, rows), automaton, **wanted)
    )


def search_by_positions(
    runtime: Runtime,
    source_ids: IntArray,
    automaton: Automaton,
    *,
    k: int,
    least: float,
    temperature: float,
    attention: bool = False,
) -> list[list[Hypothesis]]:
    """What `top_k_many` finds, without the search of the runtime; see there."""
    floor = math.log(least)
    encoded = runtime.encode(source_ids)
    prefixes = _Prefixes.initial(encoded, automaton.start)
    found = _Finished.empty(len(source_ids), k)
    positions: list[_Position] = []
    while len(prefixes.source):
        identity = not positions  # initially, each source has one prefix
        step = runtime.step(
            encoded, prefixes.decoder, prefixes.previous, None if identity else prefixes.source
        )
        scores = allowed_log_probabilities(step.logits, prefixes.state, temperature, automaton)
        scores += prefixes.log_probability[:, None]
        parent, symbol, greedy = _continuations(scores, prefixes.greedy, floor)
        if len(positions) == automaton.longest:
            ends = symbol == EOS
            parent, symbol, greedy = parent[ends], symbol[ends], greedy[ends]
        source, state = prefixes.source[parent], automaton.following[prefixes.state[parent], symbol]
        log_probability = scores[parent, symbol]
        ended = automaton.ended[state]
        found.add(len(positions), np.flatnonzero(ended), source[ended], log_probability[ended])
        going = np.flatnonzero(~ended & (log_probability > found.bound[source]))
        going = _prune(going, source[going], log_probability[going])
        positions.append(_Position(parent, symbol, going, step.attention_weights if attention else None))
        prefixes = _Prefixes(
            source[going],
            symbol[going],
            state[going],
            log_probability[going],
            greedy[going],
            step.state.select(parent[going]),
        )
    return found.hypotheses(positions, floor, encoded.lengths)


def _rows_of(source_ids: IntArray, rows: Sequence[int]) -> IntArray:
    """Some rows of padded sources, as wide as the longest of them."""
    some: IntArray = source_ids[list(rows)]
    return some[:, : np.count_nonzero(some[0] != PAD)]


def _continuations(scores: Array, is_greedy: Array, floor: float) -> tuple[IntArray, IntArray, Array]:
    """The continuations that are likely enough or greedy: row, symbol, and whether greedy."""
    kept = scores >= floor
    rows = np.flatnonzero(is_greedy)
    chosen = scores[rows].argmax(axis=1)
    kept[rows, chosen] = True
    parent, symbol = np.nonzero(kept)
    greedy = np.zeros(scores.shape, bool)
    greedy[rows, chosen] = True
    return parent, symbol, greedy[parent, symbol]


def _prune(prefixes: IntArray, source: IntArray, log_probability: Array) -> IntArray:
    """Keep only the `WIDTH` most likely prefixes of each source, in the order given."""
    if len(prefixes) <= WIDTH or np.bincount(source).max() <= WIDTH:
        return prefixes
    order = np.lexsort((-log_probability, source))
    kept: IntArray = prefixes[np.sort(order[_rank(source[order]) < WIDTH])]
    return kept


def _rank(source: IntArray) -> IntArray:
    """The index of each row among those of its source; rows of a source are adjacent."""
    first = np.flatnonzero(np.diff(source, prepend=-1))
    ranks: IntArray = np.arange(len(source)) - np.repeat(first, np.diff(first, append=len(source)))
    return ranks


@dataclass(frozen=True, slots=True)
class _Prefixes:
    """Unfinished values with the decoder states to continue them; one row each."""

    source: IntArray
    previous: IntArray
    state: IntArray
    log_probability: Array  # summed in double precision
    greedy: Array
    decoder: DecoderState

    @classmethod
    def initial(cls, encoded: Encoded, state: int) -> _Prefixes:
        size = len(encoded.lengths)
        start, zeros = np.full(size, state), np.zeros(size)
        return cls(
            np.arange(size), np.full(size, BOS), start, zeros, np.ones(size, bool), encoded.initial_state
        )


@dataclass(frozen=True, slots=True)
class _Position:
    """The symbols added at one position.

    Attributes:
        parent: the prefix that each was added to.
        symbol: the symbol.
        going: the rows that became the prefixes of the next position.
        attention_weights: those of the parents.
    """

    parent: IntArray
    symbol: IntArray
    going: IntArray
    attention_weights: FloatArray | None


@dataclass(slots=True)
class _Finished:
    """Finished values: the position at which each ended and its row there."""

    best: Array  # the k best log-probabilities of each source, unordered, (B, k)
    bound: Array  # the k-th best of each, (B,)
    ends: list[tuple[IntArray, IntArray, IntArray, Array]] = field(default_factory=list)

    @classmethod
    def empty(cls, size: int, k: int) -> _Finished:
        return cls(np.full((size, k), -np.inf), np.full(size, -np.inf))

    def add(self, position: int, row: IntArray, source: IntArray, log_probability: Array) -> None:
        """Add values that end at a position; rows of a source are adjacent."""
        if not len(row):
            return
        self.ends.append((np.full(len(row), position), row, source, log_probability))
        rank = _rank(source)
        for turn in range(rank.max() + 1):  # of each source, one value at a time replaces the worst
            mine = rank == turn
            place = source[mine], self.best[source[mine]].argmin(axis=1)
            self.best[place] = np.maximum(self.best[place], log_probability[mine])
        self.bound = self.best.min(axis=1)

    def hypotheses(
        self, positions: list[_Position], floor: float, lengths: IntArray
    ) -> list[list[Hypothesis]]:
        """The k best of each source, best first; below the floor only the best, if there is no other."""
        found: list[list[Hypothesis]] = [[] for _ in self.bound]
        if not self.ends:
            return found
        position, row, source, log_probability = (
            np.concatenate(column) for column in zip(*self.ends, strict=True)
        )
        order = np.lexsort((-log_probability, source))
        rank = _rank(source[order])
        order = order[(rank == 0) | ((rank < self.best.shape[1]) & (log_probability[order] >= floor))]
        position, row, source = position[order], row[order], source[order]
        symbols, rows = _trace(positions, position, row)
        steps = np.count_nonzero((symbols != PAD) & (symbols != EOS), axis=1)
        for index, (owner, text, log) in enumerate(
            zip(source.tolist(), spell(symbols), log_probability[order].tolist(), strict=True)
        ):
            weights = _attention(positions, rows[index], steps[index], lengths[owner])
            found[owner].append(Hypothesis(text, log, weights))
        return found


def _trace(positions: list[_Position], position: IntArray, row: IntArray) -> tuple[IntArray, IntArray]:
    """Trace values back to their first symbols.

    Args:
        positions: the symbols added at each.
        position: where each value ended, (N,).
        row: its row there, (N,).

    Returns:
        The symbols of each value, PAD after its end, and the row of the prefix before each, (N, T).
    """
    symbols = np.full((len(row), len(positions)), PAD)
    rows = np.zeros((len(row), len(positions)), np.int64)
    row = row.copy()
    for number in range(len(positions) - 1, -1, -1):
        written = np.flatnonzero(position >= number)
        here = positions[number]
        at = row[written]
        symbols[written, number] = here.symbol[at]
        rows[written, number] = here.parent[at]
        if number:
            row[written] = positions[number - 1].going[here.parent[at]]
    return symbols, rows


def _attention(positions: list[_Position], rows: IntArray, length: int, places: int) -> FloatArray | None:
    """The attention weights of the symbols of one value, (T, S)."""
    weights = [
        position.attention_weights[row, :places]
        for position, row in zip(positions[:length], rows, strict=False)
        if position.attention_weights is not None
    ]
    return np.stack(weights) if weights else None
