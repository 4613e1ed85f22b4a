"""Bounds of which one is meant: *before 1900 or after 1950*. No value has both, so they are several dates."""

from __future__ import annotations

import re
from random import Random

from data_gen.archival import spans
from data_gen.archival.bodies import Expression, Place, in_digits
from data_gen.archival.lexicon import EMPTY
from data_gen.archival.qualified import open_range
from data_gen.example import Example
from data_gen.several import joints
from data_gen.several.sets import LONGEST

_RANGE_SHARE = 0.2
_TRIES = 12
_APART = re.compile(r"[^\W\d_]")
"""A bound in words; that of `1850–` is a sign."""


def draw(rng: Random, place: Place) -> Example | None:
    """Draw two or three bounds or ranges in a locale; None if its language has no words for them."""
    found: list[Expression] = []
    number = rng.choice((2, 2, 2, 3))
    for _ in range(_TRIES if place.lexicon is not EMPTY else 0):
        is_range = bool(found) and rng.random() < _RANGE_SHARE
        one = (spans.between if is_range else open_range)(rng, place)
        if one is None or not _APART.search(one.text) or any(one.value == other.value for other in found):
            continue
        found.append(one)
        value = ";".join(each.value for each in found)
        if len(found) == number and len(value) <= LONGEST and "/" in one.value:
            rng.shuffle(found)
            value = ";".join(each.value for each in found)
            text = joints.one_of([each.text for each in found], rng, place, "day")
            forms = ",".join(each.form for each in found)
            return Example(
                in_digits(text, place.data, rng),
                value,
                place.language,
                order=place.data.order,
                pattern=f"bounds:{forms}",
            )
    return None
