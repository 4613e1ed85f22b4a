"""What is not a date, and dates that do not exist."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from data_gen.carriers.carry import carry
from data_gen.dates import habits
from data_gen.dates.days import Day, exists
from data_gen.dates.patterns import fields, has_short_year
from data_gen.dates.surface import ordinal_day, write
from data_gen.example import DAY, ORDERS, REFUSAL, Example
from data_gen.locales import LocaleData
from data_gen.negatives.refusals import impossible_fields, impossible_named, negative
from data_gen.times.timed import with_time


def dateless(rng: Random, data: LocaleData) -> Example:
    """What is not a date, and dates that do not exist."""
    dice = rng.random()
    if dice < 0.03:
        return _nth_weekday(rng, data)
    if dice < 0.74:
        text, pattern = negative(rng, data.language)
        language = data.language if rng.random() < 0.5 else ""
        return Example(text, REFUSAL, language, order=data.order, pattern=pattern, kind="nodate")
    if dice < 0.88:
        pattern = habits.named_pattern(rng, data.identifier)
        day = Day(*impossible_named(rng))
        if has_short_year(pattern) or len(fields(pattern) & DAY) < 3:
            pattern = "d MMMM y"
    else:
        pattern = habits.numeric_pattern(rng, rng.choice(ORDERS))
        day = Day(*impossible_fields(rng))
        while exists(day) or exists(Day(day.year, day.day, day.month)):
            day = Day(*impossible_fields(rng))
    example = write(pattern, day, data, rng, people=True)
    text = example.source
    if rng.random() < 0.15:
        text = with_time(text, rng, data.language)
    if rng.random() < 0.08:
        text, _ = carry(text, rng, data.language)
    return replace(example, source=text, value=REFUSAL, kind="nodate")


def _nth_weekday(rng: Random, data: LocaleData) -> Example:
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
    return Example(text, REFUSAL, data.language, order=data.order, pattern="nth-weekday", kind="nodate")
