"""A time of day beside a date, as machines and people write it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from data_gen.example import Example
from data_gen.language import languages, texts
from data_gen.locales import inventory
from data_gen.times import clock, formats, periods, spoken, stretches
from data_gen.times.digits import in_digits_of
from data_gen.times.hands import Clock, Hands, draw_hands, meaning
from data_gen.times.zones import UTC, Zone, abbreviation, zone

_NUMERIC = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")
_YEAR_FIRST = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}")
COMPACT_DAY = re.compile(r"(1\d|20)\d{6}")
_ENDS_WITH_YEAR = re.compile(r"(.*\D) (\d{4})")
_NUMBER_TO_YEAR = re.compile(r"\d{1,2}\b.*\D\d{4}")
"""A whole day that begins with its number: 3 May 2021, 1/1/2021."""
UNSPACED = frozenset({"ja", "zh", "yue", "th", "lo", "km", "my"})


def known_language(rng: Random, language: str | None) -> str:
    """The language; a drawn one for None, English for one that CLDR lacks."""
    if language in inventory():
        return str(language)
    return rng.choice(languages("carriers.leads")) if language is None else "en"


_WHOLE_DAY = re.compile(
    r"[A-WYZ]?-?[0-9X]{4}-\d\d-\d\d[①-⑦]?[on]?|[0-9]{4}-(?:W\d\d-\d|\d{3})|@[^/]*"
    r"|[0-9X]{4}-\d\d#-?\d+[①-⑦d]|[0-9X]{4}e(?:[+-]\d+d)?"
)


def value_with(value: str, meant: str) -> str:
    """The value of a whole day, or program of one, with a time; others, such as a refusal, as it is.

    >>> value_with("1969-07-20⑦", "T20:17Z"), value_with("1969-07", "T20:17")
    ('1969-07-20⑦T20:17Z', '1969-07')
    """
    return value + meant if is_day(value) else value


def is_day(value: str) -> bool:
    """Whether a value is a whole day or the program of one."""
    return _WHOLE_DAY.fullmatch(value) is not None


def with_time(example: Example, rng: Random, language: str | None = None) -> Example:
    """A date with a time of day beside it, in the words of a language, or of a drawn one for None."""
    text, language = example.source, known_language(rng, language)
    machine = _YEAR_FIRST.fullmatch(text) is not None and rng.random() < 0.5
    maker = _iso if machine else rng.choices(_TIMED, _TIMED_WEIGHTS)[0]
    return _timed(example, maker(text, rng, language))


def beside_words(example: Example, rng: Random, *, is_apart: bool) -> Example:
    """A date in words with a time of day: `january twenty-fourth one thirty p m`, `फ़रवरी बाईस 3:30 बजे`.

    `is_apart` says that no number ends the date, with which one in words could run together.
    """
    with_figures = with_time(example, rng, example.language)
    has_figures = any(map(str.isdigit, with_figures.source.replace(example.source, "")))
    time = spoken.draw(rng, example.language)
    if time is None or (has_figures and rng.random() < 0.5):
        return with_figures
    joints = [one for one in texts(example.language, "clock.joints") if any(map(str.isalpha, one))]
    joint = " " if is_apart and rng.random() < 0.5 else rng.choice(joints or [", "])
    return _timed(example, Clock(f"{example.source}{joint}{time.text}", time.meant))


def as_software(example: Example, rng: Random, identifier: str) -> Example:
    """A date and a time of day as formatting libraries write them in a locale."""
    return _timed(example, formats.joined(example.source, rng, identifier))


def in_words_of(example: Example, rng: Random, identifier: str) -> Example:
    """A date and a time of day with the words of a locale: for the half of the day, or between the two."""
    return _timed(example, formats.joined_in_words(example.source, rng, identifier))


def with_iso_time(example: Example, rng: Random) -> Example:
    """A day in ISO 8601's form with a time in that form."""
    time = _padded(rng)
    if rng.random() < 0.5:
        time = clock.with_zone(time, zone(rng), rng)
    return _timed(example, Clock(f"{example.source}{rng.choice('TTT ')}{time.text}", time.meant))


def _timed(example: Example, timed: Clock) -> Example:
    text = in_digits_of(example.source, timed.text)
    return replace(example, source=text, value=value_with(example.value, timed.meant))


def _time_after(text: str, rng: Random, language: str) -> Clock:
    joint = rng.choice((" ", " ", " ", ", ", "  ", " - ", " @ ", "; ", " | "))
    about = rng.choice(texts(language, "clock.about") or ("ca. ", "~")) if rng.random() < 0.06 else ""
    is_dotted = rng.random() < 0.08 and _ENDS_A_NAMED_DAY.search(text) is not None
    time = _dotted(rng) if is_dotted else _safe_time(rng, language)
    return Clock(f"{text}{joint}{about}{time.text}", time.meant)


