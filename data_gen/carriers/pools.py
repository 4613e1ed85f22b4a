"""Words, names, places and sentences without dates: Faker's, or CLDR's in languages that Faker lacks.

Every pool is drawn once, seeded with its name, so that its content never depends on earlier draws.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.resources import files
from random import Random
from typing import Any

from faker import Faker

from data_gen.carriers import scripts
from data_gen.language import NO_LANGUAGE, texts
from data_gen.locales import babel_locale, inventory, load, rare_writings
from data_gen.relative.words import is_relative

Pool = tuple[str, ...]

_SIZE = 400
_FEW = 60
_CITIES, _UNITS = 0.15, 0.05
"""Shares of cities and units among the names of CLDR."""
_WORD = re.compile(r"[^\W\d_]+")
_LOCALE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")
_LEFT_OUT = ("lorem/en_PH", "lorem/la", "person/fr_QC", "person/fr_CA")
"""Word lists of Faker in no living language, and one that Faker warns about."""
_LANGUAGES = {"no": "nb", "tl": "fil", "tw": "ak"}
"""Faker's language code → CLDR's."""


@cache
def _locales(provider: str) -> Mapping[str, Pool]:
    """Language → the Faker locales that have a provider."""
    found: dict[str, list[str]] = {}
    for entry in files(f"faker.providers.{provider}").iterdir():
        if entry.is_dir() and _LOCALE.fullmatch(entry.name) and f"{provider}/{entry.name}" not in _LEFT_OUT:
            language = entry.name.split("_")[0]
            found.setdefault(_LANGUAGES.get(language, language), []).append(entry.name)
    return {language: tuple(sorted(names)) for language, names in found.items()}


@cache
def _faker(locale: str) -> Faker:
    return Faker(locale)


@cache
def _drawn(provider: str, method: str, language: str) -> Pool:
    """Texts of a Faker method in a language; () if Faker has none in it."""
    texts: dict[str, None] = {}
    locales = _locales(provider).get(language, ())
    for locale in locales:
        faker = _faker(locale)
        if not hasattr(faker, method):  # en_PH has no telephone numbers
            continue
        faker.seed_instance(f"{method}/{locale}")
        for _ in range(_SIZE // len(locales) + 1):
            texts[re.sub(r"\s*\n\s*", ", ", str(getattr(faker, method)())).strip()] = None
    return tuple(text for text in texts if text)


def sentences(language: str) -> Pool:
    """Random sentences of a language; () if Faker lacks it."""
    return _drawn("lorem", "sentence", language)


@cache
def plain_sentences(language: str) -> Pool:
    """Sentences of up to 80 characters without words of time or numbers, for use beside a date."""
    barred = date_words(language) | date_words("en") | _time_words()
    kept = []
    for text in sentences(language):
        words = set(_WORD.findall(text.lower()))
        dated = words & barred or _is_relative(text, language) or any(map(str.isnumeric, text))
        if len(text) <= 80 and not dated:
            kept.append(text)
    return tuple(kept)


def phone_numbers(language: str) -> Pool:
    """Telephone numbers of a country of the language, or American ones."""
    return _drawn("phone_number", "phone_number", language) or _drawn("phone_number", "phone_number", "en")


def addresses(language: str) -> Pool:
    """Postal addresses on one line."""
    return _drawn("address", "address", language) or _drawn("address", "address", "en")


def street_lines(language: str) -> Pool:
    """Streets with house numbers."""
    return _drawn("address", "street_address", language) or _drawn("address", "street_address", "en")


def jobs(language: str) -> Pool:
    """Names of occupations."""
    return _drawn("job", "job", language) or words(language)


def companies(language: str) -> Pool:
    """Names of companies."""
    return _drawn("company", "company", language) or _drawn("company", "company", "en")


@cache
def people(language: str) -> Pool:
    """Names of people, without names of months and weekdays and without digits."""
    drawn = _drawn("person", "name", language) or _drawn("person", "name", "en")
    barred = date_words("en") | date_words(language)
    plain = (name for name in drawn if not any(map(str.isdigit, name)))
    return tuple(name for name in plain if not barred.intersection(_WORD.findall(name.lower())))


def _italian_towns() -> Pool:
    """Sorted, as Faker keeps them in a set, whose order changes from process to process."""
    towns = sorted(import_module("faker.providers.address.it_IT").Provider.cities)
    return tuple(Random("city/it_IT").sample(towns, _SIZE))


@cache
def places(language: str) -> Pool:
    """Names of towns, or of countries if Faker lacks the language."""
    towns = _italian_towns() if language == "it" else _drawn("address", "city", language)
    names = towns or tuple(name for name in _cldr(language, "territories") if len(name) < 20)
    barred = date_words("en") | date_words(language)
    plain = (name for name in names if not any(map(str.isdigit, name)))
    return tuple(name for name in plain if not barred.intersection(_WORD.findall(name.lower()))) or (
        "Geneva",
        "Nairobi",
        "Lima",
    )


@cache
def cities(language: str) -> Pool:
    """Names of towns of the language, and of the large cities of the world in it."""
    known = _cldr_parts(language, "time_zones", "city")
    barred = date_words("en") | date_words(language)
    plain = (name for name in known if not barred.intersection(_WORD.findall(name.lower())))
    return (*places(language), *plain)


@cache
def words(language: str) -> Pool:
    """Words of a language without words of time, numbers, and labels of numbers."""
    drawn = {word.lower() for word in _drawn("lorem", "word", language)} or _named_words(language)
    barring = (date_words, label_words)
    barred = _time_words().union(*(of(name) for of in barring for name in (language, "en")))
    plain = (word for word in drawn if _is_plain(word.lower(), barred) and not _is_relative(word, language))
    return tuple(sorted(plain)) or (
        "lorem",
        "ipsum",
        "dolor",
    )


def has_word_list(language: str) -> bool:
    """Whether Faker has words of a language; others have names of countries, languages and currencies."""
    return language in _locales("lorem")


def _named_words(language: str) -> set[str]:
    """Names of CLDR in the script of the language, with made-up words where there are few."""
    named = {
        name for part in ("languages", "territories", "currency_names") for name in _cldr(language, part)
    }
    data = load(language) if language in inventory() else None
    script = scripts.script_of(data.months["MMMM"][0]) if data and "MMMM" in data.months else ""
    own = {name for name in named if scripts.script_of(name) == script} if script else named
    rng = Random(f"words/{language}")
    return (
        own
        if len(own) >= _FEW or not script
        else own | {scripts.made_word(rng, script) for _ in range(_SIZE)}
    )


def _is_relative(word: str, language: str) -> bool:
    return language in inventory() and is_relative(word, language)


def _is_plain(word: str, barred: frozenset[str]) -> bool:
    return 1 < len(word) < 24 and not barred.intersection(word.split()) and not any(map(str.isnumeric, word))


@cache
def _time_words() -> frozenset[str]:
    """Words that would change a date beside them: before, after, about, seasons, spans, numbers."""
    return frozenset(texts(NO_LANGUAGE, "carriers.never_around"))


LABEL_KEYS = ("labels.version", "labels.section", "labels.pages", "labels.numbered", "labels.counted")


@cache
def label_words(language: str) -> frozenset[str]:
    """Words that make the number beside them something other than a date (page, copies), in lower case."""
    return frozenset(word.lower() for key in LABEL_KEYS for word in texts(language, key))


@cache
def date_words(language: str) -> frozenset[str]:
    """The month and weekday names of a language in lower case, without dots."""
    data = load(language if language in inventory() else "en")
    names = (*data.months.values(), *data.weekdays.values())
    return frozenset(name.lower().strip(".") for form in names for name in form)


@cache
def _cldr(language: str, part: str) -> Pool:
    """CLDR's names in a language: `languages`, `territories`, `currency_names`."""
    names: Any = babel_locale(language)._data[part]  # Babel's `Locale.languages` copies the whole table
    return tuple(sorted({str(names[code]) for code in names if isinstance(names[code], str)}))


