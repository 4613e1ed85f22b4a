"""Month and weekday names and date patterns that other libraries and people use and CLDR lacks.

The tables of other libraries' names and of those of earlier releases of CLDR are made by scripts in
`data_gen/tables`; their sources and licences are in `data_gen/tables/README.md`. Names that people inflect
(w styczniu) or shorten (Сер, тра) come from the files of languages.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from data_gen.language import rows
from data_gen.locales import inventory, load

_TABLES = Path(__file__).parents[1] / "tables"

Names = tuple[str, ...]


@cache
def _table(name: str = "other_names") -> dict[str, dict[str, Any]]:
    return dict(json.loads((_TABLES / f"{name}.json").read_text(encoding="utf-8")))


@cache
def earlier(language: str, kind: str) -> tuple[Names, ...]:
    """For each month or weekday its names in earlier releases of CLDR, which software still writes."""
    return tuple(tuple(names) for names in _table("earlier_names").get(language, {}).get(kind, ()))


@cache
def months(language: str) -> tuple[Names, ...]:
    """For each month its names in other libraries and among people; () if CLDR has them all."""
    listed = elsewhere(language, "months")
    return _merged(listed, _spoken_months(language, listed))


@cache
def weekdays(language: str) -> tuple[Names, ...]:
    """For each weekday from Monday its names in other libraries and among people; () if CLDR has them all."""
    listed = elsewhere(language, "weekdays")
    return _merged(listed, _spoken_weekdays(language, listed))


def has_earlier(language: str) -> bool:
    """Whether names of a language changed between releases of CLDR."""
    return language in _table("earlier_names")


@cache
def elsewhere(language: str, kind: str) -> tuple[Names, ...]:
    """For each month or weekday its names in other libraries and in earlier releases of CLDR, or ()."""
    listed = tuple(tuple(names) for names in _table().get(language, {}).get(kind, ()))
    return _merged(listed, earlier(language, kind))


def _merged(listed: tuple[Names, ...], spoken: tuple[Names, ...]) -> tuple[Names, ...]:
    if not any(spoken):
        return listed
    return tuple((*names, *own) for names, own in zip(listed or ((),) * len(spoken), spoken, strict=True))


@cache
def patterns(language: str) -> Names:
    """Date patterns other libraries use in a language, in CLDR's syntax."""
    return tuple(_table().get(language, {}).get("patterns", ()))


_ALPHABETS = ((0x0041, 0x024F), (0x0370, 0x03FF), (0x0400, 0x052F), (0x0531, 0x058A), (0x10A0, 0x10FF))
"""Scripts whose names are shortened to their first letters: Latin, Greek, Cyrillic, Armenian, Georgian."""


@cache
def _spoken_months(language: str, others: tuple[Names, ...]) -> tuple[Names, ...]:
    """For each month its inflected and shortened names, given the names that CLDR lacks, or ()."""
    if language not in inventory():
        return ((),) * 12
    known = _known(language, "months", others)
    inflected = _inflected(language)
    return tuple(
        tuple(dict.fromkeys((*_unclaimed(inflected[place], known, place), *_cuts(known, place))))
        for place in range(12)
    )


@cache
def _spoken_weekdays(language: str, others: tuple[Names, ...]) -> tuple[Names, ...]:
    """For each weekday from Monday its shortened names."""
    if language not in inventory() or not load(language).weekdays:
        return ((),) * 7
    known = _known(language, "weekdays", others)
    return tuple(_cuts(known, place) for place in range(7))


def _known(language: str, kind: str, others: tuple[Names, ...]) -> tuple[frozenset[str], ...]:
    """For each month or weekday its names in any locale of the language."""
    places = 12 if kind == "months" else 7
    found: list[set[str]] = [set() for _ in range(places)]
    tables = [form for name in inventory()[language] for form in getattr(load(name), kind).values()]
    for place in range(places):
        found[place].update(form[place] for form in tables)
        found[place].update(others[place] if others else ())
    return tuple(map(frozenset, found))


def _inflected(language: str) -> tuple[Names, ...]:
    found: list[list[str]] = [[] for _ in range(12)]
    for twelve in rows(language, "months.inflected"):
        for place, name in enumerate(twelve):
            found[place] += [name] if name else []
    alone = load(language).months
    for ending, case in rows(language, "months.endings"):
        for place, name in enumerate(alone.get("LLLL", ())):
            if name.endswith(ending):
                found[place].append(name.removesuffix(ending) + case)
    return tuple(tuple(names) for names in found)


def _rest(known: tuple[frozenset[str], ...], place: int) -> frozenset[str]:
    """The names of all other months or weekdays, in lower case."""
    others = known[:place] + known[place + 1 :]
    return frozenset(name.lower().rstrip(".") for names in others for name in names)


def _unclaimed(names: Names, known: tuple[frozenset[str], ...], place: int) -> Names:
    """The names that no other month has."""
    taken = _rest(known, place)
    return tuple(name for name in names if name.lower() not in taken)


def _cuts(known: tuple[frozenset[str], ...], place: int) -> Names:
    """The first three or four letters of each name, if no other month or weekday begins with them.

    A name that CLDR has with a dot counts as missing without it.
    """
    rest = _rest(known, place)
    own = {name.lower() for name in known[place]}
    cuts: dict[str, str] = {}
    for name in sorted(known[place]):
        for cut in (name[:3], name[:4]):
            if not all(map(_is_alphabetic, cut)) or len(cut) == len(name):
                break
            if not any(other.startswith(cut.lower()) for other in rest):
                if cut.lower() not in own:
                    cuts.setdefault(cut.lower(), cut)
                break
    return tuple(cuts.values())


def _is_alphabetic(character: str) -> bool:
    return character.isalpha() and any(first <= ord(character) <= last for first, last in _ALPHABETS)
