"""Feasts and holidays by name: Christmas 1999, last Easter, Eid al-Fitr, Rosh Hashanah 5781, 中秋节."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from data_gen.example import Example
from data_gen.language import pairs, rows, texts
from data_gen.locales import LocaleData
from data_gen.relative.fillers import is_in_usual_script

_OF_MONTH = re.compile(r"-(\d\d)(?:-(\d\d)|(#.+))")
"""A feast that is a day of a month by number or by weekday."""
_OF_OTHER_CALENDAR = re.compile(r"([IAPC])-\d\d(?:-\d\d)?(.*)")
"""A day or month of another calendar, see `datenorm.values.movable`, and what is counted from it."""

_POPULAR = frozenset(
    (
        *("-12-24", "-12-25", "-12-26", "-12-31", "-01-01", "-01-07", "-02-14", "-10-31"),
        *("e-2d", "e", "e+1d", "E-2d", "E", "E+1d"),
        *("I-09", "I-10-01", "C-01-01"),
    )
)
"""Christmas, the New Year, Valentine's Day, Halloween; Easter of all churches; Ramadan and its
end, and the Chinese New Year."""
_POPULAR_SHARE = 0.45
_JULIAN = frozenset(("ru", "uk", "sr", "mk", "ka"))
"""Languages with feasts of the Julian calendar, which has been thirteen days behind since 1900."""
_RECENT, _LONG_AGO = (1901, 2040), (1100, 1900)
_IN_TABLES = (1950, 2060)
"""Years in which every calendar is known."""
_OWN_YEARS = {"I": (1380, 1460), "A": (5700, 5800), "P": (1320, 1420)}
"""Calendar → its years that people write beside its feasts."""
_OWN_YEAR_SHARE = 0.2

Text = tuple[str, str] | None
"""A text and its value; None if the language has no words for it."""


def draw(rng: Random, data: LocaleData) -> Example | None:
    """Draw a feast, `Christmas Eve`, `Easter Monday 2020`; None if the language has none."""
    drawn = named(rng, data)
    return (
        Example(*drawn, data.language, data.identifier, pattern="feast", kind="relative") if drawn else None
    )


def named(rng: Random, data: LocaleData) -> Text:
    """`Christmas 1999`, `Easter Monday`, `Thanksgiving 2021`, with or without its year."""
    drawn = draw_name(rng, data)
    if drawn is None:
        return None
    name, of_year = drawn
    name = name.lower() if rng.random() < 0.3 else name
    roll = rng.random()
    if roll < 0.45:
        return name, f"XXXX{of_year}"
    beside = pairs(data.language, "relative.feasts_beside")
    if beside and roll < 0.6 and (day := _within_year(of_year)):
        form, operator = rng.choice(tuple(beside.items()))
        within = "#" if operator[-1] == "y" else ""
        return form.replace("{f}", name), f"@{operator}{within}{day}"
    form = rng.choice(texts(data.language, "relative.feasts_with_year") or ("{f} {Y}",))
    year, value = _in_year(rng, of_year, data.language)
    return form.replace("{f}", name).replace("{Y}", str(year)), value


def _in_year(rng: Random, feast: str, language: str) -> tuple[int, str]:
    """A year beside a feast, sometimes that of the feast's own calendar, and the value of both."""
    other = _OF_OTHER_CALENDAR.fullmatch(feast)
    if other is None:
        is_recent = language in _JULIAN or rng.random() < 0.75
        year = rng.randint(*(_RECENT if is_recent else _LONG_AGO))
        return year, f"{year}{feast}"
    if other[1] in _OWN_YEARS and not other[2] and rng.random() < _OWN_YEAR_SHARE:
        year = rng.randint(*_OWN_YEARS[other[1]])
        return year, f"{feast[0]}{year}{feast[1:]}"
    year = rng.randint(*_IN_TABLES)
    return year, f"{year}{feast}"


def _within_year(feast: str) -> str:
    """A feast as a step: `12#25d` of `-12-25`, `e-2d`; "" if it is counted from another day."""
    match = _OF_MONTH.fullmatch(feast)
    if match is None:
        return feast if feast[0] in "eE" or _OF_OTHER_CALENDAR.fullmatch(feast) else ""
    return match[1] + (match[3] or f"#{match[2].lstrip('0')}d")


def draw_name(
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
