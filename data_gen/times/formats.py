"""Times of day in the formats of CLDR and moment, and their joins with dates."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from random import Random

from data_gen.locales import babel_locale
from data_gen.times.hands import Clock, Hands, draw_hands, meaning
from data_gen.times.periods import (
    beyond_babel,
    half_name,
    has_own_halves,
    has_own_words,
    has_parts,
    of_moment,
    part_name,
)
from data_gen.times.zones import local_zone

_FIELD = re.compile(r"'((?:[^']|'')*)'|(([A-Za-z])\3*)|([^A-Za-z']+)")
_WIDTHS = ("full", "long", "medium", "short")
_ANYWHERE = (
    *("HH:mm", "HH:mm:ss", "h:mm a", "h:mm:ss a", "HH.mm.ss", "HH.mm", "HH.mm"),
    *("H:mm", "H:mm", "H:mm", "H:mm:ss", "H.mm"),  # 1:46 is not always afternoon
)
_PLAIN_JOINS = ("{1} {0}", "{1} {0}", "{1}, {0}")
"""Formats and joins that programs use in languages that have others."""
_ZONE_LETTERS = frozenset("zvVOXxZ")
_PARTED_SHARE = 0.3
"""Share of times with a word for the half or part of the day, in languages that have words of their own."""
_PARTED = ("h:mm a", "h:mm:ss a", "h:mm:ss a", "h:mm:ss a z", "h:mm:ss a zzzz")
"""Formats of programs with a word for the half of the day, in languages whose own formats count to 24."""
_ZONED_SHARE = 0.1
"""Share of times of 24 hours with a zone in words, so that the zone is not taken for the half of the day."""
_OF_PARTS = ("B h:mm", "h:mm B", "B h:mm:ss", "h:mm:ss B")
_HARD_HOURS = (*range(6), 11, 12, 12, 13, *range(17, 24))
"""Hours near the ends of the parts of the day, which differ from language to language."""


@cache
def _standard(identifier: str) -> tuple[str, ...]:
    """CLDR's full, long, medium and short time formats."""
    locale = babel_locale(identifier)
    return tuple(str(locale.time_formats[width].pattern) for width in _WIDTHS)


@cache
def _others(identifier: str) -> tuple[str, ...]:
    """CLDR's formats of skeletons with hours, and moment's formats."""
    found = []
    for skeleton, pattern in babel_locale(identifier).datetime_skeletons.items():
        text = str(getattr(pattern, "pattern", pattern))
        worded = "m" in skeleton or set("aB") & set(text)
        if set(skeleton) <= set("hHmsBv") and set("hH") & set(skeleton) and worded:
            found.append(text)
    times = of_moment(identifier).get("times", ())
    return tuple(dict.fromkeys((*found, *(str(one) for one in times))))


@cache
def _joins(identifier: str) -> tuple[str, ...]:
    """How a locale joins a date (1) and a time (0): `{1}, {0}`, `{1} 'um' {0}`."""
    plain = [str(babel_locale(identifier).datetime_formats[width]) for width in _WIDTHS]
    worded = beyond_babel(identifier).get("joins", [])
    moment = of_moment(identifier).get("join")
    return (*plain, *(str(one) for one in worded * 2), *([str(moment)] if moment else []))


def timed(rng: Random, identifier: str, *, parted: float = _PARTED_SHARE) -> Clock:
    """A time of day in a format of a locale.

    Args:
        rng: random generator.
        identifier: the locale.
        parted: see `_PARTED_SHARE`.
    """
    if rng.random() < parted and has_own_words(identifier):
        return _parted(rng, identifier)
    others, roll = _others(identifier), rng.random()
    if roll < 0.07:
        pattern = rng.choice(_ANYWHERE)
    elif roll < 0.35 and others:
        pattern = rng.choice(others)
    else:
        pattern = rng.choices(_standard(identifier), (3, 3, 3, 3))[0]
    return render(pattern, draw_hands(rng), identifier, rng)


def _parted(rng: Random, identifier: str) -> Clock:
    """A time on a clock of twelve hours with the half or part of the day in the words of a locale."""
    hands = draw_hands(rng)
    if rng.random() < 0.5:
        hands = replace(hands, hour=rng.choice(_HARD_HOURS))
    own = _own_parted(identifier)
    roll = rng.random()
    says_half = has_own_halves(identifier) or identifier.startswith("en")
    if roll < (0.3 if says_half else 0.55) and has_parts(identifier):
        pattern = rng.choice([one for one in own if "B" in one] or _OF_PARTS)
    else:
        pattern = rng.choice(own if own and rng.random() < 0.57 else _PARTED)
    return render(pattern, hands, identifier, rng)


