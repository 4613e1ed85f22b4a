"""Ranges that end, or begin, on a day near the reference date: yesterday to today, 2010 to now."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from data_gen.dates import habits
from data_gen.dates.days import Day, draw_day
from data_gen.dates.patterns import fields
from data_gen.dates.surface import beside_today, cldr_pattern, write
from data_gen.example import DAY, Example
from data_gen.language import languages, pairs, texts
from data_gen.locales import LocaleData
from data_gen.relative.cldr import Saying, sayings
from data_gen.times.timed import UNSPACED

_DAYS = ("@-2d", "@-1d", "@", "@+1d", "@+2d")
"""The days that a word names in many languages, in their order."""
_PERIOD = re.compile("@[«=»][wmqy]")
_NOW = "@"
_ABSOLUTE = re.compile(r"(?:[0-9]{4}|XXXX-\d\d)(?:-\d\d){0,2}")
_MONTH = frozenset("yM")
_TRIES = 8
_ELIDING = frozenset(("fr", "ca"))
"""Languages whose `de` and `que` lose their vowel before some months."""
_DASHES = ("-", " - ", "–", " – ")
_BODIES = ("y", "y", "MMMM y", "MMM y", "MMMM", "MMM")
"""Years and months that a stretch until now begins with."""


def draw(rng: Random, data: LocaleData) -> Example | None:
    """Draw one; None if the language has no words for the kind that was drawn."""
    maker = rng.choices((_days, _bound, _of_period, _with_absolute, _months), (30, 25, 15, 30, 15))[0]
    drawn = maker(rng, data)
    if drawn is None:
        return None
    text, value = drawn
    return Example(
        text, value, data.language, data.identifier, pattern=f"joined{maker.__name__}", kind="relative"
    )


@cache
def near_words(identifier: str) -> tuple[Saying, ...]:
    """The words of CLDR for the days around the reference date, but not `+2 d.`."""
    return tuple(
        saying
        for saying in sayings(identifier)
        if saying.program in _DAYS and not any(map(str.isdigit, saying.text))
    )


@cache
def near_periods(identifier: str) -> tuple[Saying, ...]:
    """The words of CLDR for the last, this and the next week, month, quarter and year."""
    return tuple(
        saying for saying in sayings(identifier) if saying.weight == 1 and _PERIOD.fullmatch(saying.program)
    )


def _days(rng: Random, data: LocaleData) -> tuple[str, str] | None:
    """`From yesterday to today`."""
    forms, words = texts(data.language, "relative.ranges"), near_words(data.identifier)
    if not forms or len({saying.program for saying in words}) == 1:
        return None
    first, last = sorted(rng.sample(words, 2), key=lambda saying: _DAYS.index(saying.program))
    if first.program == last.program:
        return None
    text = rng.choice(forms).replace("{a}", first.text).replace("{b}", last.text)
    return text, f"{first.program}/{last.program}"


def _bound(rng: Random, data: LocaleData) -> tuple[str, str] | None:
    """`Until tomorrow`, `since yesterday`."""
    return _bounded(rng, data, "relative.bounds", near_words(data.identifier))


def _of_period(rng: Random, data: LocaleData) -> tuple[str, str] | None:
    """`Before next week`, `since last month`."""
    return _bounded(rng, data, "relative.bounds_of_periods", near_periods(data.identifier))


def _bounded(rng: Random, data: LocaleData, key: str, words: tuple[Saying, ...]) -> tuple[str, str] | None:
    forms = tuple(pairs(data.language, key).items())
    if not forms or not words:
        return None
    (form, value), word = rng.choice(forms), rng.choice(words)
    return form.replace("{a}", word.text), value.replace("{a}", word.program)


def _with_absolute(rng: Random, data: LocaleData) -> tuple[str, str] | None:
    """`From 3 May 2019 to today`, `between January and now`."""
    whole = rng.random() < 0.6
    forms = texts(data.language, f"relative.until_{'day' if whole else 'month'}")
    words = [saying for saying in near_words(data.identifier) if saying.program in (_NOW, "@-1d")]
    if not forms or all(saying.program != _NOW for saying in words):
        return None
    if not texts(data.language, "relative.ranges") or rng.random() < 0.8:  # other words may need a case
        words = [saying for saying in words if saying.program == _NOW]
    word = rng.choice(words)
    date = _date(rng, data, whole=whole)
    if date is None:
        return None
    text = rng.choice(forms).replace("{d}", date[0]).replace("{a}", word.text)
    return text, f"{date[1]}/{word.program}"


def _months(rng: Random, data: LocaleData) -> tuple[str, str] | None:
    """`From May to September`, `Nov-Feb 2017`: months without a year, or with that of the second."""
    words = [form for form in texts(data.language, "archival.from_to_month") if "." not in form]
    if data.language not in languages("relative.until_month") or data.language in _ELIDING:
        words = []
    if data.language in UNSPACED:
        return None
    has_year = rng.random() < 0.35 and not habits.numbers_its_months(data.identifier)
    year = rng.randint(1950, 2035) if has_year else 0
    first, last = rng.sample(range(12), 2)
    keys = [key for key in ("MMMM", "MMM", "LLLL", "LLL") if key in data.months]
    names = data.months[rng.choice(keys)]
    form = rng.choice(words) if words and rng.random() < 0.6 else f"{{}}{rng.choice(_DASHES)}{{}}"
    text = form.format(names[first], names[last])
    if not year:
        return text, f"XXXX-{first + 1:02d}/XXXX-{last + 1:02d}"
    start = year - (first > last)
    return f"{text} {year}", f"{start}-{first + 1:02d}/{year}-{last + 1:02d}"


def _date(rng: Random, data: LocaleData, *, whole: bool) -> tuple[str, str] | None:
    """A day, month or year that is past; one without a year is the last one before the reference date."""
    drawn = plain_date(
        draw_pattern(rng, data, whole=whole), draw_day(rng, year=rng.randint(1950, 2029)), rng, data
    )
    return drawn and (drawn[0], beside_today(drawn[1], "<"))


def draw_pattern(rng: Random, data: LocaleData, *, whole: bool) -> str:
    """Draw a pattern of a day, or of a month or year, in the form used beside a word for another day."""
    has_own = data.language in UNSPACED or data.language == "ko"  # whose signs stand after the numbers
    for _ in range(_TRIES if has_own else rng.random() < 0.3):
        known = cldr_pattern(data, rng, DAY if whole else _MONTH)
        if known and not {"E", "G"} & fields(known):
            return known
    if not whole:
        return "yyyy年" if data.language in ("ja", "zh") else rng.choice(_BODIES)
    if rng.random() < 0.4:
        return rng.choice(("yyyy-MM-dd", "yyyy-MM-dd", habits.numeric_pattern(rng, data.order, short=False)))
    return habits.named_pattern(rng, data.identifier, year=rng.random() < 0.6, weekday=0)


def plain_date(pattern: str, day: Day, rng: Random, data: LocaleData) -> tuple[str, str] | None:
    """A date in a pattern and its value; None if it has an era, a time or a mark that ends a sentence."""
    written = write(pattern, day, data, rng)
    has_numeral = "R" in pattern and "y" not in pattern  # `18, I and today`
    if not _ABSOLUTE.fullmatch(written.value) or written.source.endswith(".") or has_numeral:
        return None
    return written.source, written.value
