"""The words that are a relative date by themselves: yesterday, tonight, Friday, October, Easter, 来年."""

from __future__ import annotations

import re
from functools import cache

from data_gen.language import rows, texts
from data_gen.locales import inventory, load
from data_gen.relative.cldr import sayings
from data_gen.relative.fillers import alternatives
from data_gen.relative.own import own_sayings

_WORD = re.compile(r"[^\W\d_]+")
_SPACED = re.compile(r"[\s.,;:!?…()\[\]\"«»“”]+")
_KANA = re.compile("[ぁ-ゟ]{1,4}")
"""Words so short that others have them inside: いま."""
_UNSPACED = frozenset("ja zh yue th lo km my bo dz".split())


def is_relative(text: str, language: str) -> bool:
    """Whether a text is a month, or has words for a day, weekday, week, month or year, or a feast.

    >>> is_relative("See you tomorrow", "en"), is_relative("He may", "en"), is_relative("May", "en")
    (True, False, True)
    >>> is_relative("It rains this morning.", "en"), is_relative("this is the morning", "en")
    (True, False)
    """
    lower = text.strip(" .").lower()
    if lower in _months(language):
        return True
    words = _words(language)
    if language in _UNSPACED:
        return any(word in text for word in words)
    spaced = [word for word in _SPACED.split(lower) if word]
    if not words.isdisjoint(_WORD.findall(lower)) or not words.isdisjoint(spaced):
        return True
    starts = _phrases(language)
    said = f" {' '.join(spaced)} "
    return any(phrase in said for word in spaced for phrase in starts.get(word, ()))


@cache
def _words(language: str) -> frozenset[str]:
    """Single words, with the signs of vowels that are part of them."""
    names = load(inventory()[language][0]).weekdays.get("EEEE", ())
    said = (text for text in _said(language) if " " not in text)
    return frozenset(word.lower() for word in (*names, *said) if len(word) > 1 and not _KANA.fullmatch(word))


@cache
def _phrases(language: str) -> dict[str, tuple[str, ...]]:
    """First word → the phrases that begin with it, each between spaces."""
    found: dict[str, set[str]] = {}
    for text in _said(language):
        if " " in text:
            phrase = " ".join(_SPACED.split(text.lower())).strip()
            found.setdefault(phrase.split()[0], set()).add(f" {phrase} ")
    return {word: tuple(sorted(phrases)) for word, phrases in found.items()}


@cache
def _said(language: str) -> frozenset[str]:
    """All that CLDR and the language file have without a placeholder."""
    known = [saying.text for saying in sayings(inventory()[language][0])]
    own = [text for form in own_sayings(language) for text in alternatives(form)]
    feasts = [name for names, _ in rows(language, "relative.feasts") for name in names.split("|")]
    weekdays = [name for names in texts(language, "relative.on_weekdays") for name in names.split("|")]
    return frozenset(
        text.strip() for text in (*known, *own, *feasts, *weekdays) if text.strip() and "{" not in text
    )


@cache
def _months(language: str) -> frozenset[str]:
    months = load(inventory()[language][0]).months
    return frozenset(name.lower().strip(".") for form in months.values() for name in form)
