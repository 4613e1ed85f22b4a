"""Halves and other parts of the day in each language: am, 下午, morgens, noon."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from data_gen.language import texts
from data_gen.locales import babel_locale, inventory
from data_gen.times.hands import Hands

_TABLE = Path(__file__).parents[1] / "tables" / "clock.json"

_FORMS = tuple((context, width) for context in ("format", "stand-alone") for width in ("abbreviated", "wide"))
_HOUR = 3600
_HALVES_AFTER = (" am", " pm", " a.m.", " p.m.")


@cache
def written(library: str) -> Mapping[str, Mapping[str, Any]]:
    """Locale → what CLDR's JSON (`cldr`) or moment (`moment`) has of times and Babel lacks; see
    `data_gen/tables/README.md`."""
    return dict(json.loads(_TABLE.read_text(encoding="utf-8"))[library])


@cache
def of_moment(identifier: str) -> Mapping[str, Any]:
    """What moment has of times in the language of a locale, in its script if the table tells it apart."""
    table, parts = written("moment"), identifier.split("-")
    return table.get("-".join(parts[:2]), table.get(parts[0], {}))


@cache
def beyond_babel(identifier: str) -> Mapping[str, Any]:
    """What CLDR's JSON has of times in a locale, or in the nearest one that it inherits from."""
    table = written("cldr")
    while identifier not in table and "-" in identifier:
        identifier = identifier.rpartition("-")[0]
    return table.get(identifier, {})


@dataclass(frozen=True, slots=True)
class _Naming:
    """Names of parts of the day of one form: `am`, `pm`, `midnight`, `morning1` … → name."""

    names: Mapping[str, str]


@cache
def _namings(identifier: str) -> tuple[_Naming, ...]:
    tables: Any = babel_locale(identifier)._data["day_periods"]
    found = []
    for context, width in _FORMS:
        names = {str(part): str(name) for part, name in dict(tables.get(context, {}).get(width, {})).items()}
        if names:
            found.append(_Naming(names))
    return tuple(found)


@cache
def _halves(identifier: str) -> tuple[tuple[str, str], ...]:
    """The names of both halves of the day, those of formats first."""
    pairs = [
        (one.names["am"], one.names["pm"]) for one in _namings(identifier) if {"am", "pm"} <= set(one.names)
    ]
    return tuple(dict.fromkeys(pair for pair in pairs if pair[0].casefold() != pair[1].casefold()))


def half_name(rng: Random, identifier: str, hands: Hands) -> str:
    """The half of the day of a time in the words of a locale: PM, م, 下午; sometimes in lower case."""
    name = _half_name(rng, identifier, hands)
    return name.lower() if rng.random() < _LOWERED else name


_LOWERED = 0.06


def _half_name(rng: Random, identifier: str, hands: Hands) -> str:
    roll = rng.random()
    if roll < 0.06:  # programs without the words of the language
        return ("AM", "PM")[hands.hour >= 12]
    others = _halves_of_moment(identifier)
    if others and roll < (0.45 if has_own_halves(identifier) else 0.8):
        return others[hands.hour]
    pairs = _halves(identifier) or (("AM", "PM"),)
    pair = pairs[0] if rng.random() < 0.6 else rng.choice(pairs)
    return pair[hands.hour >= 12]


@cache
def _parts_of_hours(identifier: str) -> tuple[str, ...]:
    """The part of the day (`morning1`) of each hour by CLDR's rules, or ()."""
    rules: Any = babel_locale(identifier).day_period_rules.get(None, {})
    hours = [""] * 24
    for part, spans in rules.items():
        for span in spans:
            if "from" not in span or "before" not in span:
                continue
            first, end = span["from"] // _HOUR, span["before"] // _HOUR
            for hour in range(first, end if end > first else end + 24):
                hours[hour % 24] = str(part)
    return tuple(hours) if all(hours) else ()


def part_name(rng: Random, identifier: str, hands: Hands) -> str | None:
    """The part of the day of a time in the words of a locale, `abends`; `noon` and `midnight` at these times.

    None if CLDR has no rules for the language, or the name is also that of the other half of the day.
    """
    parts = _parts_of_hours(identifier)
    if not parts:
        return None
    naming = rng.choice(_namings(identifier)).names
    part = parts[hands.hour]
    if hands.minute == hands.second == 0 and hands.hour % 12 == 0 and rng.random() < 0.5:
        part = ("midnight", "noon")[hands.hour >= 12]
        return naming.get(part)
    name = naming.get(part)
    return None if name is None or name == naming.get(parts[(hands.hour + 12) % 24]) else name


