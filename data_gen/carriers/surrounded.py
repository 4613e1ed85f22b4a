"""Dates beside a time of day, and in sentences."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from data_gen.carriers.carry import carry
from data_gen.dates.incomplete import month_or_year, yearless
from data_gen.dates.whole import as_people, as_software, in_words, numeric
from data_gen.example import Example
from data_gen.locales import LocaleData
from data_gen.times import stamps
from data_gen.times.timed import with_time


def language_around(example: Example, rng: Random) -> str | None:
    """The language of the words around a date: its own; mostly English where it has none and the month is
    first, so that the words of other languages say that the day is."""
    return example.language or ("en" if example.order == "MDY" and rng.random() < 0.75 else None)


def beside_time(rng: Random, data: LocaleData) -> Example:
    """A date beside a time of day."""
    if rng.random() < 0.3:
        return stamps.draw(rng, data)
    example = rng.choices((as_software, as_people, numeric, yearless, in_words), (24, 31, 36, 15, 4))[0](
        rng, data
    )
    if example.pattern == "yyyyMMdd" and example.source.isdigit() and rng.random() < 0.5:
        joint = rng.choice(("", "", "T", "-", "_"))
        clock = f"{rng.randrange(24):02d}{rng.randrange(60):02d}" + rng.choice(
            ("", f"{rng.randrange(60):02d}")
        )
        return replace(example, source=example.source + joint + clock, kind="datetime")
    text, _ = with_time(example.source, rng, language_around(example, rng))
    return replace(example, source=text, kind="datetime")


def in_sentence(rng: Random, data: LocaleData) -> Example:
    """A date in a sentence."""
    makers = (as_software, as_people, numeric, month_or_year, yearless, in_words)
    example = rng.choices(makers, (24, 33, 32, 7, 16, 4))[0](rng, data)
    if rng.random() < 0.2:
        text, _ = with_time(example.source, rng, language_around(example, rng))
        example = replace(example, source=text)
    text, _ = carry(example.source, rng, language_around(example, rng), heavy=rng.random() < 0.7)
    return replace(example, source=text, kind="embedded")
