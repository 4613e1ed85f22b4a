"""Date formats that a user describes with patterns and names in a TOML file, without pairs.

    [[style]]
    patterns = ["o 'daye of' MMMM y", "EEEE 'the' o 'of' MMMM, y"]
    months = ["Ianuarie", "Februarie", ["Marche", "Marsh"], ...]    # twelve; several spellings in a list
    weekdays = ["Munday", ...]                                      # seven from Monday
    language = "en"                                                 # whose other words, and the hint
    order = "DMY"                                                   # the hint
    years = [1500, 1700]

Patterns are those of `data_gen.dates.patterns`: CLDR's letters, `o` for the day with its ordinal mark, words
in single quotes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from data_gen import noise
from data_gen.corpus import NOISY_SHARE
from data_gen.dates.days import Day, draw_day
from data_gen.dates.patterns import Words, fields, has_short_year, is_numeric, render, tokens
from data_gen.dates.surface import value_of
from data_gen.example import ORDERS, Example
from data_gen.locales import MONTH_FORMS, LocaleData, inventory, load

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Spellings = tuple[tuple[str, ...], ...]

KEYS = ("patterns", "months", "weekdays", "language", "order", "years")
WEEKDAY_FORMS = ("EEEE", "EEE", "cccc", "ccc")

_FIELDS = re.compile(r"y|yy|yyyy|M{1,4}|L{1,4}|R|d|dd|o|P|E{1,4}|c{3,4}|G{1,4}")
_KINDS = {"y": "year", "M": "month", "d": "day", "E": "weekday", "G": "era"}


class PatternError(ValueError):
    """A file of patterns is not valid; the message names the key."""


@dataclass(frozen=True)
class Style:
    """One way of writing dates.

    Attributes:
        patterns: see `data_gen.dates.patterns`.
        months: spellings of each month from January; () for the names of the language.
        weekdays: spellings of each weekday from Monday; () for the names of the language.
        language: language of all other words, and the hint; "" for English words and no hint.
        order: the hint, or "".
        years: first and last year; None for years as in the corpus.
    """

    patterns: tuple[str, ...]
    months: Spellings = ()
    weekdays: Spellings = ()
    language: str = ""
    order: str = ""
    years: tuple[int, int] | None = None
    _data: LocaleData = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_data", load(inventory()[self.language or "en"][0]))

    def example(self, rng: Random) -> Example:
        """Draw a date in this style."""
        pattern = rng.choice(self.patterns)
        day = self._day(pattern, rng)
        text = render(pattern, day, self._words(rng), rng)
        noises: tuple[str, ...] = ()
        if rng.random() < NOISY_SHARE:
            text, noises = noise.add_noise(text, rng, 1, noise.TRAINED)
        value = value_of(pattern, day, day.weekday if "E" in fields(pattern) else None)
        return Example(text, value, self.language, "", self.order, pattern, "style", ",".join(noises))

    def _day(self, pattern: str, rng: Random) -> Day:
        if self.years is not None:
            return draw_day(rng, year=rng.randint(*self.years))
        return draw_day(rng, year=rng.randint(1930, 2029)) if has_short_year(pattern) else draw_day(rng)

    def _words(self, rng: Random) -> Words:
        months = tuple(rng.choice(spellings) for spellings in self.months)
        weekdays = tuple(rng.choice(spellings) for spellings in self.weekdays)
        return Words(
            dict.fromkeys(MONTH_FORMS, months) if months else self._data.months,
            dict.fromkeys(WEEKDAY_FORMS, weekdays) if weekdays else self._data.weekdays,
            rng.choice(self._data.eras) if self._data.eras else None,
            self.language or "en",
        )


def draw(styles: Sequence[Style], count: int, rng: Random) -> Iterator[Example]:
    """Draw examples; each style is drawn in proportion to its number of patterns."""
    weights = [len(style.patterns) for style in styles]
    for _ in range(count):
        yield rng.choices(styles, weights)[0].example(rng)


def read_styles(text: str) -> tuple[Style, ...]:
    """Read the styles of a TOML file.

    Raises:
        PatternError: if it is not valid; the message names the line or the key.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PatternError(f"not TOML: {error}") from error
    unknown = sorted(set(document) - {"style"})
    if unknown:
        raise PatternError(f"unknown key {unknown[0]}; a file of patterns has tables [[style]]")
    found = document.get("style")
    if not isinstance(found, list) or not found or not all(isinstance(one, dict) for one in found):
        raise PatternError("no table [[style]]")
    return tuple(_style(f"style {number}", one) for number, one in enumerate(found, 1))


