"""Date patterns in CLDR syntax, and how to render a day with one.

Three letters are added to CLDR's date fields (UTS #35, Date Field Symbol Table):
`o` the day with its ordinal mark (20th, 1er), `R` the month as a Roman numeral, `P` an apostrophe year ('69).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from data_gen import numerals
from data_gen.dates.days import Day
from data_gen.language import endings, texts

Names = tuple[str, ...]

_KINDS = {"L": "M", "R": "M", "c": "E", "o": "d", "P": "y"}

_TOKEN = re.compile(r"'((?:[^']|'')*)'|(([GyMLdEcoRP])\3*)|([^'GyMLdEcoRP]+)")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a pattern: a field (letters) or a literal (text)."""

    field: str
    literal: str

    @property
    def kind(self) -> str:
        """`y` year, `M` month, `d` day, `E` weekday or `G` era; "" for a literal."""
        return _KINDS.get(self.field[:1], self.field[:1])


@dataclass(frozen=True, slots=True)
class Words:
    """The names to render a pattern with.

    Attributes:
        months: pattern field → twelve names.
        weekdays: pattern field → seven names from Monday.
        eras: (before year 1, from year 1 on), or None.
        language: language of ordinal marks.
    """

    months: Mapping[str, Names]
    weekdays: Mapping[str, Names]
    eras: tuple[str, str] | None
    language: str


@cache
def tokens(pattern: str) -> tuple[Token, ...]:
    """The fields and literals of a pattern.

    >>> [token.field or token.literal for token in tokens("d 'de' MMMM")]
    ['d', ' ', 'de', ' ', 'MMMM']
    """
    found = []
    for match in _TOKEN.finditer(pattern):
        quoted, field, _, bare = match.groups()
        if field:
            found.append(Token(field, ""))
        elif quoted is not None:
            found.append(Token("", quoted.replace("''", "'") or "'"))
        else:
            found.append(Token("", bare))
    return tuple(found)


@cache
def fields(pattern: str) -> frozenset[str]:
    """The kinds of field a pattern has: of `y` year, `M` month, `d` day, `E` weekday, `G` era.

    >>> sorted(fields("cccc, o LLLL"))
    ['E', 'M', 'd']
    """
    return frozenset(token.kind for token in tokens(pattern) if token.field)


@cache
def is_numeric(pattern: str) -> bool:
    """Whether the month is written as a number (Roman numerals are not)."""
    return any(token.field in ("M", "MM", "L", "LL") for token in tokens(pattern))


@cache
def has_short_year(pattern: str) -> bool:
    """Whether the year has two digits."""
    return any(token.field in ("yy", "P") for token in tokens(pattern))


@cache
def has_ordinal(pattern: str) -> bool:
    """Whether the day has an ordinal mark."""
    return any(token.field.startswith("o") for token in tokens(pattern))


@cache
def order_of(pattern: str) -> str:
    """The field order of a pattern with day, month and year, or ""."""
    order = "".join(token.kind.upper() for token in tokens(pattern) if token.kind and token.kind in "dMy")
    return order if order in ("DMY", "MDY", "YMD", "YDM") else ""


_GENERAL = ("{day}.", "{day}-")
"""Marks for languages without an entry."""


def english_ordinal(day: int) -> str:
    """The day with st, nd, rd or th.

    >>> [english_ordinal(day) for day in (1, 2, 3, 11, 21, 22)]
    ['1st', '2nd', '3rd', '11th', '21st', '22nd']
    """
    if 11 <= day % 100 <= 13:
        return f"{day}th"
    return f"{day}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th') }"


def ordinal_day(day: int, language: str, rng: Random) -> str:
    """The day with an ordinal mark of the language."""
    if language == "en":
        marked = english_ordinal(day)
        if marked[-2:] in ("nd", "rd") and rng.random() < 0.2:
            return f"{day}d"  # American usage until about 1950
        return f"{day:02d}{marked[-2:]}" if rng.random() < 0.1 else marked
    first = texts(language, "ordinals.first")
    if day == 1 and first and rng.random() < 0.8:
        return rng.choice(first)
    if language == "es" and rng.random() < 0.25:
        ending = texts("es", "ordinals.last_sounds")[day % 10]
        ending = "ro" if ending == "er" and rng.random() < 0.4 else ending
        return f"{day}{'.' if rng.random() < 0.2 else ''}{ending}"
    agreeing = endings(language, "ordinals.agreeing")
    if agreeing and rng.random() < 0.35:
        chosen = rng.choice(agreeing)
        ending = chosen.teens if 10 < day < 20 else chosen.endings[day % 10]
        return f"{day}{rng.choice(chosen.joints)}{ending}"
    marks = texts(language, "ordinals.marks") or _GENERAL
    # The first mark is the usual one.
    mark = marks[0] if rng.random() < 0.5 else rng.choice(marks)
    return mark.format(day=day)


