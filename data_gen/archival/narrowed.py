"""Centuries beside years: those that narrow them, as in `15th century, middle (before August 1443)` and
`6th century (527–565)`, and those of a part of the item, as in `15th century (in part 1458)`.
"""

from __future__ import annotations

from random import Random

from data_gen.archival.bodies import Expression, Place, draw_pattern, written
from data_gen.archival.century_parts import CenturyPart, stretch
from data_gen.archival.lexicon import filled
from data_gen.dates.days import draw_day
from data_gen.dates.surface import value_of
from data_gen.language import texts

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
    dice = rng.random()
    if dice < 0.25:
        return _by_years(rng, part, start, end)
    if dice < 0.55 and (made := _in_part(rng, place, part, start, end)):
        return made
    return _by_bound(rng, place, part, rng.randint(start + 2, end - 2))


def _by_bound(rng: Random, place: Place, part: CenturyPart, year: int) -> Expression | None:
    """With a year or month before or after which it is, which may be uncertain; the words precede the year,
    as others may reach to today."""
    earlier = rng.random() < 0.5
    grain = "month" if year > 1000 and rng.random() < 0.15 else "year"
    templates = place.lexicon.templates("before" if earlier else "after", grain)
    known = [one for one in templates if one.endswith(" {}")]
    if not known:
        return None
    if grain == "month":
        pattern, day = draw_pattern(rng, place.data, "month", led=True), draw_day(rng, year=year)
        text, value = written(pattern, day, place.data, rng), value_of(pattern, day)
        bound = filled(rng.choice(known), (text,), place.lexicon)
    else:
        value = f"{year:04d}"
        bound = filled(rng.choice(known), (str(year),), place.lexicon, (year,))
    if bound is None:
        return None
    frame = rng.choice(_FRAMES)
    if rng.random() < 0.1:
        bound, value = f"{bound}{rng.choice((' (?)', '?', '(?)'))}", f"{value}?"
    value = f"{part.value}/{value}" if earlier else f"{value}/{part.value}"
    return Expression(frame.format(part.text, bound), value, f"{frame} bound", "century")


def _by_years(rng: Random, part: CenturyPart, start: int, end: int) -> Expression:
    """With its first and last year in brackets."""
    first = rng.randint(start, end - 5)
    last = rng.randint(first + 2, end)
    years = f"{first}{rng.choice(_DASHES)}{last}"
    frame = rng.choice(_FRAMES[:3])
    return Expression(frame.format(part.text, years), f"{first:04d}/{last:04d}", f"{frame} years", "century")


def _in_part(rng: Random, place: Place, part: CenturyPart, start: int, end: int) -> Expression | None:
    """With the year of a part of the item, which is in the century but says nothing of the rest."""
    known = texts(place.lexicon.language, "archival.in_part")
    if not known:
        return None
    year = rng.randint(start, end - 1)
    years = f"{year}{rng.choice(('–', '-'))}{rng.randint(year + 1, end)}" if rng.random() < 0.2 else str(year)
    frame, said = rng.choice(_FRAMES), rng.choice(known)
    return Expression(frame.format(part.text, said.format(years)), part.value, f"{frame} {said}", "century")
