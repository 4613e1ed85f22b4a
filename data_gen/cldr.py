"""CLDR's tables of a locale, each in a copy of its own.

Babel resolves the aliases of a table where it stands, and a table that a locale inherits is the very object
other locales inherit: whichever locale is asked first leaves its names to the others (Hebrew got the Azeri
months). Whoever reads Babel's date tables here reads them through this module.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError, localedata

_READ_HERE = (
    *("months", "days", "quarters", "eras", "day_periods", "date_formats", "time_formats"),
    *("datetime_formats", "datetime_skeletons", "date_fields", "unit_patterns"),
)
"""The tables with aliases that are read here; copying all of them would take ten times as long."""


@cache
def locale(identifier: str) -> Locale:
    """A Babel locale, by its CLDR or Babel name, whose tables no other locale can change.

    English for a language CLDR does not have (see `data_gen.other_languages`): its clock and its other words
    than those of dates have to come from somewhere.

    >>> locale("az").months["stand-alone"]["wide"][1], locale("he").months["stand-alone"]["wide"][1]
    ('yanvar', 'ינואר')
    """
    try:
        found = Locale.parse(identifier.replace("-", "_"))
    except UnknownLocaleError:
        found = Locale.parse("en")
    shared = localedata.load(str(found))
    own: dict[str | int | None, Any] = {
        name: deepcopy(table) if name in _READ_HERE else table for name, table in shared.items()
    }
    found._Locale__data = localedata.LocaleDataDict(own)  # type: ignore[attr-defined]
    return found


def january(identifier: str) -> str:
    """January's name in dates, looked at without resolving anything; `M01` where the locale has none."""
    return str(localedata.load(identifier)["months"]["format"]["wide"][1])
