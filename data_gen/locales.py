"""The date vocabulary of each locale: CLDR's, read with Babel and kept in plain tuples.

A language is used if its own locale has real month names (not `M01`); nothing is listed by hand. Languages
that only other libraries have are added as if they were CLDR's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global

from data_gen.numerals import has_digits

Names = tuple[str, ...]

MONTH_FORMS = ("MMMM", "MMM", "LLLL", "LLL")
"""CLDR pattern fields: format wide and abbreviated, stand-alone wide and abbreviated."""

_CONTEXTS = {"M": "format", "E": "format", "L": "stand-alone", "c": "stand-alone"}
_WIDTHS = {3: "abbreviated", 4: "wide"}


_OTHER_LANGUAGES = Path(__file__).parent / "tables" / "other_languages.json"

SHARES: Mapping[str, float] = {
    **{"en": 30, "de": 9, "fr": 8, "es": 8, "it": 5, "pt": 5, "nl": 4, "ru": 5, "ja": 4, "zh": 5},
    **dict.fromkeys(("ko", "ar", "pl"), 3),
    **dict.fromkeys(("sv", "tr", "cs", "da", "fi", "hu", "ro", "uk", "vi", "id", "hi", "fa", "he"), 2),
    **dict.fromkeys(("el", "th", "nb", "hr", "sr", "bg", "bn"), 1.5),
    **dict.fromkeys(("ca", "sk", "sl", "lt", "lv", "et", "ka", "la", "eu"), 1),
    **dict.fromkeys(("be", "mk", "mn", "fil", "cy", "gl", "sq", "az", "kk", "hy", "is", "af", "ms"), 0.6),
}
"""Common language → its rough share of what users bring.

About half of the examples are drawn by these shares; the others are spread evenly over all languages, so that
the model learns small ones too.
"""


@dataclass(frozen=True)
class LocaleData:
    """The date vocabulary of one locale.

    Attributes:
        identifier: CLDR form, `fr-CA`.
        language: `fr`.
        months: pattern field (`MMMM`, `MMM`, `LLLL`, `LLL`) → twelve names; forms with ambiguous names are
            missing.
        weekdays: pattern field (`EEEE`, `EEE`, `cccc`, `ccc`) → seven names from Monday.
        eras: names for before and after year 1, common ones first: ((before, after), …).
        standard: full, long, medium and short CLDR date patterns.
        skeletons: skeleton → pattern, for those with at least a day, month or year.
        order: `DMY`, `MDY` or `YMD`: the field order of the short pattern.
        digits: numbering systems in use besides 0–9, the default one first.
        native_digits: whether the locale writes other digits by default.
        other_order: the field order of the numeric skeleton (`yMd`) if it differs, else "".
    """

    identifier: str
    language: str
    months: Mapping[str, Names]
    weekdays: Mapping[str, Names]
    eras: tuple[tuple[str, str], ...]
    standard: Names
    skeletons: Mapping[str, str]
    order: str
    digits: Names
    native_digits: bool
    other_order: str = ""


_READ_HERE = (
    *("months", "days", "quarters", "eras", "day_periods", "date_formats", "time_formats"),
    *("datetime_formats", "datetime_skeletons", "date_fields", "unit_patterns", "list_patterns"),
)
"""The tables with aliases that the generator reads; copying all tables would take ten times as long."""


@cache
def babel_locale(identifier: str) -> Locale:
    """A Babel locale, by its CLDR or Babel name, whose tables no other locale can change.

    English for a language that CLDR does not have: its time formats have to come from somewhere. Babel
    resolves the aliases of a table in place, and a table that a locale inherits is the same object in other
    locales, so that whichever locale is asked first leaves its names to the others (Hebrew got the Azeri
    months). Read Babel's date tables through this function only.

    >>> [babel_locale(name).months["stand-alone"]["wide"][1] for name in ("az", "he")]
    ['yanvar', 'ינואר']
    """
    try:
        found = Locale.parse(identifier.replace("-", "_"))
    except UnknownLocaleError:
        found = Locale.parse("en")
    shared = localedata.load(str(found))
    own: dict[str | int | None, Any] = {
        name: _copied(table) if name in _READ_HERE else table for name, table in shared.items()
    }
    found._Locale__data = localedata.LocaleDataDict(own)  # type: ignore[attr-defined]
    return found


def _copied(table: object) -> object:
    """A copy of a table and of the tables in it; what they hold besides is never changed.

    `copy.deepcopy`, which copies each alias and pattern too, takes nine times as long.
    """
    if isinstance(table, dict):
        return {name: _copied(inner) for name, inner in table.items()}
    if isinstance(table, tuple):  # an alias with the table of what differs from it
        return tuple(_copied(inner) for inner in table)
    return table


def _january(identifier: str) -> str:
    """January's name in dates, read without resolving any alias; `M01` where the locale has none."""
    return str(localedata.load(identifier)["months"]["format"]["wide"][1])


