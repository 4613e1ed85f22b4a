"""Time zones that a text names, and their offsets from UTC.

`zones.tsv` has IANA's names, CLDR's names and abbreviations in many languages, and those of Windows;
`data_gen.tables.build_zones` makes it. An abbreviation may have several meanings: IST is Indian, Israeli or
Irish time. The rules of zones come from the standard library's `zoneinfo`.
"""

from __future__ import annotations

import datetime
import difflib
import re
import unicodedata
import zoneinfo
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from datenorm.errors import ConfigError
from datenorm.values.times import offset_text

_TABLE = Path(__file__).with_name("zones.tsv")
_SUGGESTIONS = 3
_LONGEST_NAME = 80
_REGION_NAME = re.compile(r"[A-Za-z][\w+-]*(?:/[\w+-]+)+")
_WORD = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(r"\d\s*(?:[:.h時时시]\s*\d\d|[ap]\.?\s?m\b)", re.IGNORECASE)
_AFTER_CLOCK = re.compile(r"\d\s*(?:[ap]\.?\s?m\.?)?\s*\(?([a-z]{3,5})\b", re.IGNORECASE)


class ZoneMeaning(NamedTuple):
    """One meaning of a name.

    Attributes:
        offset: the offset it stands for, "+05:30" or "Z"; or "" if the rules of `zone` give it.
        zone: the IANA name of the zone, or "" for an offset.
        is_named: whether the name is that of this very zone, not of a time that several zones keep.
        regions: codes of the countries where the name has this meaning; they need not be known.
    """

    offset: str
    zone: str
    is_named: bool
    regions: frozenset[str]

    def offsets_at(self, local: datetime.datetime) -> tuple[str, ...]:
        """The offsets that a time on the wall has: one, or two where clocks are set back."""
        return (self.offset,) if self.offset else offsets_of(self.zone, local)


class NamedZone(NamedTuple):
    """A name of a zone in a text, and what it may mean."""

    name: str
    meanings: tuple[ZoneMeaning, ...]


def offsets_of(zone: str, local: datetime.datetime) -> tuple[str, ...]:
    """The offsets of a zone when its clocks show a time: one, or two where they are set back.

    A time that is skipped where clocks are set forward has the offset before that.

    >>> offsets_of("Europe/Paris", datetime.datetime(2021, 5, 12, 14, 30))
    ('+02:00',)
    >>> offsets_of("Europe/Paris", datetime.datetime(2021, 10, 31, 2, 30))
    ('+02:00', '+01:00')
    """
    rules = zone_rules(zone)
    found = []
    for fold in (0, 1):
        moment = local.replace(tzinfo=rules, fold=fold)
        is_real = moment.astimezone(datetime.timezone.utc).astimezone(rules).replace(tzinfo=None) == local
        if is_real or not fold:
            found.append(
                offset_text(round((moment.utcoffset() or datetime.timedelta()).total_seconds() / 60))
            )
    return tuple(dict.fromkeys(found))


def known_zone(name: str) -> str:
    """The IANA name of a zone, as IANA writes it.

    Raises:
        ConfigError: if there is no such zone.

    >>> known_zone("europe/paris")
    'Europe/Paris'
    """
    wanted = str(name).strip().casefold().replace(" ", "_")
    meanings = _table().get("etc/utc" if wanted in ("z", "utc", "gmt") else wanted, ())
    if len(meanings) == 1 and meanings[0].is_named:
        return meanings[0].zone
    near = ", ".join(_zones_like(wanted)) or "Europe/Paris, America/New_York"
    raise ConfigError(f"`zone` {name!r} is not a time zone", hint=f"use an IANA name, such as {near}")


def regions_of(zone: str) -> frozenset[str]:
    """The codes of the countries that a zone is in."""
    return _table()[zone.casefold()][0].regions if zone.casefold() in _table() else frozenset()


