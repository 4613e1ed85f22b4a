"""What CLDR knows of relative dates: yesterday, next week, last Friday, in 3 days, each as a program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from data_gen.dates.surface import WEEKDAYS
from data_gen.locales import babel_locale

_UNITS = {"day": "d", "week": "w", "month": "m", "quarter": "q", "year": "y"}
_WEEKDAYS = dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), WEEKDAYS, strict=True))
_WIDTHS = ("", "-short", "-narrow")
_MOST = 100


class Saying(NamedTuple):
    """A way to say a relative date.

    Attributes:
        text: with placeholders, such as `in {n} days`.
        program: the same in the value language, with the same placeholders: `@+{n}d`.
        plural: the plural category that the number must have ("one", "few"), or "" for any.
    """

    text: str
    program: str
    plural: str = ""


@cache
def sayings(identifier: str) -> tuple[Saying, ...]:
    """All that CLDR has for a locale; none where it has English or the root's abbreviations instead."""
    locale = babel_locale(identifier)
    plurals = {"", *(locale.plural_form(number) for number in range(1, _MOST))}  # others are for fractions
    found = dict.fromkeys(one for one in _all(locale._data["date_fields"]) if one.plural in plurals)
    foreign = set() if identifier.split("-")[0] == "en" else set(sayings("en"))
    programs: dict[str, set[str]] = {}
    for saying in found:
        programs.setdefault(saying.text.lower(), set()).add(saying.program)
    # Some abbreviations say both "3 Fridays ago" and "in 3 Fridays".
    return tuple(one for one in found if one not in foreign and len(programs[one.text.lower()]) == 1)


def _all(fields: Mapping[str, Any]) -> Iterator[Saying]:
    weeks: dict[int, set[str]] = {}
    for width in _WIDTHS:
        for number, text in dict(fields.get("week" + width, {}).get("relative", {})).items():
            weeks.setdefault(int(number), set()).add(str(text).strip().lower())
    for width in _WIDTHS:
        for name, symbol in {**_UNITS, **_WEEKDAYS}.items():
            entry = fields.get(name + width, {})
            for number, text in dict(entry.get("relative", {})).items():
                yield Saying(
                    str(text), _program(int(number), symbol, str(text), weeks.get(int(number), set()))
                )
            for tense, sign in (("past", "-"), ("future", "+")):
                for plural, text in dict(entry.get(tense, {})).items():
                    if "{0}" in str(text):
                        yield Saying(str(text).replace("{0}", "{n}"), f"@{sign}{{n}}{symbol}", str(plural))


def _program(number: int, symbol: str, text: str, weeks: set[str]) -> str:
    """`-1` is last, 0 this, 1 next; a weekday said with the words for next week is one of next week."""
    if symbol == "d":
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
