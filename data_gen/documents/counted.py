"""What is counted out in a longer time, so that an article before it belongs to it: the first week of May."""

from __future__ import annotations

import re
from functools import cache

from data_gen.language import rows, texts
from data_gen.locales import inventory, load

_ONE = r"(?:(?:\d{4}|X{4})(?:-\d\d)?|@[»«=][ymq])#-?[1-9]\d?[dwqhm①-⑦]"
_COUNTED_OUT = re.compile(rf"{_ONE}(?:/{_ONE})?|(?:\d{{4}}|X{{4}})-\d\d-\d\d=w")
_PART_OF_YEAR = re.compile(r"(?:(?:\d{4}|X{4})-|@[»«=]y#)(?:3[3-6]|4[01])|@[»«=]y#(?:0\d|1[0-2])")
_ORDINAL = re.compile(r"(?:[^\W\d_]{4,}|\d+\S{0,3})\s+[^\W\d_]{3,}.*")
"""What is counted in words, third quarter of 2019 or 3. Quartal 2019; not Q3 2019."""


def is_counted(text: str, value: str, language: str) -> bool:
    """Whether a date is counted out in a longer time, so that an article before it belongs to it.

    >>> is_counted("first week of May", "XXXX-05#1w", "en"), is_counted("Mother's Day", "XXXX-05#2⑦", "en")
    (True, False)
    >>> is_counted("third quarter of 2019", "2019-35", "en"), is_counted("May of last year", "@«y#05", "en")
    (True, False)
    """
    if text.lower().startswith((*_months(language), *feasts(language))):
        return False
    if _PART_OF_YEAR.fullmatch(value):
        return _ORDINAL.fullmatch(text) is not None
    return _COUNTED_OUT.fullmatch(value) is not None


@cache
def feasts(language: str) -> tuple[str, ...]:
    """The names of feasts. Their first word is not a label: Dia da Liberdade."""
    names = [name.lower() for row in rows(language, "relative.feasts") for name in row[0].split("|")]
    articles = texts(language, "documents.articles")
    return tuple(
        name.removeprefix(next((one for one in articles if name.startswith(one)), "")) for name in names
    )


@cache
def _months(language: str) -> tuple[str, ...]:
    """The names of months in small letters."""
    if language not in inventory():
        return ()
    tables = load(inventory()[language][0]).months.values()
    return tuple({name.lower() for names in tables for name in names if len(name) > 1})
