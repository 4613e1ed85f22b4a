"""Fillers for the placeholders of a saying: numbers, weekdays, months, years, ordinals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from random import Random

from data_gen.dates.number_words import said
from data_gen.dates.patterns import ordinal_day
from data_gen.dates.surface import WEEKDAYS
from data_gen.language import rows, texts
from data_gen.locales import LocaleData, babel_locale
from data_gen.numerals import to_native
from data_gen.relative.cldr import Saying
from data_gen.relative.day_words import cardinal, ordinal

MOST = {"d": 99, "w": 30, "m": 24, "q": 8, "y": 60, "b": 30, "H": 72, "M": 90, "S": 90}
"""The largest number that people say beside a unit."""
_LAST = -1
_IN_EVERY_PERIOD = 4
"""Quarters of a year, and weekdays or weeks that every month has."""
_LAST_IN_WORDS = 20
_SCRIPT_LENGTH = 4  # of a script in the name of a locale: zh-Hant
_TENS = 10
_IN_EVERY_MONTH, _LAST_DAY = 28, 31
_FIRST_IN_WORDS = 2
_UNINFLECTED = frozenset("en de nl sv nb da es fr it pt ja zh yue ko id vi tr hu".split())
"""Languages whose numbers in words have one form, or nearly, beside days and weeks."""
WEEKS_IN_DAYS = (8, 15)
"""Days that mean one and two weeks if they are said in words: huit jours, quinze jours, acht Tage."""

Filler = Callable[[Random, LocaleData, str], tuple[str, str]]
"""Draws a placeholder: its text, and its part of the program."""


_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


def chosen(text: str, rng: Random) -> str:
    """The text with one of each of its alternatives, also of those within others: `(the |)coming week`."""
    while (found := _CHOICE.sub(lambda choice: rng.choice(choice[1].split("|")), text)) != text:
        text = found
    return text


def alternatives(text: str) -> Iterator[str]:
    """All that a text with alternatives may be.

    >>> list(alternatives("(the |)week after (next|that)"))
    ['the week after next', 'the week after that', 'week after next', 'week after that']
    """
    choice = _CHOICE.search(text)
    if choice is None:
        yield text
        return
    for one in choice[1].split("|"):
        yield from alternatives(text[: choice.start()] + one + text[choice.end() :])


def number(saying: Saying) -> Filler:
    """A number with the plural that the text needs, in figures or in words; most are small."""

    def draw(rng: Random, data: LocaleData, text: str) -> tuple[str, str]:
        found = re.search(r"\{n\}(\w)", saying.program)
        unit = found[1] if found else ""
        least, most = 1 if saying.plural else 2, MOST.get(unit, 12)
        plural_of = babel_locale(data.identifier).plural_form
        for _ in range(100):  # a plural may be rare: "many" is for no small number in French
            number = rng.randint(least, 12 if rng.random() < 0.75 else most)
            if number <= most and saying.plural in ("", plural_of(number)):
                break
        is_apart = re.search(r"(?<![\w.(+-])\{n\}(?![\w.)-])", text) is not None
        is_idiom = unit == "d" and number in WEEKS_IN_DAYS
        if (
            is_apart
            and not is_idiom
            and rng.random() < 0.4
            and (words := in_words(number, saying, data.language))
        ):
            return words, str(number)
        return figures(number, rng, data), str(number)

    return draw


def in_words(number: int, saying: Saying, language: str) -> str | None:
    """A number as it is said beside a unit; None if its form is not known there."""
    place = number - _FIRST_IN_WORDS
    if place < 0:
        return None
    words = texts(language, "relative.numbers_ago" if saying.program[1] == "-" else "relative.numbers_in")
    if place < len(words):
        return (words[place] or None) if saying.plural or language in _UNINFLECTED else None
    is_said = number <= _LAST_IN_WORDS or not number % _TENS
    return said(number, language) if language in _UNINFLECTED and is_said else None


def figures(number: int, rng: Random, data: LocaleData) -> str:
    """A number in figures, mostly in the digits of the locale."""
    if data.native_digits and data.digits and rng.random() < 0.7:
        return to_native(str(number), data.digits[0])
    return str(number)


def is_in_usual_script(identifier: str) -> bool:
    """Whether the words in the file of the language of a locale are in its script.

    >>> is_in_usual_script("zh-Hant-TW"), is_in_usual_script("pt-PT")
    (False, True)
    """
    return all(len(part) != _SCRIPT_LENGTH for part in identifier.split("-")[1:])


def _weekday(rng: Random, data: LocaleData, text: str) -> tuple[str, str]:
    number = rng.randrange(7)
    others = texts(data.language, "relative.weekdays") if is_in_usual_script(data.identifier) else ()
    is_glued = re.search(r"\{W\}[a-z]", text) is not None  # Montagabend, not Moabend
    if others and not is_glued and rng.random() < 0.3:
        return rng.choice(others[number].split("|")), WEEKDAYS[number]
    wide = [key for key in ("EEEE", "cccc") if key in data.weekdays]
    is_alone = text == "{W}"  # Fr. is then more often short
    keys = wide if is_glued or rng.random() < (0.6 if is_alone else 0.8) else list(data.weekdays)
    name = data.weekdays[rng.choice(keys)][number]
    return (name if len(name) > 1 else data.weekdays[wide[0]][number]), WEEKDAYS[number]


def _on_weekday(rng: Random, data: LocaleData, text: str) -> tuple[str, str]:
    """A weekday in the case that says when: w środę, perjantaina."""
    number = rng.randrange(7)
    return rng.choice(texts(data.language, "relative.on_weekdays")[number].split("|")), WEEKDAYS[number]


def _month(rng: Random, data: LocaleData, text: str) -> tuple[str, str]:
    number = rng.randrange(12)
    alone = text == "{M}"
    wanted = ("LLLL", "MMMM") if alone else ("MMMM", "LLLL")
    keys = [key for key in wanted if key in data.months]
    if rng.random() < 0.15:
        keys = list(data.months)
    name = data.months[keys[0] if rng.random() < 0.8 else rng.choice(keys)][number]
    others = rows(data.language, "months.inflected")
    if alone and others and rng.random() < 0.15:
        name = rng.choice(others)[number] or name
    return name, f"{number + 1:02d}"


def _year(rng: Random, data: LocaleData, text: str) -> tuple[str, str]:
    year = rng.randint(1900, 2040) if rng.random() < 0.8 else rng.randint(1000, 2199)
    return str(year), str(year)


def _ordinal(rng: Random, data: LocaleData, text: str) -> tuple[str, str]:
    """`first` to `fourth`, or `last`, as the language says them before a noun."""
    words = texts(data.language, "relative.ordinals")[:_IN_EVERY_PERIOD]
    last = texts(data.language, "relative.last")
    if last and rng.random() < 0.3:
        return rng.choice(last), str(_LAST)
    number = rng.randrange(len(words)) if words else 0
    return (words[number] if words else "1."), str(number + 1)


def _quarter(rng: Random, data: LocaleData, text: str) -> tuple[str, str]:
    number = rng.randint(1, 4)
    return str(number), str(32 + number)


def _half(rng: Random, data: LocaleData, text: str) -> tuple[str, str]:
    number = rng.randint(1, 2)
    return str(number), str(39 + number)


def _marked_day(last: int) -> Filler:
    """A day of the month as an ordinal, in figures or in words."""

    def draw(rng: Random, data: LocaleData, text: str) -> tuple[str, str]:
        number = rng.randint(1, last)
        own = texts(data.language, "relative.days")
        if own and rng.random() < 0.7:
            return rng.choice(own[number - 1].split("|")), f"{number:02d}"
        words = said(number, data.language, "ordinal") if rng.random() < 0.2 else None
        if words and rng.random() < 0.3:
            words = words.replace("-", " ")  # the twenty first
        return words or ordinal_day(number, data.language, rng), f"{number:02d}"

    return draw


def _month_by_number(rng: Random, data: LocaleData, text: str) -> tuple[str, str]:
    """A month of a year as an ordinal: the ninth month of next year."""
    number = rng.randint(1, 12)
    words = ordinal(number, data.language) if rng.random() < 0.7 else None
    return words or ordinal_day(number, data.language, rng), f"{number:02d}"


def _day_in_words(words: Callable[[int, str], str | None], last: int) -> Filler:
    """A day of the month in words; in figures where the language has none."""

    def draw(rng: Random, data: LocaleData, text: str) -> tuple[str, str]:
        number = rng.randint(1, last)
        word = words(number, data.language) or str(number)
        return word.replace("-", " ") if rng.random() < 0.3 else word, f"{number:02d}"

    return draw


def _other_weekday(rng: Random, data: LocaleData, text: str) -> tuple[str, str]:
    """The weekday that a stretch ends with."""
    return _weekday(rng, data, text)


def _day_of_month(last: int) -> Filler:
    def draw(rng: Random, data: LocaleData, text: str) -> tuple[str, str]:
        number = rng.randint(1, last)
        return str(number), f"{number:02d}"

    return draw


def _hour(first: int, last: int) -> Filler:
    """An hour that a part of the day has in every language: 6 to 11 of a morning or an evening."""

    def draw(rng: Random, data: LocaleData, text: str) -> tuple[str, str]:
        number = rng.randint(first, last)
        words = said(number, data.language) if data.language in _UNINFLECTED and rng.random() < 0.2 else None
        is_apart = re.search(r"(?<!\w)\{[tu]\}(?![\w:])", text) is not None
        in_words = words if is_apart and number > _FIRST_IN_WORDS else None
        return in_words or figures(number, rng, data), f"{number:02d}"

    return draw


def _day_of_year(rng: Random, data: LocaleData, text: str) -> tuple[str, str]:
    number = rng.randint(1, 365)
    return str(number), f"{number:03d}"


FILLERS: Mapping[str, Filler] = {
    "W": _weekday,
    "A": _on_weekday,
    "M": _month,
    "Y": _year,
    "o": _ordinal,
    "q": _quarter,
    "h": _half,
    "d": _day_of_month(_IN_EVERY_MONTH),
    "D": _marked_day(_IN_EVERY_MONTH),
    "c": _day_in_words(cardinal, _IN_EVERY_MONTH),
    "O": _day_in_words(ordinal, _IN_EVERY_MONTH),
    "V": _other_weekday,
    "p": _month_by_number,
    "N": _day_of_year,
    "t": _hour(6, 11),
    "u": _hour(1, 5),
}
DAYS_ALONE: Mapping[str, Filler] = {
    "d": _day_of_month(_LAST_DAY),
    "D": _marked_day(_LAST_DAY),
    "c": _day_in_words(cardinal, _LAST_DAY),
    "O": _day_in_words(ordinal, _LAST_DAY),
}
"""A day of a month that is not named."""
