"""Several dates in one text: sets, dates with different roles, and texts with one date that look alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from data_gen.archival.bodies import Place
from data_gen.archival.lexicon import EMPTY, find
from data_gen.carriers.carry import carry
from data_gen.dates.gregorian import language_around
from data_gen.example import Example
from data_gen.locales import LocaleData
from data_gen.several import bounds, roles, sets, single

_MAKERS: tuple[Callable[[Random, Place], Example | None], ...] = (
    sets.draw,
    roles.draw,
    single.draw,
    bounds.draw,
)
_SHARES = (40, 37, 23, 3)
_IN_SENTENCES = 0.12
_LONGEST_TEXT = 200


def draw(rng: Random, data: LocaleData) -> Example:
    """Several dates in a locale."""
    place = Place(data, find(data.identifier) or EMPTY)
    while True:
        maker = rng.choices(_MAKERS, _SHARES)[0]
        example = maker(rng, place)
        if example is None:
            continue
        if maker is not roles.draw and rng.random() < _IN_SENTENCES:
            text, _ = carry(example.source, rng, language_around(example, rng), heavy=True)
            example = replace(example, source=text)
        if len(example.source) <= _LONGEST_TEXT:
            return replace(example, kind="several")