def render(pattern: str, day: Day, words: Words, rng: Random) -> str:
    """Render a day with a pattern.

    Years below 100 without an era get leading zeros: a bare 69 is not the year 69.
    """
    pieces = []
    with_era = words.eras is not None and "G" in fields(pattern)
    for token in tokens(pattern):
        field = token.field
        if not field:
            pieces.append(token.literal)
        elif field[0] == "y":
            pieces.append(_year(field, day.year, with_era))
        elif field[0] in "ML":
            pieces.append(_month(field, day.month, words))
        elif field[0] == "d":
            pieces.append(f"{day.day:0{len(field)}d}")
        elif field[0] in "Ec":
            names = _closest(words.weekdays, _weekday_forms(field))
            pieces.append(names[day.weekday])
        elif field[0] == "G":
            pieces.append(words.eras[day.year > 0] if words.eras else "")
        elif field[0] == "o":
            pieces.append(ordinal_day(day.day, words.language, rng))
        elif field[0] == "R":
            pieces.append(numerals.roman(day.month))
        else:
            pieces.append(f"'{day.year % 100:02d}")
    return "".join(pieces)


def _year(field: str, year: int, with_era: bool) -> str:
    if field == "yy":
        return f"{year % 100:02d}"
    if with_era:
        return str(year if year > 0 else 1 - year)
    width = 4 if field == "yyyy" or year < 100 else 1
    return f"{'-' if year < 0 else ''}{abs(year):0{width}d}"


def _month(field: str, month: int, words: Words) -> str:
    if len(field) <= 2:
        return f"{month:0{len(field)}d}"
    return _closest(words.months, _month_forms(field))[month - 1]


@cache
def _month_forms(field: str) -> Names:
    other = {"M": "L", "L": "M"}[field[0]]
    length = min(len(field), 4)
    return field[0] * length, other * length, "MMMM", "LLLL", "MMM", "LLL"


@cache
def _weekday_forms(field: str) -> Names:
    length = 4 if len(field) == 4 else 3
    return (
        {"E": "E", "c": "c"}[field[0]] * length,
        {"E": "c", "c": "E"}[field[0]] * length,
        "EEEE",
        "cccc",
        "EEE",
        "ccc",
    )


def _closest(names: Mapping[str, Names], forms: Names) -> Names:
    """The names of the first form that exists."""
    for form in forms:
        if form in names:
            return names[form]
    raise KeyError(forms)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The text of each field; functions are called only for fields in the pattern.

    Attributes:
        year: the year with its era.
        month: name of the month.
        number: number of the month.
        day: width of the field → day.
        ordinal: the day with an ordinal mark.
        weekday: field → name of the weekday.
    """

    year: str
    month: str
    number: int
    day: Callable[[int], str]
    ordinal: Callable[[], str]
    weekday: Callable[[str], str]


def assemble(pattern: str, pieces: Pieces) -> str:
    """The date that a pattern makes from the pieces."""
    found = []
    for token in tokens(pattern):
        field = token.field
        kind = field[:1]
        if not field:
            found.append(token.literal)
        elif kind == "y":
            found.append(pieces.year)
        elif kind in "ML":
            found.append(pieces.month if len(field) > 2 else f"{pieces.number:0{len(field)}d}")
        elif kind == "d":
            found.append(pieces.day(len(field)))
        elif kind == "o":
            found.append(pieces.ordinal())
        elif kind in "Ec":
            found.append(pieces.weekday(field))
    return "".join(found).strip()


@cache
def is_whole(pattern: str) -> bool:
    """Whether a pattern has a day, a month by name, a year of four digits, and no era.

    >>> is_whole("EEEE, d MMMM y"), is_whole("d.MM.yy"), is_whole("d R y")
    (True, False, False)
    """
    kinds = fields(pattern)
    return (
        kinds >= {"y", "M", "d"}
        and "G" not in kinds
        and not has_short_year(pattern)
        and not is_numeric(pattern)
        and not any(token.field == "R" for token in tokens(pattern))
    )
