"""The search itself: prefixes of values that grow by a character at a time."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from datenorm.runtime.base import Array, DecoderState, Encoded, FloatArray, IntArray, Runtime
from datenorm.search.grammar import ENDED, NEXT_STATES, allowed_log_probabilities
from datenorm.search.hypothesis import Hypothesis, spell
from datenorm.values import START
from datenorm.vocabulary import BOS, PAD

WIDTH = 128
"""Prefixes of one source kept at one position. Values at least as likely as 1/128 are therefore found without
exception; one less likely can be missed where more than so many prefixes are likelier than its own."""


def search_prefixes(
    runtime: Runtime, source_ids: IntArray, k: int, floor: float, temperature: float, attention: bool
) -> list[list[Hypothesis]]:
    """The k best values of each source at least as likely as the floor, a logarithm; else the greedy one.

    Position by position: all prefixes of all sources take their next character together.
    """
    encoded = runtime.encode(source_ids)
    prefixes = _Prefixes.beginning(encoded)
    found = _Found.nothing(len(source_ids), k)
    positions: list[_Position] = []
    while len(prefixes.source):
        identity = not positions  # at first every source has its one prefix
        step = runtime.step(
            encoded, prefixes.decoder, prefixes.previous, None if identity else prefixes.source
        )
        scores = allowed_log_probabilities(step.logits, prefixes.state, temperature)
        scores += prefixes.log_probability[:, None]
        parent, symbol, greedy = _worth_going_on(scores, prefixes.greedy, floor)
        source, state = prefixes.source[parent], NEXT_STATES[prefixes.state[parent], symbol]
        log_probability = scores[parent, symbol]
        ended = ENDED[state]
        found.add(len(positions), np.flatnonzero(ended), source[ended], log_probability[ended])
        going = np.flatnonzero(~ended & (log_probability > found.bound[source]))
        going = _likeliest(going, source[going], log_probability[going])
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


def _worth_going_on(scores: Array, is_greedy: Array, floor: float) -> tuple[IntArray, IntArray, Array]:
    """The ways to go on that are likely enough or greedy: row, character, and whether greedy."""
    worth = scores >= floor
    rows = np.flatnonzero(is_greedy)
    chosen = scores[rows].argmax(axis=1)
    worth[rows, chosen] = True
    parent, symbol = np.nonzero(worth)
    greedy = np.zeros(scores.shape, bool)
    greedy[rows, chosen] = True
    return parent, symbol, greedy[parent, symbol]


def _likeliest(prefixes: IntArray, source: IntArray, log_probability: Array) -> IntArray:
    """The prefixes, of each source only the `WIDTH` likeliest, in the order given."""
    if len(prefixes) <= WIDTH or np.bincount(source).max() <= WIDTH:
        return prefixes
    order = np.lexsort((-log_probability, source))
    kept: IntArray = prefixes[np.sort(order[_rank(source[order]) < WIDTH])]
    return kept


def _rank(source: IntArray) -> IntArray:
    """The place of each row among those of its source; rows of a source stand together."""
    first = np.flatnonzero(np.diff(source, prepend=-1))
    ranks: IntArray = np.arange(len(source)) - np.repeat(first, np.diff(first, append=len(source)))
    return ranks


@dataclass(frozen=True, slots=True)
class _Prefixes:
    """Beginnings of values, with what the decoder needs to go on; one row each."""

    source: IntArray
    previous: IntArray
    state: IntArray
    log_probability: Array  # summed in double precision
    greedy: Array
    decoder: DecoderState

    @classmethod
    def beginning(cls, encoded: Encoded) -> _Prefixes:
        size = len(encoded.lengths)
        start, zeros = np.full(size, START), np.zeros(size)
        return cls(
            np.arange(size), np.full(size, BOS), start, zeros, np.ones(size, bool), encoded.initial_state
        )


@dataclass(frozen=True, slots=True)
class _Position:
    """The characters written at one position.

    Attributes:
        parent: the prefix before each.
        symbol: the character.
        going: those that became the prefixes of the next position.
        attention_weights: of the prefixes before.
    """

    parent: IntArray
    symbol: IntArray
    going: IntArray
    attention_weights: FloatArray | None


@dataclass(slots=True)
class _Found:
    """Finished values: the position each ended at and its row there."""

    best: Array  # the k best log-probabilities of each source, unordered, (B, k)
    bound: Array  # the k-th best of each, (B,)
    ends: list[tuple[IntArray, IntArray, IntArray, Array]] = field(default_factory=list)

    @classmethod
    def nothing(cls, size: int, k: int) -> _Found:
        return cls(np.full((size, k), -np.inf), np.full(size, -np.inf))

    def add(self, position: int, row: IntArray, source: IntArray, log_probability: Array) -> None:
        """Take note of values that end at a position; rows of a source stand together."""
        if not len(row):
            return
        self.ends.append((np.full(len(row), position), row, source, log_probability))
        rank = _rank(source)
        for turn in range(rank.max() + 1):  # one value of a source at a time takes the place of the least
            mine = rank == turn
            place = source[mine], self.best[source[mine]].argmin(axis=1)
            self.best[place] = np.maximum(self.best[place], log_probability[mine])
        self.bound = self.best.min(axis=1)

    def hypotheses(
        self, positions: list[_Position], floor: float, lengths: IntArray
    ) -> list[list[Hypothesis]]:
        """The k best of each source, best first; those below the floor only where there is nothing else."""
        position, row, source, log_probability = (
            np.concatenate(column) for column in zip(*self.ends, strict=True)
        )
        order = np.lexsort((-log_probability, source))
        rank = _rank(source[order])
        order = order[(rank == 0) | ((rank < self.best.shape[1]) & (log_probability[order] >= floor))]
        position, row, source = position[order], row[order], source[order]
        symbols, rows = _trace(positions, position, row)
        texts = spell(symbols)
        found: list[list[Hypothesis]] = [[] for _ in self.bound]
        for index, (owner, text, log) in enumerate(
            zip(source.tolist(), texts, log_probability[order].tolist(), strict=True)
        ):
            weights = _attention(positions, rows[index], len(text), lengths[owner])
            found[owner].append(Hypothesis(text, log, weights))
        return found


def _trace(positions: list[_Position], position: IntArray, row: IntArray) -> tuple[IntArray, IntArray]:
    """Follow values back to their beginnings.

    Args:
        positions: what was written at each.
        position: where each value ended, (N,).
        row: its row there, (N,).

    Returns:
        The characters of each value, PAD after its end, and the row of the prefix before each, (N, T).
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
    """The attention weights of one value for the characters it wrote, (T, S)."""
    weights = [
        position.attention_weights[row, :places]
        for position, row in zip(positions[:length], rows, strict=False)
        if position.attention_weights is not None
    ]
    return np.stack(weights) if weights else None
