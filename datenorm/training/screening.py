"""Leaves out most of the generated pairs that a model reads without doubt. No torch.

A trained model is sure of three pairs in five, and they make one fiftieth of the loss. To read a pair takes a
twentieth of the time that it takes to learn from it. So a model reads each pair first. The more probable it
finds the value, the more often the pair is left out. A pair that stays is weighted by the inverse of the
share that stays, so that the expected gradient is that of all pairs: importance sampling, as in
Katharopoulos and Fleuret 2018, "Not all samples are created equal: deep learning with importance sampling".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Any

import numpy as np

from datenorm.bundle import load_bundle
from datenorm.runtime import Runtime, open_runtime
from datenorm.search import top_k_many
from datenorm.text.vocabulary import ANY, FIRST_HINT, PAD, UNK, Vocabulary, hint_count
from datenorm.training.batching import EncodedPair

_IntArray = np.ndarray[Any, np.dtype[np.int64]]

LEAST_KEPT = 1 / 8
"""Share of the pairs that stay where the model is sure of the value. Their weight is the inverse, and it must
not be much larger than that of the others, because the network may have forgotten how to read them."""

_SLOPE = 2.5  # pairs whose value has a probability of at most 1 - 1 / 2.5 all stay
_READ = 2  # hypotheses of the model for each pair
_LEAST_READ = 0.01  # probability
_ROWS = 512


@dataclass(frozen=True)
class Screening:
    """Pairs → those to learn from, with weights; picklable.

    Attributes:
        model: directory of the bundle that reads the pairs; `default` comes with datenorm.
        vocabulary: in which the pairs are encoded.
    """

    model: str
    vocabulary: Vocabulary

    def __call__(self, pairs: list[EncodedPair], rng: Random) -> list[EncodedPair]:
        """The pairs that stay; their mean weight is 1.

        Raises:
            BundleError: if the bundle is missing or cannot be used.
        """
        kept = []
        for pair, probability in zip(pairs, self.probabilities(pairs), strict=True):
            share = share_kept(probability)
            if rng.random() < share:
                kept.append(replace(pair, weight=pair.weight / share))
        mean = sum(pair.weight for pair in kept) / max(1, len(kept))
        return [replace(pair, weight=pair.weight / mean) for pair in kept]

    def probabilities(self, pairs: Sequence[EncodedPair]) -> list[float]:
        """The probability that the model gives the value of each pair; 0 for an unlikely one."""
        runtime, symbols = _opened(self.model, self.vocabulary)
        found = [0.0] * len(pairs)
        for rows in _longest_first(pairs):
            ids = _padded([pairs[row].source for row in rows])
            hypotheses = top_k_many(runtime, symbols[ids], k=_READ, least=_LEAST_READ)
            for row, some in zip(rows, hypotheses, strict=True):
                value = pairs[row].value
                found[row] = next((one.probability for one in some if one.text == value), 0.0)
        return found


def share_kept(probability: float) -> float:
    """The share of pairs that stay among those whose value has a probability.

    >>> share_kept(0.2), share_kept(0.8), share_kept(1.0)
    (1.0, 0.5, 0.125)
    """
    return round(min(1.0, max(LEAST_KEPT, _SLOPE * (1 - probability))), 6)


@cache
def _opened(model: str, vocabulary: Vocabulary) -> tuple[Runtime, _IntArray]:
    """The runtime of a bundle, and the bundle's symbol for each symbol of the vocabulary."""
    bundle = load_bundle(None if model == "default" else model)
    symbols = np.array(bundle.vocabulary.encode(vocabulary.symbols))
    hints = symbols[FIRST_HINT : FIRST_HINT + hint_count(vocabulary)]
    hints[hints == UNK] = bundle.vocabulary.index(ANY)
    return open_runtime(bundle.weights, bundle.manifest.architecture), symbols


def _longest_first(pairs: Sequence[EncodedPair]) -> Iterator[list[int]]:
    """Rows of pairs of similar length."""
    rows = sorted(range(len(pairs)), key=lambda row: -len(pairs[row].source))
    yield from (rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS))


def _padded(sources: Sequence[list[int]]) -> _IntArray:
    ids = np.full((len(sources), len(sources[0])), PAD, dtype=np.int64)
    for row, source in enumerate(sources):
        ids[row, : len(source)] = source
    return ids
