"""Time zones and offsets from UTC, as programs, people and CLDR's locales write them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Any

from babel import localedata
from babel.core import get_global

from data_gen.language import NO_LANGUAGE, pick, texts
from data_gen.locales import babel_locale
from data_gen.times.periods import beyond_babel

UTC = "Z"
NAMED = "z"


@dataclass(frozen=True, slots=True)
class Zone:
    """A written time zone.

    Attributes:
        text: the text.
        meant: `Z` for UTC, `z` for another name, else an offset with its precision: `+05:30`, `+02`.
    """

    text: str
    meant: str


@dataclass(frozen=True, slots=True)
class _Offset:
    """An offset from UTC."""

    sign: str
    hours: int
    minutes: int

    @property
    def whole(self) -> str:
        return f"{self.sign}{self.hours:02d}:{self.minutes:02d}"

    @property
    def is_utc(self) -> bool:
        return self.hours == self.minutes == 0


def _draw_offset(rng: Random) -> _Offset:
    """An offset; all hours up to 12 are as frequent, quarters of an hour are frequent enough to be learnt."""
    hours = rng.randint(0, 12) if rng.random() < 0.95 else rng.choice((13, 14))
    minutes = 0 if rng.random() < 0.65 else rng.choice((30, 30, 30, 45, 45, 15))
    return _Offset(rng.choice("+-"), hours, minutes)


def zone(rng: Random) -> Zone:
    """A time zone: name, region, offset from UTC, or both."""
    roll = rng.random()
    if roll < 0.1:
        return Zone(rng.choice(("UTC", "GMT", "Z", "Z", "(UTC)", "(GMT)")), UTC)
    if roll < 0.27:
        name = abbreviation(rng)
        return Zone(f"({name})" if rng.random() < 0.1 else name, NAMED)
    if roll < 0.36:
        region = rng.choice(_regions())
        return Zone(region if rng.random() < 0.5 else f"[{region}]", NAMED)
    if roll < 0.5:
        return _from_utc(rng)
    bare = _numeric(rng)
    if roll < 0.85:
        return bare
    name = abbreviation(rng)
    form = rng.choice(("{0} {1}", "{0} {1}", "{0} ({1})", "{0}[{2}]", "GMT{0} ({3})"))
    long_name = rng.choice(_long_names("en") or ("UTC",))
    if bare.meant in _ZERO and rng.random() < 0.5:  # +0000 UTC
        form, name = rng.choice(("{0} {1}", "{0} ({1})")), rng.choice(("UTC", "GMT"))
    says_utc = "GMT" in form or ("{1}" in form and name in ("UTC", "GMT"))
    meant = UTC if bare.meant in _ZERO and says_utc else bare.meant
    return Zone(form.format(bare.text, name, rng.choice(_regions()), long_name), meant)


_ZERO = ("+00:00", "+00")
"""An offset of nothing: it is UTC beside a name of UTC, and stays as it is without one."""


def abbreviation(rng: Random) -> str:
    """The abbreviation of a zone: EST, MEZ."""
    return pick(rng, NO_LANGUAGE, "clock.zones")


def _numeric(rng: Random) -> Zone:
    """`+05:30`, `-0700`, `+02`."""
    offset = _draw_offset(rng)
    if offset.is_utc:  # -00:00 would say that the offset is unknown (RFC 3339, 4.3)
        offset = replace(offset, sign="+")
    sign = "−" if offset.sign == "-" and rng.random() < 0.03 else offset.sign
    if offset.minutes == 0 and rng.random() < 0.12:
        return Zone(f"{sign}{offset.hours:02d}", f"{offset.sign}{offset.hours:02d}")
    return Zone(f"{sign}{offset.hours:02d}{rng.choice(('', ':'))}{offset.minutes:02d}", offset.whole)


_ZERO_SHARE = 0.12
"""Share of no offset beside a name of UTC, which makes it UTC."""


def _from_utc(rng: Random) -> Zone:
    """`UTC+2`, `GMT-0330`, `(UTC+05:30)`; `GMT+00:00` is UTC."""
    offset = _draw_offset(rng)
    if rng.random() < _ZERO_SHARE:
        offset = replace(offset, hours=0, minutes=0)
    name, gap = rng.choice(("UTC", "GMT")), rng.choice(("", "", "", " "))
    hours = f"{offset.sign}{offset.hours}"
    meant = f"{offset.sign}{offset.hours:02d}"
    roll = rng.random()
    if offset.minutes == 0 and roll < 0.5:
        text = hours if roll < 0.35 else meant
    else:
        meant = offset.whole
        text = rng.choice(
            (offset.whole, offset.whole, f"{hours}:{offset.minutes:02d}", meant.replace(":", ""))
        )
    text = f"{name}{gap}{text}"
    return Zone(f"({text})" if rng.random() < 0.15 else text, UTC if offset.is_utc else meant)


@cache
def _regions() -> tuple[str, ...]:
    """The regions of the IANA database."""
    regions = (name for name in get_global("zone_territories") if "/" in name)
    return tuple(sorted(regions))


def local_zone(rng: Random, identifier: str, *, long: bool) -> Zone:
    """A time zone as ICU writes it in a locale: `GMT+5:30`, `غرينتش+٩`, `Indische Normalzeit`.

    Args:
        rng: random generator.
        identifier: the locale.
        long: whether to write names in full and offsets with minutes.
    """
    roll = rng.random()
    if roll < 0.17:
        return Zone(rng.choice(_names_of_utc(identifier, long)), UTC)
    if long and roll < 0.2:  # also in languages that have no names of their own
        return Zone(rng.choice(_long_names("en")), NAMED)
    names = _long_names(identifier) if long else _short_names(identifier)
    named, placed = (0.7, 0.77) if long else (0.3, 0.33)
    if names and roll < named:
        return Zone(rng.choice(names), NAMED)
    if named <= roll < placed:
        return Zone(_of_place(rng, identifier), NAMED)
    if not long and roll < 0.37:
        return Zone(abbreviation(rng), NAMED)
    return _localized(rng, identifier, long=long)


def _of_place(rng: Random, identifier: str) -> str:
    """The time of a city or country: `Italy Time`, `heure : Italie`."""
    pattern, places = _places(identifier)
    return pattern.replace("%s", rng.choice(places))


@cache
def _places(identifier: str) -> tuple[str, tuple[str, ...]]:
    """CLDR's pattern for the time of a place, and the places: countries, and the cities of the zones."""
    locale = babel_locale(identifier)
    countries = [str(name) for code, name in locale.territories.items() if code.isalpha()]
    cities = [str(zone["city"]) for zone in locale.time_zones.values() if "city" in zone]
    return str(locale.zone_formats["region"]), (*countries, *cities)


