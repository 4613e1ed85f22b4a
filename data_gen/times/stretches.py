"""Stretches of time: from a time to another on one day, from a moment to another on two."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random
from typing import NamedTuple

from data_gen.dates.days import Day, days_in_month, draw_day
from data_gen.dates.patterns import fields, has_short_year, is_numeric, order_of
from data_gen.dates.surface import cldr_pattern, write
from data_gen.example import DAY, ORDERS, Example
from data_gen.language import rows, texts
from data_gen.locales import LocaleData
from data_gen.times import clock, formats
from data_gen.times.digits import in_digits_of
from data_gen.times.hands import Clock, Hands, draw_hands, meaning
from data_gen.times.zones import zone

_HOURS = range(2, 12)
"""Hours that are said alike in every language: `las 2`, but `la 1`."""
_DASHES = (" - ", "-", "–", " – ", " — ", " to ")


def on_one_day(rng: Random, language: str) -> Clock:
    """A time and a later one: `10:00-12:00`, `from 2 to 4 pm`, `10:30 AM – 1 PM`."""
    earlier, later = sorted((_planned(rng), _planned(rng)), key=lambda one: one.hour)
    if earlier.hour == later.hour:
        return on_one_day(rng, language)
    if rng.random() < 0.35 and (said := _in_words(rng, language)):
        return said
    roll = rng.random()
    if roll < 0.25:
        first, last = clock.twelve_hour(rng, earlier), clock.twelve_hour(rng, later)
    elif roll < 0.4 and earlier.half == later.half and earlier.hour % 12:
        first, last = _sharing(earlier, later, rng)
    else:
        padded = rng.random() < 0.8
        first, last = (_short(hands, padded=padded) for hands in (earlier, later))
    forms = texts(language, "clock.spans") or texts(language, "archival.from_to_month")
    if forms and rng.random() < 0.45:
        text = rng.choice(forms).format(first.text, last.text)
    else:
        text = rng.choice(_DASHES[:-1] if language != "en" else _DASHES).join((first.text, last.text))
    meant = f"{first.meant}/{last.meant}"
    if rng.random() < 0.1:
        named = zone(rng)
        return Clock(f"{text} {named.text}", meant + named.meant)
    return Clock(text, meant)


def _in_words(rng: Random, language: str) -> Clock | None:
    """Two hours with words of the language: `from 2 to 4 in the afternoon`, `午後3時から5時`.

    The word for the hour, and that for the part of the day, may be said once: before the first hour or after
    the last, where the language has it. None if the language has no words for a span.
    """
    forms, drawn = texts(language, "clock.spans"), _hours_in_words(rng, language)
    if drawn is None:  # figures alone, so there must be a word before them
        forms = tuple(one for one in forms if one[0] != "{" and " " in one)
        first, last = sorted(rng.sample(_HOURS, 2))
        drawn = _Hours("{h}", first, last)
    if not forms:
        return None
    form, at = drawn.form, drawn.form.index("{")
    shown = [hour if "{h" in form else hour % 12 or 12 for hour in (drawn.first, drawn.last)]
    start, end = (form.format(h=hour, t=hour) for hour in shown)
    if rng.random() < 0.5:
        start, end = start if at else str(shown[0]), end[at:]
    meant = "/".join(meaning(hour, half=drawn.half) for hour in shown)
    return Clock(rng.choice(forms).format(start, end), meant)


class _Hours(NamedTuple):
    """Two hours of a day and the words for them; `half` if the words say that of the day."""

    form: str
    first: int
    last: int
    half: str = ""


def _hours_in_words(rng: Random, language: str) -> _Hours | None:
    """Two hours with the word for one, or for the part of the day of both; None for figures alone."""
    parted = [(hours, form) for hours, form in rows(language, "clock.parted") if "{m" not in form]
    plain = [form for form in texts(language, "clock.hours") if re.fullmatch(r"\{[ht]\}[^{]*", form)]
    roll = rng.random()
    if parted and roll < 0.4:
        hours, form = rng.choice(parted)
        earliest, latest = map(int, hours.split("-"))
        known = [hour for hour in range(earliest, latest + 1) if hour % 12 >= _HOURS[0]]
        if len(known) > 1 and latest // 12 == earliest // 12:
            first, last = sorted(rng.sample(known, 2))
            return _Hours(form, first, last, "ap"[first >= 12])
    if plain and roll < 0.75:
        form = rng.choice(plain)
        first, last = sorted(rng.sample(_HOURS, 2))
        is_short = "{t" in form or rng.random() < 0.4
        return _Hours(form, first, last) if is_short else _Hours(form, first + 6, last + 12)
    return None


def _planned(rng: Random) -> Hands:
    """A time of day as people plan them, mostly at a quarter of an hour."""
    hands = draw_hands(rng)
    return replace(hands, minute=rng.choice((0, 0, 15, 30, 30, 45))) if rng.random() < 0.6 else hands


def _short(hands: Hands, *, padded: bool) -> Clock:
    hour = f"{hands.hour:02d}" if padded else str(hands.hour)
    return Clock(f"{hour}:{hands.minute:02d}", meaning(hands.hour, hands.minute))


def _sharing(earlier: Hands, later: Hands, rng: Random) -> tuple[Clock, Clock]:
    """Two times whose half of the day is said once: `2-4 pm`. It is that of both."""
    half = rng.choice(((" am", " pm"), ("am", "pm"), (" AM", " PM"), (" a.m.", " p.m.")))[later.hour >= 12]
    whole = rng.random() < 0.5
    clocks = []
    for hands in (earlier, later):
        text = f"{hands.twelve}" if whole else f"{hands.twelve}:{hands.minute:02d}"
        clocks.append(Clock(text, meaning(hands.twelve, None if whole else hands.minute, half=hands.half)))
    return clocks[0], Clock(clocks[1].text + half, clocks[1].meant)


def of_two_days(rng: Random, data: LocaleData) -> Example:
    """From a moment to another in a locale: `3 May 2021, 10:00 – 4 May 2021, 12:00`."""
    pattern = cldr_pattern(data, rng, DAY)
    if pattern is None or "G" in fields(pattern):
        pattern = "yyyy-MM-dd"
    first = draw_day(rng, year=rng.randint(1930, 2029))
    last = _later(first, rng)
    times = formats.alike(rng, data.identifier, 2)
    joint = rng.choice((" ", " ", ", "))
    moments, values = [], []
    example = write(pattern, first, data, rng)
    for day, time in zip((first, last), times, strict=True):
        written = write(pattern, day, data, rng)
        moments.append(f"{written.source}{joint}{in_digits_of(written.source, time.text)}")
        values.append(written.value + time.meant)
    forms = texts(data.language, "archival.from_to_day")
    if forms and rng.random() < 0.45:
        text = rng.choice(forms).format(*moments)
    else:
        text = rng.choice((" - ", " – ", " — ", "–", " -- ", " / ", "/")).join(moments)
    if has_short_year(pattern) and last.year != first.year:
        return of_two_days(rng, data)
    order = order_of(pattern) if is_numeric(pattern) and order_of(pattern) in ORDERS else data.order
    return Example(text, "/".join(values), data.language, order=order, pattern=example.pattern)


def _later(day: Day, rng: Random) -> Day:
    """A day up to a month later."""
    number = day.day + rng.choice((1, 1, 2, 3, rng.randint(4, 27)))
    length = days_in_month(day.year, day.month)
    if number <= length:
        return Day(day.year, day.month, number)
    if day.month == 12:
        return Day(day.year + 1, 1, number - length)
    return Day(day.year, day.month + 1, number - length)
