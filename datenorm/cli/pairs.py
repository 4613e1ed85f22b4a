"""Where the generator meets training: pairs to learn from, to measure and to calibrate with.

Imports data_gen in functions only; worker processes import this module.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from datenorm.errors import MissingExtra

if TYPE_CHECKING:
    from data_gen.corpus import Example

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


def held_out(split: str, count: int, seed: int, languages: tuple[str, ...] | None) -> Iterator[Example]:
    """Pairs of one of the validation splits."""
    from data_gen.corpus import generate

    return generate(count, seed, split=split, languages=languages)
