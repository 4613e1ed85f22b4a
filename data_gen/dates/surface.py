"""From a day to text: the words of a locale, a pattern, digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from random import Random

from data_gen.dates import other_names
from data_gen.dates.days import Day
from data_gen.dates.patterns import Words, fields, has_short_year, is_numeric, order_of, render
from data_gen.example import Example
from data_gen.language import single_text
from data_gen.locales import SHARES, LocaleData, Names, load
from data_gen.numerals import to_native


def write(
    pattern: str, day: Day, data: LocaleData, rng: Random, *, people: bool = False, meaning: str = ""
) -> Example:
    """Write a day by a pattern with the words of a locale; the example has no kind yet.

    Args:
        pattern: see `data_gen.dates.patterns`.
        day: the day.
        data: the locale.
        rng: random generator.
        people: whether to vary names as people do (other libraries' names, case, dots).
        meaning: the pattern whose fields the value has, if not `pattern`.
    """
    shift = rng.randint(1, 6) if people and "E" in fields(pattern) and rng.random() < 0.12 else 0
    text = elided(render(pattern, day, _words(data, rng, people, shift), rng), data.language)
    weekday = (day.weekday + shift) % 7 if "E" in fields(pattern) else None
    meaning = meaning or pattern
    value = value_of(meaning, day, weekday)
    return Example(_digits(text, data, rng), value, data.language, order=data.order, pattern=meaning)


def elided(text: str, language: str) -> str:
    """`jour d'octobre` and `jour de mars`, in languages with elision; one *de* where a month has its own.

    >>> elided("3e jour de octobre", "fr"), elided("3e jour d'mars", "fr"), elided("3 de abril", "es")
    ("3e jour d'octobre", '3e jour de mars', '3 de abril')
    >>> elided("principis de de març", "ca")
    'principis de març'
    """
    text = _TWICE.sub("", text)
    vowels = single_text(language, "habits.elided_before")
    if not vowels:
        return text
    return _OF.sub(lambda of: f"{of[1]}'" if of[2].lower() in vowels else f"{of[1]}e ", text)


_OF = re.compile(r"\b([dD])(?:e |')(?=(\w))")
_TWICE = re.compile(r"\bd(?:e |['’])(?=d(?:e |['’]))")  # the months of Catalan are *de març* and *d’abril*


def _words(data: LocaleData, rng: Random, people: bool, shift: int) -> Words:
    months, weekdays = data.months, data.weekdays
    if people:
        share = 0.3 if data.language in SHARES else 0.45
        months = _other_months(data.language, months, rng) if rng.random() < share else months
        weekdays = _other_weekdays(data.language, weekdays, rng) if rng.random() < share else weekdays
        months = _respelt(months, rng)
        if shift:
            weekdays = _rotated(weekdays, shift)
    elif names_of := _names_of_software(data.language, rng):
        if months is load(data.identifier).months:  # and not names of someone's choice
            months = _substituted(months, names_of(data.language, "months"), rng)
        weekdays = _substituted(weekdays, names_of(data.language, "weekdays"), rng)
    eras = rng.choice(data.eras) if data.eras else None
    return Words(months, weekdays, eras, data.language)


_EARLIER = 0.4
"""Share of software with the names of earlier releases of CLDR, in languages whose names changed."""
_ELSEWHERE = 0.3
"""Share of software with the names of other libraries, in small languages."""


def _names_of_software(language: str, rng: Random) -> Callable[[str, str], tuple[Names, ...]] | None:
    """The names that software writes in place of CLDR's, or None."""
    if other_names.has_earlier(language) and rng.random() < _EARLIER:
        return other_names.earlier
    return other_names.elsewhere if language not in SHARES and rng.random() < _ELSEWHERE else None


def _other_months(language: str, months: Mapping[str, Names], rng: Random) -> Mapping[str, Names]:
    """CLDR's names, some of them replaced by those of other libraries and people."""
    return _substituted(months, other_names.months(language), rng)


def _other_weekdays(language: str, weekdays: Mapping[str, Names], rng: Random) -> Mapping[str, Names]:
    return _substituted(weekdays, other_names.weekdays(language), rng)


def _substituted(names: Mapping[str, Names], others: tuple[Names, ...], rng: Random) -> Mapping[str, Names]:
    if not others or not names:
        return names
    first = next(iter(names.values()))
    chosen = tuple(
        rng.choice(variants) if variants else first[index] for index, variants in enumerate(others)
    )
    return dict.fromkeys(names, chosen)


def _respelt(names: Mapping[str, Names], rng: Random) -> Mapping[str, Names]:
    """Names as people type them: with or without capitals, without the dot, shortened."""
    if rng.random() < 0.08:
        return _shortened(next(iter(names.values()))) or names
    roll = rng.random()
    if roll < 0.24:
        names = {form: _titled(form_names) for form, form_names in names.items()}
    elif roll < 0.33:
        names = {form: _lowered(form_names) for form, form_names in names.items()}
    if rng.random() < 0.22:
        names = {form: tuple(name.rstrip(".") for name in form_names) for form, form_names in names.items()}
    return names


def _rotated(names: Mapping[str, Names], shift: int) -> Mapping[str, Names]:
    """Names shifted to a wrong weekday; the value has the date and the weekday as written."""
    return {form: form_names[shift:] + form_names[:shift] for form, form_names in names.items()}


@lru_cache(maxsize=4096)
def _titled(names: Names) -> Names:
    return tuple(name[:1].upper() + name[1:] for name in names)


@lru_cache(maxsize=4096)
def _lowered(names: Names) -> Names:
    return tuple(name.lower() for name in names)


@lru_cache(maxsize=4096)
def _shortened(names: Names) -> dict[str, Names] | None:
    """The first three, four or five letters, if the names stay distinct."""
    for length in (3, 4, 5):
        short = tuple(name[:length] for name in names)
        if len({name.casefold() for name in short}) == len(names) and all(map(str.isalpha, short)):
            return dict.fromkeys(("MMMM", "MMM", "LLLL", "LLL"), short)
    return None


def _digits(text: str, data: LocaleData, rng: Random) -> str:
    """Native digits, mostly if they are the locale's default, sometimes if it has them at all."""
    if not data.digits:
        return text
    chance = 0.75 if data.native_digits else 0.15
    return to_native(text, data.digits[0]) if rng.random() < chance else text


def cldr_pattern(data: LocaleData, rng: Random, wanted: frozenset[str]) -> str | None:
    """A standard pattern or skeleton of the locale with the wanted fields (of `y`, `M`, `d`; any weekday and
    era), or None."""
    standard, skeletons = _by_fields(data.identifier)
    if wanted in standard and (wanted not in skeletons or rng.random() < 0.7):
        return rng.choice(standard[wanted])
    return rng.choice(skeletons[wanted]) if wanted in skeletons else None


PatternsByFields = tuple[dict[frozenset[str], Names], dict[frozenset[str], Names]]


@cache
def _by_fields(identifier: str) -> PatternsByFields:
    """Standard patterns, including other libraries', and skeletons, grouped by their fields."""
    data = load(identifier)
    foreign = other_names.patterns(data.language)
    return _grouped((*data.standard, *foreign)), _grouped(tuple(data.skeletons.values()))


def _is_year_day_month(pattern: str) -> bool:
    """Whether a numeric pattern is in the order year, day, month.

    A few skeletons have it (ky, kk), but nobody writes it, and it would make every 2009-08-12 ambiguous.
    """
    return is_numeric(pattern) and order_of(pattern) == "YDM"


def _grouped(patterns: Names) -> dict[frozenset[str], Names]:
    groups: dict[frozenset[str], list[str]] = {}
    for pattern in patterns:
        if _is_year_day_month(pattern):
            continue
        groups.setdefault(fields(pattern) & frozenset("yMd"), []).append(pattern)
    return {wanted: tuple(group) for wanted, group in groups.items()}


WEEKDAYS = "①②③④⑤⑥⑦"
"""Signs of the value language after a day whose weekday is in the text, Monday first."""


def value_of(pattern: str, day: Day, weekday: int | None = None) -> str:
    """The value of a day written by a pattern, with the pattern's precision.

    Args:
        pattern: see `data_gen.dates.patterns`.
        day: the day.
        weekday: the weekday in the text, right or wrong, 0 for Monday; ignored if the value has no day.

    >>> value_of("EEE d MMM y", Day(1969, 7, 20), 6)
    '1969-07-20⑦'
    >>> [value_of(pattern, Day(1969, 7, 20)) for pattern in ("MMM y", "d.M.yy", "d MMM")]
    ['1969-07', 'XX69-07-20', 'XXXX-07-20']
    """
    kinds = fields(pattern)
    year = str(day)[:-6]
    if "y" not in kinds:
        year = "XXXX"
    elif has_short_year(pattern):
        year = f"XX{day.year % 100:02d}"
    month = f"-{day.month:02d}" if "M" in kinds else ""
    if "d" not in kinds:
        return year + month
    return f"{year}{month}-{day.day:02d}" + ("" if weekday is None else WEEKDAYS[weekday])


def beside_today(value: str, side: str) -> str:
    """The value of a date that is before (`<`) or after (`>`) the reference date.

    >>> beside_today("XXXX-05-03", "<"), beside_today("2019-05", "<")
    ('@<05#3d', '2019-05')
    """
    yearless = _YEARLESS.fullmatch(value)
    if yearless is None:
        return value
    return f"@{side}{yearless[1]}" + (f"#{int(yearless[2])}d" if yearless[2] else "")


_YEARLESS = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")


def bound_of(date: str, *, before: bool) -> str:
    """The range up to a date, or from it on.

    >>> bound_of("1850", before=True), bound_of("1850", before=False)
    ('../1850', '1850/..')
    """
    return f"../{date}" if before else f"{date}/.."


def range_of(first: str, last: str) -> str:
    """The range of two dates, whose ends have no weekday in the value language.

    >>> range_of("1969-07-20⑦", "1969-07-24")
    '1969-07-20/1969-07-24'
    """
    return f"{first.rstrip(WEEKDAYS)}/{last.rstrip(WEEKDAYS)}"
