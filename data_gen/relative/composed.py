"""Relative dates put together in any language: 2 years 21 days ago, Friday 13, Monday to Friday, -3d."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from random import Random
from typing import NamedTuple

from data_gen.dates.surface import WEEKDAYS
from data_gen.example import Example
from data_gen.language import pairs, rows, texts
from data_gen.locales import LocaleData, babel_locale
from data_gen.relative import spans, weekday_dates
from data_gen.relative.cldr import sayings
from data_gen.relative.fillers import FILLERS, MOST, figures, is_in_usual_script
from data_gen.relative.spans import FINER, counted, joint, plain_spaces
from data_gen.times.timed import UNSPACED

_SHIFT = re.compile(r"@([-+])\{n\}(\w)")
_JOINTS = (" - ", "-", "–", " – ", "—", "~")
_SHORTHANDS = {
    "d": "d",
    "w": "w",
    "y": "y",
    "mo": "m",
    "h": "H",
    "D": "d",
    "W": "w",
    "days": "d",
    "weeks": "w",
}

_OF_MONTH = re.compile(r"-(\d\d)(?:-(\d\d)|(#.+))")
"""A feast that is a day of a month by number or by weekday."""

_POPULAR = frozenset(
    (
        *("-12-24", "-12-25", "-12-26", "-12-31", "-01-01", "-01-07", "-02-14", "-10-31"),
        *("e-2d", "e", "e+1d", "E-2d", "E", "E+1d"),
    )
)
"""Christmas, the New Year, Valentine's Day, Halloween and Easter; `E` is that of the Eastern churches."""
_POPULAR_SHARE = 0.45
_JULIAN = frozenset(("ru", "uk", "sr", "mk", "ka"))
"""Languages with feasts of the Julian calendar, which has been thirteen days behind since 1900."""

Text = tuple[str, str] | None
"""A text and its value."""


def draw(rng: Random, data: LocaleData) -> Example | None:
    """Draw one; None if the locale lacks the words for the kind that was drawn."""
    maker = rng.choices(_MAKERS, _SHARES)[0]
    drawn = maker(rng, data)
    if drawn is None:
        return None
    text, value = drawn
    return Example(text, value, data.language, data.identifier, pattern=maker.__name__[1:], kind="relative")


def feast(rng: Random, data: LocaleData) -> Example | None:
    """Draw a feast, `Christmas Eve`, `Easter Monday 2020`; None if the language has none."""
    drawn = _feast(rng, data)
    return (
        Example(*drawn, data.language, data.identifier, pattern="feast", kind="relative") if drawn else None
    )


class _Frame(NamedTuple):
    """A shift without its number and unit: `in`, `ago`."""

    head: str
    tail: str
    sign: str
    unit: str
    plural: str


@cache
def _frames(identifier: str) -> tuple[_Frame, ...]:
    """The shifts whose unit stands as it does in a span of time, so that another may precede it."""
    found, unspaced = [], identifier.split("-")[0] in UNSPACED
    for saying in sayings(identifier):
        match = _SHIFT.fullmatch(saying.program)
        shown = match and saying.weight == 1 and counted(identifier, match[2], saying.plural)
        text = plain_spaces(saying.text)
        if match and shown and shown in text:
            head, tail = text.split(shown, 1)
            whole = "{n}" not in head + tail  # a dual may be a word without its number: שבועיים ({n})
            if whole and (unspaced or not tail[:1].isalpha()):  # in 3 Monaten is not in 3 Monate
                found.append(_Frame(head, tail, match[1], match[2], saying.plural))
    return tuple(found)


def _compound(rng: Random, data: LocaleData) -> Text:
    """`2 years 21 days ago`, `in 1 month and 3 weeks`."""
    frames = _frames(data.identifier)
    if not frames:
        return None
    last = rng.choice(frames)
    coarser = [one for one in frames if one.sign == last.sign and last.unit in FINER.get(one.unit, "")]
    if not coarser:
        return None
    first = rng.choice(coarser)
    many, few = _number(rng, data, first), _number(rng, data, last)
    if many is None or few is None:
        return None
    spans = (
        counted(data.identifier, frame.unit, frame.plural).replace("{n}", figures(number, rng, data))
        for frame, number in ((first, many), (last, few))
    )
    joined = joint(rng, data).format(*spans)
    return f"{last.head}{joined}{last.tail}", f"@{last.sign}{many}{first.unit}{last.sign}{few}{last.unit}"


def _number(rng: Random, data: LocaleData, frame: _Frame) -> int | None:
    """A number with the plural of a frame; None if none was found, as some plurals are rare."""
    plural_of = babel_locale(data.identifier).plural_form
    for _ in range(30):
        number = rng.randint(1, 12 if rng.random() < 0.6 else min(31, MOST[frame.unit]))
        if plural_of(number) == frame.plural:
            return number
    return None


