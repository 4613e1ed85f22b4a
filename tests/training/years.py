"""A small task that is learnt in seconds: copy a year of four digits, or write that there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from datenorm.training.recipes import TINY


@dataclass(frozen=True)
class Pair:
    """What training needs of an example."""

    source: str
    value: str
    language: str = "en"
    order: str = "DMY"


@dataclass(frozen=True)
class Years:
    """Pool number → years to copy; can be sent to a worker process."""

    size: int

    def __call__(self, number: int) -> list[Pair]:
        rng = Random(number)
        return [self._pair(f"{rng.randrange(1000, 10000)}", rng) for _ in range(self.size)]

    def _pair(self, year: str, rng: Random) -> Pair:
        return Pair("n.d.", "∅") if rng.random() < 0.1 else Pair(rng.choice(["", "("]) + year, year)


RECIPE = replace(
    TINY,
    pairs=1_600,
    embedding=12,
    hidden=16,
    decoder=24,
    alignment=14,
    target_embedding=10,
    batch_size=16,
    pool=160,
    learning_rate=1e-2,
    averaging=0.9,
    validate_every=500,
    checkpoint_every=600,
)
