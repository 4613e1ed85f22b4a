"""Languages by code and English name, for locales that a bundle's table does not have.

The names are those of CLDR (languages.tsv). The file is read only where a locale is not found.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("languages.tsv")
_SHOWN = 3


@cache
def language_names() -> dict[str, str]:
    """English name, in lower case, → code."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()[1:]
    return {name.lower(): code for code, _, name in (line.partition("\t") for line in lines)}


def is_language(code: str) -> bool:
    """Whether CLDR has an English name for a language: all of ISO 639-1, and others in use or in archives.

    >>> is_language("en"), is_language("enm"), is_language("xx")
    (True, True, False)
    """
    return code in language_names().values()


def locales_like(written: str, locales: Iterable[str]) -> list[str]:
    """Locales that a user may have meant, the likeliest first.

    >>> locales_like("English", []), locales_like("germn", []), locales_like("en-GBR", ["en-gb"])
    (['en'], ['de'], ['en-gb'])
    """
    name = " ".join(written.lower().replace("_", "-").split())
    names = language_names()
    if name in names:
        return [names[name]]
    close = difflib.get_close_matches(name, locales, n=_SHOWN)
    return close or [names[one] for one in difflib.get_close_matches(name, names, n=1)]