def _time_stuck(text: str, rng: Random, language: str) -> Clock:
    """A time without a space before it: `2016-06-2911:30`, `2016年6月2911:30`."""
    day = text.rstrip("日일号號")
    if not re.search(r"\d{4}|\D\d\d", day[-4:]) or not day[-2:].isdigit():
        return _time_after(text, rng, language)
    hands, with_seconds = draw_hands(rng), rng.random() < 0.4
    seconds = f":{hands.second:02d}" if with_seconds else ""
    meant = meaning(hands.hour, hands.minute, hands.second if with_seconds else None)
    return Clock(f"{day}{hands.hour:02d}:{hands.minute:02d}{seconds}", meant)


def _time_joined(text: str, rng: Random, language: str) -> Clock:
    """With a word between date and time: um, à, klo, の."""
    joints = texts(language, "clock.joints")
    if not joints:
        return _time_after(text, rng, language)
    joint = rng.choice(joints)
    time = clock.local(rng, language) if rng.random() < 0.6 else _safe_time(rng, language)
    if joint == "" and time.text[:1].isascii():
        joint = " "
    # The time may have the word already.
    if joint.strip() and time.text.startswith(joint.strip(" ,")):
        joint = " "
    return Clock(f"{text}{joint}{time.text}", time.meant)


def _time_said(text: str, rng: Random, language: str) -> Clock:
    """A plain time after the usual word: tomorrow at 7, Christmas Eve at 6 pm, morgen um halb acht."""
    joints = texts(language, "clock.joints")
    if not joints:
        return _time_after(text, rng, language)
    roll = rng.random()
    worded = clock.in_words(rng, language) if roll < 0.5 else None
    has_halves = language == "en" or rng.random() < 0.1
    time = worded or (clock.twelve_hour(rng) if has_halves and roll < 0.85 else clock.short(rng))
    word = joints[0].strip(" ,")
    joint = " " if word and time.text.startswith(word) else joints[0]
    return Clock(f"{text}{joint}{time.text}", time.meant)


def _time_before(text: str, rng: Random, language: str) -> Clock:
    leads = [""]
    known = texts(language, "carriers.leads")
    if known and rng.random() < 0.4:
        leads = [lead for lead in known if len(lead) < 9 and lead[0].islower() and "." not in lead]
    joint = rng.choice((" ", " ", ", ", " - ", ", "))
    # `6.45 Uhr 20.12.2017`: the word makes it a time, whatever separates its digits.
    worded = clock.in_words(rng, language) if rng.random() < 0.35 else None
    time = worded or _safe_time(rng, language)
    return Clock(f"{time.text}{joint}{rng.choice(leads or [''])}{text}", time.meant)


def _iso(text: str, rng: Random, language: str) -> Clock:
    """As machines write it: `T17:24:37Z`, or digits only."""
    if COMPACT_DAY.fullmatch(text):
        joint, time = rng.choice(("", "T", " ", "_", "-")), _digits(draw_hands(rng), seconds=True)
        return Clock(f"{text}{joint}{time.text}", time.meant)
    if not _NUMERIC.fullmatch(text):
        return _with_zone(text, rng, language)
    if rng.random() < 0.04:
        hour, named = draw_hands(rng).hour, rng.choice(("", UTC))
        return Clock(f"{text}T{hour:02d}{named}", meaning(hour, zone=named))
    time = _padded(rng)
    if rng.random() < 0.75:
        utc = rng.random() < 0.4
        time = clock.with_zone(time, Zone("Z", UTC) if utc else zone(rng), rng)
    return Clock(f"{text}{rng.choice(('T', 'T', ' ', 't', ':', 'T'))}{time.text}", time.meant)


def _padded(rng: Random) -> Clock:
    """A time whose hour has two digits."""
    time = clock.digital(rng)
    while len(time.text) < 5 or time.text[1] == ":":
        time = clock.digital(rng)
    return time


def _digits(hands: Hands, *, seconds: bool) -> Clock:
    """A time without marks: `172437`, `1724`."""
    second = f"{hands.second:02d}" if seconds else ""
    meant = meaning(hands.hour, hands.minute, hands.second if seconds else None)
    return Clock(f"{hands.hour:02d}{hands.minute:02d}{second}", meant)


def compact(example: Example, rng: Random) -> Example:
    """A date in eight digits with a time in four or six."""
    time = _digits(draw_hands(rng), seconds=rng.random() < 0.5)
    joint = rng.choice(("", "", "T", "-", "_"))
    return _timed(example, Clock(f"{example.source}{joint}{time.text}", time.meant))


