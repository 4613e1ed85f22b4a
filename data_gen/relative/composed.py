"""Relative dates put together in any language: 2 years 21 days ago, Friday 13, Monday to Friday, -3d."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from random import Random
from typing import NamedTuple

from data_gen.dates.surface import WEEKDAYS
from data_gen.example import Example
from data_gen.locales import LocaleData, babel_locale
from data_gen.relative import feasts, spans, weekday_dates
from data_gen.relative.cldr import sayings
from data_gen.relative.feasts import Text
from data_gen.relative.fillers import FILLERS, MOST, figures
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


def draw(rng: Random, data: LocaleData) -> Example | None:
    """Draw one; None if the locale lacks the words for the kind that was drawn."""
    maker = rng.choices(_MAKERS, _SHARES)[0]
    drawn = maker(rng, data)
    if drawn is None:
        return None
    text, value = drawn
    return Example(text, value, data.language, data.identifier, pattern=maker.__name__[1:], kind="relative")


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
    feasts.named: 50,
}
_MAKERS, _SHARES = tuple(_SHARED), tuple(_SHARED.values())
