"""Centuries in the shorthand of manuscripts' catalogues: `s. XII med.`, `XII2/4`, `saec. IX¹`, `s. xiii2`.

The signs are Latin and the same in every language.
"""

from __future__ import annotations

from random import Random

from data_gen import numerals
from data_gen.archival.bodies import Expression, Place
from data_gen.archival.periods import PARTS, century_value, numbered
from data_gen.dates.days import OTHER_YEARS
from data_gen.language import NO_LANGUAGE, pairs, pick

_NEIGHBOURS = 0.12
"""Share of two centuries: `s. XII/XIII`, `s. XII ex.–XIII in.`"""
_SMALL = 0.35
"""Share of numerals in small letters: `s. xiv ex.`"""
_HALF_SHARE = 0.25
_HALVES = ("1", "2")
"""The signs of the halves, which are more frequent than others: `s. XVII2`."""
_JOINTS = ("/", "-", "–", "-", "–", " - ", " – ", " et ", " & ")


def century(rng: Random, place: Place) -> Expression | None:
    """A part of a century with a sign, or two centuries beside each other."""
    if place.language in OTHER_YEARS:
        return None
    number = rng.randint(8, 18)
    lead = pick(rng, NO_LANGUAGE, "archival.shorthand")
    if rng.random() < _NEIGHBOURS:
        return _two(rng, lead, number)
    known = pairs(NO_LANGUAGE, "archival.shorthand_parts")
    sign = rng.choice(_HALVES if rng.random() < _HALF_SHARE else tuple(known))
    part = known[sign]
    numeral = _numeral(rng, number)
    if lead == "{}" and numeral.islower() and sign.isdigit():  # xi2 alone is more often a code
        numeral = numeral.upper()
    elif lead.isascii() and any(map(str.isalpha, lead)) and sign in _HALVES and rng.random() < 0.2:
        numeral += " "  # s. xi 2; without the lead it is 2 November
    text = lead.format(numeral + sign)
    return Expression(text, century_value(number, text, _part(part)), f"{lead}{sign}", "century")


def _two(rng: Random, lead: str, number: int) -> Expression:
    """A century and the next one, either whole or the end of one and the beginning of the next."""
    first, last = numerals.roman(number), numerals.roman(number + 1)
    if rng.random() < _SMALL:
        first, last = first.lower(), last.lower()
    parts = "", ""
    if rng.random() < 0.5:
        first, last, parts = f"{first} ex.", f"{last} in.", (PARTS["late"], PARTS["early"])
    text = lead.format(f"{first}{rng.choice(_JOINTS)}{last}")
    value = f"{century_value(number, text, parts[0])}/{century_value(number + 1, text, parts[1])}"
    return Expression(text, value, f"{lead} two", "centuries")


def _numeral(rng: Random, number: int) -> str:
    """A Roman numeral, often in small letters."""
    text = numerals.roman(number)
    return text.lower() if rng.random() < _SMALL else text


def _part(name: str) -> str:
    """A part of a century as values have it, by its name in the file of signs: early, half 2."""
    slot, _, rank = name.partition(" ")
    return numbered(int(rank) - 1, slot) if rank else PARTS[slot]
