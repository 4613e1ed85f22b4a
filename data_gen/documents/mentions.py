"""Dates in documents: the text of each, its value and its language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random

from data_gen import archival, calendars, old_style, ordinary
from data_gen.archival.bodies import Place, in_digits
from data_gen.archival.lexicon import EMPTY, find
from data_gen.dates import parts_of_year
from data_gen.dates.gregorian import (
    as_people,
    as_software,
    beside_time,
    in_words,
    month_or_year,
    numeric,
    yearless,
)
from data_gen.documents.edges import edges
from data_gen.documents.undated import time_alone
from data_gen.example import REFUSAL, Example
from data_gen.language import NO_LANGUAGE, texts
from data_gen.locales import LocaleData
from data_gen.ordinary import name_alone
from data_gen.phrases import bound, counted, recent_bound
from data_gen.relative import appointments, bounds, expressions, feasts, spanned
from data_gen.several import sets
from data_gen.several.styles import draw_dates
from data_gen.splits import is_held_out_pattern
from data_gen.times import stamps, timed
from data_gen.times.digits import in_digits_of
from data_gen.times.periods import names_part_of_day

LONGEST_MENTION = 90


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in a document.

    Attributes:
        text: the date, without words that do not belong to it.
        value: its value.
        language: the language it is written in, or "".
    """

    text: str
    value: str
    language: str


Register = Mapping[Callable[[Random, LocaleData], Example | None], float]
"""Maker of dates → how often it is drawn in a kind of text."""


def _archival(rng: Random, data: LocaleData) -> Example:
    """A date of a catalogue in the language of the document."""
    return archival.draw(rng, data, only=True)


def _set(rng: Random, data: LocaleData) -> Example | None:
    """Dates that share a part, or years of which one is meant: `3, 5 and 9 May 1920`, `1914 or 1915`."""
    example = sets.draw(rng, Place(data, find(data.identifier) or EMPTY))
    is_either = example.pattern.startswith("either") and re.fullmatch(r"\[\d{4}(,\d{4})*\]", example.value)
    return example if is_either or _shares(example) else None


def _shares(example: Example) -> bool:
    """Whether the members of a set need one another, as they have their year or month once."""
    members = example.value.strip("{}[]").replace("..", ",").split(",")
    years = {member[:4] for member in members}
    return len(members[0]) > len("1969") and len(years) == 1 and example.source.count(next(iter(years))) == 1


def _stamp(rng: Random, data: LocaleData) -> Example | None:
    """The time stamp of a machine without the log line or header around it."""
    example = stamps.draw(rng, data)
    return None if _is_within(example.source) else example


def _is_within(text: str) -> bool:
    """Whether a time stamp is in the text of a program."""
    for form in (*texts(NO_LANGUAGE, "stamps.lines"), *texts(NO_LANGUAGE, "stamps.files")):
        head, _, tail = form.partition("{}")
        if text.startswith(head) and text.endswith(tail):
            return True
    return False


def _timed(rng: Random, data: LocaleData) -> Example | None:
    """A date with a time of day, of people or machines."""
    example = beside_time(rng, data)
    return example if "T" in example.value and not _is_within(example.source) else None


def _planned(rng: Random, data: LocaleData) -> Example | None:
    """A day near the reference date from one time to another: `tomorrow from 10 to 12`, `Friday 7-8pm`."""
    example = expressions.make(rng, data)
    if not expressions.OF_A_DAY.fullmatch(example.value) or names_part_of_day(example.source, data.language):
        return None
    return timed.with_span(example, rng, data.language)


def _at_time(rng: Random, data: LocaleData) -> Example | None:
    """A day near the reference date with a time before it: `3pm today`, `8.30 Uhr morgen`."""
    example = expressions.make(rng, data)
    is_spoken = data.language not in timed.UNSPACED and data.language != "ko"
    if not is_spoken or not expressions.OF_A_DAY.fullmatch(example.value):
        return None
    if names_part_of_day(example.source, data.language):
        return None
    found = time_alone(rng, data.language)
    text = f"{in_digits_of(example.source, found.text)} {example.source}"
    return replace(example, source=text, value=timed.value_with(example.value, found.meant))


