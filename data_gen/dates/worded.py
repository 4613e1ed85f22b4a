"""Dates with their numbers in words, put together as each language says them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from data_gen.dates import east_asian_words, number_words
from data_gen.dates.days import Day, draw_day
from data_gen.dates.habits import connectors
from data_gen.dates.patterns import fields, is_numeric
from data_gen.dates.surface import value_of, write
from data_gen.example import Example
from data_gen.language import texts
from data_gen.locales import LocaleData

_ANYWHERE = ("d MMMM y", "d MMMM, y", "EEEE d MMMM y", "EEEE, d MMMM y", "MMMM d, y", "MMMM d y")
_YEARLESS = ("d MMMM", "d MMMM", "MMMM d", "EEEE, d MMMM", "EEEE d MMMM")
_DAY = "\x01"
_YEAR = "\x02"

_East = Callable[[Day, str, Random, bool], str]
_EAST: dict[str, _East] = {
    "zh": east_asian_words.chinese,
    "yue": east_asian_words.chinese,
    "ja": east_asian_words.japanese,
    "ko": east_asian_words.korean,
    "vi": east_asian_words.vietnamese,
}
EASTERN = frozenset({"zh", "yue", "ja", "ko"})
"""Languages that write numbers in words as readily as in figures; their month names are numbers too."""


def draw(rng: Random, data: LocaleData) -> Example | None:
    """A date with numbers in words; None where the language has no words for them."""
    day = draw_day(rng, year=_round_year(rng) if rng.random() < 0.07 else None)
    while data.language == "th" and day.year >= 2300:  # of the Buddhist era
        day = draw_day(rng)
    if data.language in _EAST:
        yearless = rng.random() < 0.3
        pattern = "MMMM d" if yearless else "y MMMM d"
        text = _EAST[data.language](day, data.language, rng, yearless)
        weekday = None
        if rng.random() < 0.34:
            weekday = (day.weekday + (rng.randint(1, 6) if rng.random() < 0.08 else 0)) % 7
            named = east_asian_words.weekday_name(weekday, data.language, rng)
            text = east_asian_words.beside(text, named, rng)
        value = value_of(pattern, day, weekday)
        return Example(text, value, data.language, order=data.order, pattern=pattern)
    day_words = number_words.day_words(day.day, data.language, rng)
    if day_words is None:
        return None
    year_words = number_words.year_words(day.year, data.language, rng)
    pattern = _pattern(rng, data)
    in_words = rng.choice(((True, True), (True, True), (False, True), (True, False)))
    if year_words is None or "y" not in fields(pattern):
        in_words = (True, False)
    marked = _replaced_field(pattern, in_words)
    example = write(marked, day, data, rng, people=True, meaning=pattern)
    text = example.source.replace(_DAY, day_words).replace(_YEAR, year_words or "")
    return replace(example, source=text)


def eastern_month(rng: Random, data: LocaleData) -> Example:
    """A month and year, or a year, in Han or Korean numbers; the language is one of `EASTERN`."""
    day = draw_day(rng, year=_round_year(rng) if rng.random() < 0.07 else None)
    text, pattern = east_asian_words.month(day, data.language, rng, alone=rng.random() < 0.4)
    return Example(text, value_of(pattern, day), data.language, order=data.order, pattern=pattern)


def _round_year(rng: Random) -> int:
    """A year that is said in a word or two: tweeduizend, 二千年, nineteen hundred."""
    return rng.choice((2000, 2000, 2000, rng.randint(10, 20) * 100, rng.randint(150, 202) * 10))


def _replaced_field(pattern: str, in_words: tuple[bool, bool]) -> str:
    """The pattern with a sign for the day and the year that are said in words; words in quotes stay."""
    pieces = pattern.split("'")
    for field, sign, wanted in (("d", _DAY, in_words[0]), ("y", _YEAR, in_words[1])):
        place = next((index for index in range(0, len(pieces), 2) if field in pieces[index]), None)
        if wanted and place is not None:
            pieces[place] = pieces[place].replace(field, sign, 1)
    return "'".join(pieces)


def _pattern(rng: Random, data: LocaleData) -> str:
    """A pattern with each of the fields once, in plain letters; seldom one without the year."""
    own = data.standard[1]
    usable = {"y", "M", "d"} <= fields(own) and not is_numeric(own) and "dd" not in own and "yy" not in own
    said = texts(data.language, "numbers.patterns")
    dice = rng.random()
    if said and dice < 0.5:
        pattern = rng.choice(said)
    elif usable and dice < 0.7:
        pattern = own
    elif dice < 0.78 and (words := connectors(data.identifier)):
        quoted = rng.choice(words).replace("'", "''")
        pattern = f"d '{quoted}' MMMM y"
    else:
        pattern = rng.choice(_ANYWHERE)
    if rng.random() < 0.14:
        return rng.choice(texts(data.language, "numbers.patterns_without_year") or _YEARLESS)
    return pattern
