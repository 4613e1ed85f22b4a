"""Weeks, days by number, half years, and the parts of a year alone: KW 23/2021, day 200 of 2021, H1 2020, Q3.

Weeks are those of ISO 8601-1:2019, 5.2.3. Their words are those of the language files and of CLDR.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import cache
from random import Random

from data_gen.archival.bodies import in_digits
from data_gen.archival.lexicon import find
from data_gen.archival.periods import quarter_names
from data_gen.example import Example
from data_gen.language import rows, texts
from data_gen.locales import LocaleData, babel_locale
from data_gen.relative import expressions

_MACHINE_DAYS = (
    "{y}-W{w:02d}-{d}",
    "{y}-W{w:02d}-{d}",
    "{y}W{w:02d}{d}",
    "{y}W{w:02d}-{d}",
    "W{w:02d}-{d} {y}",
)
_MACHINE = (
    *(
        "{y}-W{w:02d}",
        "{y}-W{w:02d}",
        "{y}-W{w:02d}",
        "{y}W{w:02d}",
        "W{w:02d} {y}",
        "W{w}/{y}",
        "W{w:02d}-{y}",
    ),
    *(
        "{y}/W{w:02d}",
        "{y} W{w:02d}",
        "{y}-w{w:02d}",
        "{y}.W{w:02d}",
        "{y}_W{w:02d}",
        "{y} W{w}",
        "W{w}, {y}",
    ),
    *(
        "CW{w} {y}",
        "CW {w:02d}/{y}",
        "CW{w:02d}-{y}",
        "wk{w:02d} {y}",
        "WK {w} {y}",
        "{y}-CW{w:02d}",
        "{y}wk{w:02d}",
    ),
)
_NAMED = (
    *(
        "{n} {w} {y}",
        "{n} {w}, {y}",
        "{n} {w}/{y}",
        "{y} {n} {w}",
        "{y}, {n} {w}",
        "{n} {w} ({y})",
        "{w}. {n} {y}",
    ),
    *(
        "{n}{w} {y}",
        "{n}{w}/{y}",
        "{n} {w:02d}/{y}",
        "{n} {w} - {y}",
        "{n}: {w}/{y}",
        "{y} - {n} {w}",
        "{n} {w}-{y}",
    ),
    *("{y}/{n} {w}", "{n} {w} / {y}", "{n} {w} {y}", "{n} {w}, {y}"),
)
_WEEK_AND_DAY = ("{e}, {t}", "{e} {t}", "{t}, {e}", "{t} {e}", "{e} ({t})", "{t} ({e})", "{t} - {e}")
_ORDINAL = (
    *(
        "{y}-{n:03d}",
        "{y}-{n:03d}",
        "{y}-{n:03d}",
        "{y}/{n:03d}",
        "{y} DOY {n}",
        "DOY {n:03d} {y}",
        "DOY {n}, {y}",
    ),
    *("{y}-DOY{n:03d}", "{y}D{n:03d}", "{y}-D{n:03d}", "DOY {n}/{y}", "{y} DOY{n:03d}", "doy {n} {y}"),
)
_HALVES = (
    *(
        "H{h} {y}",
        "H{h} {y}",
        "{y}H{h}",
        "{y}-H{h}",
        "{y} H{h}",
        "H{h}/{y}",
        "H{h}-{y}",
        "H{h}, {y}",
        "{h}H {y}",
    ),
    *("{h}H{y}", "{y}/H{h}", "H{h}{y}", "{y}.H{h}", "{y}h{h}", "HY{h} {y}", "{y}-HY{h}"),
)
_HALF_ALONE, _QUARTER_ALONE = (
    ("H{h}", "H{h}", "{h}H", "HY{h}"),
    ("Q{q}", "Q{q}", "Q{q}", "{q}Q", "Q-{q}", "Q {q}"),
)
_ABSOLUTE = {
    "ordinal": re.compile(r"\{Y\}-\{N\}"),
    "half": re.compile(r"(\{Y\}|XXXX)-(\{h\}|4[01])"),
    "alone": re.compile(r"XXXX-(\{q\}|3[3-6])"),
}

_Maker = Callable[[Random, LocaleData], tuple[str, str] | None]


def draw(rng: Random, data: LocaleData) -> Example:
    """Draw a week, a day by number, a half year, or a season, quarter or half year without a year."""
    while True:
        maker = rng.choices(_MAKERS, _SHARES)[0]
        made = maker(rng, data)
        if made is not None:
            text, value = made
            name = f"year part:{maker.__name__}"
            written = in_digits(text, data, rng) if maker is not ordinal_day else text
            return Example(written, value, data.language, order=data.order, pattern=name, kind="partial")


def week(rng: Random, data: LocaleData) -> tuple[str, str]:
    """A week of a year, sometimes with its day: `2021-W23-4`, `KW 23/2021`, `Thursday, week 23, 2021`."""
    first = rng.randint(1950, 2040) if rng.random() < 0.85 else rng.randint(1600, 2199)
    date = datetime.date(first, 1, 1) + datetime.timedelta(days=rng.randrange(365))
    year, number, weekday = date.isocalendar()
    value = f"{year}-W{number:02d}"
    roll = rng.random()
    if roll < 0.1:
        text = rng.choice(_MACHINE_DAYS).format(y=year, w=number, d=weekday)
        return text, f"{value}-{weekday}"
    if roll < 0.33:
        return rng.choice(_MACHINE).format(y=year, w=number), value
    text = _named_week(rng, data, year, number)
    if roll < 0.43:
        names = rng.choice(tuple(data.weekdays.values()))
        named = rng.choice(_WEEK_AND_DAY).format(e=names[weekday - 1], t=text)
        return named, f"{value}-{weekday}"
    return text, value


def _named_week(rng: Random, data: LocaleData, year: int, number: int) -> str:
    whole = [one for one in texts(data.language, "weeks.patterns") if "{y}" in one]
    whole.extend(texts(data.language, "weeks.of_year"))
    if whole and rng.random() < 0.5:
        return rng.choice(whole).format(y=year, w=number)
    names = texts(data.language, "weeks.names") or _cldr_weeks(data.identifier)
    if not names and whole:
        return rng.choice(whole).format(y=year, w=number)
    form = rng.choice(_NAMED)
    name = rng.choice(names or ("W",))
    if "{n}{w}" in form and len(name) > 2:
        form = form.replace("{n}{w}", "{n} {w}")
    return form.format(n=name, w=number, y=year)


@cache
def _cldr_weeks(identifier: str) -> tuple[str, ...]:
    """CLDR's word for one week, from its patterns of lengths: `{0} vecka`."""
    found = babel_locale(identifier)._data["unit_patterns"].get("duration-week", {})
    texts = [str(found.get(width, {}).get("one", "")) for width in ("long", "short")]
    return tuple(dict.fromkeys(text.replace("{0}", "").strip() for text in texts if text.startswith("{0} ")))


