"""A century or a part of it in the words of a language, alone or as an end of a range."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from data_gen.archival import periods
from data_gen.archival.bodies import Place
from data_gen.archival.lexicon import fields, find

_ONE = re.compile(r"([^{}]*)\{(\w)\}([^{}]*)")
_TWO = re.compile(r"([^{}]*)\{(\w)\}(\S*?)(?:\s*[-–—/]\s*|\s+\S+\s+)\{\w\}([^{}]*)")
_GLUED = re.compile(r"([^\W\d_]+)\{(\w)\}[-–—/]\1\{\w\}")
_EAST = ("ja", "zh", "ko", "zh-Hant")

_PARTS = ("", "early", "mid", "late", "half", "quarter", "third")
_PART_SHARES = (42, 16, 8, 16, 12, 4, 2)


@dataclass(frozen=True, slots=True)
class CenturyNames:
    """How the two centuries of a range are written: templates with the number of a century."""

    first: str
    last: str
    kind: str
    field: str


@dataclass(frozen=True, slots=True)
class CenturyPart:
    """A century or part of one.

    Attributes:
        text: how it is written.
        years: its first and last year, counted in the century from 0.
        value: in the value language.
    """

    text: str
    years: tuple[int, int]
    value: str


@cache
def names_of(language: str, slot: str) -> tuple[CenturyNames, ...]:
    """The ways to write two centuries: both whole, or one without the word for century."""
    lexicon = find(language)
    if lexicon is None:
        return ()
    found = []
    for template in lexicon.slots.get(slot, ()):
        parsed = _ONE.fullmatch(template)
        if parsed is None:
            continue
        lead, field, tail = parsed.groups()
        found.append(CenturyNames(template, template, "whole", field))
        if not lead and " " in tail:
            short = f"{{{field}}}{tail.split(' ')[0]}"
            found += [CenturyNames(short, template, "first", field)] * 3
        elif not lead and tail and language in _EAST:
            found += [CenturyNames(f"{{{field}}}", template, "first", field)] * 2
        elif lead.endswith(" ") and " " not in tail:
            found += [CenturyNames(template, f"{{{field}}}{tail}", "last", field)] * 3
    for template in lexicon.slots.get("centuries", ()):
        if glued := _GLUED.fullmatch(template):  # C2-C3
            one = f"{glued[1]}{{{glued[2]}}}"
            found.append(CenturyNames(one, one, "whole", glued[2]))
            continue
        parsed = _TWO.fullmatch(template)
        if parsed is None:
            continue
        lead, field, suffix, tail = parsed.groups()
        if not lead and " " in tail:
            found.append(CenturyNames(f"{{{field}}}{suffix}", f"{{{field}}}{tail}", "first", field))
        elif lead.endswith(" ") and " " not in tail:
            found.append(CenturyNames(f"{lead}{{{field}}}{suffix}", f"{{{field}}}{tail}", "last", field))
    return tuple(found)


def stretch(
    rng: Random,
    place: Place,
    inner: str,
    number: int,
    before: bool,
    *,
    bare: bool = False,
    whole: bool = False,
    followed: bool = True,
    era: str = "{}",
    part: str = "",
) -> CenturyPart | None:
    """A century or its part, its century written with a template.

    Args:
        rng: random generator.
        place: the locale.
        inner: the template of the century.
        number: the century.
        before: whether before Christ.
        bare: whether the template lacks the word for century.
        whole: whether it has no part.
        followed: whether its part may follow it: `15th century, early`.
        era: the template of an era that is written too.
        part: which part it has; "" to draw one.
    """
    slot = "" if whole else part or rng.choices(_PARTS, _PART_SHARES)[0]
    if not slot:
        text = number_text(inner, number, place)
        return _century_part(era.format(text), (0, 99), number, before) if text else None
    known = tuple(
        one
        for one in place.lexicon.templates(slot)
        if (not bare or fields(one) & {"c", "g"}) and ((followed and not bare) or not _FOLLOWS.match(one))
    )
    template = rng.choice(known) if known else None
    if template is None:
        return None
    if _FOLLOWS.match(template):
        return _part(rng, place, slot, template, inner, number, before, era)
    drawn = _part(rng, place, slot, template, inner, number, before)
    return replace(drawn, text=era.format(drawn.text)) if drawn else None


_FOLLOWS = re.compile(r"\{[cg]\}")
"""Matches templates where the part follows its century."""


def part_alone(rng: Random, place: Place, number: int, before: bool) -> CenturyPart | None:
    """The part of a century whose name follows: `early` in `early to mid 19th century`."""
    slot = rng.choices(_PARTS[1:], _PART_SHARES[1:])[0]
    known = [one for one in place.lexicon.templates(slot) if _CUT.fullmatch(one)]
    if not known:
        return None
    return _part(rng, place, slot, re.sub(r"[ -]\{[cg]\}", "", rng.choice(known)), "", number, before)


_CUT = re.compile(r"(\{k\} )?[^\s{}]+[ -]\{[cg]\}")


def _part(
    rng: Random,
    place: Place,
    slot: str,
    template: str,
    inner: str,
    number: int,
    before: bool,
    era: str = "{}",
) -> CenturyPart | None:
    """A part of a century in a template; `inner` is the template of its century, `era` stands around it."""
    rank, word = 0, ""
    if slot in periods.PARTS:
        part = periods.PARTS[slot]
    else:
        ranks = place.lexicon.ranked.get(f"{slot}_ord")
        if ranks is None:
            return None
        rank = rng.randrange(len(ranks))
        part, word = periods.numbered(rank, slot), rng.choice(ranks[rank])
    wanted = {"k": word}
    for name in fields(template) - {"k"}:
        one = f"{{{name}}}"
        if name in "cg":
            one = era.format(_genitive(rng, place, inner) if name == "g" else inner)
        text = number_text(one, number, place)
        if text is None:
            return None
        wanted[name] = text
    return _century_part(template.format(**wanted), periods.YEARS[slot][rank], number, before, part)


def _century_part(
    text: str, years: tuple[int, int], number: int, before: bool, part: str = ""
) -> CenturyPart:
    return CenturyPart(text, years, periods.century_value(number, text, part, before=before))


def _genitive(rng: Random, place: Place, inner: str) -> str:
    """The template of a century in the genitive that is as long as one in the nominative."""
    parsed = _ONE.fullmatch(inner)
    if parsed is None or " " not in inner:
        return inner
    known = [one for one in place.lexicon.slots.get("century_of", ()) if f"{{{parsed[2]}}}" in one]
    return rng.choice(known) if known else inner


def number_text(template: str, number: int, place: Place) -> str | None:
    """A template with the number of a century; None if the language cannot say it."""
    try:
        wanted = {name: periods.century_field(name, number, place.lexicon) for name in fields(template)}
    except (LookupError, KeyError):
        return None
    text = template.format(**wanted)
    return re.sub(r"\bI(e|ᵉ|ème)\b", "Ier", text) if place.language == "fr" and number == 1 else text
