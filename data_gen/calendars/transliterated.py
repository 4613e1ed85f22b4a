"""Hijri dates as libraries transliterate them: `Rabīʻ al-avval 1262`, `15 Shavvāl 1285 AH`, `1285/1868-9`,
`Sunday 21 Shaʻbān 799 AH (28 May 1397 CE)`, `Rajab 1123 (August–September 1711)`.
"""

from __future__ import annotations

import unicodedata
from random import Random

from data_gen.calendars import named, names
from data_gen.calendars.reckoning import CALENDARS, gregorian
from data_gen.calendars.reckoning import weekday as weekday_of
from data_gen.dates.days import Day
from data_gen.dates.patterns import english_ordinal
from data_gen.dates.surface import WEEKDAYS
from data_gen.example import Example
from data_gen.language import NO_LANGUAGE, rows, texts
from data_gen.locales import LocaleData, load

_CALENDAR = "islamic"
_LANGUAGES = {"en": 70, "de": 9, "fr": 9, "it": 3, "es": 3, "nl": 2, "pt": 2, "pl": 1, "sv": 1}
_YEARS = ((1000, 1360, 62), (1000, 1299, 20), (600, 999, 14), (100, 599, 4))
"""The first and last year, and their share: those of manuscripts and early prints."""
_AYN, _HAMZA = "ʻ", "ʼ"
_SIGNS = (
    ("ʻ", "ʼ"),
    ("ʻ", "ʼ"),
    ("ʿ", "ʾ"),
    ("'", "'"),
    ("‘", "’"),
    ("’", "’"),
    ("", ""),
    ("", "'"),
    ("`", "'"),
)
"""How the two letters are written: as the libraries do, as orientalists do, typed, or not at all."""
_DAYS = (
    "{d} {m} {y}",
    "{d} {m} {y}",
    "{d} {m} {y}",
    "{d} {m}, {y}",
    "{m} {d}, {y}",
    "{d}. {m} {y}",
    "{y} {m} {d}",
)
_MONTHS = ("{m} {y}", "{m} {y}", "{m} {y}", "{m}, {y}", "{y} {m}", "{y}, {m}")
_PARTS = ("beginning of {}", "early {}", "middle of {}", "mid-{}", "end of {}", "late {}", "last third of {}")
"""Parts of a month in English; the value is the month."""
_OURS = ("{}/{}", "{}/{}", "{} / {}", "{} ({})", "{} [{}]", "{} = {}")
_JOINTS = ("-", "-", "–", "/")


def draw(rng: Random) -> Example:
    """A Hijri day, month or year in Latin letters, some beside their Gregorian date."""
    data = load(rng.choices(tuple(_LANGUAGES), tuple(_LANGUAGES.values()))[0])
    first, last, _ = rng.choices(_YEARS, [share for _, _, share in _YEARS])[0]
    day = named.draw_day(_CALENDAR, rng, year=rng.randint(first, last))
    roll = rng.random()
    if roll < 0.3:
        return _double_year(day, data, rng)
    year = names.year(_CALENDAR, data.language, str(day.year), rng, needed=day.year < 600)
    month = _month(day.month, rng)
    if roll < 0.62:
        text = rng.choice(_MONTHS).format(m=month, y=year)
        if rng.random() < 0.15:
            return _months_beside(text, day, data, rng)
        if data.language == "en" and rng.random() < 0.12:
            text = rng.choice(_PARTS).format(text)
        return _example(text, named.value_of(_CALENDAR, day, "yM"), data, "yM")
    number = english_ordinal(day.day) if data.language == "en" and rng.random() < 0.12 else str(day.day)
    text, sign = rng.choice(_DAYS).format(d=number, m=month, y=year), ""
    if rng.random() < 0.15:
        weekday = weekday_of(CALENDARS[_CALENDAR], day)
        name, sign = rng.choice((data.weekdays["EEEE"], data.weekdays["EEE"]))[weekday], WEEKDAYS[weekday]
        text = f"{name}{rng.choice((' ', ', '))}{text}"
    if rng.random() < 0.25:
        return named.beside_our_day(_CALENDAR, text, day, data, rng, forms=_OURS, weekday=sign)
    return _example(text, f"{named.value_of(_CALENDAR, day)}{sign}", data, "yMd")


