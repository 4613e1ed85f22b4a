"""Dates that running text has more often than catalogues: recent bounds, counted weeks, quarters."""

from __future__ import annotations

import re
from random import Random

from data_gen import archival
from data_gen.archival.bodies import Expression, Place
from data_gen.archival.lexicon import EMPTY, filled, find
from data_gen.archival.parts_of_month import part_of_month
from data_gen.archival.qualified import open_range
from data_gen.dates import parts_of_year
from data_gen.dates.days import draw_day
from data_gen.dates.surface import bound_of
from data_gen.example import Example
from data_gen.locales import LocaleData
from data_gen.relative import expressions
from data_gen.relative.joined import draw_pattern, plain_date

_COUNTED = re.compile(
    r"(?:\{Y\}|XXXX|@[»«=][myq])(?:-\{M\})?#(?:\{[oD]\}|-?\d+)[wdqhm]|@[»«=]y#(?:3[3-6]|4[01]|\{p\})"
)
_WEEKS = re.compile(r"(?:\{Y\}|XXXX)-\{M\}-\{[dDO]\}=w")
_QUARTERS = re.compile(r"(?:\d{4}|XXXX)-3[3-6]")


def bound(rng: Random, data: LocaleData) -> Example | None:
    """`before 2000`, `since May`, `not later than 2020`, `mid April`, in the words of the language."""
    place = Place(data, find(data.identifier) or EMPTY)
    maker = open_range if rng.random() < 0.7 and place.lexicon is not EMPTY else part_of_month
    return archival.made(rng, place, maker)


def recent_bound(rng: Random, data: LocaleData) -> Example | None:
    """A bound in the years that people talk about; None if the language has no words for bounds."""
    place = Place(data, find(data.identifier) or EMPTY)
    slot, grain = rng.choice(("before", "after")), rng.choices(("year", "month", "day"), (60, 15, 25))[0]
    year = rng.randint(1985, 2032)
    if grain == "year":
        drawn: tuple[str, str] | None = (str(year), str(year))
    else:
        pattern = draw_pattern(rng, data, whole=grain == "day")
        drawn = plain_date(pattern, draw_day(rng, year=year), rng, data)
    if drawn is None or drawn[1].startswith("X") or (grain == "month" and drawn[0].isdigit()):
        return None
    text, value = drawn
    template = place.lexicon.pick(rng, slot, grain)
    said = filled(template, (text,), place.lexicon, (year,) if grain == "year" else ()) if template else None
    if said is None or template is None:
        return None
    meant = bound_of(value, before=slot == "before")
    return archival.made(rng, place, lambda *_: Expression(said, meant, template, grain))


def counted(rng: Random, data: LocaleData) -> Example | None:
    """What is counted in a longer time: `the second week of 2021`, `the 15th day of next month`."""
    roll = rng.random()
    if roll < 0.7:
        return expressions.said(rng, data, _COUNTED)
    if roll < 0.8:
        return expressions.said(rng, data, _WEEKS)
    example = parts_of_year.draw(rng, data)
    return example if _QUARTERS.fullmatch(example.value) else None
