"""Makers of Gregorian dates: whole, a month, a year, without a year; beside a time and in a sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from data_gen import calendars
from data_gen.carriers.carry import carry
from data_gen.dates import habits, worded
from data_gen.dates.days import OTHER_YEARS, Day, draw_day
from data_gen.dates.patterns import has_ordinal, has_short_year, is_numeric, order_of
from data_gen.dates.surface import beside_today, cldr_pattern, write
from data_gen.example import DAY, ORDERS, Example
from data_gen.language import rows, texts
from data_gen.locales import SHARES, LocaleData
from data_gen.old_style import early_modern
from data_gen.times import stamps, stretches, timed
from data_gen.times.formats import has_words


def as_software(rng: Random, data: LocaleData) -> Example:
    """A whole date as software writes it in the locale."""
    pattern = cldr_pattern(data, rng, DAY) or "d MMMM y"
    if is_numeric(pattern) and data.language not in SHARES and rng.random() < _NAMED_INSTEAD:
        pattern = cldr_pattern(data, rng, DAY) or "d MMMM y"
    return _written(rng, data, pattern, people=rng.random() < 0.4)


_IN_WORDS = {**dict.fromkeys(worded.EASTERN, 0.35), "vi": 0.15, "nl": 0.05, "tr": 0.05}
"""Share of dates of people with numbers in words, where these are frequent or years have several names."""


def as_people(rng: Random, data: LocaleData) -> Example:
    """A whole date as people write it, month by name; in Han and Korean numbers more often than in others."""
    if rng.random() < _IN_WORDS.get(data.language, 0):
        return in_words(rng, data)
    if rng.random() < 0.025 and early_modern.has_old_names(data.language):
        return replace(
            early_modern.with_old_name(rng, data), language=data.language, order=data.order, kind="full"
        )
    return _written(rng, data, habits.named_pattern(rng, data.identifier), people=rng.random() < 0.75)


def _written(rng: Random, data: LocaleData, pattern: str, *, people: bool) -> Example:
    day = day_for(rng, data, pattern)
    example = write(pattern, day, data, rng, people=people)
    order = _hint(rng, data, pattern)
    return replace(example, order=order, kind="full2y" if has_short_year(pattern) else "full")


def in_words(rng: Random, data: LocaleData) -> Example:
    """Numbers in words; a habit where the language has none."""
    drawn = worded.draw(rng, data)
    if drawn is None:
        return as_people(rng, data)
    return replace(drawn, pattern=f"words:{drawn.pattern}", kind="words")


_NAMED_INSTEAD = 0.35
"""Share of dates in numbers of small languages that give way to those of software, whose names are rare."""


def numeric(rng: Random, data: LocaleData) -> Example:
    """A date in numbers only. Its hints say how to read it, unless the numbers leave no choice."""
    if data.language not in SHARES and rng.random() < _NAMED_INSTEAD:
        return as_software(rng, data)
    short = rng.random() < 0.25
    hint, order, language = data.order, data.order, data.language
    if short and order == "YMD" and rng.random() < 0.5:
        short = False  # a leading year mostly has four digits; 27.03.07 is nearly always day first
    dice = rng.random()
    if dice < 0.22:
        # The user gives another order than the locale's, mostly without naming a language.
        hint = order = rng.choice(("DMY", "MDY", "DMY", "MDY", "YMD"))
        language = data.language if rng.random() < 0.5 and order != data.other_order else ""
    elif dice < 0.37 and not short:
        order = "YMD"  # a leading four-digit year means this with any hint
        hint = "YMD" if rng.random() < 0.4 else hint
    elif dice < 0.6 and hint == "YMD" and not short:
        order = "DMY"  # in a year-first locale, a trailing year means a foreign day-first date
    words = tuple(word for word in habits.connectors(data.identifier) if language and word in ("de", "di"))
    pattern = habits.numeric_pattern(rng, order, short=short, words=words)
    day = day_for(rng, data, pattern)
    if order == hint and order in ("DMY", "MDY") and not short and rng.random() < 0.04:
        # Against the hint, but the numbers leave no choice.
        day = draw_day(rng, year=day.year)
        while day.day <= 12:
            day = draw_day(rng, year=day.year)
        hint = "MDY" if order == "DMY" else "DMY"
    example = write(pattern, day, data, rng, people=True)
    text = example.source
    if len(text) == 8 and text.isdigit() and not 1000 <= day.year <= 2199:
        return numeric(rng, data)
    return replace(example, language=language, order=hint, kind="full2y" if short else "full")


def _hint(rng: Random, data: LocaleData, pattern: str) -> str:
    """The order hint: the right one for a date in numbers, any for a month by name."""
    if is_numeric(pattern):
        # Some locales use two orders for numbers; users and libraries may give either.
        if data.other_order and rng.random() < 0.35:
            return data.other_order
        order = order_of(pattern)
        return order if order in ORDERS else data.order
    return rng.choice(ORDERS) if rng.random() < 0.25 else data.order


def day_for(rng: Random, data: LocaleData, pattern: str) -> Day:
    """A day for a pattern: recent for two-digit years, and never in the range of another calendar."""
    if has_short_year(pattern):
        return draw_day(rng, year=rng.randint(1930, 2029))
    day = draw_day(rng)
    while is_of_another_calendar(day.year, data.language, pattern):
        day = draw_day(rng)
    if has_ordinal(pattern) and rng.random() < 0.1:
        return replace(day, day=1)  # many languages have an ordinal for the first day only: 1er, 1º, primero
    return day


def is_of_another_calendar(year: int, language: str, pattern: str) -> bool:
    """Whether readers of a language take a year for one of their own calendar: Thai ones for Buddhist years,
    Persian ones in numbers for Solar Hijri years."""
    if language == "fa":
        first, last = calendars.PERSIAN_YEARS
        return first <= year <= last and (is_numeric(pattern) or pattern == "y")
    return language in ("th", "lo") and year >= 2300


def month_or_year(rng: Random, data: LocaleData) -> Example:
    """A month and year, or a year."""
    if data.language in worded.EASTERN and rng.random() < 0.2:
        return replace(worded.eastern_month(rng, data), kind="partial")
    if rng.random() < _SAID_SHARE and (said := worded.month_or_year(rng, data)):
        return replace(said, kind="partial")
    dice = rng.random()
    if dice < 0.3:
        pattern = "y"
    elif dice < 0.55:
        pattern = cldr_pattern(data, rng, frozenset("yM")) or "MMMM y"
    else:
        pattern = habits.month_year_pattern(rng, data.identifier)
    if pattern == "y":
        return _bare_year(rng, data)
    day = day_for(rng, data, pattern)
    example = write(pattern, day, data, rng, people=rng.random() < 0.5)
    if not is_numeric(pattern) and rng.random() < 0.18:
        example = replace(example, source=_led(example.source, data.language, rng))
    return replace(example, kind="partial")


_SAID_SHARE = 0.08
"""Share of months and years whose year is in words: `October two thousand`, `l'an deux mille douze`."""
_YEAR_AND_TWO = len("1909-10")
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"


def is_taken_for_years(text: str, value: str) -> bool:
    """Whether a text that is a month alone looks like two years to the network: 1909-10.

    With a hyphen it already is a value, which no network reads; with any other dash it is a range, and the
    network does not see which dash it is.

    >>> is_taken_for_years("1909-10", "1909-10"), is_taken_for_years("1930-02", "1930-02")
    (True, False)
    """
    bare = text.strip()
    if len(bare) != _YEAR_AND_TWO or bare[4] not in _DASHES or len(value) != _YEAR_AND_TWO:
        return False
    return value[4] == "-" and bare[:4] + bare[5:] == value[:4] + value[5:] and value[2:4] < value[5:]


def _bare_year(rng: Random, data: LocaleData) -> Example:
    """A year alone, from 1000 to 2199: other numbers are rarely years unless a word says so."""
    year = rng.randint(1000, 2199) if rng.random() < 0.2 else rng.randint(1500, 2040)
    if is_of_another_calendar(year, data.language, "y"):
        year = rng.randint(1500, 2040)
    form = _year_form(data.language, rng)
    if rng.random() < _EARLY_SHARE and data.language not in OTHER_YEARS and _SAYS_YEAR.search(form):
        year = rng.randint(60, 999)
    text = form.format(year)
    return Example(text, f"{year:04d}", data.language, order=data.order, pattern="y", kind="partial")


_EARLY_SHARE = 0.22
"""Share of years below 1000 where a word says that a number is a year: `year 350`, `l'an 732`, `سنة ١٠٤`."""
_SAYS_YEAR = re.compile(r"^(?!.*(©|opyright)).*([^\W\d_]{3}|\ban\b|[A-Z]\.?D\b|年|년)")
_YEARS_ANYWHERE = ("{}", "{}", "{}", "{}.", "{},", "({})", "[{}]", "anno {}", "A.D. {}", "AD {}")


def _year_form(language: str, rng: Random) -> str:
    """A template for a year with or without words around it: 1914, anno 1914, année 1914.

    A Thai year always says that it is of the Common Era: a bare one would be read as Buddhist.
    """
    forms = texts(language, "habits.year_alone")
    form = rng.choice(forms) if forms and rng.random() < 0.5 else rng.choice(_YEARS_ANYWHERE)
    if language == "th" and form in _YEARS_ANYWHERE:
        form = "ค.ศ. {}"
    return form


def _led(text: str, language: str, rng: Random) -> str:
    """A month after a small word of its language, if it has some: in March 1914, im Monat März 1914."""
    words = texts(language, "habits.before_month")
    return rng.choice(words) + text if words else text


def which_year(text: str, language: str, rng: Random) -> tuple[str, str]:
    """A day with words of its language that say which year is meant, and what they say.

    `Next 6th of April` and `le 3 mai dernier` are the first after the reference date, `>`, and the last
    before it, `<`; of `this 6th of April`, "", the year has to be resolved as without the word.
    """
    forms = rows(language, "habits.which_year")
    if not forms:
        return text, ""
    form, operator = rng.choice(forms)
    return form.replace("{d}", text), operator


def yearless(rng: Random, data: LocaleData) -> Example:
    """A day without its year."""
    pattern = cldr_pattern(data, rng, frozenset("Md")) if rng.random() < 0.35 else None
    hint = rng.choice(("DMY", "MDY")) if rng.random() < 0.2 else data.order
    pattern = pattern or habits.yearless_pattern(rng, data.identifier, hint)
    day = draw_day(rng, year=2000 if rng.random() < 0.3 else 2023)
    if rng.random() < 0.06:  # first days are frequent, and some languages write them differently
        day = replace(day, day=1)
    if is_numeric(pattern):
        bare = pattern.replace("L", "M")
        hint = "DMY" if bare.find("d") < bare.find("M") else "YMD" if data.order == "YMD" else "MDY"
    example = write(pattern, day, data, rng, people=rng.random() < 0.7)
    language = data.language if hint == data.order or not is_numeric(pattern) else ""
    example = replace(example, language=language, order=hint, kind="noyear")
    return _of_a_year(example, data.language, rng) if rng.random() < 0.09 else example


def _of_a_year(example: Example, language: str, rng: Random) -> Example:
    """A day with the words for its year; one in figures keeps its value: its fields may be swapped."""
    text, operator = which_year(example.source, language, rng)
    value = beside_today(example.value, operator)
    if not operator or value == example.value or is_numeric(example.pattern):
        return replace(example, source=text)
    return replace(example, source=text, value=value, kind="relative")


def language_around(example: Example, rng: Random) -> str | None:
    """The language of the words around a date: its own, or mostly English for a month-first date without one,
    so that words of other languages imply that the day is first."""
    return example.language or ("en" if example.order == "MDY" and rng.random() < 0.75 else None)


def beside_time(rng: Random, data: LocaleData) -> Example:
    """A date beside a time of day: of machines, of software in the locale, of people."""
    roll = rng.random()
    if roll < (0.25 if data.language in SHARES else 0.12):  # machines write the same in every language
        return stamps.draw(rng, data)
    if roll < 0.62:
        example = timed.as_software(as_software(rng, data), rng, data.identifier)
        return replace(example, kind="datetime")
    if roll < 0.65:
        return replace(stretches.of_two_days(rng, data), kind="datetime")
    makers = (as_software, as_people, numeric, yearless, in_words)
    example = rng.choices(makers, (24, 31, 36, 15, 7))[0](rng, data)
    if example.pattern == "yyyyMMdd" and example.source.isdigit() and rng.random() < 0.5:
        return replace(timed.compact(example, rng), kind="datetime")
    if example.kind == "words":
        example = timed.beside_words(example, rng, is_apart=example.pattern.endswith("M"))
    else:
        example = timed.with_time(example, rng, language_around(example, rng))
    return replace(example, kind="datetime")


def beside_time_in_figures(rng: Random, data: LocaleData) -> Example:
    """A date in figures beside a time in a format of its language, as browsers write: `03/01/2016, 14:53:53`.

    The language says what the order of the date is; no word does.
    """
    return replace(timed.as_software(numeric(rng, data), rng, data.identifier), kind="datetime")


def beside_time_in_words(rng: Random, data: LocaleData) -> Example:
    """A date of software beside a time with the words of its language, if it has some."""
    if not has_words(data.identifier):
        return beside_time(rng, data)
    example = rng.choices((as_software, numeric), (70, 30))[0](rng, data)
    return replace(timed.in_words_of(example, rng, data.identifier), kind="datetime")


def in_sentence(rng: Random, data: LocaleData) -> Example:
    """A date in a sentence."""
    makers = (as_software, as_people, numeric, month_or_year, yearless, in_words)
    example = rng.choices(makers, (24, 33, 32, 7, 16, 4))[0](rng, data)
    if rng.random() < 0.2:
        example = timed.with_time(example, rng, language_around(example, rng))
    text, _ = carry(example.source, rng, language_around(example, rng), heavy=rng.random() < 0.7)
    return replace(example, source=text, kind="embedded")
