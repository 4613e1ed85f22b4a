"""Sets: all of several dates, `3, 5 and 9 May 1920`, and one of several, `1914, 1915 or 1916`.

The members are equally precise; what they share is mostly written once. The value lists them in the order of
the calendar, however the text does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from data_gen.archival.bodies import Place, draw_late_year, draw_pattern, in_digits
from data_gen.archival.decades import decade_text
from data_gen.archival.spans import DASHED, shortened
from data_gen.dates import habits
from data_gen.dates.days import Day, days_in_month, draw_day
from data_gen.dates.patterns import fields, has_short_year, is_numeric, order_of
from data_gen.dates.sharing import each, is_marked
from data_gen.dates.surface import cldr_pattern, value_of, write
from data_gen.example import ORDERS, Example
from data_gen.language import texts
from data_gen.several import joints

LONGEST = 64
"""The most characters of a value."""

_SIZES = (2, 3, 4, 5, 6, 7, 8)
_SIZE_SHARES = (38, 26, 14, 8, 6, 5, 3)
_STEPS = (1, 1, 1, 2, 2, 3, 4, 5, 7, 10, 15, 25, 50)
_GRAINS = ("year", "day", "month", "yearless", "short", "decade")
_GRAIN_SHARES = (34, 34, 14, 11, 4, 4)
_DASHES = ("–", "-", "–", "-", " – ", " - ")


@dataclass(frozen=True, slots=True)
class SetMember:
    """A member of a set: its text and its value."""

    text: str
    value: str


@dataclass(frozen=True, slots=True)
class SetMembers:
    """The members in the order of the text, and the field order that they need, "" for any."""

    members: tuple[SetMember, ...]
    order: str = ""


def draw(rng: Random, place: Place) -> Example:
    """A set in a locale, sometimes in brackets, or with the words that a language has beside years."""
    while True:
        grain = rng.choices(_GRAINS, _GRAIN_SHARES)[0]
        either = rng.random() < 0.27
        size = rng.choices(_SIZES, _SIZE_SHARES)[0]
        made = _MAKERS[grain](rng, place, min(size, 3 if either and rng.random() < 0.8 else 8))
        if made is None or len(made.members) < 2:
            continue
        example = _joined(rng, place, made, grain, either=either)
        if len(example.value) <= LONGEST:
            return example


def _joined(rng: Random, place: Place, made: SetMembers, grain: str, *, either: bool) -> Example:
    items = [member.text for member in made.members]
    values = sorted((member.value for member in made.members), key=_place_in_time)
    opening, closing = "[]" if either else "{}"
    if either:
        text = joints.one_of(items, rng, place, grain if grain in ("year", "month") else "day")
    else:
        text = joints.all_of(items, rng, place)
        if grain == "year" and rng.random() < 0.15:
            text = _beside_years(text, rng, place)
        if grain in _UNDATED_BESIDE and rng.random() < 0.08:
            text = beside_undated(text, rng, place.language)
        if grain == "month" and len(items) == 2 and rng.random() < 0.4:  # Feb./Mar. 1964
            text = "/".join(items)
    if rng.random() < 0.08:
        text = rng.choice(("[{}]", "({})", "[{}]", "<{}>")).format(text)
    value = f"{opening}{','.join(values)}{closing}"
    language = "" if made.order and made.order != place.data.order else place.language
    order = made.order or place.data.order
    name = f"{'either' if either else 'set'}:{grain}"
    return Example(in_digits(text, place.data, rng), value, language, order=order, pattern=name)


_UNDATED_BESIDE = ("year", "decade", "day")


def beside_undated(text: str, rng: Random, language: str) -> str:
    """With the word for other items without a date: `1977–2013, undated`."""
    word = rng.choice(texts(language, "carriers.undated") or texts("en", "carriers.undated"))
    return rng.choice(("{t}, {u}", "{t}, {u}", "{t}; {u}", "{t} , {u}", "{u}, {t}", "{t} {u}")).format(
        t=text, u=word
    )


def _place_in_time(value: str) -> str:
    return value.split("..")[0]


def _beside_years(text: str, rng: Random, place: Place) -> str:
    """With the words of a range in the language, which are about years: `années 1914, 1916 et 1918`."""
    templates = [one for one in place.lexicon.templates("from_to") if DASHED.search(one)]
    worded = [one for one in (DASHED.sub("{}", template) for template in templates) if one.count("{") == 1]
    return rng.choice(worded).format(text) if worded else text


def _years(rng: Random, place: Place, size: int) -> SetMembers:
    year = draw_late_year(rng)
    members: list[SetMember] = []
    marked = rng.random() < 0.04 and year >= 1900
    stretches = size > 1 and rng.random() < 0.4
    longest = 6 if size > 4 or rng.random() < 0.5 else 40
    for index in range(size):
        if stretches and rng.random() < 0.45:
            last = year + rng.randint(1, longest)
            dash = rng.choice(_DASHES)
            text = f"{year}{dash}{shortened(year, last, rng, dash)}"
            members.append(SetMember(text, f"{year:04d}..{last:04d}"))
            year = last
        else:
            text = f"'{year % 100:02d}" if marked and index and year < 2000 else str(year)
            members.append(SetMember(text, f"{year:04d}"))
        year += rng.choice(_STEPS) + (1 if stretches else 0)
        if year > 2040:
            break
    if len(members) < 2:
        return _years(rng, place, size)
    if not marked and rng.random() < 0.1:
        rng.shuffle(members)
    return SetMembers(tuple(members))


def _months(rng: Random, place: Place, size: int) -> SetMembers:
    pattern = draw_pattern(rng, place.data, "month")
    first = draw_day(rng, year=draw_late_year(rng))
    if rng.random() < 0.7:
        months = sorted(rng.sample(range(1, 13), min(size, 5)))
        days = [Day(first.year, month, 1) for month in months]
    else:
        days = sorted(
            {Day(first.year + rng.choice((0, 1, 2, 5)), rng.randint(1, 12), 1) for _ in range(size)},
            key=_in_time,
        )
    return _written(rng, place, pattern, days)


def _days(rng: Random, place: Place, size: int) -> SetMembers:
    weekday = rng.random() < 0.12
    order = rng.choice(ORDERS[:2]) if rng.random() < 0.1 else place.data.order
    if weekday:
        pattern = "yy"
        while has_short_year(pattern):
            pattern = habits.named_pattern(rng, place.data.identifier, weekday=1.0)
    elif order != place.data.order:
        pattern = habits.numeric_pattern(rng, order)
    else:
        pattern = draw_pattern(rng, place.data, "day")
    return _written(rng, place, pattern, _draw_days(rng, draw_late_year(rng), min(size, 5)))


def _yearless(rng: Random, place: Place, size: int) -> SetMembers:
    order = place.data.order
    pattern = cldr_pattern(place.data, rng, frozenset("Md")) if rng.random() < 0.35 else None
    pattern = pattern or habits.yearless_pattern(rng, place.data.identifier, order)
    drawn = {replace(day, year=2023) for day in _draw_days(rng, 2023, min(size, 5))}
    return _written(rng, place, pattern, sorted(drawn, key=_in_time))


def _short(rng: Random, place: Place, size: int) -> SetMembers:
    if rng.random() < 0.6:
        pattern = habits.numeric_pattern(rng, place.data.order, short=True)
    else:
        named = habits.named_pattern(rng, place.data.identifier, weekday=0.0)
        pattern = named.replace("yyyy", "y").replace("yy", "y").replace("P", "y").replace("y", "yy")
        if pattern.startswith("yy"):
            pattern = "d MMMM yy"
    year = rng.choice((rng.randint(1930, 1990), rng.randint(2000, 2025)))
    return _written(rng, place, pattern, _draw_days(rng, year, min(size, 5)))


def _draw_days(rng: Random, year: int, size: int) -> list[Day]:
    """Different days in order: of a month, of a year, or of neighbouring years."""
    roll = rng.random()
    if roll < 0.6:
        month = rng.randint(1, 12)
        numbers = rng.sample(range(1, days_in_month(year, month) + 1), size)
        if rng.random() < 0.3:  # neighbours
            first = rng.randint(1, 28 - size)
            numbers = list(range(first, first + size))
        return [Day(year, month, number) for number in sorted(numbers)]
    years = (0,) if roll < 0.9 else (0, 1, 2)
    found: set[Day] = set()
    while len(found) < size:
        found.add(draw_day(rng, year=year + rng.choice(years)))
    return sorted(found, key=_in_time)


def _in_time(day: Day) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _written(rng: Random, place: Place, pattern: str, days: Sequence[Day]) -> SetMembers:
    """Days in a pattern, mostly each without what it shares with the others, sometimes with a stretch."""
    sharing = rng.random() < 0.75
    parts = each(pattern, days) if sharing else (pattern,) * len(days)
    plain = replace(place.data, digits=())
    people = rng.random() < 0.25
    texts = [
        write(part, day, plain, rng, people=people and "E" not in fields(part)).source
        for part, day in zip(parts, days, strict=True)
    ]
    values = [value_of(pattern, day) for day in days]
    members = [SetMember(text, value) for text, value in zip(texts, values, strict=True)]
    if len(members) > 2 and not is_marked(pattern) and not is_numeric(pattern) and rng.random() < 0.15:
        members = _with_stretch(rng, members, days)
    elif not sharing and rng.random() < 0.12:
        rng.shuffle(members)
    order = order_of(pattern) if is_numeric(pattern) and order_of(pattern) in ORDERS else ""
    return SetMembers(tuple(members), order)


def _with_stretch(rng: Random, members: list[SetMember], days: Sequence[Day]) -> list[SetMember]:
    """Two neighbouring members of a month joined by a dash: `3, 5–7 May`."""
    start = rng.randrange(len(members) - 1)
    first, last = members[start : start + 2]
    if (days[start].year, days[start].month) != (days[start + 1].year, days[start + 1].month):
        return members
    joined = SetMember(f"{first.text}{rng.choice(_DASHES)}{last.text}", f"{first.value}..{last.value}")
    return [*members[:start], joined, *members[start + 2 :]]


def _decades(rng: Random, place: Place, size: int) -> SetMembers | None:
    templates = place.lexicon.templates("decade")
    if not templates:
        return None
    first = draw_late_year(rng) // 10 * 10
    members = []
    for decade in sorted({first, *(first + 10 * rng.randint(1, 9) for _ in range(min(size, 4) - 1))}):
        text = decade_text(place, templates[0], decade)
        if decade % 100 == 0 or decade > 2020 or text is None:
            continue
        members.append(SetMember(text, f"{decade // 10}X"))
    return SetMembers(tuple(members)) if len(members) > 1 else None


_MAKERS = {
    "year": _years,
    "day": _days,
    "month": _months,
    "yearless": _yearless,
    "short": _short,
    "decade": _decades,
}
