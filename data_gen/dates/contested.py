"""Month names that other languages use for other months: `lis` is October in Croatian, November in Polish.

Without a hint, the rest of the date has to decide: a weekday, function words, dots, the order. The names are
found in the tables of the languages; none is listed here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from random import Random

from data_gen.dates import habits, other_names
from data_gen.dates.days import days_in_month, draw_day
from data_gen.dates.patterns import fields, has_short_year, is_numeric
from data_gen.dates.surface import cldr_pattern, write
from data_gen.example import DAY, ORDERS, Example
from data_gen.locales import MONTH_FORMS, SHARES, LocaleData, inventory, load

YEARLESS = frozenset("Md")
Names = tuple[tuple[int, str], ...]

_KIN = 3
"""Length of a shared beginning that makes names of common languages confusable: lipanj, lipiec."""


@lru_cache(maxsize=1)
def table() -> Mapping[str, Names]:
    """Language → (month, name) of each name that is another month in another language.

    For common languages, names that only begin alike count too.
    """
    exact: dict[str, set[int]] = {}
    alike: dict[str, set[int]] = {}
    for language in inventory():
        for month, name in _names(language):
            exact.setdefault(folded(name), set()).add(month)
            if language in SHARES:
                alike.setdefault(folded(name)[:_KIN], set()).add(month)
    found = {}
    for language in inventory():
        common = language in SHARES
        contested = tuple(
            (month, name)
            for month, name in _names(language)
            if len(exact[folded(name)]) > 1 or (common and len(alike[folded(name)[:_KIN]]) > 1)
        )
        if contested:
            found[language] = contested
    return found


def draw(rng: Random) -> tuple[Example, LocaleData]:
    """A date whose month has a contested name, and its locale.

    Three in four have a weekday, which identifies the language; the others keep the priors right.
    """
    data, month = draw_name(rng)
    wanted = DAY if rng.random() < 0.75 else YEARLESS
    pattern = cldr_pattern(data, rng, wanted) if rng.random() < 0.35 else None
    if pattern and "E" not in fields(pattern) and rng.random() < 0.6:
        pattern = None
    while pattern is None or is_numeric(pattern) or "R" in pattern:  # the month must be written by name
        pattern = habits.named_pattern(rng, data.identifier, year="y" in wanted, weekday=0.75)
    short = has_short_year(pattern)
    day = draw_day(rng, year=rng.randint(1930, 2029) if short else None)
    day = replace(day, month=month, day=min(day.day, days_in_month(day.year, month)))
    example = write(pattern, day, data, rng)
    kind = "noyear" if "y" not in wanted else "full2y" if short else "full"
    order = rng.choice(ORDERS) if rng.random() < 0.25 else data.order
    return replace(example, order=order, kind=kind), data


def draw_name(rng: Random) -> tuple[LocaleData, int]:
    """A locale with a contested name for one of its months, and that month.

    Languages are drawn as in the corpus, so that the shares remain right where nothing else decides.
    """
    common, shares = _common()
    language = rng.choices(common, shares)[0] if rng.random() < 0.7 else rng.choice(tuple(table()))
    month, name = rng.choice(table()[language])
    locales = inventory()[language]
    data = load(locales[0] if rng.random() < 0.6 else rng.choice(locales))
    names = next(iter(data.months.values()))
    twelve = (*names[: month - 1], name, *names[month:])
    return replace(data, months=dict.fromkeys(MONTH_FORMS, twelve)), month


@cache
def _common() -> tuple[tuple[str, ...], tuple[float, ...]]:
    # Most contested names are in the smaller ones of the common languages.
    languages = tuple(language for language in SHARES if language in table())
    return languages, tuple((SHARES[language] * len(table()[language])) ** 0.5 for language in languages)


def _names(language: str) -> Iterator[tuple[int, str]]:
    """(month, name) of the month names in letters; without names that the language gives to two months."""
    claims: dict[str, tuple[set[int], str]] = {}
    forms = load(inventory()[language][0]).months.values()
    others = other_names.months(language)
    for place in range(12):
        for name in (*(form[place] for form in forms), *(others[place] if others else ())):
            bare = name.rstrip(".")
            if len(bare) > 1 and all(character.isalpha() or character in " -'’" for character in bare):
                claims.setdefault(folded(name), (set(), name))[0].add(place + 1)
    for months, name in claims.values():
        if len(months) == 1:
            yield next(iter(months)), name


@cache
def folded(name: str) -> str:
    """The name without case, accents and dot, as in careless typing and scans.

    >>> folded("Říj.")
    'rij'
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).rstrip(".")
