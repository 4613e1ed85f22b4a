"""What is not a date, in every language: the texts a converter must answer with a refusal.

Relative expressions (yesterday, in 3 days), weekdays and months alone count as no date.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random
from urllib.parse import quote

from data_gen.carriers import pools
from data_gen.dates import number_words
from data_gen.dates.days import days_in_month
from data_gen.language import any_texts, texts
from data_gen.locales import babel_locale, inventory, load
from data_gen.negatives.codes import CODES
from data_gen.negatives.date_likeness import looks_dated
from data_gen.negatives.near_misses import near_miss
from data_gen.numerals import to_native
from data_gen.times import clock

_RELATIVE = Path(__file__).parents[1] / "tables" / "relative.json"
_CODES = tuple(CODES)
_CODE_WEIGHTS = (8, 6, 4, 10, 14, 16, 14, 8, 16, 4)


@cache
def _relative_words() -> dict[str, list[str]]:
    return dict(json.loads(_RELATIVE.read_text(encoding="utf-8")))


@cache
def _patterns(language: str, table: str) -> tuple[str, ...]:
    """CLDR's patterns with a number in them: `date_fields` (in 3 days) or `unit_patterns` (3 days, 3 kg)."""
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


def _relative(rng: Random, language: str) -> str:
    """`Yesterday`, `in 3 days`, `last Friday`; with a time now and then."""
    words = _relative_words().get(language)
    if words and rng.random() < 0.55:
        text = rng.choice(words)
        return f"{text} {clock.times(rng, language)}" if rng.random() < 0.15 else text
    patterns = _patterns(language, "date_fields")
    return _numbered(rng, patterns, language) if patterns else _relative(rng, "en")


def _duration(rng: Random, language: str) -> str:
    """`3 weeks`, `12 kg`, `40 km/h` in the words of the language."""
    patterns = _patterns(language, "unit_patterns")
    text = (
        _numbered(rng, patterns, language)
        if patterns
        else _numbered(rng, _patterns("en", "unit_patterns"), "en")
    )
    if rng.random() < 0.1 and patterns:
        text += " " + _numbered(rng, patterns, language)
    return text


def _numbered(rng: Random, patterns: tuple[str, ...], language: str) -> str:
    number = rng.choice((rng.randint(1, 12), rng.randint(1, 99), rng.randint(1, 5000)))
    text = str(number) if rng.random() < 0.9 else f"{number % 60}{rng.choice('.,')}5"
    digits = load(language).digits
    if digits and load(language).native_digits and rng.random() < 0.5:
        text = to_native(text, digits[0])
    return rng.choice(patterns).replace("{0}", text)


def _time(rng: Random, language: str) -> str:
    """A time alone, a span of times, or one no clock shows."""
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
    names = rng.choice(tuple(load(language).months.values()))
    return rng.choice(names)


def _calendar_word(rng: Random, language: str) -> str:
    """A weekday, month, part of the day or era alone; a weekday with a day but no month."""
    roll = rng.random()
    if roll < 0.4:
        return _cased(rng, _weekday(rng, language))
    if roll < 0.65:
        return _cased(rng, _month(rng, language))
    if roll < 0.75:
        return f"{_weekday(rng, language)}{rng.choice((' ', ', ', ' - '))}{_weekday(rng, language)}"
    if roll < 0.87:
        return f"{_weekday(rng, language)} {rng.randint(1, 31)}{rng.choice(('', '.', ''))}"
    if roll < 0.95:
        return f"{clock.part_of_day(rng, language) or _weekday(rng, language)}"
    return _english_phrase(rng) if language == "en" or rng.random() < 0.3 else _weekday(rng, language)


def _english_phrase(rng: Random) -> str:
    """A day that only a calendar could tell: the third, 2nd Tuesday of March, every Friday."""
    ordinal = rng.choice(
        ("first", "second", "third", "fourth", "last", "1st", "2nd", "3rd", "4th", "5th", "12th")
    )
    form = rng.choice(
        (
            "the {o}",
            "{o} {w} of {m}",
            "{o} {w} in {m}",
            "every {w}",
            "next {m}",
            "in {m}",
            "on {w}s",
            "this {w}",
        )
    )
    return form.format(o=ordinal, w=_weekday(rng, "en"), m=_month(rng, "en"))


def _undated(rng: Random, language: str) -> str:
    """`n.d.`, `sans date`, `unknown`: those of the language, or of another that a catalogue may use."""
    _, forms = any_texts(rng, language, "carriers.undated", share=0.7)
    return _cased(rng, rng.choice(forms))


def _cased(rng: Random, text: str) -> str:
    roll = rng.random()
    return text if roll < 0.7 else text.capitalize() if roll < 0.85 else text.upper()


def _words(rng: Random, language: str) -> str:
    """One to four words of the language, in no order."""
    words = rng.choices(pools.words(language), k=rng.choice((1, 1, 2, 2, 3, 4)))
    roll = rng.random()
    if roll < 0.03:
        return quote(words[0])
    joint = "" if roll < 0.08 else rng.choice("-_/") if roll < 0.13 else " "
    return _cased(rng, joint.join(words))


def _number_words(rng: Random, language: str) -> str:
    """Numbers in words that name no day: nine twenty-second."""
    texts = [number_words.day_words(rng.randint(1, 31), language, rng) for _ in range(rng.choice((1, 1, 2)))]
    if None in texts or language in ("zh", "ja", "ko", "yue"):
        return _words(rng, language)
    return " ".join(text for text in texts if text)


