"""Dates as they were written before 1800: ye 3d of Octobr 1688, the 20th daye of Iulie, 3 Hornung 1612."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from data_gen import numerals
from data_gen.dates import habits
from data_gen.dates.days import Day, draw_day
from data_gen.dates.number_words import said
from data_gen.dates.patterns import english_ordinal, ordinal_day
from data_gen.dates.surface import value_of, write
from data_gen.example import Example
from data_gen.language import pick, rows
from data_gen.locales import MONTH_FORMS, LocaleData, load
from data_gen.old_style.styles import both_years


def english(rng: Random) -> Example:
    """An English date from 1450 to 1760."""
    day = draw_day(rng, year=rng.randint(1540, 1730) if rng.random() < 0.8 else rng.randint(1450, 1760))
    roll = rng.random()
    if roll < 0.07:
        return _drawn(
            _aged(pick(rng, "en", "old_style.years_alone").format(y=_number(day.year, rng)), rng),
            f"{day.year:04d}",
            "year",
        )
    name = _spelt("en", day.month, rng)
    if roll < 0.13:
        form = rng.choice(
            ("{m} {y}", "{m}, {y}", "in {m} {y}", "in the moneth of {m} {y}", "in ye month of {m} {y}")
        )
        text = form.format(m=name, y=_number(day.year, rng))
        return _drawn(_aged(text, rng), f"{day.year:04d}-{day.month:02d}", "month")
    dual = day.year <= 1752 and (day.month, day.day) < (3, 25) and rng.random() < 0.4
    written = both_years(day.year, rng) if dual else _number(day.year, rng)
    form = pick(rng, "en", "old_style.days")
    text = form.format(d=_day(day.day, rng), m=name)
    year = pick(rng, "en", "old_style.years").format(y=written)
    text = f"{text}{year}" if year.startswith(",") else f"{text} {year}"
    return _drawn(_aged(text, rng), f"{day}{'o' if dual else ''}", form)


def _drawn(text: str, value: str, form: str) -> Example:
    return Example(text, value, "en", order="DMY", pattern=f"early:{form}")


def _spelt(language: str, month: int, rng: Random) -> str:
    """A month in an old spelling, sometimes in the modern one."""
    if rng.random() < 0.18:
        return load(language).months["MMMM"][month - 1]
    return rng.choice(rows(language, "months.early_modern")[month - 1])


def _number(year: int, rng: Random) -> str:
    return numerals.roman_year(year, rng) if rng.random() < 0.06 else str(year)


def _day(day: int, rng: Random) -> str:
    """A day as clerks wrote it: 3d, 3, 3rd, iij, iijd, third."""
    roll = rng.random()
    if roll < 0.28:
        return str(day)
    if roll < 0.52:
        return english_ordinal(day)
    if roll < 0.72:
        marked = english_ordinal(day)
        return marked[:-2] + "d" if marked[-2:] in ("nd", "rd") else marked
    if roll < 0.84:
        number = numerals.roman_day(day, rng)
        return number + rng.choice(("", "", "th" if day not in (1, 2, 3) else ""))
    ordinals = rows("en", "old_style.ordinals")
    if day <= 20:
        return rng.choice(ordinals[day - 1])
    tens = "twenty" if day < 30 else "thirty"
    if day == 30:
        return rng.choice(("thirtieth", "thirtith", "thirtyeth"))
    return f"{tens} {rng.choice(ordinals[day % 10 - 1])}"


def _aged(text: str, rng: Random) -> str:
    """Sometimes with a long s inside words."""
    if rng.random() > 0.08:
        return text
    letters = list(text)
    for index, letter in enumerate(letters[:-1]):
        if letter == "s" and letters[index + 1].isalpha():
            letters[index] = "ſ"
    return "".join(letters)


def elsewhere(rng: Random) -> Example:
    """A date in an old spelling of another language."""
    language = rng.choices(("de", "fr", "nl", "es", "it"), (32, 22, 16, 14, 16))[0]
    day = draw_day(rng, year=rng.randint(1500, 1830))
    form = pick(rng, language, "old_style.early_modern")
    first = day.day == 1 and form.startswith(("le {d} ", "{d} {m}"))
    number = ordinal_day(1, language, rng) if first else str(day.day)
    text = form.format(d=number, m=_spelt(language, day.month, rng), y=day.year).replace(". .", ".")
    value = str(day) if "{d}" in form else f"{day.year:04d}-{day.month:02d}"
    return Example(text, value, language, order="DMY", pattern=f"early {language}:{form}")


_GROWN = re.compile("[doy][ML]|[ML][doy]")


def has_old_names(language: str) -> bool:
    """Whether names of months in old records are known for a language."""
    return bool(rows(language, "months.old"))


def with_old_name(rng: Random, data: LocaleData) -> Example:
    """A day from 1530 to 1930 with an old name of its month, in a language that has some."""
    if data.language == "en" and rng.random() < 0.3:
        return _of_quakers(rng)
    twelve = rng.choice(rows(data.language, "months.old"))
    month = rng.choice([number for number, name in enumerate(twelve, 1) if name])
    usual = next(iter(data.months.values()))
    names = tuple(old or new for old, new in zip(twelve, usual, strict=True))
    pattern = "R"
    while "R" in pattern or "yy" in pattern.replace("yyyy", "") or "P" in pattern or _GROWN.search(pattern):
        pattern = habits.named_pattern(rng, data.identifier, weekday=0.15)
    day = draw_day(rng, year=rng.randint(1530, 1920))
    day = replace(day, month=month, day=min(day.day, 28))
    return write(pattern, day, replace(data, months=dict.fromkeys(MONTH_FORMS, names)), rng)


def _of_quakers(rng: Random) -> Example:
    """10th mo. 8th, 1814: months by number, which since 1752 begin with January."""
    day: Day = draw_day(rng, year=rng.randint(1753, 1930))
    form = pick(rng, "en", "old_style.quakers")
    text = form.format(
        d=day.day,
        dth=english_ordinal(day.day),
        m=day.month,
        mth=english_ordinal(day.month),
        month=said(day.month, "en", "ordinal"),
        y=day.year,
    )
    return Example(text, value_of("d MMMM y", day), "en", order="MDY", pattern="d MMMM y")
