"""Historical dates: Old and New Style, dual years, early modern spellings, Latin, the Roman calendar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from data_gen.carriers.carry import carry
from data_gen.example import Example
from data_gen.locales import LocaleData
from data_gen.old_style import early_modern, latin, styles

MAKERS: dict[str, tuple[float, Callable[[Random], Example]]] = {
    "dual year": (14, styles.dual_year),
    "both days": (17, styles.both_days),
    "marked": (18, styles.marked),
    "english": (20, early_modern.english),
    "elsewhere": (10, early_modern.elsewhere),
    "latin": (27, latin.draw),
}
"""Way of dating → (share, maker)."""

_SHARES = tuple(share for share, _ in MAKERS.values())
_DRAWERS = tuple(maker for _, maker in MAKERS.values())


def draw(rng: Random, _data: LocaleData) -> Example:
    """A historical date in any language, sometimes in other text."""
    example = rng.choices(_DRAWERS, _SHARES)[0](rng)
    text = carry(example.source, rng, example.language)[0] if rng.random() < 0.1 else example.source
    return replace(example, source=text, kind="oldstyle")
