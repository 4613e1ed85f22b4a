"""From the network's next-character scores to whole values that the value language allows.

Both searches walk the automaton of `datenorm.values` beside the decoder: a forbidden character has no
probability, the allowed ones share all of it. NumPy and the Runtime protocol only.
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Iterator
from dataclasses import InitVar, dataclass, field

import numpy as np

from datenorm.runtime.base import DecoderState, Encoded, FloatArray, IntArray, Runtime
from datenorm.values import FINAL, FORBIDDEN, MAX_VALUE_LENGTH, START, TARGET_SYMBOLS, TRANSITIONS
from datenorm.vocabulary import BOS, EOS, PAD

_NEXT_STATES = np.array(TRANSITIONS, dtype=np.int64)
# Added to the logits: nothing where a character is allowed, minus infinity where it is not.
_PENALTIES = np.where(_NEXT_STATES == FORBIDDEN, -np.inf, 0.0).astype(np.float32)
# In these states the value can only end or has ended, so the end symbol need not be asked for.
_ENDED = (_NEXT_STATES != FORBIDDEN).sum(axis=1) == (_NEXT_STATES[:, EOS] != FORBIDDEN)
_ENDED[FINAL] = True

# Rows that have finished are taken out of the batch once fewer than this part of it is still being written;
# copying the batch at every step would cost more than it saves.
_COMPACT_BELOW = 0.75

MAX_EXPANSIONS = 400
"""Prefixes that `top_k` may expand for one source. A source that reaches the bound gets the hypotheses
finished until then, which may be fewer than asked for and miss a better one."""

# Prefixes of one source that are expanded together. More fill the matrix products better, and some in vain.
_FRONTIER = 3
LEAST = 1e-7
"""Probability below which `top_k` looks for nothing."""


@dataclass(frozen=True)
class Hypothesis:
    """One value the network may write for a source.

    Attributes:
        text: a value of the value language.
        log_probability: natural logarithm, summed over the characters.
        attention_weights: alpha of each character written, (T, S), or None when not asked for.
    """

    text: str
    log_probability: float
    attention_weights: FloatArray | None = None

    @property
    def probability(self) -> float:
        """The probability of exactly this text."""
        return float(np.exp(self.log_probability))


def greedy_search(
    runtime: Runtime, source_ids: IntArray, *, temperature: float = 1.0, attention: bool = False
) -> list[Hypothesis]:
    """Take the most likely allowed character at every step.

    Args:
        runtime: the network.
        source_ids: sources of one length, (B, S + 2).
        temperature: divides the logits; changes probabilities, never the characters chosen.
        attention: whether to keep the attention weights.

    Returns:
        One hypothesis a source, in order.
    """
    encoded = runtime.encode(source_ids)
    size = len(source_ids)
    decoder_state, state = encoded.initial_state, np.full(size, START)
    previous, rows = np.full(size, BOS), np.arange(size)
    log_probabilities = np.zeros(size)
    written = np.full((MAX_VALUE_LENGTH + 1, size), PAD)
    weights: list[FloatArray] = []
    for position in range(len(written)):
        step = runtime.step(encoded, decoder_state, previous)
        scores = allowed_log_probabilities(step.logits, state, temperature)
        previous = scores.argmax(axis=1)
        log_probabilities[rows] += np.take_along_axis(scores, previous[:, None], axis=1)[:, 0]
        written[position, rows] = previous
        if attention:
            weights.append(_scatter(step.attention_weights, rows, size))
        state = _NEXT_STATES[state, previous]
        decoder_state = step.state
        writing = ~_ENDED[state]
        if not writing.any():
            break
        if writing.mean() < _COMPACT_BELOW:
            kept = np.flatnonzero(writing)
            encoded, decoder_state = encoded.select(kept), decoder_state.select(kept)
            state, previous, rows = state[kept], previous[kept], rows[kept]
        elif not writing.all():
            # A finished row goes through the motions: only padding follows the end, at probability 1.
            state[~writing] = FINAL
    texts = [_spell(column) for column in written.T]
    return [
        Hypothesis(text, float(log_probability), _stack(weights, row, len(text)) if attention else None)
        for row, (text, log_probability) in enumerate(zip(texts, log_probabilities, strict=True))
    ]


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
    """The k most likely values of each source, exactly.

    Best first: the log-probability of a prefix bounds that of every value it can become, so a value that
    comes off the heap before all prefixes is the best of those left. Sources advance side by side to fill the
    matrix products; each has its own heap, so none depends on another.

    Args:
        runtime: the network.
        source_ids: sources of one length, (B, S + 2).
        k: how many values to find for each.
        least: probability below which none is looked for; the higher, the sooner noise is given up on.
        temperature: divides the logits.
        attention: whether to keep the attention weights.

    Returns:
        For each source at most k hypotheses, best first; fewer where no more are as likely as `least` or
        `MAX_EXPANSIONS` is reached.
    """
    encoded = runtime.encode(source_ids)
    trees = [_Tree(_Prefix(encoded.initial_state, row), k) for row in range(len(source_ids))]
    floor = math.log(least)
    while True:
        turn = [(row, prefix) for row, tree in enumerate(trees) for prefix in tree.frontier()]
        if not turn:
            break
        for row, prefix in _following(runtime, encoded, turn, floor, temperature, attention):
            trees[row].push(prefix)
    return [[prefix.hypothesis(attention) for prefix in tree.found] for tree in trees]


def allowed_log_probabilities(logits: FloatArray, state: IntArray, temperature: float) -> FloatArray:
    """Log-softmax over the characters that the automaton allows.

    Args:
        logits: (B, V).
        state: the automaton's state of each row, (B,).
        temperature: divides the logits.

    Returns:
        (B, V); minus infinity where a character is forbidden.
    """
    scores: FloatArray = logits / np.float32(temperature) + _PENALTIES[state]
    scores -= scores.max(axis=1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return scores


@dataclass(slots=True)
class _Prefix:
    """The beginning of a value, with what the decoder needs to go on."""

    decoder: DecoderState  # of the whole turn it was written in; `row` is its own
    row: int
    symbols: tuple[int, ...] = ()
    state: int = START
    log_probability: float = 0.0
    weights: tuple[FloatArray, ...] = ()

    def hypothesis(self, attention: bool) -> Hypothesis:
        text = "".join(TARGET_SYMBOLS[symbol] for symbol in self.symbols)
        return Hypothesis(text, self.log_probability, np.stack(self.weights) if attention else None)


@dataclass(slots=True)
class _Tree:
    """The search of one source: prefixes waiting in a heap, values found."""

    root: InitVar[_Prefix]
    k: int
    found: list[_Prefix] = field(default_factory=list)
    heap: list[tuple[float, int, _Prefix]] = field(default_factory=list)
    expanded: int = 0
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self, root: _Prefix) -> None:
        self.push(root)

    def push(self, prefix: _Prefix) -> None:
        # The number settles ties, by age, before prefixes would have to be compared.
        heapq.heappush(self.heap, (-prefix.log_probability, next(self._numbers), prefix))

    def frontier(self) -> list[_Prefix]:
        """Move finished values that nothing can beat to `found`; take the prefixes to expand next."""
        taken: list[_Prefix] = []
        while self.heap and len(self.found) < self.k and len(taken) < _FRONTIER:
            prefix = self.heap[0][2]
            if _ENDED[prefix.state]:
                if taken:  # the prefixes just taken may still become something better
                    break
                self.found.append(prefix)
            elif self.expanded < MAX_EXPANSIONS:
                self.expanded += 1
                taken.append(prefix)
            heapq.heappop(self.heap)
        return taken


def _following(
    runtime: Runtime,
    encoded: Encoded,
    turn: list[tuple[int, _Prefix]],
    floor: float,
    temperature: float,
    attention: bool,
) -> Iterator[tuple[int, _Prefix]]:
    """Every way to go on from the prefixes of one turn by one character, each with the number of its source.

    Ways whose log-probability is below `floor` are left out.
    """
    sources = np.array([row for row, _ in turn])
    decoder = DecoderState(
        np.stack([prefix.decoder.hidden[prefix.row] for _, prefix in turn]),
        np.stack([prefix.decoder.cell[prefix.row] for _, prefix in turn]),
    )
    previous = np.array([prefix.symbols[-1] if prefix.symbols else BOS for _, prefix in turn])
    state = np.array([prefix.state for _, prefix in turn])
    step = runtime.step(encoded.select(sources), decoder, previous)
    # Summed in double precision, as the greedy search does, so that both give a text the same probability.
    scores = allowed_log_probabilities(step.logits, state, temperature).astype(np.float64)
    scores += np.array([[prefix.log_probability] for _, prefix in turn])
    for index, symbol in np.argwhere(scores >= floor).tolist():
        row, prefix = turn[index]
        ends = symbol == EOS
        weights = prefix.weights
        if attention and not ends:
            weights = (*weights, step.attention_weights[index])
        yield (
            row,
            _Prefix(
                decoder=step.state,
                row=index,
                symbols=prefix.symbols if ends else (*prefix.symbols, symbol),
                state=int(_NEXT_STATES[prefix.state, symbol]),
                log_probability=float(scores[index, symbol]),
                weights=weights,
            ),
        )


def _scatter(values: FloatArray, rows: IntArray, size: int) -> FloatArray:
    """Rows of a compacted batch back in their places, zeros elsewhere; (size, S)."""
    if len(rows) == size:
        return values
    full = np.zeros((size, values.shape[1]), values.dtype)
    full[rows] = values
    return full


def _stack(weights: list[FloatArray], row: int, length: int) -> FloatArray:
    """The attention weights of one row for the characters it wrote, (T, S)."""
    return np.stack([position[row] for position in weights[:length]])


def _spell(symbols: IntArray) -> str:
    """The text of a row of target symbols, up to its end."""
    return "".join(TARGET_SYMBOLS[symbol] for symbol in symbols.tolist() if symbol not in (EOS, PAD))
