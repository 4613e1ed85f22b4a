"""Texts of a language without a date: times, durations, vague words, names, words, sentences.

Durations (3 days), recurrences (every Friday) and vague words (recently) are not relative dates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from random import Random
from urllib.parse import quote

from data_gen.carriers import pools, scripts
from data_gen.dates import number_words
from data_gen.language import any_texts, rows, texts
from data_gen.locales import babel_locale, inventory, load, rare_writings
from data_gen.negatives import codes
from data_gen.numerals import to_native
from data_gen.relative.words import is_relative
from data_gen.times import clock, periods

_LETTERS = re.compile(r"[^\W\d_]+")
_LAST_IN_WORDS = 20
_CENTURY = re.compile(r"\{0\}\s?(世紀|世纪|세기|분기)")
"""Counted centuries and quarters that are also numbered ones: 11世紀 is the eleventh century."""
_NUMBERED = frozenset(("ja", "ko", "zh", "yue"))
"""Languages in which a number in words beside a unit of time may also be a date: 十二日."""
_SPANS = ("day", "week", "month", "year", "quarter", "decade", "century", "night", "hour", "minute")


@cache
def _patterns(language: str) -> tuple[str, ...]:
    """CLDR's patterns of a number with a unit (3 days, 3 kg)."""
    found: dict[str, None] = {}
    _collect(babel_locale(language)._data["unit_patterns"], found)
    return tuple(found)


@cache
def _lengths(language: str) -> tuple[str, ...]:
    """CLDR's patterns of spans of time, written out."""
    found: dict[str, None] = {}
    for unit in _SPANS:
        patterns = babel_locale(language)._data["unit_patterns"].get(f"duration-{unit}", {})
        counted = {plural: text for plural, text in patterns.get("long", {}).items() if plural != "per"}
        _collect(counted, found)
    return tuple(found)


def _collect(node: object, found: dict[str, None]) -> None:
    if isinstance(node, str):
        if "{0}" in node and "{1}" not in node and not _CENTURY.search(node):
            found[node] = None
    elif isinstance(node, Mapping):
        for key in list(node):
            if not str(key).endswith("-narrow"):
                _collect(node[key], found)


def duration(rng: Random, language: str) -> str:
    """`3 weeks`, `three weeks`, `12 kg`, `40 km/h` in the words of the language."""
    patterns = _patterns(language)
    if not patterns:
        return _with_number(rng, _patterns("en"), "en")
    lengths = _lengths(language)
    if lengths and rng.random() < 0.4:
        return _with_number(rng, lengths, language, in_words=rng.random() < 0.4 and language not in _NUMBERED)
    text = _with_number(rng, patterns, language)
    return f"{text} {_with_number(rng, patterns, language)}" if rng.random() < 0.1 else text


def _with_number(rng: Random, patterns: tuple[str, ...], language: str, *, in_words: bool = False) -> str:
    number = rng.choice((rng.randint(1, 12), rng.randint(1, 99), rng.randint(1, 5000)))
    if in_words and (said := number_words.said(number % _LAST_IN_WORDS + 1, language)):
        return rng.choice(patterns).replace("{0}", said)
    return rng.choice(patterns).replace("{0}", _figures(rng, number, language))


def _figures(rng: Random, number: int, language: str) -> str:
    text = str(number) if rng.random() < 0.9 else f"{number % 60}{rng.choice('.,')}5"
    data = load(language)
    return (
        to_native(text, data.digits[0]) if data.digits and data.native_digits and rng.random() < 0.5 else text
    )


def vague(rng: Random, language: str) -> str:
    """`Recently`, `some day`: of the language, or of another that has such words."""
    _, words = any_texts(rng, language, "relative.vague")
    return _cased(rng, rng.choice(words))


def recurring(rng: Random, language: str) -> str:
    """`Every Friday`, `for three days`: of the language, or of another that has such words."""
    language, forms = any_texts(rng, language, "relative.recurring")
    text = rng.choice(forms).replace("{W}", rng.choice(load(language).weekdays["EEEE"]))
    return _cased(rng, text.replace("{n}", str(rng.randint(2, 12))))


def time(rng: Random, language: str) -> str:
    """A time alone, a span of times, or one that does not exist."""
    roll = rng.random()
    text = clock.times(rng, language).text
    if roll < 0.7:
        return text
    if roll < 0.8:
        return text + rng.choice((" - ", "-", "–", " – ", " to ", " / ")) + clock.times(rng, language).text
    return f"{rng.choice((rng.randint(24, 99), rng.randint(0, 23)))}:{rng.randint(60, 99)}"


