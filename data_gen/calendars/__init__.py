"""Dates of other calendars: Persian, Hijri, Hebrew, Ethiopic, Coptic, Indian national, French Republican, and
calendars that differ in their years only: Japanese eras, Minguo, Buddhist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from random import Random

from data_gen.calendars import east_asian, named, other_eras, republican, transliterated, without_year
from data_gen.carriers.carry import carry
from data_gen.example import Example
from data_gen.locales import LocaleData
from data_gen.times.timed import with_time

PERSIAN_YEARS = (1200, 1450)
"""Years that readers of Persian take for Persian ones, even in bare numbers: 1399, 1399/01/12."""

MAKERS: dict[str, tuple[float, Callable[[Random], Example]]] = {
    "japanese": (19, east_asian.japanese),
    "minguo": (8, east_asian.minguo),
    "buddhist": (9, east_asian.buddhist),
    "persian": (13, partial(named.draw, "persian")),
    "islamic": (16, partial(named.draw, "islamic")),
    "transliterated": (14, transliterated.draw),
    "hebrew": (19, partial(named.draw, "hebrew")),
    "ethiopic": (6, partial(named.draw, "ethiopic")),
    "coptic": (3, partial(named.draw, "coptic")),
    "indian": (4, partial(named.draw, "indian")),
    "republican": (7, republican.draw),
    "without year": (9, without_year.draw),
    "lunar": (7, without_year.lunar),
    "other": (6, other_eras.beside_ours),
}
"""Calendar → (share, maker)."""

_SHARES = tuple(share for share, _ in MAKERS.values())
_DRAWERS = tuple(maker for _, maker in MAKERS.values())


def draw(rng: Random, _data: LocaleData) -> Example:
    """A date of another calendar in any language, sometimes with a time or in other text."""
    example = rng.choices(_DRAWERS, _SHARES)[0](rng)
    roll = rng.random()
    if roll < 0.07 and len(example.value) > 9:
        example = with_time(example, rng, example.language)
    elif roll < 0.15:
        example = replace(example, source=carry(example.source, rng, example.language)[0])
    return replace(example, kind="calendar")