def _with_zone(text: str, rng: Random, language: str) -> Clock:
    joint = rng.choice((" ", " ", ", "))
    time, named = clock.digital(rng), zone(rng)
    return Clock(f"{text}{joint}{time.text} {named.text}", time.meant + named.meant)


def _inside(text: str, rng: Random, language: str) -> Clock:
    """Between the day and the year, as Unix does: `Sat Nov 14 08:21:50 1987`."""
    match = _ENDS_WITH_YEAR.fullmatch(text)
    if match is None or not re.search(r"[^\W\d_]", match[1]):
        return _time_after(text, rng, language)
    time = clock.digital(rng)
    if rng.random() < 0.3:
        named = zone(rng)
        time = Clock(f"{time.text} {named.text}", time.meant + named.meant)
    return Clock(f"{match[1].rstrip(' ,')} {time.text} {match[2]}", time.meant)


def _part_of_day(text: str, rng: Random, language: str) -> Clock:
    """`morning`, `abends`: a part of the day, alone or before the time."""
    joint = "" if language in UNSPACED else " "
    if rng.random() < 0.35:
        return _with_part(text, rng, language, joint)
    part = periods.when_in_the_day(rng, language, loosely=0.4)
    if part is None:
        return _time_after(text, rng, language)
    roll = rng.random()
    if roll < 0.45:
        of = "of " if language == "en" and part.endswith(("ing", "noon")) and roll < 0.3 else ""
        return Clock(f"{part}{joint}{of}{text}", "")
    return Clock(f"{text}{joint}({part})" if roll < 0.6 else f"{text}{joint}{part}", "")


def _with_part(text: str, rng: Random, language: str, joint: str) -> Clock:
    """A time beside the part of the day that it is in."""
    hands = draw_hands(rng)
    part = periods.part_name(rng, inventory()[language][0], hands) if language in inventory() else None
    if part is None:
        return _time_after(text, rng, language)
    hour, half = rng.choice(((hands.hour, hands.half), (hands.twelve, hands.half)))
    time = f"{hour}:{hands.minute:02d}"
    whole = rng.choice((f"{part}{joint}{time}", f"{part}{joint}{time}", f"{time} {part}"))
    return Clock(f"{text}{joint}{whole}", meaning(hour, hands.minute, half=half))


def _time_span(text: str, rng: Random, language: str) -> Clock:
    """A span of times of a day."""
    span = stretches.on_one_day(rng, language)
    roll = rng.random()
    if roll < 0.2:
        return Clock(f"{text} ({span.text})", span.meant)
    if language in UNSPACED:
        return Clock(f"{text}{rng.choice((*texts(language, 'clock.joints'), ' '))}{span.text}", span.meant)
    if roll < 0.25:
        return Clock(f"{span.text}, {text}", span.meant)
    if roll < 0.45:
        ons = texts(language, "clock.before_day") if _NUMBER_TO_YEAR.fullmatch(text) else ()
        before = rng.choice(ons) if ons and rng.random() < 0.6 else ""
        return Clock(f"{span.text} {before}{text}", span.meant)
    return Clock(f"{text}{rng.choice((' ', ' ', ', ', '  '))}{span.text}", span.meant)


def with_span(example: Example, rng: Random, language: str) -> Example:
    """A day with a span of times: tomorrow from 10 to 12, 7-8pm on Friday."""
    return _timed(example, _time_span(example.source, rng, language))


def _zone_alone(text: str, rng: Random, language: str) -> Clock:
    return Clock(f"{text} {abbreviation(rng)}", "")


_TIMED: tuple[Callable[[str, Random, str], Clock], ...] = (
    *(_time_after, _time_stuck, _time_joined, _time_before, _iso, _with_zone),
    *(_inside, _part_of_day, _time_span, _zone_alone, _time_said),
)
_TIMED_WEIGHTS = (30, 2, 18, 8, 12, 8, 10, 9, 9, 1.5, 20)

_ENDS_A_NAMED_DAY = re.compile(r"\d[^\d]*[^\W\d_]{3}.*\d{4}\Z|\d{4}[^\d]*[^\W\d_]{3}.*\d\Z")
"""A whole day with its month by name, after which `18.26` is a time."""


def _dotted(rng: Random) -> Clock:
    """`18.26`."""
    hands = draw_hands(rng)
    return Clock(f"{hands.hour:02d}.{hands.minute:02d}", meaning(hands.hour, hands.minute))


_DOTTED = re.compile(r"(?<!\d)\d{1,2}[.,]\d\d(?!\d)")


def _safe_time(rng: Random, language: str) -> Clock:
    """A time that cannot be part of a date: not `17.30` or `1730` without a word."""
    time = clock.times(rng, language)
    while _DOTTED.fullmatch(time.text) or (time.text.isdigit() and len(time.text) <= 4):
        time = clock.times(rng, language)
    return time
