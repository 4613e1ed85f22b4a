"""The kinds of example and how each is drawn: a text, what it says, and the hints that go with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from data_gen import (
    archival,
    bare_years,
    calendars,
    carriers,
    coming,
    habits,
    month_leads,
    negatives,
    old_names,
    old_style,
    stamps,
    worded,
)
from data_gen.dates import Day, draw_day, exists
from data_gen.locales import LocaleData
from data_gen.ordinals import ordinal_day
from data_gen.patterns import fields, has_ordinal, has_short_year, is_numeric, order_of
from data_gen.surface import cldr_pattern, value_of, write

REFUSAL = "∅"
ORDERS = ("DMY", "MDY", "YMD")
DAY = frozenset("yMd")
KINDS = (
    "full",
    "full2y",
    "datetime",
    "embedded",
    "partial",
    "noyear",
    "words",
    "archival",
    "calendar",
    "oldstyle",
    "nodate",
)
CARRIED = frozenset({"full", "full2y", "partial", "noyear"})
"""Kinds that stand inside other words now and then."""
SPLIT_BY_PATTERN = CARRIED | {"archival"}
"""Kinds whose patterns are split between training and validation."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An example before noise."""

    text: str
    value: str
    language: str
    order: str
    pattern: str
    kind: str


def draw(rng: Random, data: LocaleData) -> Draft:
    """Draw an example of some kind in a locale."""
    maker = rng.choices(_MAKERS, _SHARES)[0]
    draft = maker(rng, data)
    carried = 0.17 if draft.kind == "noyear" else 0.1
    if draft.kind in CARRIED and rng.random() < carried:
        text, _ = carriers.carry(draft.text, rng, _around(draft, rng))
        draft = replace(draft, text=text)
    return draft


def draw_of(kind: str, rng: Random, data: LocaleData) -> Draft:
    """Draw an example of one kind in a locale, archives' dates in the locale's own language."""
    if kind == "archival":
        return _of_archives(rng, data, only=True)
    while (draft := draw(rng, data)).kind != kind:
        pass
    return draft


def _around(draft: Draft, rng: Random) -> str | None:
    """The language of the words around a date: its own; mostly English where it has none and the month is
    first, so that the words of other languages say that the day is."""
    return draft.language or ("en" if draft.order == "MDY" and rng.random() < 0.75 else None)


def _cldr(rng: Random, data: LocaleData) -> Draft:
    """A whole date as software writes it in the locale."""
    pattern = cldr_pattern(data, rng, DAY) or "d MMMM y"
    return _written(rng, data, pattern, people=rng.random() < 0.4)


def _habit(rng: Random, data: LocaleData) -> Draft:
    """A whole date as people write it, month by name; in Han and Korean numbers more often than in others."""
    if data.language in worded.EASTERN and rng.random() < 0.35:
        return _words(rng, data)
    if rng.random() < 0.025 and old_names.known(data.language):
        surface, value = old_names.draw(rng, data)
        return Draft(surface.text, value, data.language, data.order, surface.pattern, "full")
    return _written(rng, data, habits.named_pattern(rng, data.identifier), people=rng.random() < 0.75)


def _written(rng: Random, data: LocaleData, pattern: str, *, people: bool) -> Draft:
    day = _day(rng, data, pattern)
    surface = write(pattern, day, data, rng, people=people)
    order = _hint(rng, data, pattern)
    kind = "full2y" if has_short_year(pattern) else "full"
    value = value_of(pattern, day, surface.weekday)
    return Draft(surface.text, value, data.language, order, pattern, kind)


def _day(rng: Random, data: LocaleData, pattern: str) -> Day:
    """A day to write; two-digit years are recent, and late Thai years belong to another calendar."""
    if has_short_year(pattern):
        return draw_day(rng, year=rng.randint(1930, 2029))
    day = draw_day(rng)
    while _is_of_another_calendar(day.year, data.language, pattern):
        day = draw_day(rng)
    if has_ordinal(pattern) and rng.random() < 0.1:
        return replace(day, day=1)  # many languages count the first day alone: 1er, 1º, primero
    return day