def _localized(rng: Random, identifier: str, *, long: bool) -> Zone:
    """An offset in CLDR's localized GMT format."""
    gmt, zero, hours = _gmt_formats(identifier)
    offset = _draw_offset(rng)
    if long and rng.random() < _ZERO_SHARE:  # GMT+00:00 of languages without a name of Greenwich
        offset = _Offset("+", 0, 0)
    if offset.is_utc and not long:
        return Zone(zero, UTC)
    positive, negative = hours.split(";")
    pattern = (positive if offset.sign == "+" else negative).replace("HH", "H")
    meant = offset.whole
    if long:
        pattern = pattern.replace("H", "HH")
    elif offset.minutes == 0:
        pattern, meant = re.sub("H.*mm", "H", pattern), meant[:3]
    figures = pattern.replace("HH", f"{offset.hours:02d}").replace("H", str(offset.hours))
    figures = figures.replace("mm", f"{offset.minutes:02d}")
    return Zone(gmt.replace("{0}", figures), UTC if offset.is_utc else meant)


@cache
def _gmt_formats(identifier: str) -> tuple[str, str, str]:
    """CLDR's format of offsets, its text for no offset, and the formats of positive and negative hours."""
    entry = beyond_babel(identifier)
    return entry.get("gmt", "GMT{0}"), entry.get("zero", "GMT"), entry.get("hours", "+HH:mm;-HH:mm")


@cache
def _zone_tables(identifier: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """CLDR's meta zones and zones, read without resolving aliases."""
    tables = localedata.load(str(babel_locale(identifier)))
    return tables.get("meta_zones", {}), tables.get("time_zones", {})


def _in_width(entry: Any, width: str) -> dict[str, str]:  # noqa: ANN401 - tables of Babel
    names = entry.get(width, {}) if isinstance(entry, dict) else {}
    return {kind: str(name) for kind, name in names.items()} if isinstance(names, dict) else {}


@cache
def _names_of_utc(identifier: str, long: bool) -> tuple[str, ...]:
    """What a locale calls UTC and Greenwich Mean Time."""
    meta, zones = _zone_tables(identifier)
    width = "long" if long else "short"
    utc = [*_in_width(zones.get("Etc/UTC"), width).values()] or ["UTC"]
    greenwich = [*_in_width(meta.get("GMT"), width).values()]
    return (*utc, *utc, "UTC", *greenwich[:1], _gmt_formats(identifier)[1])


@cache
def _long_names(identifier: str) -> tuple[str, ...]:
    """The names of zones in a locale: Eastern Standard Time."""
    utc = set(_names_of_utc(identifier, True))
    names = (
        name for entry in _zone_tables(identifier)[0].values() for name in _in_width(entry, "long").values()
    )
    return tuple(dict.fromkeys(name for name in names if name not in utc and not re.search(r"\d", name)))


@cache
def _short_names(identifier: str) -> tuple[str, ...]:
    """The abbreviations of zones in a locale: EST, MEZ."""
    utc = set(_names_of_utc(identifier, False))
    names = (
        name for entry in _zone_tables(identifier)[0].values() for name in _in_width(entry, "short").values()
    )
    found = (name for name in names if name not in utc and name != "∅∅∅" and not re.search(r"\d", name))
    return tuple(dict.fromkeys((*found, *texts(identifier.partition("-")[0], "clock.zones"))))
