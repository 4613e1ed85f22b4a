"""Old ways of dating: Old and New Style, dual years, early modern spellings, Latin dates, Roman reckoning."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from data_gen.dates.surface import Surface
from data_gen.old_style import early_modern, latin, lookalikes, styles

Drawn = tuple[Surface, str, str, str]

MAKERS: dict[str, tuple[float, Callable[[Random], Drawn]]] = {
    "dual year": (14, styles.dual_year),
    "both days": (17, styles.both_days),
    "marked": (18, styles.marked),
    "english": (20, early_modern.english),
    "elsewhere": (10, early_modern.elsewhere),
    "latin": (27, latin.draw),
    "no date": (7, lookalikes.draw),
}
"""Way of dating → its share, and what draws it."""

_SHARES = tuple(share for share, _ in MAKERS.values())
_DRAWERS = tuple(maker for _, maker in MAKERS.values())


def draw(rng: Random) -> Drawn:
    """A date written in one of these ways.

    Returns:
        (surface, value, language, order); the value is a refusal for what only looks like a date.
    """
    return rng.choices(_DRAWERS, _SHARES)[0](rng)