def _weekdays(rng: Random, data: LocaleData) -> Text:
    """`Monday – Friday`, in full or in short."""
    key = rng.choice(list(data.weekdays))
    first, second = rng.sample(range(7), 2)
    names = data.weekdays[key]
    if min(len(names[first]), len(names[second])) == 1 and data.language not in UNSPACED:
        return None
    return (
        f"{names[first]}{rng.choice(_JOINTS)}{names[second]}",
        f"@{WEEKDAYS[first]}/@{WEEKDAYS[second]}",
    )


def _shorthand(rng: Random, data: LocaleData) -> Text:
    """`-3d`, `+2w`."""
    sign, number = rng.choice("+-"), rng.randint(1, 30 if rng.random() < 0.3 else 9)
    unit = rng.choice(list(_SHORTHANDS))
    gap = " " if len(unit) > 2 else rng.choice(("", "", "", " "))
    return f"{sign}{number}{gap}{unit}", f"@{sign}{number}{_SHORTHANDS[unit]}"


def _day_and_weekday(rng: Random, data: LocaleData) -> Text:
    """`Today, Monday`, `tomorrow, Friday`: the day counts."""
    days = [saying for saying in sayings(data.identifier) if re.fullmatch(r"@([-+]\dd)?", saying.program)]
    if not days:
        return None
    saying, (name, _) = rng.choice(days), FILLERS["W"](rng, data, "")
    joint = rng.choice((" ", ", ")) if data.language not in UNSPACED else rng.choice(("", "，", " "))
    return f"{saying.text}{joint}{name}", saying.program


def _feast(rng: Random, data: LocaleData) -> Text:
    """`Christmas 1999`, `Easter Monday`, `Thanksgiving 2021`, with or without its year."""
    named = draw_feast(rng, data)
    if named is None:
        return None
    name, of_year = named
    name = name.lower() if rng.random() < 0.3 else name
    roll = rng.random()
    if roll < 0.45:
        return name, f"XXXX{of_year}"
    beside = pairs(data.language, "relative.feasts_beside")
    if beside and roll < 0.6 and (day := _within_year(of_year)):
        form, operator = rng.choice(tuple(beside.items()))
        within = "#" if operator[-1] == "y" else ""
        return form.replace("{f}", name), f"@{operator}{within}{day}"
    is_recent = data.language in _JULIAN or rng.random() < 0.75
    year = rng.randint(1901, 2040) if is_recent else rng.randint(1100, 1900)
    form = rng.choice(texts(data.language, "relative.feasts_with_year") or ("{f} {Y}",))
    return form.replace("{f}", name).replace("{Y}", str(year)), f"{year}{of_year}"


def _within_year(feast: str) -> str:
    """A feast as a step: `12#25d` of `-12-25`, `e-2d`; "" if it is counted from another day."""
    match = _OF_MONTH.fullmatch(feast)
    if match is None:
        return feast if feast[0] in "eE" else ""
    return match[1] + (match[3] or f"#{match[2].lstrip('0')}d")


def draw_feast(
    rng: Random, data: LocaleData, *, popular_share: float = _POPULAR_SHARE
) -> tuple[str, str] | None:
    """The name of a feast and its day in a year; None if the language has none."""
    feasts = rows(data.language, "relative.feasts") if is_in_usual_script(data.identifier) else ()
    if not feasts:
        return None
    popular = _popular(data.language) if rng.random() < popular_share else ()
    names, of_year = rng.choice(popular or feasts)
    usual, *others = names.split("|")
    return (rng.choice(others) if others and rng.random() < 0.5 else usual), of_year


@cache
def _popular(language: str) -> tuple[tuple[str, ...], ...]:
    """The feasts that people name more often than all others."""
    return tuple(row for row in rows(language, "relative.feasts") if row[1] in _POPULAR)


def _weekday_and_day(rng: Random, data: LocaleData) -> Text:
    """`Friday the 13th`, `terça-feira dia vinte e cinco`."""
    return weekday_dates.draw(rng, data)


def _span(rng: Random, data: LocaleData) -> Text:
    """`Two weeks after tomorrow`, `em uma semana`."""
    return spans.draw(rng, data)


_SHARED: Mapping[Callable[[Random, LocaleData], Text], float] = {
    _compound: 22,
    _span: 60,
    _weekday_and_day: 18,
    _weekdays: 12,
    _shorthand: 4,
    _day_and_weekday: 7,
    _feast: 50,
}
_MAKERS, _SHARES = tuple(_SHARED), tuple(_SHARED.values())
