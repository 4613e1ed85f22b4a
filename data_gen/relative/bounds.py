"""Bounds without a year: before July, after mid-May, no later than 3 May, starting January 7th."""

from __future__ import annotations

import re
from random import Random

from data_gen.archival import parts_of_month
from data_gen.archival.bodies import Place
from data_gen.archival.lexicon import EMPTY, filled, find
from data_gen.dates import habits
from data_gen.dates.days import draw_day
from data_gen.dates.surface import bound_of
from data_gen.example import Example
from data_gen.locales import LocaleData
from data_gen.relative import feasts
from data_gen.relative.joined import plain_date

_OF_THE_PAST = re.compile(
    r"since|present|to date|begun|post|seit|depuis|sinds|desde|beri|以来|이래|sedan|siden|lähtien|óta|منذ",
    re.IGNORECASE,
)
"""What says that the date is past, so that it has a year: since May."""


_PARTS = 0.2
"""Share of bounds with a month that are parts of it: after mid-May."""

_Drawn = tuple[str, str]


def draw(rng: Random, data: LocaleData) -> Example | None:
    """Draw one; None if the language has no words for it."""
    lexicon = find(data.identifier) or EMPTY
    slot, grain = rng.choice(("before", "after")), rng.choice(("month", "day", "day", "feast", "feast"))
    drawn = _feast(rng, data) if grain == "feast" else _date(rng, data, grain)
    if drawn and grain == "month" and rng.random() < _PARTS:
        part = parts_of_month.in_bounds(rng, Place(data, lexicon))
        drawn = (part.format(drawn[0]), drawn[1]) if part else drawn
    template = lexicon.pick(rng, slot, "day" if grain == "day" else "month")
    if drawn is None or template is None or _OF_THE_PAST.search(template):
        return None
    text = filled(template, (drawn[0],), lexicon)
    meant = bound_of(drawn[1], before=slot == "before")
    if text is None:
        return None
    return Example(text, meant, data.language, data.identifier, data.order, f"bound {template}", "relative")


def _date(rng: Random, data: LocaleData, grain: str) -> _Drawn | None:
    if grain == "month":
        pattern = rng.choice(("MMMM", "MMMM", "MMM"))
    else:
        pattern = habits.named_pattern(rng, data.identifier, year=False, weekday=0)
    drawn = plain_date(pattern, draw_day(rng), rng, data)
    return drawn if drawn and drawn[1].startswith("X") else None


def _feast(rng: Random, data: LocaleData) -> _Drawn | None:
    named = feasts.draw_name(rng, data, popular_share=0.7)
    return (named[0], f"XXXX{named[1]}") if named else None
