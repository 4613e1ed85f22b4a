"""The words for catalogue dates in a language: the section `archival` of its file.

Each slot (`about`, `between`, `century` …) holds templates. `{}` is a date; `data_gen.archival.periods` lists
the other fields. Templates with the word for year (`около {} года`) take years only: months and days use
their own slot (`about_day`) or the templates without that word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from random import Random
from string import Formatter

from data_gen.language import languages, of, rows, texts
from data_gen.language_keys import KEYS, Shape

Texts = tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """The templates of one language.

    Attributes:
        language: language code, with a script if the language has two files.
        slots: slot → templates.
        ranked: slot → templates of each rank: first and second half, spring to winter.
        marks: words that show that a template takes years only.
    """

    language: str
    slots: dict[str, Texts]
    ranked: dict[str, tuple[Texts, ...]]
    marks: Texts

    def templates(self, slot: str, grain: str = "year") -> Texts:
        """The templates of a slot for a grain (year, month, day); () if there are none."""
        return _templates(self.language, slot, grain)

    def has(self, slot: str) -> bool:
        """Whether the language has the slot."""
        return bool(self.slots.get(slot) or self.ranked.get(slot))

    def pick(self, rng: Random, slot: str, grain: str = "year") -> str | None:
        """Draw a template of a slot, the first ones a little more often; None if there is none."""
        found = self.templates(slot, grain)
        if not found:
            return None
        return found[int(len(found) * rng.random() ** 1.2)]


EMPTY = Lexicon("", {}, {}, ())
"""The lexicon of a language without archival words."""


@lru_cache(maxsize=1)
def table() -> dict[str, Lexicon]:
    """Language → its lexicon."""
    return {tag: _lexicon(tag) for tag in languages("archival.about")}


def _lexicon(language: str) -> Lexicon:
    keys = [key for key in of(language) if key.startswith("archival.")]
    ranks = [key for key in keys if KEYS[key].shape is Shape.ROWS]
    slots = {_slot(key): texts(language, key) for key in keys if key not in ranks}
    ranked = {_slot(key): rows(language, key) for key in ranks}
    return Lexicon(language, slots, ranked, slots.pop("marks", ()))


def _slot(key: str) -> str:
    return key.removeprefix("archival.")


def find(identifier: str) -> Lexicon | None:
    """The lexicon of a locale in CLDR form, or None.

    >>> [found.language for name in ("de-AT", "zh-Hant-TW", "sr-Latn") if (found := find(name))]
    ['de', 'zh-Hant', 'sr-Latn']
    """
    return table().get("-".join(identifier.split("-")[:2])) or table().get(identifier.split("-")[0])


@cache
def _templates(language: str, slot: str, grain: str) -> Texts:
    lexicon = table().get(language)
    if lexicon is None:
        return ()
    usual = lexicon.slots.get(slot, ())
    if grain == "year":
        return usual
    if f"{slot}_{grain}" in lexicon.slots:
        return tuple(text for text in lexicon.slots[f"{slot}_{grain}"] if text)
    return tuple(
        text for text in usual if not any(mark in text for mark in lexicon.marks) and not fields(text) - {""}
    )


@cache
def fields(template: str) -> frozenset[str]:
    """The names of the fields of a template; "" for `{}`."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def ending(lexicon: Lexicon, slot: str, number: int) -> str:
    """The ending that a number takes when read aloud, which depends on its last digit that is not zero.

    >>> [ending(table()["tr"], "ablative", year) for year in (1850, 1843, 1900)]
    ['den', 'ten', 'den']
    """
    endings = lexicon.slots[slot]
    if number % 10:
        return endings[number % 10 - 1]
    if number % 100:
        return endings[8 + number // 10 % 10]
    return endings[18 if number % 1000 else 19]


_ENDINGS = {"x": "ablative", "z": "dative", "y": "ordinal_endings", "a": "ordinal_endings"}


def filled(template: str, texts: Texts, lexicon: Lexicon, numbers: tuple[int, ...] = ()) -> str | None:
    """A template filled with dates; None if it needs endings and the dates are not bare years.

    `numbers` are the years, if the texts are bare years.
    """
    names = fields(template) - {""}
    if not names:
        return template.format(*texts)
    if len(numbers) != len(texts):
        return None
    endings = {}
    for name in names:
        slot = _ENDINGS[name]
        slot = slot if slot in lexicon.slots else "ordinal_endings"
        endings[name] = ending(lexicon, slot, numbers[-1 if name == "z" else 0])
    return template.format(*texts, **endings)