@cache
def _own_parted(identifier: str) -> tuple[str, ...]:
    """The formats of a locale with the half or part of the day, without those of the hour alone."""
    known = (*_standard(identifier), *_others(identifier))
    return tuple(one for one in known if set("aB") & set(one.partition("'")[0] + one.rpartition("'")[2]))


def alike(rng: Random, identifier: str, count: int) -> list[Clock]:
    """Times of day in one format, without a zone."""
    pattern = rng.choice((*_standard(identifier)[2:], *_standard(identifier)[2:], *_ANYWHERE[:4]))
    return [render(pattern, draw_hands(rng), identifier, rng) for _ in range(count)]


def joined(date: str, rng: Random, identifier: str) -> Clock:
    """A date and a time of day as software joins them in a locale."""
    return _join(
        date, timed(rng, identifier), rng.choice(_PLAIN_JOINS if rng.random() < 0.12 else _joins(identifier))
    )


def joined_in_words(date: str, rng: Random, identifier: str) -> Clock:
    """A date and a time with the words of a locale before or in the time.

    A word that joins them and one for the half of the day are as frequent, so that neither is taken for the
    other.
    """
    worded = _worded_joins(identifier) if rng.random() < 0.5 else ()
    if rng.random() < _ZONED_SHARE:
        clock = render("HH:mm:ss zzzz", replace(draw_hands(rng), hour=rng.randint(0, 13)), identifier, rng)
    else:
        clock = timed(rng, identifier, parted=0.65 if _worded_joins(identifier) else 0.8)
    return _join(date, clock, rng.choice(worded or _joins(identifier)))


def has_words(identifier: str) -> bool:
    """Whether a locale has words for the half or part of the day or between a date and a time."""
    return has_own_words(identifier) or bool(_worded_joins(identifier))


@cache
def _worded_joins(identifier: str) -> tuple[str, ...]:
    return tuple(one for one in _joins(identifier) if re.search(r"[^\W\d_]", one))


def _join(date: str, clock: Clock, pattern: str) -> Clock:
    join = _unquoted(pattern)
    return Clock(join.replace("{1}", date).replace("{0}", clock.text), clock.meant)


def _unquoted(join: str) -> str:
    return re.sub("'([^']*)'", lambda match: match[1] or "'", join)


def render(pattern: str, hands: Hands, identifier: str, rng: Random) -> Clock:
    """A time of day by a CLDR pattern.

    >>> render("h:mm a", Hands(17, 9, 0), "en", Random(1))
    Clock(text='5:09 PM', meant='T05:09p')
    """
    pieces: list[str] = []
    shown, half, zone = hands.hour, "", ""
    letters = {match[2][0] for match in _FIELD.finditer(pattern) if match[2]}
    for match in _FIELD.finditer(pattern):
        quoted, field, _, literal = match.groups()
        letter = field[0] if field else ""
        if letter and letter in "HkhK":
            shown = hands.hour if letter in "Hk" else hands.hour % 12 if letter == "K" else hands.twelve
            pieces.append(f"{shown:0{len(field)}d}")
        elif letter == "m":
            pieces.append(f"{hands.minute:0{len(field)}d}")
        elif letter == "s":
            pieces.append(f"{hands.second:0{len(field)}d}")
        elif letter and letter in "abB":
            part = part_name(rng, identifier, _cut(hands, letters)) if letter == "B" else None
            pieces.append(part or half_name(rng, identifier, hands))
            half = hands.half
        elif letter in _ZONE_LETTERS:
            written_zone = local_zone(rng, identifier, long=len(field) > 3)
            pieces.append(written_zone.text)
            zone = written_zone.meant
        else:
            pieces.append(literal if quoted is None else quoted.replace("''", "'") or "'")
    minute = hands.minute if "m" in letters else None
    second = hands.second if "s" in letters else None
    return Clock("".join(pieces).strip(), meaning(shown, minute, second, half=half, zone=zone))


def _cut(hands: Hands, letters: set[str]) -> Hands:
    """The time as far as a pattern with these letters shows it."""
    return Hands(hands.hour, hands.minute if "m" in letters else 0, hands.second if "s" in letters else 0)
