"""Times of day and time zones, as software and people write them in each language."""

from __future__ import annotations

import re
from functools import cache
from random import Random
from typing import Any

from data_gen.language import texts
from data_gen.locales import babel_locale, inventory

ZONES = tuple(
    "UTC GMT Z EST EDT CST CDT MST MDT PST PDT CET CEST MEZ MESZ EET EEST WET BST IST JST KST MSK AEST"
    " NZST SAST HKT PKT UTC+0000 UTC-05 UTC+2 GMT+1 GMT-3 (UTC) (CET) (GMT+2) UTC+05:30 GMT+0200".split()
)

REGIONS = (
    "Europe/Paris Europe/Berlin Europe/London America/New_York America/Los_Angeles America/Sao_Paulo"
    " Asia/Tokyo Asia/Kolkata Asia/Shanghai Australia/Sydney Africa/Cairo Etc/UTC US/Pacific"
).split()


def zone(rng: Random) -> str:
    """A time zone: name, region, offset from UTC, or both."""
    roll = rng.random()
    if roll < 0.42:
        return rng.choice(ZONES)
    if roll < 0.5:
        region = rng.choice(REGIONS)
        return region if rng.random() < 0.5 else f"[{region}]"
    hours, minutes = rng.choice((0, 0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12)), rng.choice((0, 0, 0, 0, 30, 45))
    offset = f"{rng.choice('+-')}{hours:02d}{rng.choice(('', ':'))}{minutes:02d}"
    if roll < 0.85:
        return offset
    name = rng.choice(ZONES[3:27])
    return rng.choice(
        (f"{offset} {name}", f"{offset} {name}", f"{offset} ({name})", f"{offset}[{rng.choice(REGIONS)}]")
    )


def fraction(rng: Random) -> str:
    """A fraction of a second of one to nine digits, sometimes all the same."""
    digits = rng.choice((1, 2, 3, 3, 3, 4, 5, 6, 6, 7, 8, 9))
    figures = rng.choice("09") * digits if rng.random() < 0.2 else f"{rng.randrange(10**digits):0{digits}d}"
    return rng.choice("...,") + figures


def digital(rng: Random) -> str:
    """A 24-hour time of day in digits."""
    hour, minute, second = rng.randrange(24), rng.randrange(60), rng.randrange(60)
    roll = rng.random()
    if roll < 0.5:
        return f"{hour:02d}:{minute:02d}" if rng.random() < 0.8 else f"{hour}:{minute:02d}"
    if roll < 0.85:
        return f"{hour:02d}:{minute:02d}:{second:02d}" if rng.random() < 0.8 else f"{hour}:{minute}:{second}"
    return f"{hour:02d}:{minute:02d}:{second:02d}{fraction(rng)}"


_HALVES = (("am", "pm"), ("AM", "PM"), ("a.m.", "p.m."), ("A.M.", "P.M."), ("a", "p"), ("Am", "Pm"))


def twelve_hour(rng: Random) -> str:
    """A time of day with am or pm."""
    half = rng.choice(rng.choice(_HALVES[:4] if rng.random() < 0.95 else _HALVES))
    hour = rng.randint(1, 12)
    gap = rng.choice(("", " ", " "))
    if rng.random() < 0.3:
        return f"{hour}{gap}{half}"
    seconds = f":{rng.randrange(60):02d}" if rng.random() < 0.15 else ""
    return f"{hour}:{rng.randrange(60):02d}{seconds}{gap}{half}"


def in_words(rng: Random, language: str) -> str | None:
    """A time of day with words of the language; None if none are known."""
    forms = texts(language, "clock.hours")
    hour, minute = rng.randrange(24), rng.randrange(60)
    return rng.choice(forms).format(h=hour, m=minute, t=hour % 12 or 12) if forms else None


