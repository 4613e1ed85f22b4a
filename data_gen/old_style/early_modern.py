"""Dates as they were written before 1800: ye 3d of Octobr 1688, the 20th daye of Iulie, 3 Hornung 1612."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from data_gen import numerals
from data_gen.dates import habits
from data_gen.dates.days import Day, draw_day
from data_gen.dates.number_words import said
from data_gen.dates.surface import english_ordinal, ordinal_day, value_of, write
from data_gen.example import Example
from data_gen.language import rows, texts
from data_gen.locales import MONTH_FORMS, LocaleData, load
from data_gen.old_style.styles import both_years

_DAYS = (
    *("ye {d} of {m}", "ye {d} of {m}", "ye {d} day of {m}", "the {d} of {m}", "the {d} daye of {m}"),
    *(
        "the {d} day of {m}",
        "this {d} day of {m}",
        "this {d} of {m}",
        "{d} of {m}",
        "{d} {m}",
        "{d} {m}",
        "{m} {d}",
    ),
    *(
        "{m} ye {d}",
        "{m} the {d}",
        "{m} {d}",
        "on ye {d} of {m}",
        "the {d} daie of {m}",
        "{m}: {d}",
    ),
    *(
        "vpon the {d} of {m}",
        "yᵉ {d} {m}",
        "yᵉ {d} of {m}",
        "{m} yᵉ {d}",
        "the {d} daye of the moneth of {m}",
    ),
)
_YEARS = (
    *("{y}",) * 14,
    *(", {y}",) * 4,
    *("Anno Domini {y}", "anno dom. {y}", "anno {y}", ", Anno Dom. {y}", "Ano {y}", "A° {y}", "Anº Dni {y}"),
    *("A.D. {y}", ", Anno {y}", "in the yeare of our Lord {y}", "in ye yeare {y}", "in the yeare {y}"),
    *("An: Dom: {y}", "Añ {y}", ", in the yeare of our Lord God {y}", "in the yere of our Lorde {y}"),
    *("in ye year of our Lord {y}", "A:D: {y}"),
)
_ALONE = (
    *("Anno Domini {y}", "anno dom. {y}", "Anno Dom: {y}", "in the yeare of our Lord {y}", "Anno Dni {y}"),
    *("in the yeare of our Lord God {y}", "in the yere of our Lorde {y}", "Anno Do. {y}", "the yeare {y}"),
    *(
        "in ye yeare of our Lord {y}",
        "Anno {y}",
        "A° Dni {y}",
        "in the yeere of our Lord {y}",
        "ye yeare {y}",
    ),
)
_WORDS = (
    "first|fyrst second|seconde thirde|thyrd fourth|fowerth|fourthe fifte|fyft|fyfte sixte|syxt|sixt "
    "seventh|seauenth eight|eyght|eighte ninth|nynth|nynthe tenth|tenthe eleventh|eleuenth "
    "twelfth|twelft|twelfte thirteenth|thirtenth fourteenth|fourtenth fifteenth|fiftenth sixteenth|sixtenth "
    "seventeenth|seauententh eighteenth|eightenth nineteenth|nynetenth twentieth|twentith|twentyeth"
).split()


def english(rng: Random) -> Example:
    """An English date from 1450 to 1760."""
    day = draw_day(rng, year=rng.randint(1540, 1730) if rng.random() < 0.8 else rng.randint(1450, 1760))
    roll = rng.random()
    if roll < 0.07:
        return _drawn(
            _aged(rng.choice(_ALONE).format(y=_number(day.year, rng)), rng), f"{day.year:04d}", "year"
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
    form = rng.choice(_DAYS)
    text = form.format(d=_day(day.day, rng), m=name)
    year = rng.choice(_YEARS).format(y=written)
    text = f"{text}{year}" if year.startswith(",") else f"{text} {year}"
    return _drawn(_aged(text, rng), f"{day}{'o' if dual else ''}", form)


def _drawn(text: str, value: str, form: str) -> Example:
    return Example(text, value, "en", order="DMY", pattern=f"early:{form}")


def _spelt(language: str, month: int, rng: Random) -> str:
    """A month in an old spelling, or now and then in today's."""
    if rng.random() < 0.18:
        return load(language).months["MMMM"][month - 1]
    return rng.choice(rows(language, "months.early_modern")[month - 1])


def _number(year: int, rng: Random) -> str:
    return numerals.roman_year(year, rng) if rng.random() < 0.06 else str(year)


def _day(day: int, rng: Random) -> str:
    """3d, 3, 3rd, iij, iijd, third: whatever clerks wrote."""
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
    if day <= 20:
        return rng.choice(_WORDS[day - 1].split("|"))
    tens = "twenty" if day < 30 else "thirty"
    if day == 30:
        return rng.choice(("thirtieth", "thirtith", "thirtyeth"))
    return f"{tens} {rng.choice(_WORDS[day % 10 - 1].split('|'))}"


def _aged(text: str, rng: Random) -> str:
    """Long s within words, now and then; nothing of it is left once the text is canonical."""
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
    form = rng.choice(texts(language, "old_style.early_modern"))
    first = day.day == 1 and form.startswith(("le {d} ", "{d} {m}"))
    number = ordinal_day(1, language, rng) if first else str(day.day)
    text = form.format(d=number, m=_spelt(language, day.month, rng), y=day.year).replace(". .", ".")
    value = str(day) if "{d}" in form else f"{day.year:04d}-{day.month:02d}"
    return Example(text, value, language, order="DMY", pattern=f"early {language}:{form}")


_GROWN = re.compile("[doy][ML]|[ML][doy]")


def has_old_names(language: str) -> bool:
    """Whether a language has such names here."""
    return bool(rows(language, "months.old"))


def with_old_name(rng: Random, data: LocaleData) -> Example:
    """A day from 1530 to 1930, its month by an old name; the language is one that has some."""
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


_QUAKERS = (
    *("{dth} of {mth} mo. {y}", "{mth} mo. {dth}, {y}", "{mth} mo. {d}, {y}", "{m}mo {d} {y}"),
    *("{y} {m}mo {d}", "{m} mo. {d}, {y}", "{m}mo. {d}d. {y}", "{dth} {m}mo {y}", "{dth} {mth} mo. {y}"),
    *("{dth} day of the {mth} month, {y}", "{dth} day of {mth} month {y}", "{dth} of the {mth} month {y}"),
    *("{mth} month {dth} {y}", "{mth} month, {dth} day, {y}", "the {dth} day of the {month} month {y}"),
    *("{month} month {dth}, {y}", "{month} month {d}, {y}", "{y}, {month} month {dth}", "{y} {mth} mo {dth}"),
)


def _of_quakers(rng: Random) -> Example:
    """10th mo. 8th, 1814: months by number, which since 1752 begin with January."""
    day: Day = draw_day(rng, year=rng.randint(1753, 1930))
    form = rng.choice(_QUAKERS)
    text = form.format(
        d=day.day,
        dth=english_ordinal(day.day),
        m=day.month,
        mth=english_ordinal(day.month),
        month=said(day.month, "en", "ordinal"),
        y=day.year,
    )
    return Example(text, value_of("d MMMM y", day), "en", order="MDY", pattern="d MMMM y")
