"""A time of day beside a date, as machines and people write it."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from data_gen.language import languages, texts
from data_gen.locales import inventory
from data_gen.times import clock

_NUMERIC = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")
_YEAR_FIRST = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}")
COMPACT_DAY = re.compile(r"(1\d|20)\d{6}")
_ENDS_WITH_YEAR = re.compile(r"(.*\D) (\d{4})")
UNSPACED = frozenset({"ja", "zh", "yue", "th", "lo", "km", "my"})


def known_language(rng: Random, language: str | None) -> str:
    """The language; a drawn one for None, English for one that CLDR lacks."""
    if language in inventory():
        return str(language)
    return rng.choice(languages("carriers.leads")) if language is None else "en"


def with_time(text: str, rng: Random, language: str | None = None) -> str:
    """A date with a time of day beside it, in the words of a language, or of a drawn one for None."""
    language = known_language(rng, language)
    machine = _YEAR_FIRST.fullmatch(text) is not None and rng.random() < 0.5
    maker = _iso if machine else rng.choices(_TIMED, _TIMED_WEIGHTS)[0]
    return maker(text, rng, language)


def _time_after(text: str, rng: Random, language: str) -> str:
    joint = rng.choice((" ", " ", " ", ", ", "  ", " - ", " @ ", "; ", " | "))
    about = rng.choice(texts(language, "clock.about") or ("ca. ", "~")) if rng.random() < 0.06 else ""
    return f"{text}{joint}{about}{_safe_time(text, rng, language)}"


def _time_stuck(text: str, rng: Random, language: str) -> str:
    """A time without a space before it: `2016-06-2911:30`, `2016年6月2911:30`."""
    day = text.rstrip("日일号號")
    if not re.search(r"\d{4}|\D\d\d", day[-4:]) or not day[-2:].isdigit():
        return _time_after(text, rng, language)
    seconds = f":{rng.randrange(60):02d}" if rng.random() < 0.4 else ""
    return f"{day}{rng.randrange(24):02d}:{rng.randrange(60):02d}{seconds}"


def _time_joined(text: str, rng: Random, language: str) -> str:
    """With a word between date and time: um, à, klo, の."""
    joints = texts(language, "clock.joints")
    if not joints:
        return _time_after(text, rng, language)
    joint = rng.choice(joints)
    time = clock.local(rng, language) if rng.random() < 0.6 else _safe_time(text, rng, language)
    if joint == "" and time[:1].isascii():
        joint = " "
    # The time may have the word already.
    if joint.strip() and time.startswith(joint.strip(" ,")):
        joint = " "
    return f"{text}{joint}{time}"


def _time_before(text: str, rng: Random, language: str) -> str:
    leads = [""]
    known = texts(language, "carriers.leads")
    if known and rng.random() < 0.4:
        leads = [lead for lead in known if len(lead) < 9 and lead[0].islower() and "." not in lead]
    joint = rng.choice((" ", " ", ", ", " - ", ", "))
    # `6.45 Uhr 20.12.2017`: the word makes it a time, whatever separates its digits.
    worded = clock.in_words(rng, language) if rng.random() < 0.35 else None
    return f"{worded or _safe_time(text, rng, language)}{joint}{rng.choice(leads or [''])}{text}"


def _iso(text: str, rng: Random, language: str) -> str:
    """As machines write it: `T17:24:37Z`, or digits only."""
    hour, minute, second = rng.randrange(24), rng.randrange(60), rng.randrange(60)
    if COMPACT_DAY.fullmatch(text):
        return f"{text}{rng.choice(('', 'T', ' ', '_', '-'))}{hour:02d}{minute:02d}{second:02d}"
    if not _NUMERIC.fullmatch(text):
        return _with_zone(text, rng, language)
    time = clock.digital(rng)
    if ":" not in time or len(time) < 5 or time[1] == ":":
        time = f"{hour:02d}:{minute:02d}:{second:02d}"
    zone = rng.choice(("", "", "Z", "Z", "+0100", "-05:00", " +0000", "+00:00", f" {clock.zone(rng)}"))
    return f"{text}{rng.choice(('T', 'T', ' ', 't', ':', 'T'))}{time}{zone}"


def _with_zone(text: str, rng: Random, language: str) -> str:
    joint = rng.choice((" ", " ", ", "))
    return f"{text}{joint}{clock.digital(rng)} {clock.zone(rng)}"


def _inside(text: str, rng: Random, language: str) -> str:
    """Between the day and the year, as Unix does: `Sat Nov 14 08:21:50 1987`."""
    match = _ENDS_WITH_YEAR.fullmatch(text)
    if match is None or not re.search(r"[^\W\d_]", match[1]):
        return _time_after(text, rng, language)
    time = clock.digital(rng)
    zone = f" {clock.zone(rng)}" if rng.random() < 0.3 else ""
    return f"{match[1].rstrip(' ,')} {time}{zone} {match[2]}"


def _part_of_day(text: str, rng: Random, language: str) -> str:
    """`morning`, `abends`: a part of the day, alone or before the time."""
    part = clock.when_in_the_day(rng, language, loosely=0.4)
    if part is None:
        return _time_after(text, rng, language)
    joint = "" if language in UNSPACED else " "
    roll = rng.random()
    if roll < 0.3:
        of = "of " if language == "en" and part.endswith(("ing", "noon")) and roll < 0.2 else ""
        return f"{part}{joint}{of}{text}"
    if roll < 0.4:
        return f"{text}{joint}({part})"
    time = f"{joint}{clock.digital(rng)}" if rng.random() < 0.35 else ""
    return f"{text}{joint}{part}{time}"


def _time_span(text: str, rng: Random, language: str) -> str:
    """A span of times."""
    joint = rng.choice((" - ", "-", "–", " – ", " to " if language == "en" else " - "))
    clocks = [clock.digital(rng)[:5].rstrip(":") for _ in range(2)]
    if rng.random() < 0.3:
        clocks = [clock.twelve_hour(rng) for _ in range(2)]
    return f"{text}{rng.choice((' ', ', ', '  ', ' ('))}{joint.join(clocks)}"


def _zone_alone(text: str, rng: Random, language: str) -> str:
    return f"{text} {rng.choice(clock.ZONES[3:27])}"


_TIMED: tuple[Callable[[str, Random, str], str], ...] = (
    *(_time_after, _time_stuck, _time_joined, _time_before, _iso, _with_zone),
    *(_inside, _part_of_day, _time_span, _zone_alone),
)
_TIMED_WEIGHTS = (30, 2, 18, 8, 12, 8, 10, 9, 4, 1.5)

_DOTTED = re.compile(r"(?<!\d)\d{1,2}[.,]\d\d(?!\d)")


def _safe_time(text: str, rng: Random, language: str) -> str:
    """A time that cannot be part of a date: not `17.30` or `1730` without a word."""
    time = clock.times(rng, language)
    while _DOTTED.fullmatch(time) or (time.isdigit() and len(time) <= 4):
        time = clock.times(rng, language)
    return time