def local(rng: Random, language: str) -> str:
    """A time of day with words of a language, or in a format of CLDR."""
    worded = in_words(rng, language) if rng.random() < 0.6 else None
    if worded is not None:
        return worded
    hour, minute = rng.randrange(24), rng.randrange(60)
    patterns = _patterns(language)
    return _render(rng.choice(patterns), hour, minute, language, rng) if patterns else digital(rng)


_FIELD = re.compile(r"'((?:[^']|'')*)'|(([A-Za-z])\3*)|([^A-Za-z']+)")


@cache
def _patterns(language: str) -> tuple[str, ...]:
    """CLDR's time patterns of a language with minutes or the part of the day."""
    locale = babel_locale(language if language in inventory() else "en")
    found = [str(locale.time_formats[width].pattern) for width in ("full", "long", "medium", "short")]
    for skeleton, pattern in locale.datetime_skeletons.items():
        if (
            set(skeleton) <= set("hHmsB")
            and (set("aB") & set(str(pattern)) or "m" in skeleton)
            and skeleton != "ms"
        ):
            found.append(str(pattern))
    return tuple(dict.fromkeys(found))


@cache
def day_periods(language: str) -> dict[str, tuple[str, ...]]:
    """CLDR's parts of the day in a language: `am`, `pm`, `morning1` … → names."""
    locale = babel_locale(language if language in inventory() else "en")
    found: dict[str, list[str]] = {}
    tables: Any = locale._data["day_periods"]
    for context in ("format", "stand-alone"):
        for width in ("abbreviated", "wide"):
            for part, name in dict(tables.get(context, {}).get(width, {})).items():
                if str(name) not in found.setdefault(part, []):
                    found[part].append(str(name))
    return {part: tuple(names) for part, names in found.items()}


def _render(pattern: str, hour: int, minute: int, language: str, rng: Random) -> str:
    pieces = []
    for match in _FIELD.finditer(pattern):
        quoted, field, _, literal = match.groups()
        letter = field[0] if field else ""
        if letter in ("H", "k"):
            pieces.append(f"{hour:0{len(field)}d}")
        elif letter in ("h", "K"):
            pieces.append(f"{hour % 12 or 12:0{len(field)}d}")
        elif letter == "m":
            pieces.append(f"{minute:02d}")
        elif letter == "s":
            pieces.append(f"{rng.randrange(60):02d}")
        elif letter in ("a", "b", "B"):
            pieces.append(_part(hour, letter, language, rng))
        elif letter in ("z", "v", "V", "O", "Z"):
            pieces.append(zone(rng))
        else:
            pieces.append(quoted or literal or "")
    return "".join(pieces).strip()


def _part(hour: int, letter: str, language: str, rng: Random) -> str:
    periods = day_periods(language)
    wanted = "am" if hour < 12 else "pm"
    if letter == "B":
        rough = ("night1", "morning1", "afternoon1", "evening1")[hour // 6]
        wanted = rough if rough in periods else wanted
    return rng.choice(periods.get(wanted) or ("AM" if hour < 12 else "PM",))


def part_of_day(rng: Random, language: str) -> str | None:
    """A word for a part of the day, such as `evening`; None if CLDR has none."""
    periods = [names for part, names in day_periods(language).items() if part[-1].isdigit()]
    return rng.choice(rng.choice(periods)) if periods else None


def when_in_the_day(rng: Random, language: str, *, loosely: float) -> str | None:
    """A word for a part of the day, from CLDR or, with probability `loosely`, from the file of the language
    (`late`, `frühmorgens`); None if there is none."""
    if rng.random() >= loosely:
        return part_of_day(rng, language)
    known = texts(language, "clock.early_or_late")
    return rng.choice(known) if known else None


def times(rng: Random, language: str) -> str:
    """A time of day in any form, with or without a zone."""
    roll = rng.random()
    if roll < 0.4:
        text = digital(rng)
    elif roll < 0.6:
        text = twelve_hour(rng)
    else:
        return local(rng, language)
    if rng.random() < 0.2:
        name = zone(rng)
        return f"{text}{name}" if name[0] in "+-Z" and rng.random() < 0.4 else f"{text} {name}"
    return text