@lru_cache(maxsize=1)
def inventory() -> Mapping[str, Names]:
    """Languages with real month names, each with its locales, the bare language first.

    >>> len(inventory()) > 300, inventory()["fr"][0], inventory()["tlh"]
    (True, 'fr', ('tlh',))
    """
    beyond = {language: (language,) for language in _beyond_babel()}
    merged = {**beyond, **babel_languages()}
    return {language: merged[language] for language in sorted(merged)}


@lru_cache(maxsize=1)
def babel_languages() -> Mapping[str, Names]:
    """The part of the inventory that Babel has.

    A language without month names of its own is left out with all its locales, also where one of its scripts
    has them (`suz` in CLDR 48): every maker may ask for the names of the bare language.

    >>> babel_languages().keys() & {"suz", "ht"}
    set()
    """
    found: dict[str, list[str]] = {}
    for identifier in sorted(localedata.locale_identifiers(), key=lambda name: (len(name), name)):
        try:
            language = Locale.parse(identifier).language
        except UnknownLocaleError:  # a variant that Babel lists but cannot parse
            continue
        if _january(identifier) != "M01":
            found.setdefault(language, []).append(identifier.replace("_", "-"))
    return {
        language: tuple(identifiers) for language, identifiers in found.items() if identifiers[0] == language
    }


@cache
def writings() -> tuple[Names, ...]:
    """The locales of each language grouped by script, as each script has to be learnt on its own.

    >>> [group[0] for group in writings() if group[0].startswith("kxv")]
    ['kxv', 'kxv-Deva', 'kxv-Latn', 'kxv-Orya', 'kxv-Telu']
    """
    groups: dict[str, list[str]] = {}
    for language, identifiers in inventory().items():
        for identifier in identifiers:
            second = identifier.split("-")[1] if "-" in identifier else ""
            script = second if len(second) == 4 and second.isalpha() else ""
            groups.setdefault(f"{language}-{script}", []).append(identifier)
    return tuple(tuple(group) for group in groups.values())


@lru_cache(maxsize=1)
def rare_writings() -> Mapping[str, str]:
    """Language and script, where the language does not usually have it, and the first locale that has both.

    Simplified and traditional Chinese are one script here.

    >>> rare_writings()["en-Shaw"], "zh-Hant" in rare_writings()
    ('en-Shaw', False)
    """
    found = {}
    for first, *_ in writings():
        language, *rest = first.split("-")
        if rest and language not in ("zh", "yue") and _january(first.replace("-", "_")) != _january(language):
            found[f"{language}-{rest[0]}"] = first
    return found


@cache
def load(identifier: str) -> LocaleData:
    """The date vocabulary of a locale given in CLDR form."""
    if identifier in _beyond_babel() and identifier not in babel_languages():
        return _beyond_babel()[identifier]
    locale = babel_locale(identifier)
    standard = standard_patterns(identifier)
    systems = _numbering_systems(locale)
    return LocaleData(
        identifier=identifier,
        language=locale.language,
        months=_month_names(locale),
        weekdays=_weekday_names(locale),
        eras=_era_names(locale),
        standard=standard,
        skeletons=_date_skeletons(locale),
        order=field_order(standard[3]),
        digits=systems,
        native_digits=bool(systems) and locale.default_numbering_system == systems[0],
        other_order=_other_order(locale, field_order(standard[3])),
    )


@cache
def standard_patterns(identifier: str) -> Names:
    """The full, long, medium and short date patterns of a locale of the inventory.

    Read without `babel_locale`, since this table has no aliases: copying the tables of every locale takes
    ten seconds.

    >>> standard_patterns("en")[-1]
    'M/d/yy'
    """
    if identifier in _beyond_babel() and identifier not in babel_languages():
        return _beyond_babel()[identifier].standard
    formats = localedata.load(str(Locale.parse(identifier.replace("-", "_"))))["date_formats"]
    return tuple(str(formats[name].pattern) for name in ("full", "long", "medium", "short"))


def _other_order(locale: Locale, usual: str) -> str:
    pattern = locale.datetime_skeletons.get("yMd")
    order = field_order(str(getattr(pattern, "pattern", pattern))) if pattern else usual
    return order if order != usual else ""


