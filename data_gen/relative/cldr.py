"""What CLDR knows of relative dates: yesterday, next week, last Friday, in 3 days, each as a program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from data_gen.dates.surface import WEEKDAYS
from data_gen.locales import babel_locale

UNITS = {"day": "d", "week": "w", "month": "m", "quarter": "q", "year": "y"}
"""CLDR's name of a unit → the symbol of programs."""
TIMED_UNITS = {"hour": "H", "minute": "M", "second": "S"}
"""The same of units shorter than a day."""
_COMMON = {"quarter": 0.3, "hour": 0.5, "minute": 0.3, "second": 0.1}
"""How often units are drawn beside days, weeks, months and years."""
_WEEKDAYS = dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), WEEKDAYS, strict=True))
_WIDTHS = {"": 1.0, "-short": 0.25, "-narrow": 0.12}
"""Suffix of the width in CLDR → how often its forms are drawn."""
_WEEKDAY_WIDTHS = {"": 1.0, "-short": 0.6, "-narrow": 0.4}
"""The same of weekdays, which have other names there: `next Fri.`, `next F`."""
_OF_A_WEEKDAY = 0.16
"""How often `3 Fridays ago` is drawn beside `3 weeks ago`; `next Friday` more often."""
_NEXT_WEEKDAY = 0.24
_MOST = 100
_OF_ROOT = re.compile(r"[-+]\{n\} (s|min|h|d|w|m|Q|y|[A-Z][a-z]+days?)")
"""The abbreviations that CLDR's root gives to a language without words of its own."""


_LONE_CAPITAL = re.compile(r"(?<![\w.'’])[A-Z](?![\w.'’])")
"""A weekday in one letter, which people count as something else: 2 M ago, 3 W ago."""


class Saying(NamedTuple):
    """A way to say a relative date.

    Attributes:
        text: with placeholders, such as `in {n} days`.
        program: the same in the value language, with the same placeholders: `@+{n}d`.
        plural: the plural category that the number must have ("one", "few"), or "" for any.
        weight: how often it is drawn beside the others.
    """

    text: str
    program: str
    plural: str = ""
    weight: float = 1


@cache
def sayings(identifier: str) -> tuple[Saying, ...]:
    """All that CLDR has for a locale; none where it has English or the root's abbreviations instead."""
    locale = babel_locale(identifier)
    plurals = {"", *(locale.plural_form(number) for number in range(1, _MOST))}  # others are for fractions
    found: dict[tuple[str, str, str], Saying] = {}
    for saying in _all(locale._data["date_fields"]):
        if saying.plural in plurals and not _OF_ROOT.fullmatch(saying.text):
            found.setdefault(saying[:3], saying)  # the widest form of it
    foreign = set() if identifier.split("-")[0] == "en" else {saying[:3] for saying in sayings("en")}
    programs: dict[str, set[str]] = {}
    for saying in found.values():
        programs.setdefault(saying.text.lower(), set()).add(saying.program)
    # Some abbreviations say both "3 Fridays ago" and "in 3 Fridays".
    return tuple(
        saying
        for key, saying in found.items()
        if key not in foreign and len(programs[saying.text.lower()]) == 1
    )


def _all(fields: Mapping[str, Any]) -> Iterator[Saying]:
    weeks: dict[int, set[str]] = {}
    for width in _WIDTHS:
        for number, text in dict(fields.get("week" + width, {}).get("relative", {})).items():
            weeks.setdefault(int(number), set()).add(str(text).strip().lower())
    for width, common in _WIDTHS.items():
        for name, symbol in {**UNITS, **TIMED_UNITS, **_WEEKDAYS}.items():
            weight = _WEEKDAY_WIDTHS[width] if name in _WEEKDAYS else common * _COMMON.get(name, 1.0)
            entry = fields.get(name + width, {})
            for number, text in dict(entry.get("relative", {})).items():
                if symbol in "HM":  # this hour
                    continue
                program = _program(int(number), symbol, str(text), weeks.get(int(number), set()))
                yield Saying(str(text), program, weight=weight * (_NEXT_WEEKDAY if name in _WEEKDAYS else 1))
            counted = weight * (_OF_A_WEEKDAY if name in _WEEKDAYS else 1)
            for tense, sign in (("past", "-"), ("future", "+")):
                for plural, text in dict(entry.get(tense, {})).items():
                    if "{0}" in str(text) and not (name in _WEEKDAYS and _LONE_CAPITAL.search(str(text))):
                        shift = f"@{sign}{{n}}{symbol}"
                        yield Saying(str(text).replace("{0}", "{n}"), shift, str(plural), counted)


def _program(number: int, symbol: str, text: str, weeks: set[str]) -> str:
    """`-1` is last, 0 this, 1 next; a weekday said with the words for next week is one of next week."""
    if symbol in "dS":  # the second that is now
        return f"@{number:+d}d" if number else "@"
    if symbol not in _WEEKDAYS.values():
        return f"@{number:+d}{symbol}" if abs(number) > 1 else f"@{'«=»'[number + 1]}{symbol}"
    operator = "«=»"[number + 1]
    is_of_week = any(_has(text.lower(), week) for week in weeks)
    return f"@{operator}w{symbol}" if is_of_week else f"@{operator}{symbol}"


def _has(text: str, week: str) -> bool:
    """Whether a text has the words for the week beside others, as words where they are apart by spaces."""
    if text == week:
        return False
    if " " in week or week.isascii():
        return re.search(rf"(?<!\w){re.escape(week)}(?!\w)", text) is not None
    return week in text
