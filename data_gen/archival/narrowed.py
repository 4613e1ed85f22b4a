"""Centuries beside years that narrow them: `15th century, middle (before 1443)`, `6th century (527–565)`."""

from __future__ import annotations

from random import Random

from data_gen.archival.bodies import Expression, Place
from data_gen.archival.century_parts import CenturyPart, stretch
from data_gen.archival.lexicon import filled

_FRAMES = ("{} ({})", "{} ({})", "{} ({})", "{}, {}", "{} [{}]", "{}; {}")
_DASHES = ("–", "-", "–", " × ", " - ", " – ")
_SHORTEST = 10


def century(rng: Random, place: Place) -> Expression | None:
    """A century or a part of it beside a year before or after which it is, or beside its years."""
    template = place.lexicon.pick(rng, "century")
    if template is None or place.language == "fa":
        return None
    number = rng.randint(12, 20) if rng.random() < 0.8 else rng.randint(2, 11)
    part = stretch(rng, place, template, number, before=False)
    if part is None or part.years[1] - part.years[0] < _SHORTEST:
        return None
    start, end = (100 * (number - 1) + year for year in part.years)
    if rng.random() < 0.25:
        return _by_years(rng, part, start, end)
    return _by_bound(rng, place, part, rng.randint(start + 2, end - 2))


def _by_bound(rng: Random, place: Place, part: CenturyPart, year: int) -> Expression | None:
    """With a year before or after which it is; the words precede the year, as others may reach to today."""
    earlier = rng.random() < 0.5
    known = [one for one in place.lexicon.templates("before" if earlier else "after") if one.endswith(" {}")]
    bound = filled(rng.choice(known), (str(year),), place.lexicon, (year,)) if known else None
    if bound is None:
        return None
    frame = rng.choice(_FRAMES)
    value = f"{part.value}/{year:04d}" if earlier else f"{year:04d}/{part.value}"
    return Expression(frame.format(part.text, bound), value, f"{frame} bound", "century")


def _by_years(rng: Random, part: CenturyPart, start: int, end: int) -> Expression:
    """With its first and last year in brackets."""
    first = rng.randint(start, end - 5)
    last = rng.randint(first + 2, end)
    years = f"{first}{rng.choice(_DASHES)}{last}"
    frame = rng.choice(_FRAMES[:3])
    return Expression(frame.format(part.text, years), f"{first:04d}/{last:04d}", f"{frame} years", "century")
