"""Texts that mean different things in different languages: `jul` is July or Christmas.

A hint of the language decides. Without one, the meaning in the languages that most people write has to be the
likelier one, as with names of months (`data_gen.dates.contested`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from data_gen.dates.surface import WEEKDAYS
from data_gen.language import rows
from data_gen.locales import SHARES, inventory, load
from data_gen.relative.cldr import Saying, sayings
from data_gen.relative.fillers import alternatives, is_in_usual_script
from data_gen.relative.own import own_sayings

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


@cache
def uncontradicted(identifier: str) -> tuple[Saying, ...]:
    """What CLDR has for a locale, but not what the file of its language gives another meaning.

    CLDR's `this Monday` in Hebrew is any Monday.
    """
    if not is_in_usual_script(identifier):
        return sayings(identifier)
    written = own_sayings(identifier.split("-")[0]).items()
    own = {_folded(one): program for text, program in written for one in alternatives(text)}
    names = tuple(zip(load(identifier).weekdays.get("EEEE", ()), WEEKDAYS, strict=False))

    def is_kept(saying: Saying) -> bool:
        forms = [(saying.text, saying.program)]
        for name, symbol in names:
            if name in saying.text and symbol in saying.program:
                forms.append((saying.text.replace(name, "{W}"), saying.program.replace(symbol, "{W}")))
        return all(own.get(_folded(text), program) == program for text, program in forms)

    return tuple(saying for saying in sayings(identifier) if is_kept(saying))


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
    for text, program in own_sayings(language).items():
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