def _cldr_name(rng: Random, language: str) -> str:
    return pools.cldr_names(language, rng)


def _sentence(rng: Random, language: str) -> str:
    """A sentence: words of the language in any order, or a request or question people make."""
    talk = texts(language, "carriers.talk")
    if talk and rng.random() < 0.35:
        return rng.choice(talk)
    known = pools.sentences(language)
    text = rng.choice(known) if known else " ".join(rng.choices(pools.words(language), k=rng.randint(4, 9)))
    if rng.random() < 0.15:
        text += " " + (rng.choice(known) if known else _words(rng, language))
    return text if len(text) < 220 else text[:220]


def _with_number(rng: Random, language: str) -> str:
    """Words around something with figures that is no date."""
    inner = rng.choice((_code, _duration, _time))(rng, language)
    words = pools.words(language)
    before = " ".join(rng.choices(words, k=rng.randint(1, 4)))
    after = " ".join(rng.choices(words, k=rng.randint(0, 3)))
    return f"{before} {inner} {after}".strip() + rng.choice(("", "", ".", "!", "?"))


def _beside_word(rng: Random, language: str) -> str:
    """A small number before any word, `1 Haus`: it is a day beside a month alone."""
    return f"{rng.randint(1, 31)} {rng.choice(pools.words(language))}"


def _code(rng: Random, language: str) -> str:
    return CODES[rng.choices(_CODES, _CODE_WEIGHTS)[0]](rng)


def _person(rng: Random, language: str) -> str:
    name = rng.choice(pools.people(language))
    return f"{name}, {rng.choice(pools.jobs(language))}" if rng.random() < 0.15 else name


def _place(rng: Random, language: str) -> str:
    return rng.choice(pools.places(language))


def _address(rng: Random, language: str) -> str:
    return rng.choice(pools.addresses(language))


def _phone(rng: Random, language: str) -> str:
    return rng.choice(("", "", "", "Tel. ", "tel: ", "☎ ", "Fax ", "+", "Phone: ")) + rng.choice(
        pools.phone_numbers(language)
    )


def _company(rng: Random, language: str) -> str:
    return rng.choice(pools.companies(language) if rng.random() < 0.6 else pools.jobs(language))


_MAKERS: dict[str, tuple[float, Callable[[Random, str], str]]] = {
    "code": (20, _code),
    "time": (9, _time),
    "duration": (9, _duration),
    "relative": (12, _relative),
    "calendar-word": (9, _calendar_word),
    "undated": (5, _undated),
    "word": (8, _words),
    "cldr-name": (5, _cldr_name),
    "number-words": (1.5, _number_words),
    "sentence": (12, _sentence),
    "with-number": (6, _with_number),
    "beside-word": (13, _beside_word),
    "person": (4, _person),
    "place": (2, _place),
    "company": (2, _company),
    "address": (5, _address),
    "phone": (6, _phone),
    "near-miss": (51, near_miss),
}
_NAMES = tuple(_MAKERS)
_WEIGHTS = tuple(weight for weight, _ in _MAKERS.values())


def negative(rng: Random, language: str | None = None) -> tuple[str, str]:
    """Draw a text that is not a date.

    Args:
        rng: source of chance.
        language: whose words to use; any language's if None.

    Returns:
        (text, name of what it is).
    """
    if language is None or language not in inventory():
        language = rng.choice(tuple(inventory()))
    while True:
        name = rng.choices(_NAMES, _WEIGHTS)[0]
        text = _MAKERS[name][1](rng, language)
        # A near miss looks dated by its numbers: the words in it are what tells that it is not.
        if text.strip() and (name == "near-miss" or not looks_dated(text, language)):
            return text, name


_IMPOSSIBLE_YEARS = ((1900, 2035), (1700, 1899), (1000, 2199))


def _year(rng: Random) -> int:
    return rng.randint(*rng.choices(_IMPOSSIBLE_YEARS, (70, 20, 10))[0])


def impossible_named(rng: Random) -> tuple[int, int, int]:
    """Year, month and a day that month does not have: 31 April, 33 August, 0 May, 29 February 2015."""
    year, month = _year(rng), rng.randint(1, 12)
    roll = rng.random()
    if roll < 0.2:
        month = 2
        while days_in_month(year, 2) == 29:
            year = _year(rng)
        return year, month, rng.choice((29, 30, 31))
    if roll < 0.5:
        return year, rng.choice((4, 6, 9, 11)), 31
    if roll < 0.62:
        return year, month, 0
    return year, month, rng.choice((rng.randint(32, 39), rng.randint(32, 99)))


def impossible_fields(rng: Random) -> tuple[int, int, int]:
    """Year, month and day in figures of which no order makes a date: month 13, day 0, 31 April."""
    year = _year(rng)
    roll = rng.random()
    if roll < 0.4:
        return impossible_named(rng)
    if roll < 0.65:
        return year, rng.randint(13, 31), rng.randint(13, 40)
    if roll < 0.75:
        return year, rng.choice((13, 14, 15, 19, 20, 24, 30)), rng.randint(13, 31)
    if roll < 0.9:
        return year, 0, rng.choice((0, rng.randint(1, 31)))
    return year, rng.randint(32, 99), rng.randint(1, 99)