def _style(where: str, described: Mapping[str, Any]) -> Style:
    unknown = sorted(set(described) - set(KEYS))
    if unknown:
        raise PatternError(f"{where}: unknown key {unknown[0]}; there are {', '.join(KEYS)}")
    language, order = described.get("language", ""), described.get("order", "")
    if language and language not in inventory():
        raise PatternError(f"{where}, language: no names are known of {language!r}")
    if order and order not in ORDERS:
        raise PatternError(f"{where}, order: {order!r} is none of {', '.join(ORDERS)}")
    months = _names(f"{where}, months", described.get("months", []), 12)
    weekdays = _names(f"{where}, weekdays", described.get("weekdays", []), 7)
    patterns = described.get("patterns")
    if not isinstance(patterns, list) or not patterns:
        raise PatternError(f"{where}, patterns: a list of patterns is needed")
    for number, pattern in enumerate(patterns, 1):
        fault = _fault(pattern, bool(months or language), bool(weekdays or language))
        if fault:
            raise PatternError(f"{where}, pattern {number} ({pattern}): {fault}")
    return Style(tuple(patterns), months, weekdays, language, order, _years(where, described.get("years")))


def _names(where: str, names: Any, count: int) -> Spellings:  # noqa: ANN401 - anything TOML can hold
    """The spellings of each name."""
    if names == []:
        return ()
    if not isinstance(names, list) or len(names) != count:
        found = len(names) if isinstance(names, list) else "no list"
        raise PatternError(f"{where}: {found} where {count} names are needed")
    spellings = [[name] if isinstance(name, str) else name for name in names]
    for number, one in enumerate(spellings, 1):
        if not isinstance(one, list) or not one or not all(isinstance(s, str) and s.strip() for s in one):
            raise PatternError(f"{where}: name {number} is neither text nor a list of spellings")
    seen: dict[str, int] = {}
    for number, one in enumerate(spellings, 1):
        for spelling in one:
            other = seen.setdefault(spelling.casefold(), number)
            if other != number:
                raise PatternError(f"{where}: {spelling!r} is both name {other} and name {number}")
    return tuple(tuple(one) for one in spellings)


def _years(where: str, years: Any) -> tuple[int, int] | None:  # noqa: ANN401 - anything TOML can hold
    if years is None:
        return None
    if isinstance(years, list) and len(years) == 2 and all(type(year) is int for year in years):
        first, last = years
        if 1 <= first <= last <= 9999:
            return first, last
    raise PatternError(f"{where}, years: a first and a last year from 1 to 9999 are needed, not {years!r}")


def _fault(pattern: Any, has_months: bool, has_weekdays: bool) -> str:  # noqa: ANN401 - anything TOML can hold
    """The error in a pattern, or ""."""
    if not isinstance(pattern, str):
        return "no text"
    if pattern.count("'") % 2:
        return "a quote is not closed"
    bare = re.sub("'[^']*'", " ", pattern)
    for word in re.findall(r"[A-Za-z]+", bare):
        if not all(_FIELDS.fullmatch(run.group()) for run in re.finditer(r"(.)\1*", word)):
            return f"{word} is no field; words stand in quotes: '{word}'"
    kinds = [token.kind for token in tokens(pattern) if token.field]
    twice = [kind for kind in kinds if kinds.count(kind) > 1]
    if twice:
        return f"the {_KINDS[twice[0]]} stands twice"
    if not {"y", "M"} & set(kinds):
        return "neither a year nor a month"
    if "d" in kinds and "M" not in kinds:
        return "a day without a month"
    named = "M" in kinds and not is_numeric(pattern) and "R" not in pattern
    if named and not has_months:
        return "months are written by name; give months, or a language"
    if "E" in kinds and not has_weekdays:
        return "weekdays are written by name; give weekdays, or a language"
    return ""