def has_parts(identifier: str) -> bool:
    """Whether CLDR has rules for the parts of the day in a locale."""
    return bool(_parts_of_hours(identifier))


@cache
def distinct_words(identifier: str) -> frozenset[str]:
    """The words of a locale for the halves and parts of the day beside a time, without AM and PM.

    >>> sorted(distinct_words("ee"))
    ['fiẽ', 'fɔŋli', 'zã', 'ŋdi', 'ŋdɔ', 'ɣetrɔ']
    """
    words = {name for pair in _halves(identifier) for name in pair} | set(_halves_of_moment(identifier))
    if has_parts(identifier):
        words.update(name for naming in _namings(identifier) for name in naming.names.values())
    return frozenset(word for word in words if word.upper().replace(".", "") not in ("AM", "PM"))


def _halves_of_moment(identifier: str) -> tuple[str, ...]:
    """For each hour moment's word for the half of the day, or ()."""
    return tuple(str(name).strip() for name in of_moment(identifier).get("halves", ()))


@cache
def has_own_halves(identifier: str) -> bool:
    """Whether CLDR has other words than AM and PM for the halves of the day in a locale.

    >>> has_own_halves("ee"), has_own_halves("mr")
    (True, False)
    """
    return any(
        name.upper().replace(".", "") not in ("AM", "PM") for pair in _halves(identifier) for name in pair
    )


@cache
def has_own_words(identifier: str) -> bool:
    """Whether a locale has other words than AM and PM for the halves or parts of the day.

    >>> has_own_words("mr"), has_own_words("bem"), has_own_words("en")
    (True, True, True)
    >>> has_own_words("mi")
    False
    """
    return has_parts(identifier) or "halves" in of_moment(identifier) or has_own_halves(identifier)


@cache
def noon_and_midnight(language: str) -> tuple[tuple[str, int], ...]:
    """The words for noon and midnight in a language, each with its hour.

    Words that also name another part of the day are left out.
    """
    found: dict[str, int] = {}
    if language in inventory():
        for naming in (one.names for one in _namings(inventory()[language][0])):
            for part, hour in (("noon", 12), ("midnight", 0)):
                name = naming.get(part, "")
                if name and list(naming.values()).count(name) == 1 and len(name) > 1:
                    found[name] = hour
    for key, hour in (("clock.noon", 12), ("clock.midnight", 0)):
        found.update(dict.fromkeys(texts(language, key), hour))
    return tuple(found.items())


@cache
def _part_names(language: str) -> tuple[tuple[str, ...], ...]:
    identifier = inventory()[language][0] if language in inventory() else "en"
    found: dict[str, dict[str, None]] = {}
    for naming in _namings(identifier):
        for part, name in naming.names.items():
            if part[-1].isdigit():
                found.setdefault(part, {})[name] = None
    return tuple(tuple(names) for names in found.values())


def part_of_day(rng: Random, language: str) -> str | None:
    """A word for a part of the day, such as `evening`; None if CLDR has none."""
    names = _part_names(language)
    return rng.choice(rng.choice(names)) if names else None


@cache
def _part_words(language: str) -> frozenset[str]:
    """The longer words of the names of parts of the day, and those of the file of the language."""
    names = [
        *(name for names in _part_names(language) for name in names),
        *texts(language, "clock.early_or_late"),
    ]
    return frozenset(
        word.casefold() for name in names for word in name.split() if len(word) > 3 or word > "\u2e80"
    )


def names_part_of_day(text: str, language: str) -> bool:
    """Whether a text names a part or half of the day, so that not every time fits it: tomorrow morning."""
    folded = text.casefold()
    return folded.endswith(_HALVES_AFTER) or any(word in folded for word in _part_words(language))


def when_in_the_day(rng: Random, language: str, *, loosely: float) -> str | None:
    """A word for a part of the day, from CLDR or, with probability `loosely`, from the file of the language
    (`late`, `frühmorgens`); None if there is none."""
    if rng.random() >= loosely:
        return part_of_day(rng, language)
    known = texts(language, "clock.early_or_late")
    return rng.choice(known) if known else None