def _is_of_another_calendar(year: int, language: str, pattern: str) -> bool:
    """Whether readers of a language take a year for one of their own calendar: Thai ones of the Buddhist
    era, Persian ones in numbers of the Solar Hijri."""
    if language == "fa":
        first, last = calendars.PERSIAN_YEARS
        return first <= year <= last and (is_numeric(pattern) or pattern == "y")
    return language in ("th", "lo") and year >= 2300


def _hint(rng: Random, data: LocaleData, pattern: str) -> str:
    """The order hint: what decides a numeric date, anything beside a month's name."""
    if is_numeric(pattern):
        # Some locales put their numbers in two orders, and users and libraries take either for its usual one.
        if data.other_order and rng.random() < 0.35:
            return data.other_order
        order = order_of(pattern)
        return order if order in ORDERS else data.order
    return rng.choice(ORDERS) if rng.random() < 0.25 else data.order


def _numeric(rng: Random, data: LocaleData) -> Draft:
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
    day = _day(rng, data, pattern)
    if order == hint and order in ("DMY", "MDY") and not short and rng.random() < 0.04:
        # Against the hint, but the numbers leave no choice.
        day = draw_day(rng, year=day.year)
        while day.day <= 12:
            day = draw_day(rng, year=day.year)
        hint = "MDY" if order == "DMY" else "DMY"
    surface = write(pattern, day, data, rng, people=True)
    text = surface.text
    if len(text) == 8 and text.isdigit() and not 1000 <= day.year <= 2199:
        return _numeric(rng, data)
    value = value_of(pattern, day, surface.weekday)
    return Draft(text, value, language, hint, pattern, "full2y" if short else "full")


def _with_time(rng: Random, data: LocaleData) -> Draft:
    """A date beside a time of day."""
    if rng.random() < 0.3:
        surface, value, language, order = stamps.draw(rng, data)
        return Draft(surface.text, value, language, order, surface.pattern, "datetime")
    draft = rng.choices((_cldr, _habit, _numeric, _yearless, _words), (24, 31, 36, 15, 4))[0](rng, data)
    if draft.pattern == "yyyyMMdd" and draft.text.isdigit() and rng.random() < 0.5:
        joint = rng.choice(("", "", "T", "-", "_"))
        clock = f"{rng.randrange(24):02d}{rng.randrange(60):02d}" + rng.choice(
            ("", f"{rng.randrange(60):02d}")
        )
        return replace(draft, text=draft.text + joint + clock, kind="datetime")
    text, _ = carriers.with_time(draft.text, rng, _around(draft, rng))
    return replace(draft, text=text, kind="datetime")


def _embedded(rng: Random, data: LocaleData) -> Draft:
    """A date in a sentence."""
    makers = (_cldr, _habit, _numeric, _partial, _yearless, _words)
    draft = rng.choices(makers, (24, 33, 32, 7, 16, 4))[0](rng, data)
    if rng.random() < 0.2:
        text, _ = carriers.with_time(draft.text, rng, _around(draft, rng))
        draft = replace(draft, text=text)
    text, _ = carriers.carry(draft.text, rng, _around(draft, rng), heavy=rng.random() < 0.7)
    return replace(draft, text=text, kind="embedded")


def _partial(rng: Random, data: LocaleData) -> Draft:
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
    day = _day(rng, data, pattern)
    text = write(pattern, day, data, rng, people=rng.random() < 0.5).text
    if not is_numeric(pattern) and rng.random() < 0.18:
        text = month_leads.before(text, data.language, rng)
    return Draft(text, value_of(pattern, day), data.language, data.order, pattern, "partial")


def _bare_year(rng: Random, data: LocaleData) -> Draft:
    """A year alone; four digits outside 1000–2199 are more often a number than a year."""
    year = rng.randint(1000, 2199) if rng.random() < 0.2 else rng.randint(1500, 2040)
    if _is_of_another_calendar(year, data.language, "y"):
        year = rng.randint(1500, 2040)
    text = bare_years.write(year, data.language, rng)
    return Draft(text, f"{year:04d}", data.language, data.order, "y", "partial")


def _yearless(rng: Random, data: LocaleData) -> Draft:
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