def ordinal_day(rng: Random, data: LocaleData) -> tuple[str, str]:
    """A day of a year by number: `2021-200`, `day 200 of 2021`."""
    said = _said(rng, data, "ordinal") if rng.random() < 0.5 else None
    year, number = rng.randint(1900, 2099), rng.randint(1, 365)
    return said or (rng.choice(_ORDINAL).format(y=year, n=number), f"{year}-{number:03d}")


def half_year(rng: Random, data: LocaleData) -> tuple[str, str]:
    """`H1 2020`, `1. Halbjahr 2020`, `first half of 2020`; sometimes without the year."""
    alone = rows(data.language, "archival.half_year_alone")
    half = rng.randint(0, 1)
    if rng.random() < 0.2:
        if alone and rng.random() < 0.7:
            return rng.choice(alone[half]), f"XXXX-{40 + half}"
        return rng.choice(_HALF_ALONE).format(h=half + 1), f"XXXX-{40 + half}"
    said = _said(rng, data, "half") if rng.random() < 0.65 else None
    year = rng.randint(1950, 2040)
    return said or (rng.choice(_HALVES).format(h=half + 1, y=year), f"{year}-{40 + half}")


def season_alone(rng: Random, data: LocaleData) -> tuple[str, str] | None:
    """`Summer`, `im Herbst`."""
    lexicon = find(data.identifier)
    names = lexicon.ranked.get("seasons") if lexicon else None
    if lexicon is None or names is None:
        return None
    number = rng.randrange(4)
    leads = [one.removesuffix(" {y}") for one in lexicon.templates("season") if one.endswith("{s} {y}")]
    name = rng.choice(names[number])
    text = rng.choice(leads or ["{s}"]).format(s=name) if rng.random() < 0.4 else name
    return rng.choice((text, text, text[:1].upper() + text[1:])), f"XXXX-{21 + number}"


def quarter_alone(rng: Random, data: LocaleData) -> tuple[str, str]:
    """`Q3`, `3. Quartal`, in CLDR's words or those of the language."""
    number = rng.randrange(4)
    roll = rng.random()
    said = _said(rng, data, "alone") if roll < 0.35 else None
    if said:
        return said
    if roll < 0.6:
        return rng.choice(_QUARTER_ALONE).format(q=number + 1), f"XXXX-{33 + number}"
    return rng.choice(quarter_names(data.identifier))[number], f"XXXX-{33 + number}"


def _said(rng: Random, data: LocaleData, part: str) -> tuple[str, str] | None:
    """A saying of the language for a part of a year; None if it has none."""
    example = expressions.said(rng, data, _ABSOLUTE[part])
    return (example.source, example.value) if example else None


_MAKERS: tuple[_Maker, ...] = (week, ordinal_day, half_year, season_alone, quarter_alone)
_SHARES = (38, 12, 19, 26, 14)