def zone_in(text: str) -> NamedZone | None:
    """The zone that a text names, or None.

    A name of a region counts most, then the longest other name, then an abbreviation after the time.

    >>> zone_in("12 May 2021 14:30 IST").name, zone_in("2021-05-12 14:30 [Europe/Paris]").name
    ('IST', 'Europe/Paris')
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    region = region_in(plain)
    if region is not None:
        return region
    table = _table()
    names = (*_long_names(plain.casefold()), *_abbreviations(plain))
    return next((NamedZone(name, table[name]) for name in names if name in table), None)


def region_in(text: str) -> NamedZone | None:
    """The IANA name of a zone in a text, or None."""
    if "/" not in text:
        return None
    for found in _REGION_NAME.finditer(text):
        meanings = _table().get(found[0].casefold(), ())
        if meanings:
            return NamedZone(meanings[0].zone, meanings)
    return None


def _long_names(text: str) -> list[str]:
    """The parts of a text that are names of several words, or in a script without spaces, longest first."""
    borders = [place for place in range(len(text)) if _is_border(text, place)]
    starts = [place for place in borders if text[place:].lstrip(_AROUND_NAMES)[:_HEAD] in _heads()]
    ends = [*borders[1:], len(text)]
    parts = (
        text[start:end].strip(_AROUND_NAMES)
        for start in starts
        for end in ends
        if _ABBREVIATED < end - start <= _LONGEST_NAME
    )
    table = _table()
    return sorted((part for part in parts if part in table and not part.isupper()), key=len, reverse=True)


_ABBREVIATED = 3
_AROUND_NAMES = " ()[],.;"
_HEAD = 3  # characters of the shortest of these names


@cache
def _heads() -> frozenset[str]:
    """How such names begin: few words of a text can be the first of one."""
    return frozenset(name[:_HEAD] for name in _table() if not name.isupper())


def _is_border(text: str, place: int) -> bool:
    """Whether a word may begin at a place; where letters have no case, each may."""
    if place == 0:
        return True
    before, here = text[place - 1], text[place]
    return not (before.isalnum() and here.isalnum()) or unicodedata.category(here) == "Lo"


def _abbreviations(text: str) -> Iterator[str]:
    """Words that may be an abbreviation: the first in capitals after the time, others, then small ones."""
    clock = _CLOCK.search(text)
    start = clock.end() if clock else 0
    words = [(match.start() < start, match[0]) for match in _WORD.finditer(text)]
    for _, word in sorted(words, key=lambda one: one[0]):
        if not word.islower():
            yield word
    for match in _AFTER_CLOCK.finditer(text):
        yield match[1].upper()


def _zones_like(name: str) -> list[str]:
    """IANA names that a user may have meant, the likeliest first."""
    names = {key: one[0].zone for key, one in _table().items() if one[0].is_named and "/" in key}
    cities = {key.rpartition("/")[2]: zone for key, zone in names.items()}
    if name in cities:
        return [cities[name]]
    close = difflib.get_close_matches(name, names, n=_SUGGESTIONS)
    return [names[one] for one in close] or [
        cities[one] for one in difflib.get_close_matches(name, cities, n=_SUGGESTIONS)
    ]


@cache
def zone_rules(zone: str) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError) as error:
        raise ConfigError(
            f"there are no rules for the time zone {zone}", hint="pip install tzdata"
        ) from error


@cache
def _table() -> Mapping[str, tuple[ZoneMeaning, ...]]:
    """Name → its meanings; abbreviations in capitals, other names in lower case."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return {name: tuple(map(_meaning, columns)) for name, *columns in (line.split("\t") for line in lines)}


@cache
def _meaning(column: str) -> ZoneMeaning:
    what, _, regions = column.partition(" ")
    codes = frozenset(filter(None, regions.split(",")))
    if what[0] in "+-Z":
        return ZoneMeaning(what, "", is_named=False, regions=codes)
    return ZoneMeaning("", what[1:], is_named=what[0] == "=", regions=codes)
