"""Months, years, and days without a year."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from data_gen.dates import bare_years, coming, habits, month_leads, worded
from data_gen.dates.days import draw_day
from data_gen.dates.patterns import is_numeric
from data_gen.dates.surface import cldr_pattern, value_of, write
from data_gen.dates.whole import day_for, is_of_another_calendar
from data_gen.example import Draft
from data_gen.locales import LocaleData


def month_or_year(rng: Random, data: LocaleData) -> Draft:
    """A month and year, or a year."""
    if data.language in worded.EASTERN and rng.random() < 0.2:
        surface, value = worded.eastern_month(rng, data)
        return Draft(surface.text, value, data.language, data.order, surface.pattern, "partial")
    dice = rng.random()
    if dice < 0.3:
        pattern = "y"
    elif dice < 0.55:
        pattern = cldr_pattern(data, rng, frozenset("yM")) or "MMMM y"
    else:
        pattern = habits.month_year_pattern(rng, data.identifier)
    if pattern == "y":
        return _bare_year(rng, data)
    day = day_for(rng, data, pattern)
    text = write(pattern, day, data, rng, people=rng.random() < 0.5).text
    if not is_numeric(pattern) and rng.random() < 0.18:
        text = month_leads.before(text, data.language, rng)
    return Draft(text, value_of(pattern, day), data.language, data.order, pattern, "partial")


def _bare_year(rng: Random, data: LocaleData) -> Draft:
    """A year alone; four digits outside 1000–2199 are more often a number than a year."""
    year = rng.randint(1000, 2199) if rng.random() < 0.2 else rng.randint(1500, 2040)
    if is_of_another_calendar(year, data.language, "y"):
        year = rng.randint(1500, 2040)
    text = bare_years.write(year, data.language, rng)
    return Draft(text, f"{year:04d}", data.language, data.order, "y", "partial")


def yearless(rng: Random, data: LocaleData) -> Draft:
    """A day without its year."""
    pattern = cldr_pattern(data, rng, frozenset("Md")) if rng.random() < 0.35 else None
    hint = rng.choice(("DMY", "MDY")) if rng.random() < 0.2 else data.order
    pattern = pattern or habits.yearless_pattern(rng, data.identifier, hint)
    day = draw_day(rng, year=2000 if rng.random() < 0.3 else 2023)
    if rng.random() < 0.06:  # feasts and terms are on first days, and some languages write those apart
        day = replace(day, day=1)
    if is_numeric(pattern):
        bare = pattern.replace("L", "M")
        hint = "DMY" if bare.find("d") < bare.find("M") else "YMD" if data.order == "YMD" else "MDY"
    surface = write(pattern, day, data, rng, people=rng.random() < 0.7)
    language = data.language if hint == data.order or not is_numeric(pattern) else ""
    text = coming.before(surface.text, data.language, rng) if rng.random() < 0.06 else surface.text
    return Draft(text, value_of(pattern, day, surface.weekday), language, hint, pattern, "noyear")
