"""Names of months and eras in other calendars: CLDR's, those of almanacs and those people use at home."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from data_gen.language import NO_LANGUAGE, rows, texts

_TABLE = Path(__file__).parents[1] / "tables" / "calendar_names.json"


@cache
def _table() -> dict[str, dict[str, dict[str, Any]]]:
    return dict(json.loads(_TABLE.read_text(encoding="utf-8")))


def languages(calendar: str) -> tuple[str, ...]:
    """The languages that have names for the months of a calendar."""
    return tuple(_table()[calendar])


def era(calendar: str, language: str) -> str:
    """CLDR's abbreviation of the era, or ""."""
    return str(_table()[calendar].get(language, {}).get("era", ""))


def month(calendar: str, language: str, number: int, rng: Random) -> str:
    """Draw a name of a month (14 is Adar I of a Hebrew leap year) in one of `languages(calendar)`."""
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
        # Other languages in Latin letters use the English spellings too, but mostly their own.
        english = rows("en", f"calendars.{calendar}")
        others = tuple((name, name, *spelt) for name, spelt in zip(wide, english, strict=True))
    return others, wide, tuple(entry.get("short", wide))


def _is_latin(name: str) -> bool:
    return name[0] < "\u0250" or name[0] in "ḤṬṢḪṖ"


# (calendar, language) whose month names are those of another calendar too: Bengali years, Gregorian ones in
# Tigrinya.
_ALWAYS_WITH_ERA = {("indian", "bn"), ("indian", "ml"), ("ethiopic", "ti"), ("indian", "mr")}


@cache
def _forms(calendar: str, language: str) -> tuple[str, ...]:
    forms = texts(language.split("-")[0], f"eras.{calendar}") or texts(NO_LANGUAGE, f"eras.{calendar}")
    name = era(calendar, language)
    return (*forms, f"{{}} {name}", f"{{}} {name}") if name else forms


def with_era(calendar: str, language: str, date: str, rng: Random) -> str:
    """A date in numbers followed by the era."""
    forms = [form for form in _forms(calendar, language) if form.startswith("{}")]
    return rng.choice(forms).format(date)


def year(calendar: str, language: str, written: str, rng: Random, *, needed: bool) -> str:
    """A written year, with its era if `needed` to identify the calendar, otherwise in half of the cases."""
    if not needed and (calendar, language) not in _ALWAYS_WITH_ERA and rng.random() < 0.5:
        return written
    return rng.choice(_forms(calendar, language)).format(written)
