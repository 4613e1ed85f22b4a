"""Time stamps of machines: in logs, mail headers, cookies, databases and file names."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from data_gen.dates.days import Day, draw_day
from data_gen.dates.patterns import fields, has_short_year, is_numeric, order_of
from data_gen.dates.surface import write
from data_gen.example import Example
from data_gen.language import NO_LANGUAGE, texts
from data_gen.locales import LocaleData, load
from data_gen.times import clock

# Both orders have the same times: AM beside `3/4/2005` does not mean that it is American.
_NUMERIC = tuple(
    f"{sign.join(parts)}' {time}'"
    for order in ("dM", "Md")
    for width in (1, 2)
    for year in ("yyyy", "yyyy", "yy")
    for sign in "/-."
    for time in ("{t}", "{c}", "{h}")
    for parts in [(order[0] * width, order[1] * width, year)]
)


def draw(rng: Random, data: LocaleData) -> Example:
    """A time stamp of a machine, alone or in a log line, header or file name.

    Names of months are English. The language and order of the locale are the hints if they change nothing.
    """
    year_first, named = (texts(NO_LANGUAGE, key) for key in ("stamps.year_first", "stamps.named"))
    patterns = rng.choices((year_first, named, _NUMERIC), (45, 40, 15))[0]
    pattern = rng.choice(patterns)
    day = _day(rng, pattern)
    written = write(pattern, day, load("en"), rng)
    text = written.source
    if patterns is named and day.day < 10 and rng.random() < 0.5:
        text = text.replace(f" {day.day} ", f"  {day.day} ", 1)  # asctime pads the day with a space
    text = _timed(text, rng)
    language, order = data.language if rng.random() < 0.5 else "en", data.order
    if is_numeric(pattern) and (has_short_year(pattern) or not pattern.startswith("y")):
        order = order_of(pattern)
        language = language if data.order == order and language == data.language else ""
    elif rng.random() < 0.4:
        order = rng.choice(("YMD", "YMD", "DMY", "MDY"))
    text = _within(text, rng, file=patterns is year_first)
    return replace(written, source=text, language=language, order=order, kind="datetime")


def _day(rng: Random, pattern: str) -> Day:
    if has_short_year(pattern):
        return draw_day(rng, year=rng.randint(1960, 2029))
    if "y" not in fields(pattern):
        return draw_day(rng, year=2000 if rng.random() < 0.3 else 2023)
    year = rng.randint(1970, 2039) if rng.random() < 0.85 else rng.randint(1000, 2199)
    return draw_day(rng, year=year)


def _timed(text: str, rng: Random) -> str:
    """Fill in times and zones."""
    hour, minute, second = rng.randrange(24), rng.randrange(60), rng.randrange(60)
    whole = rng.random() < 0.85
    bare = f"{hour:02d}:{minute:02d}:{second:02d}" if whole else f"{hour}:{minute:02d}"
    seconds = f":{second:02d}" if rng.random() < 0.5 else ""
    parts = {
        "{c}": bare,
        "{z}": clock.zone(rng),
        "{n}": f"{hour:02d}{minute:02d}{second:02d}" + rng.choice(("", "", "Z", clock.fraction(rng)[1:])),
        "{p}": rng.choice("..-").join((f"{hour:02d}", f"{minute:02d}", f"{second:02d}")),
        "{h}": f"{hour % 12 or 12}:{minute:02d}{seconds}{rng.choice(('AM', ' PM', ' pm'))}",
    }
    if "{t}" in text:
        zone = clock.zone(rng) if rng.random() < 0.5 else ""
        joint = "" if zone[:1] in ("", "+", "-", "Z", "[") and rng.random() < 0.7 else " "
        parts["{t}"] = (
            bare
            + (clock.fraction(rng) if whole and rng.random() < 0.5 else "")
            + (joint + zone if zone else "")
        )
    for place, part in parts.items():
        text = text.replace(place, part)
    return text


def _within(text: str, rng: Random, *, file: bool) -> str:
    """The stamp alone or in the text of a program."""
    if rng.random() < 0.7:
        return text
    return rng.choice(
        texts(NO_LANGUAGE, "stamps.files" if file and rng.random() < 0.5 else "stamps.lines")
    ).format(text)
