"""What a user may know about a text: its locale, its field order, and a day to count missing years from.

The table of locales comes from the bundle, so converting does not need Babel. Standard library only.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from datenorm.convert.options import Hints
from datenorm.errors import ConfigError
from datenorm.text.vocabulary import ORDERS, Vocabulary, encode_hints

LocaleTable = Mapping[str, tuple[str, str]]
"""Lower-case locale with hyphens → (language, usual numeric field order or "")."""

HintSymbols = dict[tuple[str | None, str | None], tuple[int, int]]
"""Locale and order → the symbols of the two hints."""

_LANGUAGES = Path(__file__).with_name("languages.tsv")
_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class NetworkHints:
    """The two hints of a source; None if unknown.

    Attributes:
        language: a language code that has a hint symbol in the source vocabulary.
        order: one of `ORDERS`.
    """

    language: str | None = None
    order: str | None = None


def resolve_hints(
    locale: str | None, order: str | None, table: LocaleTable, vocabulary: Vocabulary
) -> NetworkHints:
    """The hints for a locale and an order as a user writes them.

    The whole locale is looked up first, then shorter ones: `en-XX` is read as `en`. A language that the
    bundle was not trained on gives no hint if CLDR knows it, since texts in it can still be read; `xx-YY` is
    an error. A given order overrides that of the locale.

    Args:
        locale: BCP 47, CLDR or POSIX form, any case (`en-GB`, `en_gb`, `en_GB.UTF-8`); None or "" for none.
        order: one of `ORDERS` in any case; None or "" for none.
        table: the bundle's locales.
        vocabulary: the bundle's source vocabulary.

    Raises:
        ConfigError: if the order is not one of `ORDERS`, or the locale is malformed or of no known language.

    >>> from datenorm.text.vocabulary import source_vocabulary
    >>> table, vocabulary = {"en-gb": ("en", "DMY"), "en": ("en", "MDY")}, source_vocabulary("", ["en"])
    >>> resolve_hints("en_GB", None, table, vocabulary), resolve_hints("en-XX", "ymd", table, vocabulary)
    (NetworkHints(language='en', order='DMY'), NetworkHints(language='en', order='YMD'))
    """
    language, usual_order = _look_up(locale, table, vocabulary) if locale else (None, None)
    return NetworkHints(language, _checked_order(order) if order else usual_order)


def add_symbols(
    symbols: HintSymbols, hints: Iterable[Hints], table: LocaleTable, vocabulary: Vocabulary
) -> None:
    """Look up the symbols of hints that are not known yet; arguments as for `resolve_hints`."""
    for locale, order in {one[:2] for one in hints}.difference(symbols):
        found = resolve_hints(locale, order, table, vocabulary)
        symbols[locale, order] = encode_hints(vocabulary, found.language, found.order)


def whole_order(written: str) -> str | None:
    """The field order that a table means by `DMY`, or by `DM`, which leaves out the year.

    >>> whole_order("dmy"), whole_order("MD"), whole_order("sometimes")
    ('DMY', 'MDY', None)
    """
    short = {order[:2]: order for order in ORDERS if order.endswith("Y")}
    upper = written.strip().upper()
    return upper if upper in ORDERS else short.get(upper)


def day_of(written: str) -> datetime.date:
    """The day in ISO 8601 that a table or an option gives, with its time of day if it has one.

    Raises:
        ConfigError: if it is not a day.

    >>> day_of("2016-02-29"), day_of("2016-02-29T10:15")
    (datetime.date(2016, 2, 29), datetime.datetime(2016, 2, 29, 10, 15))
    """
    day, rest = written.strip()[:10], written.strip()[10:]
    try:
        if day[4:8:3] != "--" or rest[:1] not in ("", "T", " "):  # Python 3.11 knows more forms than 3.10
            raise ValueError
        date = datetime.date.fromisoformat(day)
        return _with_time(date, written.strip()) if rest[1:] else date
    except ValueError:
        raise ConfigError(f"{written!a} is not a day", hint="write it as 2016-02-29") from None


def _with_time(day: datetime.date, written: str) -> datetime.date:
    """The day with the time that is written after it; the day alone if that is no time."""
    try:
        return datetime.datetime.fromisoformat(written.removesuffix("Z") + "+00:00" * written.endswith("Z"))
    except ValueError:
        return day


def is_language(code: str) -> bool:
    """Whether CLDR has an English name for a language: all of ISO 639-1, and others.

    >>> is_language("en"), is_language("enm"), is_language("xx")
    (True, True, False)
    """
    return code in _language_names().values()


def locales_like(written: str, locales: Iterable[str]) -> list[str]:
    """Locales that a user may have meant, the likeliest first.

    >>> locales_like("English", []), locales_like("germn", []), locales_like("en-GBR", ["en-gb"])
    (['en'], ['de'], ['en-gb'])
    """
    import difflib  # only for an error message

    name = " ".join(written.lower().replace("_", "-").split())
    names = _language_names()
    if name in names:
        return [names[name]]
    close = difflib.get_close_matches(name, locales, n=_SUGGESTIONS)
    return close or [names[one] for one in difflib.get_close_matches(name, names, n=1)]


@cache
def _language_names() -> dict[str, str]:
    """English name in CLDR, in lower case, → code. Read only for locales that a bundle does not have."""
    lines = _LANGUAGES.read_text(encoding="utf-8").splitlines()[1:]
    return {name.lower(): code for code, _, name in (line.partition("\t") for line in lines)}


def _checked_order(order: str) -> str:
    if not isinstance(order, str) or order.upper() not in ORDERS:
        raise ConfigError(f"unknown order {order!r}", hint=f"use one of {', '.join(ORDERS)}")
    return order.upper()


def _look_up(locale: str, table: LocaleTable, vocabulary: Vocabulary) -> tuple[str | None, str | None]:
    subtags = _subtags(locale, table)
    for length in range(len(subtags), 0, -1):
        found = table.get("-".join(subtags[:length]))
        if found is not None:
            return found[0] or None, found[1] or None
    if f"<{subtags[0]}>" in vocabulary:
        return subtags[0], None
    if not is_language(subtags[0]):
        raise _not_a_locale(locale, table)
    return None, None


def _subtags(locale: str, table: LocaleTable) -> list[str]:
    """The lower-case parts of a locale, without POSIX encodings and modifiers (`.UTF-8`, `@euro`)."""
    if isinstance(locale, str):
        subtags = locale.partition(".")[0].partition("@")[0].strip().lower().replace("_", "-").split("-")
        well_formed = all(1 <= len(tag) <= 8 and tag.isascii() and tag.isalnum() for tag in subtags)
        if well_formed and 2 <= len(subtags[0]) <= 3 and subtags[0].isalpha():
            return subtags
    raise _not_a_locale(locale, table)


def _not_a_locale(locale: object, table: LocaleTable) -> ConfigError:
    examples = ", ".join(locales_like(str(locale), table)) or "en-GB, fr, pt-BR"
    return ConfigError(
        f"{locale!r} is not a locale", hint=f"use a language code and a region, such as {examples}"
    )
