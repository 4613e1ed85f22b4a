"""A weekday and a day of a month that is not named: Friday 13, fredagen den femtonde, 이십이일 금요일."""

from __future__ import annotations

from random import Random

from data_gen import numerals
from data_gen.dates.number_words import days_beyond_num2words, of_month, said
from data_gen.dates.patterns import ordinal_day
from data_gen.dates.surface import WEEKDAYS
from data_gen.language import single_text, texts
from data_gen.locales import LocaleData
from data_gen.relative.fillers import FILLERS
from data_gen.times.timed import UNSPACED

_IN_WORDS = 0.35
_PADDED = 0.08
_INFLECTED = frozenset(("pl", "uk", "be", "hu", "sl"))
"""Languages whose days have another form than the ordinals of num2words."""


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
        marked = ordinal_day(number, data.language, rng)
        return rng.choice(forms).replace("{W}", name).replace("{D}", marked).replace("{d}", figures), weekday
    if data.language in UNSPACED:
        return "", weekday
    day = figures if rng.random() < 0.6 else ordinal_day(number, data.language, rng)
    return f"{name}{rng.choice((' ', ' ', ', '))}{day}", weekday


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


def cardinal(number: int, language: str) -> str | None:
    """A day of the month as it is counted; the first is an ordinal in some languages.

    >>> cardinal(1, "fr"), cardinal(25, "pt"), cardinal(15, "hi"), cardinal(21, "ja")
    ('premier', 'vinte e cinco', 'पंद्रह', '二十一')
    """
    if language in numerals.HAN_LANGUAGES:
        return numerals.han(number)
    first = single_text(language, "numbers.first_day") if number == 1 else ""
    own = days_beyond_num2words(language)
    return first or (own[number - 1] if own else said(number, language))


def ordinal(number: int, language: str) -> str | None:
    """A day of the month as an ordinal, in the form that is used with a weekday.

    >>> ordinal(22, "sv"), ordinal(22, "pl"), ordinal(11, "cs"), ordinal(22, "ru")
    ('tjugoandra', 'dwudziestego drugiego', 'jedenáctého', 'двадцать второго')
    """
    if own := days_beyond_num2words(language):
        return own[number - 1]
    if language == "ru":
        return said(number, language, "ordinal", case="g", gender="n")
    if (language, number) in _MISSPELT:
        return None
    word = said(number, language, "ordinal")
    return of_month(word, language)[0] if word and language in _INFLECTED else word


_MISSPELT = frozenset((("da", 30), ("da", 31), ("fa", 30)))
"""Ordinals that num2words spells wrong: tredivete."""
