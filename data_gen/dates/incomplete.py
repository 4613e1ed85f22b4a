"""Months, years, and days without a year."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from data_gen.dates import bare_years, coming, habits, month_leads, worded
from data_gen.dates.days import draw_day
from data_gen.dates.patterns import is_numeric
from data_gen.dates.surface import cldr_pattern, write
from data_gen.dates.whole import day_for, is_of_another_calendar
from data_gen.example import Example
from data_gen.locales import LocaleData


def month_or_year(rng: Random, data: LocaleData) -> Example:
    """A month and year, or a year."""
    if data.language in worded.EASTERN and rng.random() < 0.2:
        return replace(worded.eastern_month(rng, data), kind="partial")
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
    example = write(pattern, day, data, rng, people=rng.random() < 0.5)
    if not is_numeric(pattern) and rng.random() < 0.18:
        example = replace(example, source=month_leads.before(example.source, data.language, rng))
    return replace(example, kind="partial")


def _bare_year(rng: Random, data: LocaleData) -> Example:
    """A year alone; four digits outside 1000–2199 are more often a number than a year."""
    year = rng.randint(1000, 2199) if rng.random() < 0.2 else rng.randint(1500, 2040)
    if is_of_another_calendar(year, data.language, "y"):
        year = rng.randint(1500, 2040)
    text = bare_years.write(year, data.language, rng)
    return Example(text, f"{year:04d}", data.language, order=data.order, pattern="y", kind="partial")


def yearless(rng: Random, data: LocaleData) -> Example:
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
    example = write(pattern, day, data, rng, people=rng.random() < 0.7)
    language = data.language if hint == data.order or not is_numeric(pattern) else ""
    text = coming.before(example.source, data.language, rng) if rng.random() < 0.06 else example.source
    return replace(example, source=text, language=language, order=hint, kind="noyear")
