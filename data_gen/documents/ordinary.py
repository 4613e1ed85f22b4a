"""The dates of ordinary sentences: every kind in its plain forms, the usual kinds as often as one another.

Other registers have thousands of forms, of which most are rare: *tonight*, *in March* and *two weeks ago* are
lost among them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from random import Random

from data_gen import archival
from data_gen.archival import periods
from data_gen.archival.bodies import Place
from data_gen.archival.lexicon import EMPTY, find
from data_gen.dates.days import OTHER_YEARS, draw_day
from data_gen.dates.gregorian import as_people, as_software, month_or_year, yearless
from data_gen.dates.surface import write
from data_gen.documents.mentions import Register, at_time, name_alone, planned
from data_gen.documents.phrases import recent_bound
from data_gen.example import Example
from data_gen.locales import LocaleData
from data_gen.relative import composed, usual
from data_gen.times import timed
from data_gen.times.periods import names_part_of_day

Maker = Callable[[Random, LocaleData], Example | None]

_NEAR_DAY = re.compile(r"@(?:[+-]1d)?")
_ANY_NEAR_DAY = re.compile(r"@(?:[+-]1d|[»«=]?w?\{[WA]\})?")


def _meaning(program: str) -> Maker:
    """The maker of dates with a program."""
    return partial(usual.draw, program=re.compile(program))


def _part_of_day(rng: Random, data: LocaleData) -> Example | None:
    """`Tonight`, `this morning`, `yesterday evening`."""
    drawn = usual.draw(rng, data, _NEAR_DAY)
    return drawn if drawn and names_part_of_day(drawn.source, data.language) else None


def _with_time(rng: Random, data: LocaleData) -> Example | None:
    """`Tomorrow at 9`, `Monday, 10:30`."""
    drawn = usual.draw(rng, data, _ANY_NEAR_DAY)
    if drawn is None or names_part_of_day(drawn.source, data.language):
        return None
    return timed.with_time(drawn, rng, data.language)


def _decade(rng: Random, data: LocaleData) -> Example | None:
    """`The 1990s`, `gli anni Novanta`."""
    place = Place(data, find(data.identifier) or EMPTY)
    return None if place.lexicon is EMPTY else archival.made(rng, place, periods.decade)


def _recent_year(rng: Random, data: LocaleData) -> Example | None:
    """A year alone."""
    if data.language in OTHER_YEARS:
        return None
    return write("y", draw_day(rng, year=rng.randint(1900, 2035)), data, rng)


ORDINARY: Register = {
    _meaning("@"): 8,
    _meaning("@-1d"): 7,
    _meaning(r"@\+1d"): 7,
    _meaning(r"@[+-]2d"): 3,
    _part_of_day: 14,
    _meaning("@[»«=]k"): 6,
    _meaning("@[»«=][wm]"): 9,
    _meaning("@[»«=]y"): 5,
    _meaning(r"@[»«=<>]w?\{[WA]\}"): 6,
    _meaning(r"@[»«=<>]\{M\}|@[»«=]y?-?#?2[1-4]"): 2,
    name_alone: 16,
    _meaning(r"@-\{n\}[dwmy]"): 8,
    _meaning(r"@\+\{n\}[dwmy]"): 8,
    _meaning(r"@[+-](?:\{n\}|1)[HM]"): 4,
    _meaning(r"@-\{n\}[dwmy]/@|@\+1d/@\+\{n\}[dwmy]"): 4,
    _meaning(r"XXXX-XX-\{[dDcO]\}"): 4,
    _with_time: 7,
    at_time: 3,
    planned: 2,
    yearless: 12,
    as_people: 5,
    as_software: 4,
    month_or_year: 10,
    _recent_year: 9,
    _decade: 3,
    recent_bound: 3,
    composed.feast: 4,
}
"""Maker of dates → how often it is drawn."""
