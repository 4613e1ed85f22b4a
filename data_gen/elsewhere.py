"""Archives' dates, other calendars, old ways of dating."""

from __future__ import annotations

from random import Random

from data_gen import archival, calendars, old_style
from data_gen.carriers.carry import carry
from data_gen.example import REFUSAL, Draft
from data_gen.locales import LocaleData
from data_gen.times.timed import with_time


def of_archives(rng: Random, data: LocaleData) -> Draft:
    """A catalogue date, often English."""
    return _of_archives(rng, data, only=False)


def of_archives_alone(rng: Random, data: LocaleData) -> Draft:
    """A catalogue date in the locale's own language."""
    return _of_archives(rng, data, only=True)


def _of_archives(rng: Random, data: LocaleData, *, only: bool) -> Draft:
    surface, value, place = archival.draw(rng, data, only=only)
    return Draft(surface.text, value, place.language, place.order, surface.pattern, "archival")


def of_calendar(rng: Random, data: LocaleData) -> Draft:
    """A date of another calendar."""
    surface, value, language, order = calendars.draw(rng)
    if value == REFUSAL:
        return Draft(surface.text, value, language, order, surface.pattern, "nodate")
    text, roll = surface.text, rng.random()
    if roll < 0.07 and len(value) > 9:
        text, _ = with_time(text, rng, language)
    elif roll < 0.15:
        text, _ = carry(text, rng, language)
    return Draft(text, value, language, order, surface.pattern, "calendar")


def in_old_style(rng: Random, data: LocaleData) -> Draft:
    """A date as registers had it."""
    surface, value, language, order = old_style.draw(rng)
    if value == REFUSAL:
        return Draft(surface.text, value, language, order, surface.pattern, "nodate")
    text = carry(surface.text, rng, language)[0] if rng.random() < 0.1 else surface.text
    return Draft(text, value, language, order, surface.pattern, "oldstyle")
