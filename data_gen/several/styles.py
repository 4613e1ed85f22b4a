"""Several dates as one hand writes them: mostly in one style, sometimes each in its own."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from data_gen.archival import qualified, spans
from data_gen.archival.bodies import Expression, Place
from data_gen.archival.lexicon import EMPTY
from data_gen.dates import habits
from data_gen.dates.days import Day
from data_gen.dates.gregorian import day_for, is_of_another_calendar
from data_gen.dates.patterns import fields, has_short_year, is_numeric, order_of
from data_gen.dates.surface import cldr_pattern, write
from data_gen.example import DAY, ORDERS, Example
from data_gen.several import sets
from data_gen.times import clock
from data_gen.times.timed import UNSPACED, as_software, value_with, with_time

_GAPS = ((1, 30), (1, 30), (20, 400), (300, 3000), (3000, 36000))
"""Days from one date to the next."""
_OPTIONS: tuple[str, ...] = ("cldr", "named", "numeric", "short", "iso", "month", "year", "yearless")
_SHARES = (16, 27, 20, 5, 8, 7, 20, 7)


def _set(rng: Random, place: Place) -> Expression | None:
    """A set in the field order of the locale."""
    drawn = sets.draw(rng, place)
    is_usual = drawn.order == place.data.order and len(drawn.value) < _LONGEST_SET
    return Expression(drawn.source, drawn.value, "", "set") if is_usual else None


_LONGEST_SET = 30
_Maker = Callable[[Random, Place], Expression | None]
_OTHERS: tuple[_Maker, ...] = (
    *(qualified.about, qualified.about, qualified.unsure, qualified.open_range),
    *(spans.years, spans.dates, spans.one_of, spans.between, _set),
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date: its text, its value and its pattern."""

    text: str
    value: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Dates:
    """Dates in the order of a text, and the hints that they need.

    Attributes:
        all: the dates.
        order: field order of those in numbers.
        language: language of their words, or "".
    """

    all: tuple[Dated, ...]
    order: str
    language: str


def draw_dates(
    rng: Random, place: Place, number: int, patterns: Sequence[str] = (), *, timed: float = 0
) -> Dates:
    """Draw dates with different values, in the given patterns or in drawn ones.

    `timed` is the share of those with a time of day beside each whole day.
    """
    given = list(patterns[:number])
    while True:
        order = _order(rng, place)
        patterns = given or [_pattern(rng, place, order)] * number
        if not given and rng.random() < 0.25:
            patterns = [_pattern(rng, place, order) for _ in range(number)]
        days = _days(rng, place, patterns)
        written = [_written(rng, place, *pair) for pair in zip(patterns, days, strict=True)]
        for index in range(number):
            loose = not given and place.lexicon is not EMPTY and rng.random() < 0.1
            other = rng.choice(_OTHERS)(rng, place) if loose else None
            if other is not None:
                written[index] = Dated(other.text, other.value, "archival")
        if rng.random() < timed:
            written = _with_times(rng, place, written)
        if len({one.value for one in written}) == number:
            fixed = order != place.data.order and any(is_numeric(pattern) for pattern in patterns)
            return Dates(tuple(written), order, "" if fixed else place.language)


def _order(rng: Random, place: Place) -> str:
    """The field order: the locale's, sometimes another."""
    return rng.choice(ORDERS[:2]) if rng.random() < 0.1 else place.data.order


def _pattern(rng: Random, place: Place, order: str) -> str:
    """A pattern of any style; numbers are in the given order, or start with a year of four digits."""
    identifier = place.data.identifier
    style = rng.choices(_OPTIONS, _SHARES)[0]
    if style == "cldr":
        pattern = cldr_pattern(place.data, rng, DAY) or "d MMMM y"
    elif style == "named":
        pattern = habits.named_pattern(rng, identifier, weekday=0.2)
    elif style in ("numeric", "short"):
        pattern = habits.numeric_pattern(rng, order, short=style == "short")
    elif style == "iso":
        pattern = rng.choice(("yyyy-MM-dd", "yyyy-MM-dd", "yyyyMMdd", "yyyy/MM/dd", "yyyy.MM.dd"))
    elif style == "month":
        pattern = habits.month_year_pattern(rng, identifier)
    elif style == "yearless":
        pattern = habits.yearless_pattern(rng, identifier, order)
    else:
        pattern = "y"
    if is_numeric(pattern) and fields(pattern) >= DAY and order_of(pattern) not in (order, "YMD"):
        return _pattern(rng, place, order)
    return pattern


def _days(rng: Random, place: Place, patterns: Sequence[str]) -> list[Day]:
    """Days in the order of time, nearly always."""
    short = any(has_short_year(pattern) for pattern in patterns)
    first = day_for(rng, place.data, "yy" if short else patterns[0])
    if "y" in patterns:
        first = Day(rng.randint(1500, 2030), first.month, min(first.day, 28))
    coarse = any("d" not in fields(pattern) for pattern in patterns)
    least, most = rng.choice(_GAPS[3:] if coarse else _GAPS[:4] if short else _GAPS)
    days, date = [first], datetime.date(min(first.year, 9000), first.month, min(first.day, 28))
    for _ in patterns[1:]:
        date += datetime.timedelta(days=rng.randint(least, most))
        days.append(Day(date.year, date.month, date.day))
    if any(is_of_another_calendar(day.year, place.language, patterns[0]) for day in days):
        return _days(rng, place, patterns)
    if rng.random() < 0.06:
        rng.shuffle(days)
    return days


def _written(rng: Random, place: Place, pattern: str, day: Day) -> Dated:
    plain = replace(place.data, digits=())
    example = write(pattern, day, plain, rng, people=rng.random() < 0.3)
    return Dated(example.source, example.value, pattern)


def _with_times(rng: Random, place: Place, dates: list[Dated]) -> list[Dated]:
    """The same with a time beside each whole day, mostly in one style."""
    clocks = (clock.short, clock.short, clock.digital, clock.twelve_hour)
    drawn, loose = rng.choice(clocks), rng.random()
    iso = all(re.fullmatch(r"\d{4}-\d\d-\d\d", date.text) for date in dates)
    joint = rng.choice(("T", " ", "T") if iso else (" ", " ", ", ", "  ", " - ", " @ "))
    found = []
    for date in dates:
        if loose < 0.65:
            time = drawn(rng)
            text, value = f"{date.text}{joint}{time.text}", value_with(date.value, time.meant)
        else:
            example = Example(date.text, date.value, place.language)
            example = (
                as_software(example, rng, place.data.identifier)
                if loose < 0.85
                else with_time(example, rng, place.language)
            )
            text, value = example.source, example.value
        found.append(Dated(text, value, date.pattern) if _WHOLE_DAY.fullmatch(date.value) else date)
    return found


_WHOLE_DAY = re.compile(r"(\d{4}|XX\d\d|XXXX)-\d\d-\d\d[①-⑦]?")


def space(language: str) -> str:
    """The space between words; none in languages without."""
    return "" if language in UNSPACED else " "
