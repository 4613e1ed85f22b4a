"""Time stamps of machines: in logs, mail headers, cookies, databases and file names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from data_gen.dates.days import Day, draw_day
from data_gen.dates.patterns import fields, has_short_year, is_numeric, order_of
from data_gen.dates.surface import write
from data_gen.example import Example
from data_gen.language import NO_LANGUAGE, texts
from data_gen.locales import LocaleData, load
from data_gen.times import clock
from data_gen.times.hands import Clock, Hands, draw_hands, meaning
from data_gen.times.timed import value_with
from data_gen.times.zones import zone

# Both orders have the same times: AM beside `3/4/2005` does not mean that it is American. Months before days
# rarely have dots.
_NUMERIC = tuple(
    f"{sign.join(parts)}' {time}'"
    for order in ("dM", "Md")
    for width in (1, 2)
    for year in ("yyyy", "yyyy", "yy")
    for sign in ("//--...." if order == "dM" else "//--.")
    for time in ("{t}", "{c}", "{h}")
    for parts in [(order[0] * width, order[1] * width, year)]
)


def draw(rng: Random, data: LocaleData) -> Example:
    """A time stamp of a machine, alone or in a log line, header or file name.

    Names of months are English. The language and order of the locale are the hints if they change nothing.
    """
    year_first, named = (texts(NO_LANGUAGE, key) for key in ("stamps.year_first", "stamps.named"))
    patterns = rng.choices((year_first, named, _NUMERIC), (43, 38, 19))[0]
    pattern = rng.choice(patterns)
    day = _day(rng, pattern)
    written = write(pattern, day, load("en"), rng)
    text = written.source
    if patterns is named and day.day < 10 and rng.random() < 0.5:
        text = text.replace(f" {day.day} ", f"  {day.day} ", 1)  # asctime pads the day with a space
    if ("{o}" in text or "{m}" in text) and rng.random() < 0.8:
        places = re.split(r"(\{\w\})", text)
        text = "".join(part if part.startswith("{") else part.upper() for part in places)
    timed = _timed(text, rng)
    text = timed.text
    language, order = data.language if rng.random() < 0.5 else "en", data.order
    if is_numeric(pattern) and (has_short_year(pattern) or not pattern.startswith("y")):
        order = order_of(pattern)
        is_own = data.order == order and language == data.language
        language = language if is_own else rng.choice(("", "en"))  # English has both orders
    elif rng.random() < 0.4:
        order = rng.choice(("YMD", "YMD", "DMY", "MDY"))
    text = _within(text, rng, file=patterns is year_first)
    value = value_with(written.value, timed.meant)
    return replace(written, source=text, value=value, language=language, order=order, kind="datetime")


def _day(rng: Random, pattern: str) -> Day:
    if has_short_year(pattern):
        return draw_day(rng, year=rng.randint(1960, 2029))
    if "y" not in fields(pattern):
        return draw_day(rng, year=2000 if rng.random() < 0.3 else 2023)
    year = rng.randint(1970, 2039) if rng.random() < 0.85 else rng.randint(1000, 2199)
    return draw_day(rng, year=year)


def _timed(text: str, rng: Random) -> Clock:
    """Fill in times and zones."""
    hands = draw_hands(rng)
    place = next(place for place in _PLACES if place in text)
    part = _PLACES[place](hands, rng)
    text, meant = text.replace(place, part.text), part.meant
    if "{z}" in text:
        named = zone(rng)
        text, meant = text.replace("{z}", named.text), meant + named.meant
    return Clock(text, meant)


def _bare(hands: Hands, rng: Random) -> Clock:
    if rng.random() < 0.85:
        text = f"{hands.hour:02d}:{hands.minute:02d}:{hands.second:02d}"
        return Clock(text, meaning(hands.hour, hands.minute, hands.second))
    return Clock(f"{hands.hour}:{hands.minute:02d}", meaning(hands.hour, hands.minute))


def _in_full(hands: Hands, rng: Random) -> Clock:
    """With a fraction or not, with a zone or not."""
    bare = _bare(hands, rng)
    if bare.meant.count(":") == 2 and rng.random() < 0.5:
        part = clock.fraction(rng)
        bare = Clock(bare.text + part, f"{bare.meant}.{part[1:]}")
    if rng.random() < 0.5:
        return bare
    named = zone(rng)
    joint = "" if named.text[0] in "+-−Z[" and rng.random() < 0.7 else " "
    return Clock(f"{bare.text}{joint}{named.text}", bare.meant + named.meant)


def _compact(hands: Hands, rng: Random) -> Clock:
    """Six digits, sometimes more, or with Z."""
    text = f"{hands.hour:02d}{hands.minute:02d}{hands.second:02d}"
    meant = meaning(hands.hour, hands.minute, hands.second)
    roll = rng.random()
    if roll < 0.5:
        return Clock(text, meant)
    if roll < 0.75:
        return Clock(f"{text}Z", f"{meant}Z")
    part = clock.fraction(rng)[1:]
    return Clock(text + part, f"{meant}.{part}")


def _pointed(hands: Hands, rng: Random) -> Clock:
    """With dots or dashes."""
    sign = rng.choice("..-")
    text = sign.join((f"{hands.hour:02d}", f"{hands.minute:02d}", f"{hands.second:02d}"))
    return Clock(text, meaning(hands.hour, hands.minute, hands.second))


def _halved(hands: Hands, rng: Random) -> Clock:
    """With AM or PM."""
    with_seconds = rng.random() < 0.5
    seconds = f":{hands.second:02d}" if with_seconds else ""
    half = ("AM", "PM")[hands.hour >= 12]
    text = f"{hands.twelve}:{hands.minute:02d}{seconds}{rng.choice((half, f' {half}', f' {half.lower()}'))}"
    return Clock(
        text, meaning(hands.twelve, hands.minute, hands.second if with_seconds else None, half=hands.half)
    )


def _oracle(hands: Hands, rng: Random) -> Clock:
    """`05.24.37.000000 PM`."""
    part = f"{rng.randrange(10**6):06d}" if rng.random() < 0.7 else "0" * rng.choice((6, 9))
    half = ("AM", "PM")[hands.hour >= 12]
    text = f"{hands.twelve:02d}.{hands.minute:02d}.{hands.second:02d}.{part} {half}"
    return Clock(text, f"{meaning(hands.twelve, hands.minute, hands.second)}.{part}{hands.half}")


def _military(hands: Hands, rng: Random) -> Clock:
    """Four digits and Z after the day: `261724Z APR 14`."""
    return Clock(f"{hands.hour:02d}{hands.minute:02d}Z", meaning(hands.hour, hands.minute, zone="Z"))


_PLACES: dict[str, Callable[[Hands, Random], Clock]] = {
    "{t}": _in_full,
    "{c}": _bare,
    "{n}": _compact,
    "{p}": _pointed,
    "{h}": _halved,
    "{o}": _oracle,
    "{m}": _military,
}
"""Place in a stamp → maker of its time."""


def _within(text: str, rng: Random, *, file: bool) -> str:
    """The stamp alone or in the text of a program."""
    if rng.random() < 0.7:
        return text
    return rng.choice(
        texts(NO_LANGUAGE, "stamps.files" if file and rng.random() < 0.5 else "stamps.lines")
    ).format(text)
