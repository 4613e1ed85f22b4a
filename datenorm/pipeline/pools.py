"""Pools of pairs from the generator and from the user.

Imports `data_gen` in functions only, because worker processes import this module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from datenorm.text.vocabulary import ORDERS

if TYPE_CHECKING:
    from data_gen.documents import Document
    from data_gen.example import Example
    from data_gen.user_patterns import Style
    from datenorm.training.batching import Pools, TrainingPair
    from datenorm.training.user_pairs import UserPair

VALIDATION_SPLITS = {"seen": "valid-seen", "unseen": "valid-unseen"}
"""Validation set → split of the corpus: patterns and locales of training, and others."""

NOISE_SPLIT = "valid-noise"
"""Split of the corpus with kinds of noise kept out of training."""

_DRAWN_HINTS = 0.5


@dataclass(frozen=True)
class CorpusPools:
    """Pool number → generated training pairs; picklable.

    Attributes:
        size: pairs per pool, whole blocks of the corpus.
        seed: of the corpus.
        languages: language codes, or None for all.
    """

    size: int
    seed: int
    languages: tuple[str, ...] | None

    def __call__(self, number: int) -> Sequence[Example]:
        from data_gen.corpus import BLOCK, generate

        first = number * self.size // BLOCK
        return list(generate(self.size, self.seed, languages=self.languages, start_block=first))


@dataclass(frozen=True)
class OwnPools:
    """Pool number → the user's pairs, shuffled in each epoch.

    Missing hints are drawn at random for half of the pairs with letters, because pairs learnt without hints
    are read with less confidence when a hint is given. Numeric pairs do not change, since hints decide their
    value.

    Attributes:
        pairs: the user's.
        languages: languages for random hints.
        size: pairs per pool.
        seed: of the order and of the hints.
    """

    pairs: tuple[UserPair, ...]
    languages: tuple[str, ...]
    size: int
    seed: int

    def __call__(self, number: int) -> Sequence[TrainingPair]:
        first, count = number * self.size, len(self.pairs)
        drawn: list[UserPair] = []
        for epoch in range(first // count, (first + self.size - 1) // count + 1):
            order = Random(f"own/{self.seed}/{epoch}").sample(self.pairs, count)
            drawn += order[max(0, first - epoch * count) : first + self.size - epoch * count]
        rng = Random(f"own hints/{self.seed}/{number}")
        return [self._hinted(pair, rng) for pair in drawn]

    def _hinted(self, pair: UserPair, rng: Random) -> UserPair:
        language = rng.choice(self.languages) if rng.random() < _DRAWN_HINTS else ""
        order = rng.choice(ORDERS) if rng.random() < _DRAWN_HINTS else ""
        if not any(map(str.isalpha, pair.source)):
            return pair
        return replace(pair, language=pair.language or language, order=pair.order or order)


@dataclass(frozen=True)
class StylePools:
    """Pool number → `size` dates in the user's styles."""

    styles: tuple[Style, ...]
    size: int
    seed: int

    def __call__(self, number: int) -> Sequence[TrainingPair]:
        from data_gen.user_patterns import draw

        return list(draw(self.styles, self.size, Random(f"styles/{self.seed}/{number}")))


@dataclass(frozen=True)
class MixedPools:
    """Pool number → the pairs of that pool from several sources."""

    sources: tuple[Pools, ...]

    def __call__(self, number: int) -> Sequence[TrainingPair]:
        return [pair for source in self.sources for pair in source(number)]


@dataclass(frozen=True)
class DocumentPools:
    """Pool number → windows of generated documents; picklable.

    Attributes:
        seed: of the documents.
        languages: language codes, or None for all.
    """

    seed: int
    languages: tuple[str, ...] | None

    def __call__(self, number: int, count: int) -> Iterator[Document]:
        from data_gen.documents import windows

        return windows(self.seed, number, count, languages=self.languages)


@dataclass(frozen=True)
class Share:
    """A source of the user's pairs: its share of the training pairs, and pairs per pool → its pools."""

    part: float
    make: Callable[[int], OwnPools | StylePools]


def mixed(corpus: CorpusPools, shares: Sequence[Share]) -> MixedPools:
    """Pools of about the size of the corpus's, with the user's shares."""
    from data_gen.corpus import BLOCK

    left = 1 - sum(share.part for share in shares)
    # The generator draws whole blocks.
    drawn = max(1, round(left * corpus.size / BLOCK)) * BLOCK if left > 1e-9 else 0
    whole = drawn / left if drawn else corpus.size
    sources = [share.make(max(1, round(share.part * whole))) for share in shares]
    return MixedPools((*([replace(corpus, size=drawn)] if drawn else []), *sources))


def held_out(split: str, count: int, seed: int, languages: tuple[str, ...] | None) -> Iterator[Example]:
    """Pairs of one of the validation splits."""
    from data_gen.corpus import generate

    return generate(count, seed, split=split, languages=languages)