def part_of_day(rng: Random, language: str) -> str:
    """`Evening`, `in the afternoon`: it may be of any day."""
    return _cased(rng, periods.part_of_day(rng, language) or vague(rng, language))


def no_day(rng: Random, language: str) -> str:
    """`Good morning`, `a las siete de la mañana`: a greeting or a time whose words elsewhere name a day."""
    if rng.random() < 0.35 and (time := clock.in_words(rng, language)) and _LETTERS.search(time.text):
        return time.text
    _, phrases = any_texts(rng, language, "carriers.no_day")
    text = _cased(rng, rng.choice(phrases))
    return text + rng.choice(("", "", "", "!", ".", f", {rng.choice(pools.people(language)).split()[0]}"))


def undated(rng: Random, language: str) -> str:
    """`n.d.`, `sans date`, `unknown`: of the language, or of another, as in catalogues."""
    _, forms = any_texts(rng, language, "carriers.undated", share=0.7)
    return _cased(rng, rng.choice(forms))


def _cased(rng: Random, text: str) -> str:
    roll = rng.random()
    return text if roll < 0.7 else text.capitalize() if roll < 0.85 else text.upper()


def some_words(rng: Random, language: str) -> str:
    """One to four words of the language, none of them a feast."""
    words = rng.choices(pools.words(language), k=rng.choice((1, 1, 2, 2, 3, 4)))
    if not _feasts(language).isdisjoint(word.casefold() for word in words):
        return some_words(rng, language)
    roll = rng.random()
    if roll < 0.03:
        return quote(words[0])
    joint = "" if roll < 0.08 else rng.choice("-_/") if roll < 0.13 else " "
    return _cased(rng, joint.join(words))


@cache
def _feasts(language: str) -> frozenset[str]:
    """Names of feasts, which are dates."""
    names = "|".join(names for names, _ in rows(language, "relative.feasts")).split("|")
    return frozenset(name.casefold() for name in names)


def numbers_in_words(rng: Random, language: str) -> str:
    """Numbers in words that are not a day: nine twenty-second."""
    said = [number_words.day_words(rng.randint(1, 31), language, rng) for _ in range(rng.choice((1, 1, 2)))]
    if None in said or language in ("zh", "ja", "ko", "yue"):
        return some_words(rng, language)
    return " ".join(text for text in said if text)


def cldr_name(rng: Random, language: str) -> str:
    """The name of a language, country, city, currency or unit, often in a rare language."""
    own = rng.choice(tuple(inventory())) if rng.random() < 0.6 else language
    name = pools.cldr_names(own, rng)
    if rng.random() < 0.3:
        name = _joined(rng, name, pools.cldr_names(own, rng))
    said = {word.lower() for word in _LETTERS.findall(name)}
    is_plain = not any(map(str.isnumeric, name)) and not is_relative(name, own)
    if not is_plain or not said.isdisjoint(pools.date_words(own) | pools.date_words("en")):
        return cldr_name(rng, language)
    return name.lower() if rng.random() < 0.1 else name


def _joined(rng: Random, first: str, second: str) -> str:
    """The first part of a word and the last part of another: a word that no list has."""
    one, other = rng.choice(first.split() or [""]), rng.choice(second.split() or [""])
    return scripts.joined(rng, one, other, len(one))


def in_script(rng: Random, language: str) -> str:
    """One to twelve words in a script of few texts: names of CLDR, or words made of its letters."""
    number, roll = rng.choice((1, 1, 2, 3, rng.randint(4, 12))), rng.random()
    if roll < 0.35:
        said = rng.choices(pools.words(rng.choice(tuple(rare_writings().values()))), k=number)
    elif roll < 0.55:
        known = pools.words(rng.choice(_named_languages()))
        said = [
            rng.choice(known) if rng.random() < 0.6 else scripts.made_of(rng, known[:40])
            for _ in range(number)
        ]
    else:
        script = rng.choice(tuple(scripts.scripts()))
        said = [scripts.made_word(rng, script) for _ in range(number)]
    text = " ".join(word for word in said if word)
    return text + rng.choice(("", "", "", ".", "!", "?", ",", "։", "।", "။", "።", "…"))


@cache
def _named_languages() -> tuple[str, ...]:
    """The languages whose words are names of CLDR."""
    return tuple(language for language in inventory() if not pools.has_word_list(language))


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
