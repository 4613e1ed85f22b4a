"""Days of a month in words, as a language says them where the month is not named."""

from __future__ import annotations

from data_gen import numerals
from data_gen.dates.number_words import days_beyond_num2words, of_month, said
from data_gen.language import single_text

_INFLECTED = frozenset(("pl", "uk", "be", "hu", "sl"))
"""Languages whose days have another form than the ordinals of num2words."""


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
