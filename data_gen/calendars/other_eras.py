"""Years of eras that have no value: Seleucid, Bikram Sambat, Ottoman fiscal, of the city of Rome.

Beside a year or day of ours, the value is ours: `A. Gr. 1565, A.D. 1254`, `1326 Rumi (1910)`, `12 Mart 1330
(25 Mart 1914)`. Alone they are refused, see `data_gen.negatives.unsupported_calendars`.
"""

from __future__ import annotations

import datetime
from random import Random

from data_gen.calendars.named import beside_year
from data_gen.dates.days import Day
from data_gen.dates.surface import write
from data_gen.example import Example
from data_gen.language import languages, rows
from data_gen.locales import load

_KEY = "calendars.other_eras"
_SHARES = {"tr": 5, "en": 5, "und": 4, "hi": 1, "ne": 1}
_YEARS = {311: (600, 1700), 57: (1500, 2030), -584: (1840, 1922), 753: (100, 1600)}
"""Years between an era's beginning and ours → the years of ours that it is written beside."""
_FROM_AUTUMN = 311
"""Seleucid years begin in the autumn before; the others within ours."""
_DAYS_SHARE = 0.35
_BETWEEN = ("{} ({})", "{} ({})", "{} / {}", "{} [{}]", "{} = {}", "{}, {}", "{} / Miladi {}", "R. {} M. {}")


def era(rng: Random) -> tuple[str, str, int]:
    """A language, a template for a year of an era, and the era's year 0 before ours."""
    known = languages(_KEY)
    language = rng.choices(known, [_SHARES[one] for one in known])[0]
    template, offset = rng.choice(rows(language, _KEY))
    return language, template, int(offset)


def draw_year(rng: Random, offset: int) -> int:
    """A year of ours in which the era was used."""
    return rng.randint(*_YEARS[offset])


def beside_ours(rng: Random) -> Example:
    """A year of an era beside ours, or an Ottoman fiscal day beside ours."""
    if rng.random() < _DAYS_SHARE:
        return _fiscal_day(rng)
    language, template, offset = era(rng)
    year = draw_year(rng, offset)
    data = load("en" if language == "und" else language)
    first = year - 1 if offset == _FROM_AUTUMN else year
    text, value = beside_year(template.format(year + offset), first, first + 1, data, rng)
    tag = "" if language == "und" else language
    return Example(text, value, tag, order=data.order, pattern=f"other era:{template}")


def _fiscal_day(rng: Random) -> Example:
    """A day of the Ottoman fiscal calendar, whose months are Julian and whose years begin in March."""
    first = datetime.date(1840, 3, 13).toordinal()
    day = datetime.date.fromordinal(rng.randint(first, datetime.date(1917, 2, 28).toordinal()))
    julian = day - datetime.timedelta(days=13 if day >= datetime.date(1900, 3, 13) else 12)
    year = julian.year - 584 - (julian.month < 3)
    data, ours = load("tr"), Day(day.year, day.month, day.day)
    pattern = rng.choice(("d MMMM y", "d MMMM y", "d MMM y", "dd.MM.y", "d/M/y"))
    texts = [write(pattern, one, data, rng).source for one in (Day(year, julian.month, julian.day), ours)]
    form = rng.choice(_BETWEEN)
    return Example(form.format(*texts), str(ours), "tr", order="DMY", pattern=f"rumi:{pattern}")