def _words(rng: Random, data: LocaleData) -> Draft:
    """Numbers in words; a habit where the language has none."""
    drawn = worded.draw(rng, data)
    if drawn is None:
        return _habit(rng, data)
    surface, value = drawn
    return Draft(surface.text, value, data.language, data.order, f"words:{surface.pattern}", "words")


def _archival(rng: Random, data: LocaleData) -> Draft:
    return _of_archives(rng, data, only=False)


def _of_archives(rng: Random, data: LocaleData, *, only: bool) -> Draft:
    surface, value, place = archival.draw(rng, data, only=only)
    return Draft(surface.text, value, place.language, place.order, surface.pattern, "archival")


def _calendar(rng: Random, data: LocaleData) -> Draft:
    surface, value, language, order = calendars.draw(rng)
    if value == REFUSAL:
        return Draft(surface.text, value, language, order, surface.pattern, "nodate")
    text, roll = surface.text, rng.random()
    if roll < 0.07 and len(value) > 9:
        text, _ = carriers.with_time(text, rng, language)
    elif roll < 0.15:
        text, _ = carriers.carry(text, rng, language)
    return Draft(text, value, language, order, surface.pattern, "calendar")


def _old_style(rng: Random, data: LocaleData) -> Draft:
    surface, value, language, order = old_style.draw(rng)
    if value == REFUSAL:
        return Draft(surface.text, value, language, order, surface.pattern, "nodate")
    text = carriers.carry(surface.text, rng, language)[0] if rng.random() < 0.1 else surface.text
    return Draft(text, value, language, order, surface.pattern, "oldstyle")


def _negative(rng: Random, data: LocaleData) -> Draft:
    """What is not a date, and dates that do not exist."""
    dice = rng.random()
    if dice < 0.03:
        return _nth_weekday(rng, data)
    if dice < 0.74:
        text, pattern = negatives.negative(rng, data.language)
        language = data.language if rng.random() < 0.5 else ""
        return Draft(text, REFUSAL, language, data.order, pattern, "nodate")
    if dice < 0.88:
        pattern = habits.named_pattern(rng, data.identifier)
        day = Day(*negatives.impossible_named(rng))
        if has_short_year(pattern) or len(fields(pattern) & DAY) < 3:
            pattern = "d MMMM y"
    else:
        pattern = habits.numeric_pattern(rng, rng.choice(ORDERS))
        day = Day(*negatives.impossible_fields(rng))
        while exists(day) or exists(Day(day.year, day.day, day.month)):
            day = Day(*negatives.impossible_fields(rng))
    text = write(pattern, day, data, rng, people=True).text
    if rng.random() < 0.15:
        text, _ = carriers.with_time(text, rng, data.language)
    if rng.random() < 0.08:
        text, _ = carriers.carry(text, rng, data.language)
    return Draft(text, REFUSAL, data.language, data.order, pattern, "nodate")


def _nth_weekday(rng: Random, data: LocaleData) -> Draft:
    """`10th Wednesday in November`: counts weekdays, which is reckoning, and names no day."""
    weekdays = rng.choice(tuple(data.weekdays.values()) or (("Monday",) * 7,))
    months = rng.choice(tuple(data.months.values()))
    small = rng.choice(habits.connectors(data.identifier) or ("",))
    small = rng.choice(("of", "in")) if data.language == "en" else small
    pieces = (
        ordinal_day(rng.randint(1, 11), data.language, rng),
        rng.choice(weekdays),
        small,
        rng.choice(months),
    )
    text = " ".join(piece for piece in pieces if piece) + (
        f" {rng.randint(1950, 2040)}" if rng.random() < 0.4 else ""
    )
    return Draft(text, REFUSAL, data.language, data.order, "nth-weekday", "nodate")


_MAKERS = (
    _cldr,
    _habit,
    _numeric,
    _with_time,
    _embedded,
    _partial,
    _yearless,
    _words,
    _archival,
    _calendar,
    _old_style,
    _negative,
)
_SHARES = (25, 20, 12, 9, 8.5, 4, 9.5, 7, 12.5, 5, 1.5, 12)
