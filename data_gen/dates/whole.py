"""Whole dates: as software and as people write them, in numbers and in words."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from data_gen import calendars
from data_gen.dates import habits, worded
from data_gen.dates.days import Day, draw_day
from data_gen.dates.patterns import has_ordinal, has_short_year, is_numeric, order_of
from data_gen.dates.surface import cldr_pattern, write
from data_gen.example import DAY, ORDERS, Example
from data_gen.locales import LocaleData
from data_gen.old_style import old_names


def as_software(rng: Random, data: LocaleData) -> Example:
    """A whole date as software writes it in the locale."""
    pattern = cldr_pattern(data, rng, DAY) or "d MMMM y"
    return _written(rng, data, pattern, people=rng.random() < 0.4)


def as_people(rng: Random, data: LocaleData) -> Example:
    """A whole date as people write it, month by name; in Han and Korean numbers more often than in others."""
    if data.language in worded.EASTERN and rng.random() < 0.35:
        return in_words(rng, data)
    if rng.random() < 0.025 and old_names.known(data.language):
        return replace(old_names.draw(rng, data), language=data.language, order=data.order, kind="full")
    return _written(rng, data, habits.named_pattern(rng, data.identifier), people=rng.random() < 0.75)


def _written(rng: Random, data: LocaleData, pattern: str, *, people: bool) -> Example:
    day = day_for(rng, data, pattern)
    example = write(pattern, day, data, rng, people=people)
    order = _hint(rng, data, pattern)
    return replace(example, order=order, kind="full2y" if has_short_year(pattern) else "full")


def in_words(rng: Random, data: LocaleData) -> Example:
    """Numbers in words; a habit where the language has none."""
    drawn = worded.draw(rng, data)
    if drawn is None:
        return as_people(rng, data)
    return replace(drawn, pattern=f"words:{drawn.pattern}", kind="words")


def numeric(rng: Random, data: LocaleData) -> Example:
    """A date of numbers alone. Its hints say how to read it, but for what no hint can turn round."""
    short = rng.random() < 0.25
    hint, order, language = data.order, data.order, data.language
    if short and order == "YMD" and rng.random() < 0.5:
        short = False  # where the year comes first it is mostly whole; 27.03.07 is a day first nearly always
    dice = rng.random()
    if dice < 0.22:
        # The user gives another order than the locale's, mostly without naming a language.
        hint = order = rng.choice(("DMY", "MDY", "DMY", "MDY", "YMD"))
        language = data.language if rng.random() < 0.5 and order != data.other_order else ""
    elif dice < 0.37 and not short:
        order = "YMD"  # a four-digit year in front is read so under every hint
        hint = "YMD" if rng.random() < 0.4 else hint
    elif dice < 0.6 and hint == "YMD" and not short:
        order = "DMY"  # where the year usually comes first, a year at the end is a foreigner's day-first date
    words = tuple(word for word in habits.connectors(data.identifier) if language and word in ("de", "di"))
    pattern = habits.numeric_pattern(rng, order, short=short, words=words)
    day = day_for(rng, data, pattern)
    if order == hint and order in ("DMY", "MDY") and not short and rng.random() < 0.04:
        # Against the hint, but the numbers leave no choice.
        day = draw_day(rng, year=day.year)
        while day.day <= 12:
            day = draw_day(rng, year=day.year)
        hint = "MDY" if order == "DMY" else "DMY"
    example = write(pattern, day, data, rng, people=True)
    text = example.source
    if len(text) == 8 and text.isdigit() and not 1000 <= day.year <= 2199:
        return numeric(rng, data)
    return replace(example, language=language, order=hint, kind="full2y" if short else "full")


def _hint(rng: Random, data: LocaleData, pattern: str) -> str:
    """The order hint: what decides a numeric date, anything beside a month's name."""
    if is_numeric(pattern):
        # Some locales put their numbers in two orders, and users and libraries take either for its usual one.
        if data.other_order and rng.random() < 0.35:
            return data.other_order
        order = order_of(pattern)
        return order if order in ORDERS else data.order
    return rng.choice(ORDERS) if rng.random() < 0.25 else data.order


def day_for(rng: Random, data: LocaleData, pattern: str) -> Day:
    """A day to write; two-digit years are recent, and late Thai years belong to another calendar."""
    if has_short_year(pattern):
        return draw_day(rng, year=rng.randint(1930, 2029))
    day = draw_day(rng)
    while is_of_another_calendar(day.year, data.language, pattern):
        day = draw_day(rng)
    if has_ordinal(pattern) and rng.random() < 0.1:
        return replace(day, day=1)  # many languages count the first day alone: 1er, 1º, primero
    return day


def is_of_another_calendar(year: int, language: str, pattern: str) -> bool:
    """Whether readers of a language take a year for one of their own calendar: Thai ones of the Buddhist
    era, Persian ones in numbers of the Solar Hijri."""
    if language == "fa":
        first, last = calendars.PERSIAN_YEARS
        return first <= year <= last and (is_numeric(pattern) or pattern == "y")
    return language in ("th", "lo") and year >= 2300
