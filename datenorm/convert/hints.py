"""What the user may tell about a text: a locale or a field order, brought to what the encoder takes; a day.

The table of locales comes from the bundle, so converting needs no Babel. Standard library only.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from datenorm.errors import ConfigError
from datenorm.text.vocabulary import ORDERS, Vocabulary

LocaleTable = Mapping[str, tuple[str, str]]
"""Lower-case locale with hyphens → (language, usual numeric field order or "")."""


@dataclass(frozen=True, slots=True)
class NetworkHints:
    """The two hints of a source; None where nothing is known.

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

    The locale is looked up whole, then with subtags taken off its end: `en-XX` is read as `en`. A language
    that the bundle was not trained on gives no hint if CLDR knows it (see `languages`), since texts in it can
    still be read; `xx-YY` is refused. An order given outright overrides the locale's.

    Args:
        locale: BCP 47, CLDR or POSIX form, any case (`en-GB`, `en_gb`, `en_GB.UTF-8`); None or "" for none.
        order: one of `ORDERS` in any case; None or "" for none.
        table: the bundle's locales.
        vocabulary: the bundle's source vocabulary.

    Raises:
        ConfigError: if the order is none of `ORDERS`, or the locale has no form of a locale or no language.

    >>> from datenorm.text.vocabulary import source_vocabulary
    >>> table, vocabulary = {"en-gb": ("en", "DMY"), "en": ("en", "MDY")}, source_vocabulary("", ["en"])
    >>> resolve_hints("en_GB", None, table, vocabulary), resolve_hints("en-XX", "ymd", table, vocabulary)
    (NetworkHints(language='en', order='DMY'), NetworkHints(language='en', order='YMD'))
    """
    language, usual_order = _look_up(locale, table, vocabulary) if locale else (None, None)
    return NetworkHints(language, _checked_order(order) if order else usual_order)


def whole_order(written: str) -> str | None:
    """The field order that a table means by `DMY`, or by `DM`, which leaves the place of the year open.

    >>> whole_order("dmy"), whole_order("MD"), whole_order("sometimes")
    ('DMY', 'MDY', None)
    """
    short = {order[:2]: order for order in ORDERS if order.endswith("Y")}
    upper = written.strip().upper()
    return upper if upper in ORDERS else short.get(upper)


def day_of(written: str) -> datetime.date:
    """The day that a table or an option names as ISO 8601 does; a time after it does not matter.

    Raises:
        ConfigError: if it names none.

    >>> day_of("2016-02-29T10:15:00Z")
    datetime.date(2016, 2, 29)
    """
    day, rest = written.strip()[:10], written.strip()[10:]
    try:
        if day[4:8:3] != "--" or rest[:1] not in ("", "T", " "):  # Python 3.11 knows more forms than 3.10
            raise ValueError
        return datetime.date.fromisoformat(day)
    except ValueError:
        raise ConfigError(f"{written!a} is not a day", hint="write it as 2016-02-29") from None


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
    from datenorm.convert.languages import is_language  # only for what the table does not have

    if not is_language(subtags[0]):
        raise _not_a_locale(locale, table)
    return None, None


def _subtags(locale: str, table: LocaleTable) -> list[str]:
    """The lower-case parts of a locale; POSIX encodings and modifiers (`.UTF-8`, `@euro`) are left out."""
    if isinstance(locale, str):
        subtags = locale.partition(".")[0].partition("@")[0].strip().lower().replace("_", "-").split("-")
        well_formed = all(1 <= len(tag) <= 8 and tag.isascii() and tag.isalnum() for tag in subtags)
        if well_formed and 2 <= len(subtags[0]) <= 3 and subtags[0].isalpha():
            return subtags
    raise _not_a_locale(locale, table)


def _not_a_locale(locale: object, table: LocaleTable) -> ConfigError:
    from datenorm.convert.languages import locales_like  # only for this message

    examples = ", ".join(locales_like(str(locale), table)) or "en-GB, fr, pt-BR"
    return ConfigError(
        f"{locale!r} is not a locale", hint=f"use a language code and a region, such as {examples}"
    )
