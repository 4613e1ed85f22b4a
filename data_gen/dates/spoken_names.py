"""Month and weekday names as people bend and cut them: `w styczniu`, `მარტს`, `Сер`, `тра`.

Neither CLDR nor the libraries list these; the cases are those in which a date stands in a sentence.
"""

from __future__ import annotations

from functools import cache

from data_gen.language import rows
from data_gen.locales import inventory, load

Names = tuple[str, ...]


_ALPHABETS = ((0x0041, 0x024F), (0x0370, 0x03FF), (0x0400, 0x052F), (0x0531, 0x058A), (0x10A0, 0x10FF))
"""Scripts whose names are cut to their first letters: Latin, Greek, Cyrillic, Armenian, Georgian."""


@cache
def months(language: str, others: tuple[Names, ...]) -> tuple[Names, ...]:
    """For each month the names people bend and cut from those there are.

    Args:
        language: CLDR language; nothing is known of one without month names.
        others: for each month its names beside CLDR's, or ().
    """
    if language not in inventory():
        return ((),) * 12
    known = _known(language, "months", others)
    bent = _bent(language)
    return tuple(
        tuple(dict.fromkeys((*_unclaimed(bent[place], known, place), *_cuts(known, place))))
        for place in range(12)
    )


@cache
def weekdays(language: str, others: tuple[Names, ...]) -> tuple[Names, ...]:
    """For each weekday from Monday its names cut to the first letters; see `months`."""
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


def _bent(language: str) -> tuple[Names, ...]:
    found: list[list[str]] = [[] for _ in range(12)]
    for twelve in rows(language, "months.bent"):
        for place, name in enumerate(twelve):
            found[place] += [name] if name else []
    alone = load(language).months
    for ending, case in rows(language, "months.endings"):
        for place, name in enumerate(alone.get("LLLL", ())):
            if name.endswith(ending):
                found[place].append(name.removesuffix(ending) + case)
    return tuple(tuple(names) for names in found)


def _rest(known: tuple[frozenset[str], ...], place: int) -> frozenset[str]:
    """The names of all others, in small letters."""
    others = known[:place] + known[place + 1 :]
    return frozenset(name.lower().rstrip(".") for names in others for name in names)


def _unclaimed(names: Names, known: tuple[frozenset[str], ...], place: int) -> Names:
    """The names no other month bears."""
    taken = _rest(known, place)
    return tuple(name for name in names if name.lower() not in taken)


def _cuts(known: tuple[frozenset[str], ...], place: int) -> Names:
    """The first three letters of each name, or four, where no other month or weekday begins so.

    A name CLDR has with its dot is one that CLDR lacks without it.
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
