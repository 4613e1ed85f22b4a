"""Ordinal marks people write after the day of the month.

CLDR has no such marks as data; these are the common written forms of each language, most usual first.
"""

from __future__ import annotations

from random import Random

from data_gen.language import endings, texts

# Spanish marks say the last sounds of the ordinal: 3er or 3ro, 22do, 15to.
_SPANISH = {1: "er", 2: "do", 3: "er", 4: "to", 5: "to", 6: "to", 7: "mo", 8: "vo", 9: "no", 0: "mo"}


_GENERAL = ("{day}.", "{day}-")
"""What is tried in languages without an entry: a dot (as ordinal mark) or a hyphen."""


def english_ordinal(day: int) -> str:
    """The day with st, nd, rd or th.

    >>> [english_ordinal(day) for day in (1, 2, 3, 11, 21, 22)]
    ['1st', '2nd', '3rd', '11th', '21st', '22nd']
    """
    if 11 <= day % 100 <= 13:
        return f"{day}th"
    return f"{day}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th') }"


def ordinal_day(day: int, language: str, rng: Random) -> str:
    """The day with an ordinal mark of the language."""
    if language == "en":
        marked = english_ordinal(day)
        if marked[-2:] in ("nd", "rd") and rng.random() < 0.2:
            return f"{day}d"  # 2d, 3d and 22d, as Americans wrote them until about 1950
        return f"{day:02d}{marked[-2:]}" if rng.random() < 0.1 else marked
    first = texts(language, "ordinals.first")
    if day == 1 and first and rng.random() < 0.8:
        return rng.choice(first)
    if language == "es" and rng.random() < 0.25:
        ending = _SPANISH[day % 10]
        ending = "ro" if ending == "er" and rng.random() < 0.4 else ending
        return f"{day}{'.' if rng.random() < 0.2 else ''}{ending}"
    agreeing = endings(language, "ordinals.agreeing")
    if agreeing and rng.random() < 0.35:
        chosen = rng.choice(agreeing)
        ending = chosen.teens if 10 < day < 20 else chosen.endings[day % 10]
        return f"{day}{rng.choice(chosen.joints)}{ending}"
    marks = texts(language, "ordinals.marks") or _GENERAL
    # The first mark is the usual one; the others share the rest.
    mark = marks[0] if rng.random() < 0.5 else rng.choice(marks)
    return mark.format(day=day)
