"""Patterns and regional locales that are held out of training for validation.

Data is split by pattern and by locale, not by row: results on patterns seen in training say little about
patterns people will think of next.
"""

from __future__ import annotations

from functools import cache, lru_cache
from zlib import crc32

from data_gen import archival
from data_gen.locales import inventory, standard_patterns

_ONE_PATTERN_IN = 12
_ONE_LOCALE_IN = 20
_ONE_FORM_IN = 12

_COMMON_FORMS = frozenset(
    (
        *("words", "before ()", "{b}", "{f}", "{g}", "{l}", "labels.numbered:{c}", "labels.counted:{c}"),
        *(
            f"{side} {joint!r}"
            for side in ("before", "after", "around", "several")
            for joint in (", ", "; ", " ")
        ),
        *(f"row {joint!r}" for joint in ("\t", " | ", ";")),
    )
)
"""Forms that are too frequent to be held out."""


_ISO_8601 = ("yyyyMMdd", "yyyy-MM-dd")
"""The basic and extended form of a calendar date (ISO 8601-1:2019, 5.2.2.1), standard everywhere."""


@lru_cache(maxsize=1)
def _standard_patterns() -> frozenset[str]:
    """Patterns that software prints and training always has: ISO 8601 and those of every locale."""
    found: set[str] = set(_ISO_8601)
    for identifiers in inventory().values():
        for identifier in identifiers:
            found.update(standard_patterns(identifier))
    return frozenset(found)


@cache
def is_held_out_pattern(pattern: str) -> bool:
    """Whether a pattern belongs to validation: about one in twelve, but no locale's standard pattern and no
    common pattern of catalogue dates."""
    if crc32(pattern.encode()) % _ONE_PATTERN_IN:
        return False
    return (
        not archival.is_core(pattern)
        if pattern.startswith(archival.PREFIX)
        else pattern not in _standard_patterns()
    )


@cache
def is_held_out_locale(identifier: str) -> bool:
    """Whether a regional locale belongs to validation: one in twenty, never a language's main locale."""
    language = identifier.split("-")[0]
    return identifier != inventory()[language][0] and crc32(identifier.encode()) % _ONE_LOCALE_IN == 0


def has_held_out_form(forms: str) -> bool:
    """Whether some of the forms of the numbers beside a date, joined by tabs, belong to validation."""
    return bool(forms) and any(map(_is_held_out_form, forms.split("\t")))


@cache
def _is_held_out_form(form: str) -> bool:
    return form not in _COMMON_FORMS and crc32(form.encode()) % _ONE_FORM_IN == 0
