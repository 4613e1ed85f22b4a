"""The dates inside archival expressions: a year, a month, a day, as text and as value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from data_gen.archival.lexicon import Lexicon
from data_gen.dates import habits
from data_gen.dates.days import Day, draw_day
from data_gen.dates.patterns import Words, fields, has_short_year, is_numeric, render
from data_gen.dates.surface import value_of
from data_gen.locales import LocaleData, load
from data_gen.numerals import to_native


@dataclass(frozen=True, slots=True)
class Expression:
    """An archival expression and its value.

    Attributes:
        text: with 0–9 for digits, see `in_digits`.
        value: in the value language.
        form: its template.
        base: what fills the template: a date pattern, `years` …
        numbers: the years, if the text consists of bare years.
    """

    text: str
    value: str
    form: str
    base: str
    numbers: tuple[int, ...] = ()

    def within(self, text: str, value: str, form: str) -> Expression:
        """This expression embedded in another one."""
        inner = f">{self.form}" if self.form else ""
        return Expression(text, value, f"{form}{inner}", self.base)


@dataclass(frozen=True, slots=True)
class Place:
    """A locale, and the archival words of its language."""

    data: LocaleData
    lexicon: Lexicon

    @property
    def language(self) -> str:
        """The language code."""
        return self.data.language

    @property
    def has_cases(self) -> bool:
        """Whether nouns have cases: months have another form in dates than alone."""
        return self.data.months.get("LLLL") != self.data.months.get("MMMM")


def draw_year(rng: Random) -> int:
    """A year from 500 to 2030, most of them since 1700."""
    dice = rng.random()
    if dice < 0.62:
        return rng.randint(1700, 1965)
    if dice < 0.82:
        return rng.randint(1500, 2030)
    return rng.randint(1000, 1499) if dice < 0.95 else rng.randint(500, 999)


def draw_late_year(rng: Random) -> int:
    """A year from 1500 on, which is not in the range of another calendar."""
    year = draw_year(rng)
    return year if year >= 1500 else rng.randint(1500, 2030)


def draw_span_year(rng: Random, place: Place) -> int:
    """The first year of a range, which is recognised in any century: from 60 to 2030."""
    dice = rng.random()
    if dice < 0.6 or place.language == "fa":
        return draw_late_year(rng)
    return rng.randint(1000, 1499) if dice < 0.85 else rng.randint(60, 999)


def year_body(rng: Random, place: Place) -> Expression:
    """A bare year."""
    year = draw_late_year(rng) if place.language == "fa" else draw_year(rng)
    return Expression(str(year), f"{year:04d}", "", "y", (year,))


def date_body(rng: Random, place: Place, grain: str, *, led: bool = False) -> Expression:
    """A month with its year, or a day (`grain`).

    `led` dates follow a preposition, after which some languages use the genitive.
    """
    day = draw_day(rng, year=draw_late_year(rng))
    pattern = draw_pattern(rng, place.data, grain, led=led)
    return Expression(written(pattern, day, place.data, rng), value_of(pattern, day), "", pattern)


def draw_pattern(rng: Random, data: LocaleData, grain: str, *, led: bool = False) -> str:
    """A pattern for a month or day: the locale's or a habit of people, see `date_body`."""
    return _habit(rng, data, grain) if rng.random() < _BY_HABIT else rng.choice(patterns(data, grain, led))


_BY_HABIT = 0.4
"""Share of months and days in one of the many patterns of people: a model that saw a word with five patterns
knows those five; one that saw it with fifty knows the word."""


def _habit(rng: Random, data: LocaleData, grain: str) -> str:
    """A pattern that people use for a month or day, with a four-digit year."""
    while True:
        if grain == "month":
            pattern = habits.month_year_pattern(rng, data.identifier)
        elif rng.random() < 0.35:
            pattern = habits.numeric_pattern(rng, data.order)
        else:
            pattern = habits.named_pattern(rng, data.identifier, weekday=0.0)
        if _is_of(grain, pattern) and not has_short_year(pattern) and is_tidy(pattern):
            return pattern


def is_tidy(pattern: str) -> bool:
    """Whether no fields are two spaces apart: a gap would split the expression."""
    return "  " not in pattern


def body(rng: Random, place: Place, grain: str, *, led: bool = False) -> Expression:
    """A year, month or day."""
    return year_body(rng, place) if grain == "year" else date_body(rng, place, grain, led=led)


def written(pattern: str, day: Day, data: LocaleData, rng: Random) -> str:
    """A day in a CLDR pattern with the locale's names and digits 0–9."""
    return render(pattern, day, Words(data.months, data.weekdays, None, data.language), rng)


def patterns(data: LocaleData, grain: str, led: bool = False) -> tuple[str, ...]:
    """The patterns of a locale for a month or day, without an era.

    >>> from data_gen.locales import load
    >>> patterns(load("de"), "day")
    ('d. MMMM y', 'dd.MM.y', 'd. MMM y', 'd. MMMM y')
    """
    return _patterns(data.identifier, grain, led)


@cache
def _patterns(identifier: str, grain: str, led: bool) -> tuple[str, ...]:
    data = load(identifier)
    if grain == "day":
        own: tuple[str | None, ...] = (
            data.standard[1],
            data.standard[2],
            data.skeletons.get("yMMMd"),
            data.standard[1],
        )
    else:
        own = (data.skeletons.get("yMMMM"), data.skeletons.get("yMMMM"), data.skeletons.get("yMMM"))
    found = []
    for pattern in own:
        if pattern and _is_of(grain, pattern):
            found.append(_formatted(pattern) if led and data.language != "fi" else pattern)
    return tuple(found) or (("d MMMM y",) if grain == "day" else ("MMMM y",))


def _is_of(grain: str, pattern: str) -> bool:
    """Whether a pattern has exactly a month or day; months in numbers (`1801/02`) do not count."""
    if grain == "day":
        return fields(pattern) == {"y", "M", "d"}
    return fields(pattern) == {"y", "M"} and (not is_numeric(pattern) or "年" in pattern)


def _formatted(pattern: str) -> str:
    """The pattern with names in their form inside dates, the genitive in many languages."""
    return pattern.replace("LLLL", "MMMM").replace("LLL", "MMM")


def in_digits(text: str, data: LocaleData, rng: Random) -> str:
    """The text, sometimes in the native digits of the locale."""
    if not data.digits:
        return text
    chance = 0.75 if data.native_digits else 0.15
    return to_native(text, data.digits[0]) if rng.random() < chance else text
