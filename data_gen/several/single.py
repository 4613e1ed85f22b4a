"""One date where a text looks like several: said twice, a range, beside other numbers, beside `today`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from data_gen.archival import spans
from data_gen.archival.bodies import Expression, Place, draw_late_year, in_digits
from data_gen.carriers import pools
from data_gen.dates import habits
from data_gen.dates.days import Day, draw_day
from data_gen.dates.patterns import fields, has_short_year, is_numeric
from data_gen.dates.surface import cldr_pattern, value_of, write
from data_gen.example import DAY, Example
from data_gen.negatives import codes, labelled
from data_gen.relative.cldr import sayings
from data_gen.several import roles, sets
from data_gen.several.styles import draw_dates, space

_TWICE = (
    "{} ({})",
    "{} ({})",
    "{} ({})",
    "{}, {}",
    "{} / {}",
    "{} = {}",
    "{} [{}]",
    "{} – {}",
    "{}; {}",
    "{} | {}",
)
_FRAMES = ("{n} ({d})", "{n} ({d})", "{n}, {d}", "({d})", "{n} {d}", "{n}: {d}", "{n} [{d}]", "{d}, {n}")
_LISTED = (", ", ", ", "; ", " | ", " / ", " ", " - ", "\t")
_BESIDE = ("{w}, {d}", "{w} ({d})", "{w} {d}", "{w}: {d}", "{d} ({w})", "{d}, {w}", "{w} - {d}", "{d} {w}")
_NOW = ("@", "@-1d", "@+1d")
_LONGEST_LIFE = 110

_DIGITS = re.compile(r"\d")
_END = re.compile(r"\d{4}(-\d\d){0,2}(T\d\d(:\d\d){0,2}[ap]?)?")
_DAY = re.compile(r"(\d{4}|XXXX|XX\d\d)-\d\d-\d\d[①-⑦]?")
_TELLING = re.compile(r"[^\W\d_]|[%€$£¥₽°]")
"""What tells that a number beside a date is none."""


def draw(rng: Random, place: Place) -> Example:
    """A text with one date or one range."""
    while True:
        made = rng.choices(_MAKERS, _SHARES)[0](rng, place)
        if made is not None:
            return made


def twice(rng: Random, place: Place) -> Example:
    """A day in two forms: `12 May 2021 (12.05.2021)`, `Monday 3 May, 03/05/21`."""
    identifier, order = place.data.identifier, place.data.order
    year = rng.randint(1950, 2040) if rng.random() < 0.6 else draw_late_year(rng)
    short = 1930 <= year <= 2029 and rng.random() < 0.25
    numbers = habits.numeric_pattern(rng, order, short=short)
    if not short and rng.random() < 0.3:
        numbers = rng.choice(("yyyy-MM-dd", "yyyyMMdd", "yyyy/MM/dd"))
    if rng.random() < 0.25:
        named = habits.named_pattern(rng, identifier, year=False, weekday=0.6)
    else:
        named = habits.named_pattern(rng, identifier, weekday=0.3)
        named = (cldr_pattern(place.data, rng, DAY) or named) if rng.random() < 0.3 else named
    patterns = [named, numbers]
    if "R" in named or is_numeric(named) or (has_short_year(named) and year < 1930):
        return twice(rng, place)
    if rng.random() < 0.4:
        patterns.reverse()
    text, value = _in_both(rng, place, patterns, draw_day(rng, year=year))
    return Example(in_digits(text, place.data, rng), value, place.language, order=order, pattern="twice")


def _in_both(rng: Random, place: Place, patterns: list[str], day: Day) -> tuple[str, str]:
    """The day in both patterns, and the value that has all that either says."""
    plain = replace(place.data, digits=())
    texts = [write(pattern, day, plain, rng).source for pattern in patterns]
    kinds = fields(patterns[0]) | fields(patterns[1])
    whole = any("y" in fields(pattern) and not has_short_year(pattern) for pattern in patterns)
    value = value_of("yMd" if whole else "yyMd", day, day.weekday if "E" in kinds else None)
    form = rng.choice(_TWICE)
    return form.format(*texts), value


def same_year(rng: Random, place: Place) -> Example | None:
    """A year with two roles: `1834, exhibited 1834`."""
    said = roles.draw_roles(rng, place)
    year = str(draw_late_year(rng))
    if len(said) > 2 or place.language == "fa":
        return None
    text = rng.choice((", ", ", ", "; ", " ", " / ")).join(role.format(year) for role in said)
    return _example(rng, place, text, f"{year:>04}", "same year")


def framed_range(rng: Random, place: Place) -> Example | None:
    """A range of a person or event: `Anna Meyer (1834–1901)`, `lorem ipsum, from 3 to 5 May 2021`."""
    maker = rng.choices((spans.years, spans.dates, spans.between), (45, 40, 15))[0]
    made = maker(rng, place)
    if made and maker is spans.years and rng.random() < 0.35:
        text = sets.beside_undated(made.text, rng, place.language)
        return _example(rng, place, text, made.value, "undated too")
    return _framed(rng, place, made) if made else None


def span(rng: Random, place: Place) -> Example | None:
    """Two dates or moments with a dash: `Anna Meyer (3 May 1834 – 5 June 1901)`."""
    first, last = draw_dates(rng, place, 2, timed=0.2).all
    shapes = {_DIGITS.sub("0", date.value) for date in (first, last)}
    if len(shapes) > 1 or not _END.fullmatch(first.value) or first.value >= last.value:
        return None
    if int(last.value[:4]) - int(first.value[:4]) > _LONGEST_LIFE:
        return None
    dash = rng.choice((" – ", " - ", " — ", "–") if len(first.text) > 4 else ("–", "-", " – ", "—"))
    text = f"{first.text}{dash}{last.text}"
    return _framed(rng, place, Expression(text, f"{first.value}/{last.value}", dash, ""))


def _framed(rng: Random, place: Place, made: Expression) -> Example:
    pool = pools.people if rng.random() < 0.6 else pools.words
    text = rng.choice(_FRAMES).format(n=rng.choice(pool(place.language)), d=made.text)
    return _example(rng, place, text, made.value, "range")


def beside_numbers(rng: Random, place: Place) -> Example:
    """A date beside counts, prices, pages and identifiers: `12 May 2021, 3 copies, 45.00 €`."""
    while True:
        date = draw_dates(rng, place, 1).all[0]
        if re.search(r"\d{4}", date.text):
            break
    makers = (labelled.beside_date, labelled.beside_date, labelled.counted, codes.price, codes.quantity)
    drawn = [rng.choice(makers)(rng, place.language) for _ in range(rng.choice((1, 1, 2, 2, 3)))]
    others = [other for other in drawn if _TELLING.search(other)]
    items = [*others]
    items.insert(rng.choice((0, 0, len(items), rng.randint(0, len(items)))), date.text)
    joint = rng.choice(_LISTED[:4]) if len(items) > 2 or rng.random() < 0.7 else rng.choice(_LISTED)
    return _example(rng, place, joint.join(items), date.value, "numbers")


def beside_today(rng: Random, place: Place) -> Example | None:
    """A date beside a relative word: `today, 3 May 2021`, `heute (3.5.2021)`."""
    known = [one for one in sayings(place.data.identifier) if "{" not in one.text]
    words = [one.text for one in known if one.program in _NOW]
    date = draw_dates(rng, place, 1).all[0]
    if not words or not _DAY.fullmatch(date.value):
        return None
    form = rng.choice(_BESIDE)
    if not space(place.language):
        form = form.replace(" ", rng.choice(("", " ")))
    return _example(rng, place, form.format(w=rng.choice(words), d=date.text), date.value, "today")


def _example(rng: Random, place: Place, text: str, value: str, name: str) -> Example:
    written = in_digits(text, place.data, rng)
    return Example(written, value, place.language, order=place.data.order, pattern=name)


_MAKERS: tuple[Callable[[Random, Place], Example | None], ...] = (
    *(twice, framed_range, span),
    *(beside_numbers, beside_today, same_year),
)
_SHARES = (27, 20, 13, 30, 10, 4)
