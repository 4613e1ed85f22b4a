"""Single words that are not dates: names, and words that begin or end like a date: Faraday, Landtag."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from random import Random

from data_gen.carriers import pools
from data_gen.locales import inventory
from data_gen.relative.words import is_relative

_LETTERS = re.compile(r"[^\W\d_]+")
_END = 3
"""Letters that a word shares with a date at least."""
_TRIES = 40
_SHARES = (30, 32, 38)
_READ_BY_MANY = ("en", "de", "fr", "es", "it", "pt", "nl")


def word(rng: Random, language: str) -> str:
    """A name of one word, or a word that begins or ends like a name of a month or weekday."""
    for _ in range(_TRIES):
        own = rng.choice(tuple(inventory())) if rng.random() < 0.5 else language
        text = rng.choices((_name, _kin, _alike), _SHARES)[0](rng, own)
        has_numbers = any(map(str.isnumeric, text))
        if len(text) > 2 and not has_numbers and not is_near_date(text, own) and not is_relative(text, "en"):
            return _said(rng, text)
    return pools.cldr_names(language, rng)


def _name(rng: Random, language: str) -> str:
    """A first name, surname, town, country or language."""
    roll = rng.random()
    if roll < 0.4:
        words: list[str] = _LETTERS.findall(rng.choice(pools.people(language)))
        return rng.choice(words or [""])
    if roll < 0.6:
        return rng.choice(pools.places(language))
    return pools.cldr_names(language, rng)


def _kin(rng: Random, language: str) -> str:
    """A word or name of a language that begins or ends like a date: lundium, Halliday; "" if it has none."""
    known = _kindred(language)
    return rng.choice(known) if known else ""


@cache
def _kindred(language: str) -> tuple[str, ...]:
    """The words and names of a language that begin or end like a month or weekday, some of which are one."""
    dates = _long(name for tag in (language, *_READ_BY_MANY) for name in pools.date_words(tag))
    ends = {date[:_END] for date in dates} | {f"-{date[-_END:]}" for date in dates}
    pooled = (*pools.words(language), *pools.places(language), *pools.people(language))
    named = (*pooled, *pools.all_cldr_names(language))
    found = {one for name in named for one in _LETTERS.findall(name) if len(one) > _END}
    alike = (one for one in found if not ends.isdisjoint((one.lower()[:_END], f"-{one.lower()[-_END:]}")))
    return tuple(sorted(alike))


def _alike(rng: Random, language: str) -> str:
    """The beginning of a date and the end of another word, or the other way round."""
    date = rng.choice(sorted(_long(pools.date_words(language))) or ["monday"])
    words = pools.words(language)
    others = [one for one in _long(rng.sample(words, min(12, len(words)))) if _script(one) == _script(date)]
    if not others:
        return ""
    other = rng.choice(others)
    shared = rng.randint(_END, max(_END, len(date) - 2))
    kept = rng.randint(_END, len(other))
    text = date[:shared] + other[-kept:] if rng.random() < 0.5 else other[:kept] + date[-shared:]
    return text.capitalize() if rng.random() < 0.5 else text


def _script(word: str) -> str:
    """The script of the first letter: LATIN, CJK."""
    return unicodedata.name(word[0], "").partition(" ")[0]


def _long(words: Iterable[str]) -> list[str]:
    return [one for one in words if len(one) > _END and _LETTERS.fullmatch(one)]


def _said(rng: Random, text: str) -> str:
    roll = rng.random()
    if roll < 0.05:
        return f"{text}, {text}"
    if roll < 0.12:
        return text + rng.choice(".!?,:")
    return text.lower() if roll < 0.2 else text.upper() if roll < 0.24 else text


def is_near_date(text: str, language: str) -> bool:
    """Whether a text has a month or weekday of any language in it, or what may be a slip for one.

    >>> [is_near_date(text, "de") for text in ("Sontag", "Augusto", "Faraday", "Landtag")]
    [True, True, False, False]
    """
    if is_relative(text, language):
        return True
    return any(_is_near(one) for one in _LETTERS.findall(text.lower()))


@lru_cache(maxsize=4096)
def _is_near(word: str) -> bool:
    known = _by_ends()
    for end in (word[:2], f"-{word[-2:]}"):
        for date in known.get(end, ()):
            most = 0 if len(date) < 4 else 1 if len(date) < 8 else 2
            if abs(len(date) - len(word)) > most:
                continue
            if _distance(word, date) <= most or (most and sorted(word) == sorted(date)):
                return True
    return False


@cache
def _by_ends() -> dict[str, frozenset[str]]:
    """First two letters, and last two after a hyphen → the names of months and weekdays of all languages."""
    found: dict[str, set[str]] = {}
    for language in inventory():
        for name in pools.date_words(language):
            for one in _LETTERS.findall(name):
                found.setdefault(one[:2], set()).add(one)
                found.setdefault(f"-{one[-2:]}", set()).add(one)
    return {end: frozenset(names) for end, names in found.items()}


def _distance(first: str, second: str) -> int:
    """The number of letters to insert, delete or replace."""
    row = list(range(len(second) + 1))
    for place, letter in enumerate(first, 1):
        above, row[0] = row[0], place
        for index, other in enumerate(second, 1):
            above, row[index] = row[index], min(row[index] + 1, row[index - 1] + 1, above + (letter != other))
    return row[-1]