PROSE: Register = {
    as_people: 20,
    as_software: 9,
    numeric: 8,
    in_words: 3,
    month_or_year: 13,
    parts_of_year.draw: 3,
    yearless: 14,
    expressions.make: 34,
    ordinary.draw: 18,
    expressions.shifted: 3,
    appointments.draw: 4,
    name_alone: 4,
    spanned.draw: 4,
    bound: 4,
    recent_bound: 2,
    bounds.draw: 2,
    counted: 2,
    feasts.draw: 2,
    _timed: 7,
    _archival: 9,
    _set: 3,
    calendars.draw: 1,
    old_style.draw: 1,
}
CHAT: Register = {
    expressions.make: 50,
    ordinary.draw: 40,
    name_alone: 8,
    spanned.draw: 6,
    bound: 3,
    recent_bound: 4,
    bounds.draw: 3,
    counted: 4,
    feasts.draw: 3,
    _planned: 4,
    _at_time: 2,
    expressions.shifted: 7,
    appointments.draw: 11,
    yearless: 14,
    _timed: 10,
    month_or_year: 6,
    numeric: 5,
    as_people: 4,
    parts_of_year.draw: 2,
}
TALK: Register = {
    expressions.make: 54,
    ordinary.draw: 64,
    spanned.draw: 8,
    _planned: 3,
    _at_time: 3,
    expressions.shifted: 9,
    appointments.draw: 13,
    name_alone: 20,
    bound: 4,
    recent_bound: 8,
    bounds.draw: 4,
    counted: 5,
    feasts.draw: 4,
    month_or_year: 9,
    yearless: 4,
    _timed: 3,
}
ORDINARY: Register = {ordinary.draw: 100, _at_time: 2, _planned: 2}
# Some languages have no such names and bounds; a number can always be drawn.
NAMES: Register = {name_alone: 12, numeric: 1}
BOUNDS: Register = {bound: 2, recent_bound: 6, bounds.draw: 2, spanned.draw: 2, numeric: 1}
RECORD: Register = {
    _archival: 55,
    month_or_year: 16,
    as_people: 12,
    numeric: 6,
    as_software: 4,
    _set: 5,
    old_style.draw: 4,
    calendars.draw: 2,
    parts_of_year.draw: 2,
}
MACHINE: Register = {_stamp: 70, _timed: 8, as_software: 10, numeric: 20}


def draw_mention(rng: Random, data: LocaleData, register: Register) -> Mention:
    """Draw a date for a kind of text, in the patterns of training."""
    makers, shares = tuple(register), tuple(register.values())
    while True:
        example = rng.choices(makers, shares)[0](rng, data)
        if example is None or example.value == REFUSAL or ";" in example.value:
            continue
        if example.language and is_held_out_pattern(example.pattern):
            continue
        mention = _mention(example.source, example.value, example.language or data.language)
        if mention is not None:
            return mention


def draw_mentions(
    rng: Random, data: LocaleData, number: int, patterns: tuple[str, ...] = (), *, timed: float = 0
) -> tuple[Mention, ...]:
    """Draw dates with different values as one hand writes them; see `data_gen.several.styles`."""
    place = Place(data, find(data.identifier) or EMPTY)
    while True:
        given = [rng.choice(patterns)] * number if patterns else []
        drawn = draw_dates(rng, place, number, given, timed=timed)
        if any(is_held_out_pattern(date.pattern) for date in drawn.all):
            continue
        native = in_digits("1", data, rng) != "1"
        found = [
            _mention(in_digits(date.text, data, rng) if native else date.text, date.value, drawn.language)
            for date in drawn.all
        ]
        whole = tuple(mention for mention in found if mention is not None)
        if len(whole) == number:
            return whole


def _mention(text: str, value: str, language: str) -> Mention | None:
    """A date cut to its edges; None if it is very long or on several lines."""
    start, end = edges(text, value, language)
    text = text[start:end]
    if len(text) > LONGEST_MENTION or "\n" in text or ";" in value:
        return None
    return Mention(text, value, language)
