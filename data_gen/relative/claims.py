"""Texts that mean different things in different languages: `jul` is July or Christmas.

A hint of the language decides. Without one, the meaning in the languages that most people write has to be the
likelier one, as with names of months (`data_gen.dates.contested`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from data_gen.dates.surface import WEEKDAYS
from data_gen.language import pairs, rows
from data_gen.locales import SHARES, inventory, load
from data_gen.relative.cldr import sayings
from data_gen.relative.fillers import alternatives

Claim = tuple[str, str]
"""A text, which may have placeholders, and what it means in some language."""


def is_outweighed(text: str, meaning: str, language: str) -> bool:
    """Whether more people mean something else by a text.

    >>> is_outweighed("jul", "XXXX-12-25", "da"), is_outweighed("i morgen", "@+1d", "da")
    (True, False)
    """
    shares = _shares().get(_folded(text), {})
    own = max(shares.get(meaning, 0.0), SHARES.get(language, 0.0)), meaning
    return any((share, other) > own for other, share in shares.items() if other != meaning)


@lru_cache(maxsize=1)
def _shares() -> Mapping[str, Mapping[str, float]]:
    """Text → meaning → the share of the common languages in which it has that meaning."""
    found: dict[str, dict[str, float]] = {}
    for language, share in SHARES.items():
        for text, meaning in {(_folded(text), meaning) for text, meaning in _claims(language)}:
            meanings = found.setdefault(text, {})
            meanings[meaning] = meanings.get(meaning, 0) + share
    return {text: meanings for text, meanings in found.items() if len(meanings) > 1}


def _claims(language: str) -> Iterator[Claim]:
    identifier = inventory()[language][0]
    data = load(identifier)
    for saying in sayings(identifier):
        yield saying.text, saying.program
    for text, program in pairs(language, "relative.sayings").items():
        for one in alternatives(text):
            yield one, program
    for names, of_year in rows(language, "relative.feasts"):
        for name in names.split("|"):
            yield name, f"XXXX{of_year}"
    for form in data.weekdays.values():
        yield from zip(form, (f"@{symbol}" for symbol in WEEKDAYS), strict=True)
    for form in data.months.values():
        yield from zip(form, (f"XXXX-{month:02d}" for month in range(1, 13)), strict=True)


def _folded(text: str) -> str:
    return text.casefold().strip(" .")
