"""What stands between the members of a list: CLDR's list patterns, words for and/or, signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from random import Random

from data_gen.archival.bodies import Place
from data_gen.archival.lexicon import fields
from data_gen.language import NO_LANGUAGE, texts
from data_gen.locales import babel_locale

_STYLES = ("standard", "standard", "standard", "standard", "standard-short", "standard-narrow", "unit-short")
_EASTERN_SIGNS = ("、", "，", "；", "及", "・")
_EAST = ("ja", "zh", "yue", "ko")

Parts = Mapping[str, str]
"""CLDR's patterns for two members (`2`), and for the `start`, `middle` and `end` of more."""


def all_of(items: Sequence[str], rng: Random, place: Place) -> str:
    """Items joined as a list of all of them: `1829, 1929 and 1988`, `1829; 1929; 1988`, `3 & 5 May`."""
    roll = rng.random()
    words = texts(place.language, "several.and")
    if words and roll < 0.15:
        return _closed_by(items, rng, place, f" {rng.choice(words)} ")
    if roll < 0.45:
        return rng.choice(_signs(items, place.language)).join(items)
    return _listed(items, rng, place, rng.choice(_STYLES))


def one_of(items: Sequence[str], rng: Random, place: Place, grain: str) -> str:
    """Items joined as a list of alternatives: `1914, 1915 or 1916`, `3. oder 4. Mai`."""
    template = place.lexicon.pick(rng, "or", grain)
    if template is None or fields(template) - {""} or rng.random() < 0.4:
        return _listed(items, rng, place, "or")
    if len(items) > 2 and not template.startswith("{}"):
        return _listed(items, rng, place, "or")
    return template.format(comma(rng, place).join(items[:-1]), items[-1])


def comma(rng: Random, place: Place) -> str:
    """The comma of the language, or a semicolon."""
    start = _patterns(place.data.identifier, "unit-short").get("2", "{0}, {1}")
    sign = start.replace("{0}", "").replace("{1}", "")
    return sign if 0 < len(sign) < 3 and not sign[0].isalpha() and rng.random() < 0.9 else ", "


def _closed_by(items: Sequence[str], rng: Random, place: Place, last: str) -> str:
    return f"{comma(rng, place).join(items[:-1])}{last}{items[-1]}"


def _listed(items: Sequence[str], rng: Random, place: Place, style: str) -> str:
    parts = _patterns(place.data.identifier, style)
    two = parts.get("2", "{0}, {1}")
    if len(items) == 2:
        return two.format(*items)
    end = parts.get("end", two)
    if rng.random() < 0.5:
        end = two  # without the comma before `and`
    text = parts.get("start", "{0}, {1}").format(items[0], items[1]) if len(items) > 3 else items[0]
    rest = items[2:-1] if len(items) > 3 else items[1:-1]
    for item in rest:
        text = parts.get("middle", "{0}, {1}").format(text, item)
    return end.format(text, items[-1])


def _signs(items: Sequence[str], language: str) -> tuple[str, ...]:
    """The signs that may join items: a slash only if it cannot be read as part of them."""
    known = texts(NO_LANGUAGE, "several.signs")
    if language in _EAST:
        known = (*known, *_EASTERN_SIGNS)
    bare_pair = len(items) == 2 and all(item.isdigit() for item in items)
    return tuple(
        sign
        for sign in known
        if not any(sign.strip() in item for item in items) and not (bare_pair and "/" in sign)
    ) or ("; ",)


@cache
def _patterns(identifier: str, style: str) -> Parts:
    known = babel_locale(identifier).list_patterns
    found = dict(known.get(style) or {})
    usual = dict(known.get("or" if style == "or" else "standard") or {})
    return {**usual, **found}
