"""Times of day, as software and people write them in each language, and what they mean."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from data_gen.dates import number_words
from data_gen.language import rows, texts
from data_gen.locales import inventory
from data_gen.times import formats, periods, spoken
from data_gen.times.hands import Clock, Hands, draw_hands, meaning
from data_gen.times.zones import Zone, zone


def fraction(rng: Random) -> str:
    """A fraction of a second of one to nine digits, sometimes all the same."""
    digits = rng.choice((1, 2, 3, 3, 3, 4, 5, 6, 6, 7, 8, 9))
    figures = rng.choice("09") * digits if rng.random() < 0.2 else f"{rng.randrange(10**digits):0{digits}d}"
    return rng.choice("...,") + figures


def short(rng: Random, *, padded: float = 0.8) -> Clock:
    """Hours and minutes of a 24-hour time: `17:24`, `9:05`, rarely `9:5`."""
    hands = draw_hands(rng)
    is_padded = rng.random() < padded
    hour = f"{hands.hour:02d}" if is_padded else str(hands.hour)
    minute = f"{hands.minute:02d}" if is_padded or rng.random() < 0.9 else str(hands.minute)
    return Clock(f"{hour}:{minute}", meaning(hands.hour, hands.minute))


def digital(rng: Random) -> Clock:
    """A 24-hour time of day in digits."""
    roll = rng.random()
    if roll < 0.015:
        text = rng.choice(("24:00", "24:00", "24:00:00"))
        return Clock(text, f"T{text}")
    if roll < 0.45:
        return short(rng)
    hands = draw_hands(rng)
    seconds = f"{hands.minute:02d}:{hands.second:02d}"
    meant = meaning(hands.hour, hands.minute, hands.second)
    if roll < 0.85:
        padded = rng.random() < 0.8
        bare = f"{hands.hour}:{hands.minute}:{hands.second}"
        return Clock(f"{hands.hour:02d}:{seconds}" if padded else bare, meant)
    part = fraction(rng)
    return Clock(f"{hands.hour:02d}:{seconds}{part}", f"{meant}.{part[1:]}")


_HALVES = (("am", "pm"), ("AM", "PM"), ("a.m.", "p.m."), ("A.M.", "P.M."), ("a", "p"), ("Am", "Pm"))


def twelve_hour(rng: Random, hands: Hands | None = None) -> Clock:
    """A time of day with am or pm."""
    hands = hands or draw_hands(rng)
    gap, bare = rng.choice(("", " ", " ")), rng.random() < 0.3
    # `5a` is an ordinal.
    half = rng.choice(_HALVES[:4] if bare or rng.random() < 0.95 else _HALVES)["ap".index(hands.half)]
    if bare:
        return Clock(f"{hands.twelve}{gap}{half}", meaning(hands.twelve, half=hands.half))
    with_seconds = rng.random() < 0.15
    second = hands.second if with_seconds else None
    shown = str(hands.twelve) if rng.random() < 0.8 else f"{hands.twelve:02d}"
    seconds = f":{hands.second:02d}" if with_seconds else ""
    text = f"{shown}:{hands.minute:02d}{seconds}{gap}{half}"
    return Clock(text, meaning(hands.twelve, hands.minute, second, half=hands.half))


def in_words(rng: Random, language: str) -> Clock | None:
    """A time of day with words of the language; None if none are known."""
    roll = rng.random()
    moments = periods.noon_and_midnight(language)
    if moments and roll < 0.1:
        name, hour = rng.choice(moments)
        return Clock(name, meaning(hour, 0))
    parted = rows(language, "clock.parted")
    if roll < 0.25 and (said := _by_quarters(rng, language)):
        return said
    if roll > 0.87 and (said := spoken.draw(rng, language)):
        return said
    forms = texts(language, "clock.hours")
    if parted and (roll < 0.5 or not forms):
        hours, form = rng.choice(parted)
        first, last = map(int, hours.split("-"))
        return _filled(form, replace(draw_hands(rng), hour=rng.randint(first, last)), parted=True)
    return _filled(rng.choice(forms), draw_hands(rng), parted=False) if forms else None


_QUARTERS = {"clock.quarter_past": 15, "clock.half_past": 30, "clock.quarter_to": 45}
"""Key of a language's forms → the minute that they mean."""
_HOURS_IN_WORDS = frozenset("en de nl sv nb da fi fr es it pt hu tr id".split())
"""Languages that say an hour with the cardinal."""


def _by_quarters(rng: Random, language: str) -> Clock | None:
    """`Half past seven`, `halb 8`, `cinco menos cuarto`; None if the language has no such form."""
    known = [(minute, forms) for key, minute in _QUARTERS.items() if (forms := texts(language, key))]
    if not known:
        return None
    (minute, forms), hour = rng.choice(known), rng.randint(1, 12)
    form = rng.choice(forms)
    is_apart = re.search(r"\}\w", form) is None
    known_words = language in _HOURS_IN_WORDS or texts(language, "clock.hour_names")
    in_words = is_apart and known_words and rng.random() < 0.6

    def said(hour: int) -> str:
        names = texts(language, "clock.hour_names")
        words = names[hour - 1] if names else number_words.said(hour, language)
        return (words if in_words else None) or str(hour)

    text = form.format(t=said(hour), n=said(hour % 12 + 1))
    return Clock(text, meaning(hour, minute))


def _filled(form: str, hands: Hands, *, parted: bool) -> Clock:
    """A form of the language with a time in it; `parted` if it names the part of the day."""
    text = form.format(h=hands.hour, m=hands.minute, s=hands.second, t=hands.twelve)
    hour = hands.twelve if "{t" in form else hands.hour
    minute = hands.minute if "{m" in form else None
    second = hands.second if "{s" in form else None
    return Clock(text, meaning(hour, minute, second, half=hands.half if parted else ""))


def local(rng: Random, language: str) -> Clock:
    """A time of day with words of a language, or in a format of CLDR."""
    worded = in_words(rng, language) if rng.random() < 0.6 else None
    identifier = inventory()[language][0] if language in inventory() else "en"
    return worded or formats.timed(rng, identifier)


def times(rng: Random, language: str) -> Clock:
    """A time of day in any form, with or without a zone."""
    roll = rng.random()
    if roll < 0.4:
        clock = digital(rng)
    elif roll < 0.6:
        clock = twelve_hour(rng)
    else:
        return local(rng, language)
    return with_zone(clock, zone(rng), rng) if rng.random() < 0.2 else clock


def _is_like_span(clock: Clock, named: Zone) -> bool:
    """Whether an offset that touches a time looks like the end of a span: `10:00-12:00`."""
    is_short = clock.meant.count(":") <= 1
    return is_short and named.meant[0] == "-" and named.meant[1:3] > clock.meant[1:3]


def with_zone(clock: Clock, named: Zone, rng: Random) -> Clock:
    """A time with a zone after it; an offset may touch it."""
    joint = "" if named.text[0] in "+-Z" and rng.random() < 0.4 and not _is_like_span(clock, named) else " "
    return Clock(f"{clock.text}{joint}{named.text}", clock.meant + named.meant)