@cache
def _cldr_parts(language: str, part: str, name: str) -> Pool:
    """CLDR's names of cities or units in a language, without units of time."""
    items: Any = babel_locale(language)._data[part].items()
    found = {item.get(name) for key, item in items if not key.startswith("duration")}
    return tuple(sorted(one for one in found if isinstance(one, str)))


_NAMED = ("languages", "territories", "currency_names", "scripts", "variants")


@cache
def country_codes() -> Pool:
    """The codes of all countries: SE, IT."""
    names: Any = babel_locale("en")._data["territories"]
    return tuple(sorted(str(code) for code in names if str(code).isalpha() and len(str(code)) == 2))


def all_cldr_names(language: str) -> Pool:
    """CLDR's names of languages, countries and currencies in a language."""
    return tuple(name for part in _NAMED[:3] for name in _cldr(language, part))


def cldr_names(language: str, rng: Random) -> str:
    """CLDR's name of a language, country, currency, script, variant, city or unit."""
    roll = rng.random()
    if roll < _CITIES:
        pool = _cldr_parts(language, "time_zones", "city")
    elif roll < _CITIES + _UNITS:
        pool = _cldr_parts(language, "unit_display_names", "long")
    else:
        pool = _cldr(language, rng.choice(_NAMED))
    return rng.choice(pool or words(language))


def writing(identifier: str) -> str:
    """What words around a date of a locale are asked for by: its language, or `en-Shaw`."""
    language = identifier.split("-")[0]
    return rare_writings().get("-".join(identifier.split("-")[:2]), language)