@lru_cache(maxsize=1)
def _beyond_babel() -> Mapping[str, LocaleData]:
    """The languages that other libraries have and Babel lacks (Divehi, Klingon, Walloon), without eras and
    skeletons; sources and licences are in `data_gen/tables/README.md`."""
    table = json.loads(_OTHER_LANGUAGES.read_text(encoding="utf-8"))
    return {language: _from_table(language, entry) for language, entry in table.items()}


def _from_table(language: str, entry: Mapping[str, Any]) -> LocaleData:
    wide, short = map(tuple, entry["months"])
    days, short_days = map(tuple, entry["weekdays"])
    return LocaleData(
        identifier=language,
        language=language,
        months={"MMMM": wide, "MMM": short, "LLLL": wide, "LLL": short},
        weekdays={"EEEE": days, "EEE": short_days, "cccc": days, "ccc": short_days},
        eras=(),
        standard=tuple(entry["standard"]),
        skeletons={},
        order=field_order(entry["standard"][3]),
        digits=(),
        native_digits=False,
    )


def field_order(pattern: str) -> str:
    """The field order of a numeric CLDR pattern; `DMY` if it is none of the three.

    >>> field_order("dd/MM/y"), field_order("M/d/yy"), field_order("yyyy. M. d.")
    ('DMY', 'MDY', 'YMD')
    """
    bare = "".join(pattern.split("'")[::2]).replace("L", "M")
    places = {field: bare.find(field) for field in "dMy"}
    order = "".join(sorted(places, key=lambda field: places[field])).upper()
    return {"YDM": "YMD"}.get(order, order if order in ("DMY", "MDY", "YMD") else "DMY")


def hint_table() -> dict[str, tuple[str, str]]:
    """Locale in lower case → (language, field order): what a bundle stores so that converting needs no
    Babel."""
    table: dict[str, tuple[str, str]] = {}
    for identifiers in inventory().values():
        for identifier in identifiers:
            data = load(identifier)
            table[identifier.lower()] = (data.language, data.order)
            short = _without_script(identifier)
            table.setdefault(short.lower(), (data.language, data.order))
    for alias, language in get_global("language_aliases").items():  # tl is fil, iw is he
        if language.lower() in table:
            table.setdefault(alias.lower(), table[language.lower()])
    return table


def _without_script(identifier: str) -> str:
    """`zh-Hant-TW` as people write it: `zh-TW`."""
    return "-".join(part for part in identifier.split("-") if len(part) != 4 or part.isdigit())


def _month_names(locale: Locale) -> dict[str, Names]:
    names: dict[str, Names] = {}
    for form in MONTH_FORMS:
        table = locale.months[_CONTEXTS[form[0]]][_WIDTHS[len(form)]]
        twelve = tuple(str(table[month]) for month in range(1, 13))
        if len({name.casefold() for name in twelve}) == 12 and not twelve[0].startswith("M0"):
            names[form] = twelve
    return names


def _weekday_names(locale: Locale) -> dict[str, Names]:
    names: dict[str, Names] = {}
    for form in ("EEEE", "EEE", "cccc", "ccc"):
        table = locale.days[_CONTEXTS[form[0]]][_WIDTHS[len(form)]]
        seven = tuple(str(table[day]) for day in range(7))
        if len({name.casefold() for name in seven}) == 7:
            names[form] = seven
    return names


def _era_names(locale: Locale) -> tuple[tuple[str, str], ...]:
    pairs = []
    for width in ("abbreviated", "wide"):
        table = locale.eras.get(width, {})
        if 0 in table and 1 in table and (str(table[0]), str(table[1])) not in pairs:
            pairs.append((str(table[0]), str(table[1])))
    return tuple(pairs)


def _date_skeletons(locale: Locale) -> dict[str, str]:
    """Skeletons with a month or year, and without hours, weeks and quarters."""
    wanted = set("GyMLdEc")
    found = {}
    for skeleton, pattern in locale.datetime_skeletons.items():
        letters = set(skeleton)
        text = str(getattr(pattern, "pattern", pattern))
        if letters <= wanted and letters & set("My") and "MMMMM" not in text and "GGGGG" not in text:
            # A few have Y, the year of a week, where they mean the year.
            found[skeleton] = text if "'" in text else text.replace("Y", "y")
    return found


def _numbering_systems(locale: Locale) -> Names:
    systems = [locale.default_numbering_system, *locale.other_numbering_systems.values()]
    return tuple(dict.fromkeys(system for system in systems if has_digits(system)))
