"""Ranges of years, months and days, whole or shortened, in words or with a dash; and alternatives."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from data_gen.archival.bodies import Expression, Place, draw_late_year, draw_pattern, draw_span_year, written
from data_gen.archival.lexicon import filled
from data_gen.dates.days import Day, days_in_month, draw_day
from data_gen.dates.patterns import fields
from data_gen.dates.sharing import is_marked, shared
from data_gen.dates.surface import value_of
from data_gen.locales import babel_locale
from data_gen.numerals import HAN_LANGUAGES, han_year

_DASHES = ("–", "-", "–", "-", " – ", " - ", "—", "/")
_WAVES = ("～", "〜", "~", "-", "–", " - ")
_EAST = ("ja", "zh", "ko")
_TO = ("–", "—", " – ", " — ", "～", "〜")
"""Dashes of ranges. A hyphen in their place may precede a month."""
DASHED = re.compile(r"\{\}\s?[-–—~～〜－∼]\s?\{\}")


def shortened(start: int, end: int, rng: Random, joint: str = "-") -> str:
    """The end of a range of years, maybe shortened: 1918, 18 or 8 after 1914.

    Two digits up to 12 are never used after a hyphen, as 1901-05 would be a month.
    """
    whole = str(end)
    if start < 1000 or end // 100 != start // 100 or rng.random() < 0.45:
        return whole
    if end // 10 == start // 10 and rng.random() < 0.45:
        return whole[-1]
    return whole[-2:] if end % 100 > 12 or joint in _TO else whole


def _years(rng: Random, place: Place) -> tuple[int, int]:
    start = draw_span_year(rng, place)
    end = start + (rng.choice(_LENGTHS) if rng.random() < 0.75 else rng.randint(5, 105))
    return start, end if end <= 2035 else start + 1


_LENGTHS = (1, 1, 2, 2, 3, 4, 5, 6, 7, 9, 10, 12, 15, 20, 25, 30, 50, 80)


def years(rng: Random, place: Place) -> Expression | None:
    """`1798–9`, `1914-18`, `from 1850 to 1860`, `1850年から1860年`."""
    start, end = _years(rng, place)
    value = f"{start:04d}/{end:04d}"
    if place.language in HAN_LANGUAGES and rng.random() < _IN_HAN:
        return _years_in_han(rng, place, start, end)
    if rng.random() < 0.5:
        joint = rng.choice(_WAVES if place.language in _EAST else _DASHES)
        second = shortened(start, end, rng, joint)
        if joint == "/" and ((end > start + 1 and len(second) < 4) or len(second) == 1):
            second = str(end)
        if len(second) == 1 and joint not in "–-—":
            joint = "–"
        form = f"{{}}{joint}{{}}"
        return Expression(f"{start}{joint}{second}", value, form, f"y{len(second)}")
    return _years_within("from_to", start, end, rng, place)


_IN_HAN = 0.1
"""Share of ranges of years in Han numerals where they are used."""


def _years_in_han(rng: Random, place: Place, start: int, end: int) -> Expression | None:
    """`从二零一六年至二零一八年`, `一九三七年から一九四五年まで`."""
    templates = [one for one in place.lexicon.templates("from_to") if one.count("{}年") == 2]
    if not templates or start < _FIRST_IN_HAN:
        return None
    template = rng.choice(templates)
    way = rng.random()  # both years are spelt or counted
    texts = tuple(han_year(year, place.language, Random(way)) for year in (start, end))
    return Expression(template.format(*texts), f"{start:04d}/{end:04d}", template, "years")


_FIRST_IN_HAN = 1000


def short_years(rng: Random, place: Place) -> Expression | None:
    """`1909–10`, `1802–11`, `1930–2`: with a dash of ranges, two digits that could be a month are a year."""
    if place.language == "fa":
        return None
    length = rng.choice((1, 1, 2, 3, rng.randint(1, 11)))
    end = 100 * rng.randint(10, 20) + (rng.randint(1, 12) if rng.random() < 0.6 else rng.randint(13, 99))
    end = min(end, 2035)
    start = max(end - length, end // 100 * 100)
    near = start // 10 == end // 10 and rng.random() < 0.25
    second = str(end)[-1 if near else -2 :]
    joint = rng.choice(("–", "–", "–", "—", " – "))
    return Expression(
        f"{start}{joint}{second}", f"{start:04d}/{end:04d}", f"{{}}{joint}{{}}", f"y{len(second)}"
    )


def _years_within(slot: str, start: int, end: int, rng: Random, place: Place) -> Expression | None:
    """Two years in a template of the language; None if it has none for the slot."""
    template = place.lexicon.pick(rng, slot)
    if template is None:
        return None
    second = shortened(start, end, rng, _dash_of(template)) if DASHED.search(template) else str(end)
    text = filled(template, (str(start), second), place.lexicon, (start, end))
    return Expression(text, f"{start:04d}/{end:04d}", template, f"y{len(second)}") if text else None


def _dash_of(template: str) -> str:
    """The dash between the two years of a template, with its spaces."""
    return template.split("{}")[1]


def between(rng: Random, place: Place) -> Expression | None:
    """`between 1850 and 1860`, `zwischen dem 3. und dem 5. Mai 1850`."""
    if rng.random() < 0.62:
        return _years_within("between", *_years(rng, place), rng, place)
    return _joined_dates(rng, place, "between")


def dates(rng: Random, place: Place) -> Expression | None:
    """Two whole days or months: `du 3 mai au 2 juin 1871`, `3 May – 2 June 1871`."""
    return _joined_dates(rng, place, "from_to") if rng.random() < 0.4 else _dashed_dates(rng, place)


def _ends(rng: Random, grain: str) -> tuple[Day, Day, str]:
    """Two days in order, and the largest field in which they differ."""
    start = draw_day(rng, year=draw_late_year(rng))
    dice = rng.random()
    if grain == "day" and dice < 0.5:
        last = days_in_month(start.year, start.month)
        first = min(start.day, last - 1)
        return (
            Day(start.year, start.month, first),
            Day(start.year, start.month, rng.randint(first + 1, last)),
            "d",
        )
    if dice < 0.85:
        month = min(start.month, 11)
        end = Day(start.year, rng.randint(month + 1, 12), rng.randint(1, 28))
        return Day(start.year, month, min(start.day, 28)), end, "M"
    end = draw_day(rng, year=start.year + rng.choice((1, 1, 2, 4)))
    return start, end, "y"


_OVER_NEW_YEAR = 0.4
"""Share of the ranges with one year that end in the year after it begins."""


def dates_of_one_year(rng: Random, place: Place) -> Expression | None:
    """Two days or months whose year is written once, often across New Year: `2014年11月から2月まで`,
    `from November 2014 to February`, `3 November to 5 February 2015`.
    """
    grain = rng.choice(("day", "month"))
    pattern = draw_pattern(rng, place.data, grain, led=True)
    first, last = shared(pattern, "M")
    if "y" in fields(first) and "y" in fields(last):  # nothing is left out
        return None
    is_year_first = "y" in fields(first)
    template = place.lexicon.pick(rng, "from_to", grain) if rng.random() < 0.75 else None
    # A year at the first of two dates is understood where it precedes the month, or after a word like *from*.
    parts = (pattern, first) if template and not is_year_first and rng.random() < 0.5 else (first, last)
    if template is None:
        template = f"{{}}{rng.choice(_WAVES if place.language in _EAST else (' – ', ' - ', ' — '))}{{}}"
    start, end = _months_apart(rng)
    text = _in_template(rng, place, template, parts, (start, end))
    if text is None:
        return None
    value = f"{value_of(pattern, start)}/{value_of(pattern, end)}"
    return Expression(text, value, template, f"{parts[0]}…{parts[1]}")


def _months_apart(rng: Random) -> tuple[Day, Day]:
    """Two days of different months less than a year apart, often on both sides of New Year."""
    year = draw_late_year(rng) if rng.random() < 0.4 else rng.randint(1980, 2034)
    day, last_day = rng.randint(1, 28), rng.randint(1, 28)
    low, high = sorted(rng.sample(range(1, 13), 2))
    if rng.random() < _OVER_NEW_YEAR:
        return Day(year, high, day), Day(year + 1, low, last_day)
    return Day(year, low, day), Day(year, high, last_day)


def _joined_dates(rng: Random, place: Place, slot: str) -> Expression | None:
    """Two dates in a template: both whole, or the first without the shared fields."""
    grain = "day" if rng.random() < 0.7 else "month"
    template = place.lexicon.pick(rng, slot, grain)
    if template is None:
        return None
    start, end, differing = _ends(rng, grain)
    pattern = draw_pattern(rng, place.data, grain, led=True)
    parts = shared(pattern, differing) if rng.random() < 0.75 else (pattern, pattern)
    text = _in_template(rng, place, template, parts, (start, end))
    if text is None:
        return None
    return Expression(
        text, f"{value_of(pattern, start)}/{value_of(pattern, end)}", template, f"{parts[0]}…{parts[1]}"
    )


def _in_template(
    rng: Random, place: Place, template: str, parts: tuple[str, str], ends: tuple[Day, Day]
) -> str | None:
    """Two days, each in its part of a pattern, in a template; None if they do not fit."""
    texts = tuple(written(part, day, place.data, rng) for part, day in zip(parts, ends, strict=True))
    return filled(template, texts, place.lexicon)


def _dashed_dates(rng: Random, place: Place) -> Expression | None:
    """Two dates with a dash, as in CLDR's intervals or in a shortened pattern."""
    grain = "day" if rng.random() < 0.72 else "month"
    start, end, differing = _ends(rng, grain)
    interval = _interval(place.data.identifier, grain, differing) if rng.random() < 0.45 else None
    if interval is not None:
        text = "".join(
            written(part, day, place.data, rng) for part, day in zip(interval, (start, end), strict=True)
        )
        form, base = "CLDR", "|".join(interval)
        value = "y-M-d" if grain == "day" else "y-M"
    else:
        pattern = draw_pattern(rng, place.data, grain)
        parts = shared(pattern, differing)
        joint = rng.choice(_WAVES if place.language in _EAST else ("–", " – ", "-", " - ", "—", " — "))
        if is_marked(pattern):  # 3-May-1850-5-May-1850 would be unreadable
            joint = rng.choice((" – ", " - ", " — "))
        first = written(parts[0], start, place.data, rng)
        if place.language == "hu" and rng.random() < 0.7:
            first = first.rstrip(".")
        text = f"{first}{joint}{written(parts[1], end, place.data, rng)}"
        form, base = f"{{}}{joint}{{}}", f"{parts[0]}…{parts[1]}"
        value = pattern
    return Expression(text, f"{value_of(value, start)}/{value_of(value, end)}", form, base)


