"""Phrases that say of a thing what others say of a time: *this page*, *in 80 columns*, *from 1 to 12 bytes*.

They are what a language says of weeks, months and years, with another noun in the place of the unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from random import Random

from data_gen.archival.lexicon import fields, find
from data_gen.carriers import pools
from data_gen.language import languages, of
from data_gen.locales import babel_locale, inventory, load
from data_gen.negatives.codes import small_number
from data_gen.numerals import to_native
from data_gen.relative.cldr import UNITS, sayings
from data_gen.relative.fillers import alternatives
from data_gen.relative.own import own_sayings
from data_gen.times.timed import UNSPACED

_WORD = re.compile(r"[^\W\d_]+")
_POINTED = re.compile(r"@[«=»][wmqy]")
_COUNTED = re.compile(r"@[-+]\{n\}[wmqyd]")
_NOUN = "\ue000"
_STEM = 4
"""Letters in which the cases of a noun are alike."""
_LAST = ("N", "n", "max", "%d", "%i", "64", "99", "127", "128", "255", "256", "512", "999")
_PLACEHOLDERS = re.compile(r"[{}]")
_TIMES = ("relative.", "clock.", "weeks.", "months.")


def pointed(rng: Random, language: str) -> str:
    """`This page`, `next item`, `die letzte Zeile`."""
    language, forms = _having(rng, language, pointed=True)
    return _among_words(rng, _filled(rng, rng.choice(forms), language), language)


def counted(rng: Random, language: str) -> str:
    """`In 80 columns`, `vor 12 Zeilen`: a number of things in the words for a number of weeks."""
    language, forms = _having(rng, language, pointed=False)
    text = _filled(rng, rng.choice(forms), language).replace("{n}", _number(rng, language))
    return _among_words(rng, text, language)


def bounded(rng: Random, language: str) -> str:
    """`Between 1 and 12 pages`, `from 0 to 255`, `after 3 rows`: small numbers in the words for two years."""
    lexicon = find(language)
    if lexicon is None or not _nouns(language):
        language = rng.choice(_SPOKEN)
        lexicon = find(language)
    slot = rng.choices(("between", "from_to", "after", "before"), (40, 36, 12, 12))[0]
    templates = lexicon.templates(slot, "month") if lexicon else ()
    fitting = [text for text in templates if _WORD.search(text) and not fields(text) - {""}]
    if not fitting or not _nouns(language):
        return bounded(rng, "en")
    form, noun = rng.choice(fitting), rng.choice(_nouns(language))
    is_span = form.count("{}") == 2
    first = str(rng.choice((0, 1, 1, 1, rng.randint(2, 31))))
    last = rng.choice(_LAST) if is_span and rng.random() < 0.5 else str(rng.randint(2, 31))
    text = form.format(first, last) if is_span else form.format(first)
    data = load(inventory()[language][0]) if language in inventory() else None
    if data and data.digits and rng.random() < (0.6 if data.native_digits else 0.1):
        text = to_native(text, data.digits[0])
    space = "" if language in UNSPACED else " "
    lead = space.join(rng.choices(_nouns(language), k=rng.choice((1, 1, 2))))
    behind = form.endswith("{}")
    parts = (text, noun) if behind and rng.random() < 0.7 else (lead, text, noun) if behind else (lead, text)
    return space.join(parts)


def _having(rng: Random, language: str, *, pointed: bool) -> tuple[str, tuple[str, ...]]:
    """The language and its forms; another language if it has none."""
    while not (forms := _forms(language, pointed)) or not _nouns(language):
        language = rng.choice(tuple(inventory())) if rng.random() < 0.5 else rng.choice(_SPOKEN)
    return language, forms


def _filled(rng: Random, form: str, language: str) -> str:
    return form.replace(_NOUN, rng.choice(_nouns(language)))


def _number(rng: Random, language: str) -> str:
    number = str(small_number(rng) if rng.random() < 0.7 else rng.randint(32, 999))
    data = load(inventory()[language][0])
    return to_native(number, data.digits[0]) if data.digits and data.native_digits else number


def _among_words(rng: Random, text: str, language: str) -> str:
    """The phrase alone, or between words."""
    roll = rng.random()
    known = _nouns(language)
    if roll < 0.3:
        text = f"{rng.choice(known)} {text}"
    if 0.2 < roll < 0.5:
        text = f"{text} {rng.choice(known)}"
    text = text + rng.choice((".", ".", "!", "?", ":")) if rng.random() < 0.2 else text
    return text[:1].upper() + text[1:] if rng.random() < 0.3 else text


@cache
def _forms(language: str, pointed: bool) -> tuple[str, ...]:
    """What a language says of weeks, months and years, with a sign in the place of the unit."""
    if language not in inventory() or language in UNSPACED:
        return ()
    shape, found = _POINTED if pointed else _COUNTED, dict[str, None]()
    units = _stems(_units(language))
    said = [(saying.text, saying.program) for saying in sayings(inventory()[language][0])]
    own = own_sayings(language).items()
    said += [(text, program) for form, program in own for text in alternatives(form)]
    for text, program in said:
        words = text.split(" ")
        named = [index for index, word in enumerate(words) if word.lower()[:_STEM] in units]
        if shape.fullmatch(program) and len(words) > 1 and len(named) == 1:
            words[named[0]] = _NOUN
            form = " ".join(words)
            if not _PLACEHOLDERS.search(form.replace("{n}", "")):
                found[form] = None
    return tuple(found)


@cache
def _units(language: str) -> frozenset[str]:
    """The words of CLDR for days, weeks, months, quarters and years."""
    patterns = babel_locale(language)._data["unit_patterns"]
    forms = (
        text for unit in UNITS for text in _strings(patterns.get(f"duration-{unit}", {}).get("long", {}))
    )
    return frozenset(word.lower() for form in forms for word in _WORD.findall(form) if len(word) > 1)


def _strings(node: object) -> list[str]:
    return [str(text) for key, text in node.items() if key != "per"] if isinstance(node, Mapping) else []


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower()[:_STEM] for word in words)


@cache
def _nouns(language: str) -> tuple[str, ...]:
    """Words of a language that are none of time, nor like one."""
    stems = _stems(_said_of_time(language)) if language in inventory() else frozenset()
    return tuple(word for word in pools.words(language) if word.lower()[:_STEM] not in stems)


def _said_of_time(language: str) -> Iterable[str]:
    """Every word in what a language says of times and dates."""
    patterns = babel_locale(language)._data["unit_patterns"]
    for name in patterns:
        if str(name).startswith("duration-"):
            for text in _strings(patterns[name].get("long", {})):
                yield from _WORD.findall(text)
    for saying in sayings(inventory()[language][0]):
        yield from _WORD.findall(saying.text)
    for key in of(language):
        if key.startswith(_TIMES):
            for value in of(language)[key]:
                yield from _WORD.findall(" ".join(value) if isinstance(value, tuple) else str(value))


_SPOKEN = tuple(language for language in languages("archival.between") if language in inventory())
