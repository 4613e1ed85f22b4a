"""Where the generator meets training: pairs to learn from, to measure and to calibrate with.

Imports data_gen in functions only; worker processes import this module.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from datenorm.errors import MissingExtra

if TYPE_CHECKING:
    from data_gen.corpus import Example
    from datenorm.training.batching import Example as Pair
    from datenorm.training.user_pairs import UserPair

VALIDATION_SPLITS = {"seen": "valid-seen", "unseen": "valid-unseen"}
"""Name of a validation set → split of the corpus: patterns and locales it trains on, and others."""

NOISE_SPLIT = "valid-noise"
"""Split of the corpus with kinds of noise it does not train on."""


def require_extra(*modules: str) -> None:
    """Raise MissingExtra unless the modules of the `train` extra are installed."""
    missing = [module for module in modules if importlib.util.find_spec(module) is None]
    if missing:
        raise MissingExtra(
            f"this needs {', '.join(missing)}, which the base installation leaves out",
            hint="pip install 'datenorm[train]'",
        )


@dataclass(frozen=True)
class CorpusPools:
    """Pool number → its training pairs, drawn anew each time; can be sent to another process.

    Attributes:
        size: pairs a pool, whole blocks of the corpus.
        seed: of the corpus.
        languages: languages to draw, or None for all.
    """

    size: int
    seed: int
    languages: tuple[str, ...] | None

    def __call__(self, number: int) -> Sequence[Example]:
        from data_gen.corpus import BLOCK, generate

        first = number * self.size // BLOCK
        return list(generate(self.size, self.seed, languages=self.languages, start_block=first))


@dataclass(frozen=True)
class MixedPools:
    """Pool number → pairs of the corpus and, again and again in another order, the user's own.

    Attributes:
        corpus: the generator's part of each pool.
        own: the user's pairs.
        size: how many of them a pool has.
        seed: of their order.
    """

    corpus: CorpusPools
    own: tuple[UserPair, ...]
    size: int
    seed: int

    @classmethod
    def of(cls, corpus: CorpusPools, own: tuple[UserPair, ...], share: float) -> MixedPools:
        """Pools of about the size of the corpus's, the user's pairs a share of them."""
        from data_gen.corpus import BLOCK

        if share == 1:
            return cls(replace(corpus, size=0), own, corpus.size, corpus.seed)
        drawn = max(1, round((1 - share) * corpus.size / BLOCK)) * BLOCK
        return cls(replace(corpus, size=drawn), own, round(drawn * share / (1 - share)), corpus.seed)

    def __call__(self, number: int) -> Sequence[Pair]:
        drawn = self.corpus(number) if self.corpus.size else []
        return [*drawn, *self._own(number)]

    def _own(self, number: int) -> Iterator[UserPair]:
        """Every pair as often as any other, whatever the size of a pool."""
        first = number * self.size
        for epoch in range(first // len(self.own), (first + self.size - 1) // len(self.own) + 1):
            order = Random(f"own/{self.seed}/{epoch}").sample(self.own, len(self.own))
            start = epoch * len(self.own)
            yield from order[max(0, first - start) : max(0, first + self.size - start)]


def held_out(split: str, count: int, seed: int, languages: tuple[str, ...] | None) -> Iterator[Example]:
    """Pairs of one of the validation splits."""
    from data_gen.corpus import generate

    return generate(count, seed, split=split, languages=languages)
