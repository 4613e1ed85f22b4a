"""A weekday and a day of a month that is not named: Friday 13, fredagen den femtonde, 이십이일 금요일."""

from __future__ import annotations

from random import Random

from data_gen.dates.patterns import ordinal_day
from data_gen.dates.surface import WEEKDAYS
from data_gen.language import texts
from data_gen.locales import LocaleData
from data_gen.relative.day_words import cardinal, ordinal
from data_gen.relative.fillers import FILLERS
from data_gen.times.timed import UNSPACED

_IN_WORDS = 0.35
_PADDED = 0.08


def draw(rng: Random, data: LocaleData) -> tuple[str, str] | None:
    """Draw one; it means the nearest month in which the day is that weekday.

    Returns None if the language writes no spaces and has no forms of its own.
    """
    number = rng.randint(1, 31)
    worded = _in_words(number, rng, data) if rng.random() < _IN_WORDS else None
    text, weekday = worded or _in_figures(number, rng, data)
    return (text, f"XXXX-XX-{number:02d}{weekday}") if text else None


def _in_figures(number: int, rng: Random, data: LocaleData) -> tuple[str, str]:
    name, weekday = FILLERS["W"](rng, data, "")
    figures = f"{number:02d}" if rng.random() < _PADDED else str(number)
    forms = texts(data.language, "relative.weekday_and_day")
    if forms and rng.random() < 0.7:
        marked = _marked(number, rng, data)
        return rng.choice(forms).replace("{W}", name).replace("{D}", marked).replace("{d}", figures), weekday
    if data.language in UNSPACED:
        return "", weekday
    day = figures if rng.random() < 0.6 else _marked(number, rng, data)
    return f"{name}{rng.choice((' ', ' ', ', '))}{day}", weekday


def _marked(number: int, rng: Random, data: LocaleData) -> str:
    """A day in figures with its mark, or as it stands alone where the language has forms for that: 31'i."""
    own = texts(data.language, "relative.days")
    return rng.choice(own[number - 1].split("|")) if own else ordinal_day(number, data.language, rng)


def _in_words(number: int, rng: Random, data: LocaleData) -> tuple[str, str] | None:
    """The weekday in full with the day in words; None if the language has no forms or no word for the day."""
    forms = texts(data.language, "relative.weekday_and_day_in_words")
    if not forms or "EEEE" not in data.weekdays:
        return None
    form, weekday = rng.choice(forms), rng.randrange(7)
    words = ordinal(number, data.language) if "{o}" in form else cardinal(number, data.language)
    if words is None:
        return None
    text = form.replace("{W}", data.weekdays["EEEE"][weekday]).replace("{o}", words).replace("{c}", words)
    return text.lower() if rng.random() < 0.25 else text, WEEKDAYS[weekday]
