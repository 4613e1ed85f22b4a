"""Texts of a language without a date: times, durations, relative expressions, names, words, sentences.

Relative expressions (yesterday, in 3 days), weekdays and months alone count as no date.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from urllib.parse import quote

from data_gen.carriers import pools
from data_gen.dates import habits, number_words
from data_gen.dates.patterns import ordinal_day
from data_gen.language import any_texts, pick, texts
from data_gen.locales import babel_locale, inventory, load
from data_gen.negatives import codes
from data_gen.numerals import to_native
from data_gen.times import clock

_RELATIVE = Path(__file__).parents[1] / "tables" / "relative.json"


@cache
def _relative_words() -> dict[str, list[str]]:
    return dict(json.loads(_RELATIVE.read_text(encoding="utf-8")))


@cache
def _patterns(language: str, table: str) -> tuple[str, ...]:
    """CLDR's patterns with a number: `date_fields` (in 3 days) or `unit_patterns` (3 days, 3 kg)."""
    found: dict[str, None] = {}
    _collect(babel_locale(language)._data[table], found)
    return tuple(found)


def _collect(node: object, found: dict[str, None]) -> None:
    if isinstance(node, str):
        if "{0}" in node and "{1}" not in node:
            found[node] = None
    elif isinstance(node, Mapping):
        for key in list(node):
            if not str(key).endswith("-narrow"):
                _collect(node[key], found)


def relative(rng: Random, language: str) -> str:
    """`Yesterday`, `in 3 days`, `last Friday`, sometimes with a time."""
    words = _relative_words().get(language)
    if words and rng.random() < 0.55:
        text = rng.choice(words)
        return f"{text} {clock.times(rng, language)}" if rng.random() < 0.15 else text
    patterns = _patterns(language, "date_fields")
    return _with_number(rng, patterns, language) if patterns else relative(rng, "en")


def duration(rng: Random, language: str) -> str:
    """`3 weeks`, `12 kg`, `40 km/h` in the words of the language."""
    patterns = _patterns(language, "unit_patterns")
    if not patterns:
        return _with_number(rng, _patterns("en", "unit_patterns"), "en")
    text = _with_number(rng, patterns, language)
    return f"{text} {_with_number(rng, patterns, language)}" if rng.random() < 0.1 else text


def _with_number(rng: Random, patterns: tuple[str, ...], language: str) -> str:
    number = rng.choice((rng.randint(1, 12), rng.randint(1, 99), rng.randint(1, 5000)))
    text = str(number) if rng.random() < 0.9 else f"{number % 60}{rng.choice('.,')}5"
    data = load(language)
    if data.digits and data.native_digits and rng.random() < 0.5:
        text = to_native(text, data.digits[0])
    return rng.choice(patterns).replace("{0}", text)


def time(rng: Random, language: str) -> str:
    """A time alone, a span of times, or one that does not exist."""
    roll = rng.random()
    text = clock.times(rng, language)
    if roll < 0.7:
        return text
    if roll < 0.8:
        return text + rng.choice((" - ", "-", "–", " – ", " to ", " / ")) + clock.times(rng, language)
    if roll < 0.9:
        return f"{rng.choice((rng.randint(24, 99), rng.randint(0, 23)))}:{rng.randint(60, 99)}"
    return f"{_weekday(rng, language)}{rng.choice((' ', ', ', ' '))}{text}"


def _weekday(rng: Random, language: str) -> str:
    names = rng.choice(tuple(load(language).weekdays.values()) or (("Monday", "Friday"),))
    return rng.choice(names)


def _month(rng: Random, language: str) -> str:
    return rng.choice(rng.choice(tuple(load(language).months.values())))


def calendar_word(rng: Random, language: str) -> str:
    """A weekday, month or part of the day alone; a weekday with a day but no month."""
    roll = rng.random()
    if roll < 0.65:
        return _cased(rng, _weekday(rng, language) if roll < 0.4 else _month(rng, language))
    if roll < 0.75:
        return f"{_weekday(rng, language)}{rng.choice((' ', ', ', ' - '))}{_weekday(rng, language)}"
    if roll < 0.87:
        return f"{_weekday(rng, language)} {rng.randint(1, 31)}{rng.choice(('', '.', ''))}"
    if roll < 0.95:
        return clock.part_of_day(rng, language) or _weekday(rng, language)
    if language != "en" and rng.random() >= 0.3:
        return _weekday(rng, language)
    ordinal = pick(rng, "en", "ordinals.of_weekdays")
    form = pick(rng, "en", "labels.weekdays")
    return form.format(o=ordinal, w=_weekday(rng, "en"), m=_month(rng, "en"))


