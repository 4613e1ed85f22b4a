"""The single words that are a relative date by themselves: yesterday, Friday, October, 来年."""

from __future__ import annotations

import re
from functools import cache

from data_gen.locales import inventory, load
from data_gen.relative.cldr import sayings

_WORD = re.compile(r"[^\W\d_]+")
_UNSPACED = frozenset("ja zh yue th lo km my bo dz".split())


def is_relative(text: str, language: str) -> bool:
    """Whether a text is a month, or has a word for a day, weekday, week, month or year.

    >>> is_relative("See you tomorrow", "en"), is_relative("He may", "en"), is_relative("May", "en")
    (True, False, True)
    """
    lower = text.strip(" .").lower()
    if lower in _months(language):
        return True
    words = _words(language)
    if language in _UNSPACED:
        return any(word in text for word in words)
    return not words.isdisjoint(_WORD.findall(lower))


@cache
def _words(language: str) -> frozenset[str]:
    identifier = inventory()[language][0]
    names = load(identifier).weekdays.get("EEEE", ())
    said = (saying.text for saying in sayings(identifier) if not re.search(r"[ {]", saying.text))
    return frozenset(word.lower() for word in (*names, *said) if len(word) > 1)


@cache
def _months(language: str) -> frozenset[str]:
    months = load(inventory()[language][0]).months
    return frozenset(name.lower().strip(".") for form in months.values() for name in form)