@cache
def _interval(identifier: str, grain: str, differing: str) -> tuple[str, str] | None:
    """The two parts of CLDR's interval pattern, or None."""
    skeletons = ("yMMMd", "yMMMMd") if grain == "day" else ("yMMMM", "yMMM")
    for skeleton in skeletons:
        parts = babel_locale(identifier).interval_formats.get(skeleton, {}).get(differing)
        if parts and len(parts) == 2 and {"y", "M"} <= fields(parts[0] + parts[1]) <= {"y", "M", "d"}:
            return str(parts[0]), str(parts[1])
    return None


def one_of(rng: Random, place: Place) -> Expression | None:
    """`1914 or 1915`, `1914, 1915 or 1916`, `3 or 4 May 1890`."""
    grain = rng.choices(("year", "month", "day"), (60, 15, 25))[0]
    template = place.lexicon.pick(rng, "or", grain)
    if template is None:
        return None
    if grain == "year":
        return _one_of_years(rng, place, template)
    start, end, differing = _ends(rng, grain)
    pattern = draw_pattern(rng, place.data, grain)
    parts = shared(pattern, differing)
    text = _in_template(rng, place, template, parts, (start, end))
    if text is None:
        return None
    value = f"[{value_of(pattern, start)},{value_of(pattern, end)}]"
    return Expression(text, value, template, f"{parts[0]}…{parts[1]}")


def _one_of_years(rng: Random, place: Place, template: str) -> Expression | None:
    start = draw_span_year(rng, place)
    end = start + rng.choice((1, 1, 1, 2, 3, 5, 10))
    whole = str(end)
    if rng.random() < 0.6 and start >= 1000 and template.startswith("{}"):  # 1474 or 5, 1764 or 66
        whole = shortened(start, end, rng, _TO[0] if template[2:3] == " " else "-")
    text = filled(template, (str(start), whole), place.lexicon, (start, end))
    if text is None:
        return None
    if rng.random() < 0.12 and text.startswith(str(start)) and "{}" in template[2:]:
        third = start - rng.randint(1, 3)
        comma = {"ja": "、", "zh": "、", "ar": "، ", "fa": "، ", "ur": "، "}.get(place.language, ", ")
        return Expression(
            f"{third}{comma}{text}", f"[{third:04d},{start:04d},{end:04d}]", f"{{}}{comma}{template}", "y"
        )
    return Expression(text, f"[{start:04d},{end:04d}]", template, "y")