def _months_beside(text: str, day: Day, data: LocaleData, rng: Random) -> Example:
    """A Hijri month and the month or two of ours that it is in: `Rajab 1123 (August–September 1711)`."""
    calendar = CALENDARS[_CALENDAR]
    first = gregorian(calendar, Day(day.year, day.month, 1))
    last = gregorian(calendar, Day(day.year, day.month, calendar.length(day.year, day.month)))
    names_of_ours = rng.choice((data.months["MMMM"], data.months["MMMM"], data.months["MMM"]))
    ours, value = f"{names_of_ours[last.month - 1]} {last.year}", f"{last.year:04d}-{last.month:02d}"
    if first.month != last.month and rng.random() < 0.75:
        start = names_of_ours[first.month - 1]
        start = start if first.year == last.year else f"{start} {first.year}"
        ours = f"{start}{rng.choice(('-', '–', ' - ', ' – ', '/'))}{ours}"
        value = f"{first.year:04d}-{first.month:02d}/{value}"
    ours = rng.choice(("{}", "{}", "{} CE", "{} AD")).format(ours)
    return _example(rng.choice(_OURS).format(text, ours), value, data, "months beside ours")


def _month(number: int, rng: Random) -> str:
    """A name of a month, with or without its marks, with one way of writing ayn and hamza."""
    name = rng.choice(rows(NO_LANGUAGE, "calendars.transliterated")[number - 1])
    roll = rng.random()
    if roll > 0.55:
        name = _without_marks(name, only_below=roll > 0.9)
    ayn, hamza = rng.choice(_SIGNS)
    return name.replace(_AYN, ayn).replace(_HAMZA, hamza)


def _without_marks(name: str, *, only_below: bool) -> str:
    parts = unicodedata.normalize("NFD", name)
    kept = [
        one
        for one in parts
        if not unicodedata.combining(one) or (only_below and unicodedata.combining(one) != 220)
    ]
    return unicodedata.normalize("NFC", "".join(kept))


def _double_year(day: Day, data: LocaleData, rng: Random) -> Example:
    """A Hijri year and the years of ours that it is in: `1285/1868-9`, `1262 (1846-47)`."""
    calendar = CALENDARS[_CALENDAR]
    first = gregorian(calendar, Day(day.year, 1, 1)).year
    last = gregorian(calendar, Day(day.year + 1, 1, 1)).year
    bare = day.year >= 600
    forms = texts(data.language, "eras.islamic") or texts(NO_LANGUAGE, "eras.islamic")
    own = str(day.year) if bare and rng.random() < 0.55 else rng.choice(forms).format(day.year)
    if last == first:
        ours, value = str(first), f"{first:04d}"
    else:
        joint = rng.choice(_JOINTS)
        ending = shortened(first, last, rng)
        ours, value = f"{first}{joint}{ending}", f"{first:04d}/{last:04d}"
    return _example(rng.choice(_OURS).format(own, ours), value, data, "double")


def shortened(first: int, last: int, rng: Random) -> str:
    """The next year after a joint: 1868-*9*, 1868-*69*, 1868-*1869*, 1899-*1900*."""
    roll = rng.random()
    if roll < 0.15 or first // 100 != last // 100:
        return str(last)
    return f"{last % 100:02d}" if roll < 0.6 or first // 10 != last // 10 else str(last % 10)


def _example(text: str, value: str, data: LocaleData, fields: str) -> Example:
    pattern = f"{_CALENDAR}:transliterated {fields}"
    return Example(text, value, data.language, order=data.order, pattern=pattern)
