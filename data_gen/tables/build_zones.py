"""Makes the table of names of time zones from IANA, CLDR and CLDR's Windows zones: datenorm/values/zones.tsv.

python -m data_gen.tables.build_zones datenorm/values/zones.tsv

A line is a name and its meanings, separated by tabs. A meaning is an offset (`+05:30`, `Z`), a zone whose
rules give the offset (`~America/New_York`), or a zone that is named itself (`=Europe/Paris`). After it are
the regions of that zone, or if the name has several meanings, those where it has this one.
"""

from __future__ import annotations

import datetime
import sys
import zoneinfo
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import locale_identifiers

_TODAY = 2026
_YEARS = range(2019, _TODAY + 1)
"""Abbreviations count as they are used now."""

_EVER = range(1970, _TODAY + 1)
"""Years in which a zone may have had daylight saving time."""

# Names in languages other than English are taken for these zones; CLDR has some 120 in each.
_WIDELY_NAMED = frozenset(
    "GMT British Irish Europe_Central Europe_Eastern Europe_Western Europe_Further_Eastern Moscow Turkey "
    "America_Eastern America_Central America_Mountain America_Pacific Atlantic Alaska Hawaii Hawaii_Aleutian "
    "Newfoundland Brasilia Argentina Chile Colombia Peru Venezuela Cuba Mexico_Pacific Israel Arabian Gulf "
    "Iran Pakistan India Nepal Bangladesh Myanmar Indochina Indonesia_Western Indonesia_Central "
    "Indonesia_Eastern Malaysia Singapore Philippines China Hong_Kong Taipei Japan Korea Pyongyang "
    "Australia_Western Australia_Central Australia_Eastern New_Zealand Africa_Western Africa_Central "
    "Africa_Eastern Africa_Southern Kazakhstan Uzbekistan Georgia Armenia Azerbaijan".split()
)

_UTC = "Z"

# Written for these too; neither IANA nor CLDR has them.
_ALSO_WRITTEN = {
    "AST": ("+03:00", "BH,IQ,KW,QA,SA,YE"),
    "BST": ("+06:00", "BD"),
    "AMT": ("+04:00", "AM"),
    "ICT": ("+07:00", "KH,LA,TH,VN"),
    "PHT": ("+08:00", "PH"),
    "NPT": ("+05:45", "NP"),
    "IRST": ("+03:30", "IR"),
    "TRT": ("+03:00", "TR"),
    "GET": ("+04:00", "GE"),
    "AZT": ("+04:00", "AZ"),
    "UZT": ("+05:00", "UZ"),
    "FJT": ("+12:00", "FJ"),
    "PGT": ("+10:00", "PG"),
    "UT": (_UTC, ""),
    "UTC": (_UTC, ""),
    "utc": (_UTC, ""),
}

# Philippine time is PST in IANA's data; people write PHT, and PST for the Pacific.
_NOT_WRITTEN = {("PST", "PH"), ("PDT", "PH")}

# The zone that stands for a metazone, where most of its zones would mislead (CLDR, metaZones.xml).
_GOLDEN = {
    "Alaska": "America/Juneau",
    "America_Central": "America/Chicago",
    "America_Eastern": "America/New_York",
    "Atlantic": "America/Halifax",
    "Brasilia": "America/Sao_Paulo",
    "Europe_Central": "Europe/Paris",
    "Europe_Eastern": "Europe/Bucharest",
    "Greenland": "America/Nuuk",
    "Moscow": "Europe/Moscow",
}

_NO_NAME = "∅"
_SHORTEST_WORD = 8  # letters of a name of one word: shorter ones are those of countries

Meanings = dict[str, set[str]]
"""Meaning → regions."""


def zone_names() -> dict[str, Meanings]:
    """Every name, abbreviations in capitals and other names in lower case, with its meanings."""
    found: defaultdict[str, Meanings] = defaultdict(lambda: defaultdict(set))
    territories: Mapping[str, str] = get_global("zone_territories")
    zones = sorted(zoneinfo.available_timezones() - {"localtime", "Factory", "posixrules"})
    for zone in zones:
        for abbreviation, offset in _abbreviations(zone):
            region = territories.get(zone, "")
            if (abbreviation, region) not in _NOT_WRITTEN and ("/" in zone and not zone.startswith("Etc/")):
                found[abbreviation][offset].add(region)
    for name, meaning, regions in _cldr_names(zones, territories):
        found[name][meaning] |= regions
    for name, (offset, written) in _ALSO_WRITTEN.items():
        found[name][offset] |= set(written.split(","))
    for name, zone in get_global("windows_zone_mapping").items():
        if name.casefold() not in found and zone in zones:
            found[name.casefold()][f"={zone}"].add(territories.get(zone, ""))
    for zone in zones:
        if "/" in zone:
            found[zone.casefold()] = {f"={zone}": {territories.get(zone, "")}}
    return found


