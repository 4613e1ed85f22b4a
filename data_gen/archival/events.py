"""Bounds of when something was made or someone lived: `published before 1800`, `mort après mai 1650`."""

from __future__ import annotations

from functools import cache
from random import Random

from data_gen.archival.bodies import Expression, Place
from data_gen.archival.lexicon import filled
from data_gen.archival.qualified import open_range
from data_gen.carriers import pools
from data_gen.language import texts

_SLOTS = ("from_to", "from_to_day", "between", "before", "after", "before_day", "after_day")
_AFTER_A_WORD = 0.2
_SHORTEST = 4
"""Minimum length of the word before a bound; shorter words may be negations."""


def bounded(rng: Random, place: Place) -> Expression | None:
    """A bound after what it says, `geb. nach 1811`, or after another word, which changes nothing."""
    inner = open_range(rng, place)
    if inner is None:
        return None
    if rng.random() < _AFTER_A_WORD and inner.text[:1].isalpha() and " " in inner.text:
        word = rng.choice(pools.words(place.language))
        changes = len(word) < _SHORTEST or word in _bounding(place.language)  # nicht vor 1811
        return None if changes else inner.within(f"{word} {inner.text}", inner.value, "{w} {}")
    slot = "life" if rng.random() < 0.5 else "made"
    template = place.lexicon.pick(rng, slot, "month")
    if template is None or _word_before(template) in _bounding(place.language):
        return None
    text = filled(template, (inner.text,), place.lexicon)
    return inner.within(text, inner.value, template) if text else None


def _word_before(template: str) -> str:
    """The word before the date in a template."""
    return (template.partition("{}")[0].lower().split() or [""])[-1]


@cache
def _bounding(language: str) -> frozenset[str]:
    """The first words of ranges and bounds in a language: from, after."""
    forms = (form for slot in _SLOTS for form in texts(language, f"archival.{slot}"))
    heads = (form.partition("{")[0].lower().split() for form in forms)
    return frozenset(head[0] for head in heads if head)
