"""Days and weeks that have to be counted out: ISO weeks, the second Friday of May, the first week of June."""

from __future__ import annotations

import datetime
from random import Random

from data_gen.dates import habits
from data_gen.dates.patterns import ordinal_day
from data_gen.dates.surface import WEEKDAYS
from data_gen.example import Example
from data_gen.language import pick, single_text, texts
from data_gen.locales import LocaleData

_ISO_DAYS = ("{y}-W{w:02d}-{d}", "{y}-W{w:02d}-{d}", "{y}W{w:02d}{d}")
_ISO_WEEKS = (
    *("{y}-W{w:02d}", "{y}-W{w:02d}", "{y}W{w:02d}", "W{w} {y}", "W{w:02d}/{y}", "W{w}-{y}", "{y}/W{w:02d}"),
    *("{y} W{w}", "{y}-w{w:02d}", "W{w:02d} {y}"),
)
_NAMED_WEEKS = (
    *("{word} {w} {y}", "{word} {w}, {y}", "{word} {w}/{y}", "{y} {word} {w}", "{y}, {word} {w}"),
    *("{w}. {word} {y}", "{w}. {word}, {y}", "{word} {w} ({y})", "{w} {word} {y}"),
)
_WEEKS_WITHOUT_YEAR = ("{word} {w}", "{word} {w}", "{w}. {word}")
_LAST = -1
_COUNTING_WEEKDAYS = frozenset(
    (
        *("en", "de", "nl", "af", "fy", "lb", "sv", "da", "nb", "nn", "is", "fr", "es", "pt", "it", "ca"),
        *("gl", "oc", "ast", "ro", "pl", "cs", "sk", "hr", "sr", "bs", "sl"),
        *("el", "fi", "et"),
    )
)
"""Languages whose marks of days in figures count weekdays too; 4'i Çarşamba is the fourth of a month."""


def draw(rng: Random, data: LocaleData) -> Example:
    """Draw a day or week that has to be counted out."""
    maker = rng.choices((_week, _nth_week, _nth_weekday, _day_of_year), (25, 20, 50, 2))[0]
    if maker is _nth_weekday and data.language not in _COUNTING_WEEKDAYS:
        maker = _week
    text, value = maker(rng, data)
    return Example(text, value, data.language, data.identifier, pattern=maker.__name__[1:], kind="relative")


def _day(rng: Random) -> datetime.date:
    return datetime.date(rng.randint(1950, 2040), 1, 1) + datetime.timedelta(days=rng.randrange(365))


def _week(rng: Random, data: LocaleData) -> tuple[str, str]:
    """A week of a year, or a day of it: 2014-W10-3, KW 10/2014; without a year, of this one."""
    day = _day(rng)
    year, week, weekday = day.isocalendar()
    filled = {"y": year, "w": week, "d": weekday}
    value = f"{year}-W{week:02d}"
    roll = rng.random()
    if roll < 0.15:
        return rng.choice(_ISO_DAYS).format(**filled), f"{value}-{weekday}"
    names, patterns = (texts(data.language, f"weeks.{key}") for key in ("names", "patterns"))
    if patterns and roll < 0.75:
        pattern = rng.choice(patterns)
        return pattern.format(**filled), value if "{y}" in pattern else f"@=y#{week}w"
    if names and roll < 0.75:
        has_year = rng.random() < 0.75
        form = rng.choice(_NAMED_WEEKS if has_year else _WEEKS_WITHOUT_YEAR)
        return form.format(word=rng.choice(names), **filled), value if has_year else f"@=y#{week}w"
    return rng.choice(_ISO_WEEKS).format(**filled), value


def _nth_week(rng: Random, data: LocaleData) -> tuple[str, str]:
    """`First week of May`, `last week of May 2020`; a week of a year in a language without words for it."""
    if not texts(data.language, "weeks.of_month"):
        return _week(rng, data)
    ordinals = texts(data.language, "weeks.ordinals")
    place = rng.choice((*range(len(ordinals)), _LAST, _LAST))
    ordinal = single_text(data.language, "weeks.last") if place == _LAST else ordinals[place]
    month, anchor, year = _month(rng, data, _day(rng))
    text = pick(rng, data.language, "weeks.of_month").format(first=ordinal, m=month)
    return f"{text}{year}", f"{anchor}#{place if place == _LAST else place + 1}w"


def _nth_weekday(rng: Random, data: LocaleData) -> tuple[str, str]:
    """`2nd Wednesday in November`, with the number of the weekday in figures."""
    day = _day(rng)
    number, weekday = (day.day - 1) // len(WEEKDAYS) + 1, day.weekday()
    small = rng.choice(habits.connectors(data.identifier) or ("",))
    small = rng.choice(("of", "in")) if data.language == "en" else small
    month, anchor, year = _month(rng, data, day)
    name = data.weekdays["EEEE"][weekday]
    pieces = (ordinal_day(number, data.language, rng), name, small, month)
    text = " ".join(piece for piece in pieces if piece)
    return f"{text}{year}", f"{anchor}#{number}{WEEKDAYS[weekday]}"


def _month(rng: Random, data: LocaleData, day: datetime.date) -> tuple[str, str, str]:
    """The month of a day by name, its value, and the text of its year, which may be empty."""
    number = day.month - 1
    name = data.months["MMMM" if "MMMM" in data.months else next(iter(data.months))][number]
    if rng.random() < 0.5:
        return name, f"XXXX-{number + 1:02d}", ""
    return name, f"{day.year}-{number + 1:02d}", f" {day.year}"


def _day_of_year(rng: Random, data: LocaleData) -> tuple[str, str]:
    """`2021-200` or `2021200`, an ordinal date of ISO 8601."""
    year, day = rng.randint(1950, 2040), rng.randint(1, 365)
    return f"{year}-{day:03d}", f"{year}-{day:03d}"