def nth_weekday(rng: Random, language: str) -> str:
    """`10th Wednesday in November`: a calendar would have to tell the day."""
    identifier = inventory()[language][0]
    small = rng.choice(habits.connectors(identifier) or ("",))
    small = rng.choice(("of", "in")) if language == "en" else small
    ordinal = ordinal_day(rng.randint(1, 11), language, rng)
    pieces = (ordinal, _weekday(rng, language), small, _month(rng, language))
    text = " ".join(piece for piece in pieces if piece)
    return f"{text} {rng.randint(1950, 2040)}" if rng.random() < 0.4 else text


def undated(rng: Random, language: str) -> str:
    """`n.d.`, `sans date`, `unknown`: of the language, or of another, as in catalogues."""
    _, forms = any_texts(rng, language, "carriers.undated", share=0.7)
    return _cased(rng, rng.choice(forms))


def _cased(rng: Random, text: str) -> str:
    roll = rng.random()
    return text if roll < 0.7 else text.capitalize() if roll < 0.85 else text.upper()


def some_words(rng: Random, language: str) -> str:
    """One to four words of the language."""
    words = rng.choices(pools.words(language), k=rng.choice((1, 1, 2, 2, 3, 4)))
    roll = rng.random()
    if roll < 0.03:
        return quote(words[0])
    joint = "" if roll < 0.08 else rng.choice("-_/") if roll < 0.13 else " "
    return _cased(rng, joint.join(words))


def numbers_in_words(rng: Random, language: str) -> str:
    """Numbers in words that are not a day: nine twenty-second."""
    said = [number_words.day_words(rng.randint(1, 31), language, rng) for _ in range(rng.choice((1, 1, 2)))]
    if None in said or language in ("zh", "ja", "ko", "yue"):
        return some_words(rng, language)
    return " ".join(text for text in said if text)


def cldr_name(rng: Random, language: str) -> str:
    """The name of a language, country or currency."""
    return pools.cldr_names(language, rng)


def sentence(rng: Random, language: str) -> str:
    """A sentence of random words, or a request or question that people write."""
    talk = texts(language, "carriers.talk")
    if talk and rng.random() < 0.35:
        return rng.choice(talk)
    known = pools.sentences(language)
    text = rng.choice(known) if known else " ".join(rng.choices(pools.words(language), k=rng.randint(4, 9)))
    if rng.random() < 0.15:
        text += " " + (rng.choice(known) if known else some_words(rng, language))
    return text[:220]


def around_number(rng: Random, language: str) -> str:
    """Words around a code, a duration or a time."""
    makers = (codes.identifier, codes.quantity, codes.number, codes.price, duration, duration, time, time)
    inner = rng.choice(makers)(rng, language)
    words = pools.words(language)
    before = " ".join(rng.choices(words, k=rng.randint(1, 4)))
    after = " ".join(rng.choices(words, k=rng.randint(0, 3)))
    return f"{before} {inner} {after}".strip() + rng.choice(("", "", ".", "!", "?"))


def beside_word(rng: Random, language: str) -> str:
    """A small number before a word that is not a month: `1 Haus`."""
    return f"{rng.randint(1, 31)} {rng.choice(pools.words(language))}"


def person(rng: Random, language: str) -> str:
    """The name of a person, sometimes with an occupation."""
    name = rng.choice(pools.people(language))
    return f"{name}, {rng.choice(pools.jobs(language))}" if rng.random() < 0.15 else name


def place(rng: Random, language: str) -> str:
    """The name of a town or country."""
    return rng.choice(pools.places(language))


def address(rng: Random, language: str) -> str:
    """A postal address."""
    return rng.choice(pools.addresses(language))


def company(rng: Random, language: str) -> str:
    """The name of a company, or an occupation."""
    return rng.choice(pools.companies(language) if rng.random() < 0.6 else pools.jobs(language))
