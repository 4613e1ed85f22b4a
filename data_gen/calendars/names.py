"""The names of months in other calendars: CLDR's, those of almanacs, those people use at home."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from data_gen.calendars.spellings import LATIN
from data_gen.language import rows

_TABLE = Path(__file__).parents[1] / "tables" / "calendar_names.json"


@cache
def _table() -> dict[str, dict[str, dict[str, Any]]]:
    return dict(json.loads(_TABLE.read_text(encoding="utf-8")))


def languages(calendar: str) -> tuple[str, ...]:
    """The languages with names of their own for the months of a calendar."""
    return tuple(_table()[calendar])


def era(calendar: str, language: str) -> str:
    """CLDR's abbreviation of the era, or ""."""
    return str(_table()[calendar].get(language, {}).get("era", ""))


def month(calendar: str, language: str, number: int, rng: Random) -> str:
    """A month's name.

    Args:
        calendar: a name of `data_gen.calendars.reckoning.CALENDARS`.
        language: one of `languages(calendar)`.
        number: the month; 14 is Adar I of a Hebrew leap year.
        rng: source of chance.
    """
    others, wide, short = _spellings(calendar, language)
    if others and rng.random() < 0.55:
        return rng.choice(others[number - 1])
    return (short if rng.random() < 0.2 else wide)[number - 1]


Spellings = tuple[tuple[str, ...], ...]


@cache
def _spellings(calendar: str, language: str) -> tuple[Spellings, tuple[str, ...], tuple[str, ...]]:
    entry = _table()[calendar].get(language) or _table()[calendar]["en"]
    wide = tuple(entry["wide"])
    others = rows(language, f"calendars.{calendar}")
    if not others and all(map(_is_latin, wide)):
        others = LATIN[calendar]
        if language != "en":  # their own spelling is the usual one
            others = tuple((name, name, *spelt) for name, spelt in zip(wide, others, strict=True))
    return others, wide, tuple(entry.get("short", wide))


def _is_latin(name: str) -> bool:
    return name[0] < "\u0250" or name[0] in "ḤṬṢḪṖ"