def _abbreviations(zone: str) -> Iterator[tuple[str, str]]:
    """Abbreviations that a zone uses now, with their offsets."""
    rules = zoneinfo.ZoneInfo(zone)
    for year in _YEARS:
        for month in (1, 7):
            moment = datetime.datetime(year, month, 1, 12, tzinfo=rules)
            name = moment.tzname() or ""
            if name.isalpha():
                yield name, _offset(moment)


def _cldr_names(zones: list[str], territories: Mapping[str, str]) -> Iterator[tuple[str, str, set[str]]]:
    """CLDR's names of its metazones in all languages, with their meanings and regions."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    for zone, metazone in get_global("meta_zones").items():
        if zone in zones:
            members[metazone].append(zone)
    meanings = {metazone: _meanings(metazone, some) for metazone, some in members.items()}
    regions = {metazone: {territories.get(one, "") for one in some} for metazone, some in members.items()}
    for locale in _locales():
        for metazone, names in locale.meta_zones.items():
            if metazone not in meanings:
                continue
            is_taken = locale.language == "en" or metazone in _WIDELY_NAMED
            for kind, name in _named(names, with_long=is_taken):
                if kind in meanings[metazone]:
                    yield name, meanings[metazone][kind], regions[metazone]
        names = locale.time_zones.get("Etc/UTC") or {}
        yield from ((name, _UTC, set()) for _, name in _named(names, with_long=True))


def _locales() -> Iterator[Locale]:
    for identifier in locale_identifiers():
        try:
            yield Locale.parse(identifier)
        except UnknownLocaleError:
            continue


def _named(names: Any, *, with_long: bool) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - as Babel has it
    """Kind (generic, standard, daylight) and name; abbreviations are those in capitals."""
    for kind, name in (names.get("short") or {}).items():
        if isinstance(name, str) and name.isupper() and name.isalpha():
            yield kind, name
    for kind, name in (names.get("long") or {}).items() if with_long else ():
        if isinstance(name, str) and _NO_NAME not in name and _is_long(name):
            yield kind, " ".join(name.casefold().split())


def _is_long(name: str) -> bool:
    is_cased = name.casefold() != name or name.upper() != name
    return " " in name or len(name) >= (_SHORTEST_WORD if is_cased else len("日本時間"))


def _meanings(metazone: str, zones: list[str]) -> dict[str, str]:
    """Kind of name → meaning, by the rules that most zones of a metazone have."""
    rules = Counter(_offsets_of(zone, _TODAY) for zone in zones)
    usual = max(rules, key=lambda one: (len(one), rules[one]))
    windows = set(get_global("windows_zone_mapping").values())
    alike = [zone for zone in zones if _offsets_of(zone, _TODAY) == usual]
    golden = _GOLDEN.get(metazone) or min(alike, key=lambda zone: (zone not in windows, zone))
    found = {"generic": f"~{golden}", "standard": min(usual, key=_minutes)}
    daylight = _last_daylight_offset(golden)
    return {**found, "daylight": daylight} if daylight else found


def _offsets_of(zone: str, year: int) -> tuple[str, ...]:
    rules = zoneinfo.ZoneInfo(zone)
    moments = (datetime.datetime(year, month, 1, 12, tzinfo=rules) for month in (1, 7))
    return tuple(sorted({_offset(moment) for moment in moments}))


def _last_daylight_offset(zone: str) -> str | None:
    rules = zoneinfo.ZoneInfo(zone)
    for year in reversed(_EVER):
        offsets = {_offset(datetime.datetime(year, month, 1, 12, tzinfo=rules)) for month in range(1, 13)}
        if len(offsets) > 1:
            return max(offsets, key=_minutes)
    return None


def _minutes(offset: str) -> int:
    minutes = 60 * int(offset[1:3]) + int(offset[4:])
    return -minutes if offset[0] == "-" else minutes


def _offset(moment: datetime.datetime) -> str:
    """An offset as ISO 8601 writes it, such as +05:30."""
    text = moment.strftime("%z")
    return f"{text[:3]}:{text[3:5]}"


def _line(name: str, meanings: Meanings) -> str:
    has_regions = len(meanings) > 1 or next(iter(meanings)).startswith("=")
    columns = (
        f"{meaning} {','.join(sorted(filter(str.isalpha, regions))) if has_regions else ''}".strip()
        for meaning, regions in sorted(meanings.items(), key=lambda one: (-len(one[1]), one[0]))
    )
    return "\t".join((name, *columns))


def main(target: Path) -> None:
    """Write the table."""
    names = zone_names()
    target.write_text("".join(f"{_line(name, names[name])}\n" for name in sorted(names)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
