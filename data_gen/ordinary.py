"""The dates of ordinary sentences: every kind in its plain forms, the usual kinds as often as one another.

The other makers have thousands of forms, of which most are rare: *tonight*, *in March*, *New Year's Eve* and
*the next three days* are lost among them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial
from random import Random

from data_gen import archival, phrases
from data_gen.archival import decades, part_spans, parts_of_month, periods, qualified, spans
from data_gen.archival.bodies import Place
from data_gen.archival.lexicon import EMPTY, find
from data_gen.dates import habits, parts_of_year, ranges, worded
from data_gen.dates.days import OTHER_YEARS, draw_day
from data_gen.dates.gregorian import as_people, as_software, day_for, in_words, month_or_year, yearless
from data_gen.dates.surface import WEEKDAYS, write
from data_gen.example import Example
from data_gen.language import languages, rows
from data_gen.locales import LocaleData, inventory
from data_gen.relative import bounds, expressions, feasts, spanned, usual
from data_gen.relative.cldr import Saying
from data_gen.relative.fillers import chosen, is_in_usual_script
from data_gen.times import timed
from data_gen.times.periods import names_part_of_day

Maker = Callable[[Random, LocaleData], Example | None]

_TIMES = {
    "en": 10,
    **dict.fromkeys(("de", "fr", "es", "it", "pt", "nl", "ru", "ja", "zh"), 3),
    **dict.fromkeys(("ar", "hi", "ko", "pl", "tr"), 2),
}
_NEAR_DAY = re.compile(r"@(?:[+-]1d)?")
_ANY_NEAR_DAY = re.compile(r"@(?:[+-]1d|[»«=]?w?\{[WA]\})?")


@cache
def talkative() -> tuple[str, ...]:
    """The languages with sentences around dates, whose ordinary dates are all known."""
    return tuple(sorted(set(languages("documents.sentences")) & set(inventory())))


@cache
def _by_share() -> tuple[str, ...]:
    """These languages, the larger ones several times."""
    return tuple(tag for tag in talkative() for _ in range(_TIMES.get(tag, 1)))


@cache
def pool() -> tuple[tuple[str, ...], ...]:
    """The locales of each of these languages, as often as the language is to be drawn."""
    by_language = inventory()
    return tuple(tuple(by_language[tag]) for tag in _by_share())


def draw_language(rng: Random) -> str:
    """Draw one of these languages, with the shares of the pool."""
    return rng.choice(_by_share())


def draw(rng: Random, data: LocaleData) -> Example:
    """Draw an ordinary date in a locale, of any kind that its language has."""
    makers, shares = tuple(MAKERS), tuple(MAKERS.values())
    while (example := rng.choices(makers, shares)[0](rng, data)) is None:
        pass
    return replace(example, order=example.order or data.order)


def name_alone(rng: Random, data: LocaleData) -> Example | None:
    """The name of a weekday, month or season."""
    if rng.random() < 0.15:
        drawn = parts_of_year.season_alone(rng, data)
        return (
            Example(*drawn, data.language, data.identifier, pattern="season", kind="relative")
            if drawn
            else None
        )
    is_weekday = rng.random() < 0.65
    tables, form = (data.weekdays, "EEEE") if is_weekday else (data.months, "MMMM")
    names = tables.get(form) or next(iter(tables.values()), ())
    if not names:
        return None
    number = rng.randrange(len(names))
    value = f"@{WEEKDAYS[number]}" if is_weekday else f"XXXX-{number + 1:02d}"
    return Example(names[number], value, data.language, data.identifier, pattern=form, kind="relative")


def _meaning(program: str) -> Maker:
    """The maker of dates with a program."""
    return partial(usual.draw, program=re.compile(program))


def _usual(rng: Random, data: LocaleData) -> Example | None:
    """What the file of the language says that people say most often: `by Friday`, `last Christmas`."""
    forms = rows(data.language, "relative.usual") if is_in_usual_script(data.identifier) else ()
    if not forms:
        return None
    form, program = rng.choice(forms)
    return expressions.filled(chosen(form, rng), Saying(form, program), rng, data)


def _archival(maker: archival.Maker) -> Maker:
    """The maker of dates of a kind that catalogues have too."""

    def draw_one(rng: Random, data: LocaleData) -> Example | None:
        place = Place(data, find(data.identifier) or EMPTY)
        return None if place.lexicon is EMPTY else archival.made(rng, place, maker)

    return draw_one


def _part_of_day(rng: Random, data: LocaleData) -> Example | None:
    """`Tonight`, `this morning`, `yesterday evening`."""
    drawn = usual.draw(rng, data, _NEAR_DAY)
    return drawn if drawn and names_part_of_day(drawn.source, data.language) else None


def _with_time(rng: Random, data: LocaleData) -> Example | None:
    """`Tomorrow at 9`, `Monday, 10:30`, `Christmas Eve at 6 pm`."""
    is_feast = rng.random() < 0.25
    drawn = feasts.draw(rng, data) if is_feast else usual.draw(rng, data, _ANY_NEAR_DAY)
    if drawn is None or names_part_of_day(drawn.source, data.language) or not timed.is_day(drawn.value):
        return None
    return timed.with_time(drawn, rng, data.language)


def _first_of_month(rng: Random, data: LocaleData) -> Example:
    """`1er mai`, `1º de enero de 2020`: many languages write the first day otherwise than the others."""
    has_year = rng.random() < 0.5
    pattern = habits.named_pattern(rng, data.identifier, year=has_year, weekday=0)
    day = replace(day_for(rng, data, pattern), day=1)
    return replace(write(pattern, day, data, rng, people=True), kind="full" if has_year else "noyear")


def _recent_year(rng: Random, data: LocaleData) -> Example | None:
    """A year alone."""
    if data.language in OTHER_YEARS:
        return None
    example = write("y", draw_day(rng, year=rng.randint(1900, 2035)), data, rng)
    return replace(example, kind="partial")


def _year_in_words(rng: Random, data: LocaleData) -> Example | None:
    """A year in words, often alone: `two thousand and eight`, `im Jahr zweitausendzwanzig`, `二〇一六年`."""
    drawn = worded.year(rng, data)
    return replace(drawn, kind="partial") if drawn else None


MAKERS: Mapping[Maker, float] = {
    _usual: 170,
    _meaning("@"): 8,
    _meaning("@-1d"): 7,
    _meaning(r"@\+1d"): 7,
    _meaning(r"@[+-]2d"): 3,
    _part_of_day: 26,
    _meaning("@[»«=]k"): 6,
    _meaning("@[»«=][wm]"): 9,
    _meaning("@[»«=]y"): 5,
    _meaning(r"@[»«=<>]w?\{[WA]\}"): 7,
    _meaning(r"@[»«=<>]\{M\}|@[»«=<>]y?#?2[1-4]"): 4,
    _meaning(r"@[»«=][wmy][$^%]|(?:@[»«=]y#)?(?:XXXX-)?\{M\}[$^%]"): 4,
    name_alone: 16,
    _meaning(r"@-\{n\}[dwmy]"): 8,
    _meaning(r"@\+\{n\}[dwmy]"): 8,
    _meaning(r"@[+-](?:\{n\}|1)[HM]"): 4,
    _meaning(r"@[+-]\d+[dwmy]"): 4,
    _meaning(r"@-\{n\}[dwmy]/@|@\+1d/@\+\{n\}[dwmy]"): 12,
    _meaning(r"XXXX-XX-\{[dDcO]\}"): 4,
    _meaning(r"@\{W\}/@\{V\}|[^/]*\{[WA]\}/\.\.|\.\./[^/]*(?:\{[WA]\}|[①-⑦])|@①/@⑤"): 7,
    _meaning(r"@\{[WA]\}"): 8,
    _meaning(r"(?:@[»«=]m|XXXX-\{M\}|\{Y\}-\{M\})#(?:\{o\}|-?\d)(?:\{W\}|[①-⑦]|d)"): 4,
    _with_time: 20,
    yearless: 12,
    as_people: 5,
    as_software: 4,
    month_or_year: 10,
    parts_of_year.draw: 4,
    _recent_year: 9,
    _year_in_words: 7,
    _archival(decades.decade): 7,
    _archival(decades.part_of_decade): 2,
    _archival(parts_of_month.part_of_month): 5,
    _archival(qualified.open_range): 2,
    _archival(periods.season): 3,
    _archival(periods.quarter): 2,
    _archival(part_spans.draw): 4,
    _archival(spans.dates_of_one_year): 4,
    _archival(periods.century): 2,
    _archival(qualified.about): 3,
    in_words: 3,
    phrases.recent_bound: 4,
    bounds.draw: 18,
    spanned.draw: 4,
    ranges.draw: 5,
    ranges.days_of_month: 9,
    _first_of_month: 4,
    feasts.draw: 40,
}
"""Maker → how often it is drawn."""
