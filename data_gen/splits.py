"""What training never sees: patterns and regional locales kept for validation.

Splits go by pattern and by locale, not by row: a date written in a way the network has met before says
little about the ways people will think of next.
"""

from __future__ import annotations

from functools import cache, lru_cache
from zlib import crc32

from data_gen import archival
from data_gen.locales import inventory, standard_patterns

_ONE_PATTERN_IN = 12
_ONE_LOCALE_IN = 20


_ISO_8601 = ("yyyyMMdd", "yyyy-MM-dd")
"""The basic and extended form of a calendar date (ISO 8601-1:2019, 5.2.2.1), standard everywhere."""


@lru_cache(maxsize=1)
def _standard_patterns() -> frozenset[str]:
    """What software prints, always trained on: ISO 8601 and the standard patterns of every locale."""
    found: set[str] = set(_ISO_8601)
    for identifiers in inventory().values():
        for identifier in identifiers:
            found.update(standard_patterns(identifier))
    return frozenset(found)


@cache
def is_held_out_pattern(pattern: str) -> bool:
    """Whether a pattern belongs to validation: about one in twelve of those that are no locale's standard.

    Patterns of catalogue dates name form, date and language; those that everyone writes are trained on.
    """
    if crc32(pattern.encode()) % _ONE_PATTERN_IN:
        return False
    return (
        not archival.is_core(pattern)
        if pattern.startswith(archival.PREFIX)
        else pattern not in _standard_patterns()
    )


@cache
def is_held_out_locale(identifier: str) -> bool:
    """Whether a regional locale belongs to validation: about one in twenty; a language's own never does."""
    language = identifier.split("-")[0]
    return identifier != inventory()[language][0] and crc32(identifier.encode()) % _ONE_LOCALE_IN == 0
