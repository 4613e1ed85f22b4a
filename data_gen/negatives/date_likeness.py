"""Whether a text drawn as no date could be read as one after all."""

from __future__ import annotations

import re
from functools import cache

from data_gen.locales import load

_THREE_NUMBERS = re.compile(r"(?<![\d:.])\d{1,4}\s?([-./ ,'])\s?\d{1,2}\s?[-./ ,']\s?\d{1,4}(?![\d:]|[.]\d)")
_TWO_NUMBERS = re.compile(r"\D?(\d{1,4})\s?[-./]\s?(\d{1,4})\D?")
_YEAR = re.compile(r"(?<![\d.,:/+'’\u202f-])(1\d\d\d|20\d\d|21\d\d)(?![\d.,:/'’\u202f-]|\s?[^\W\d_])")
_COMPACT = re.compile(r"(?<!\d)(\d{8}|\d{14})(?!\d)|\A\D?(\d{6})\D?\Z")
_WORD = re.compile(r"[^\W\d_]+")
_ERA = re.compile(
    r"\b(AD|BC|CE|BCE|[CQHRSTM])[ .-]?\d{1,4}\b|\d\s?(AD|BC|CE|BCE)\b|\d(年|년|月|월)", re.ASCII
)


def looks_dated(text: str, language: str) -> bool:
    """Whether a text drawn as no date could be read as one after all.

    >>> looks_dated("5.12.1988", "en"), looks_dated("room 412", "en"), looks_dated("May 5", "en")
    (True, False, True)
    """
    if not any(map(str.isnumeric, text)):
        return False
    if _has_cjk_date(text) or _ERA.search(text):
        return True
    if _THREE_NUMBERS.search(text):
        return True
    pair = _TWO_NUMBERS.fullmatch(text.strip())
    if pair and _may_be_pair(int(pair[1]), int(pair[2])):
        return True
    if _YEAR.search(text) or any(_is_compact(match[1] or match[2]) for match in _COMPACT.finditer(text)):
        return True
    words = {word.lower() for word in _WORD.findall(text)}
    return bool(words & (_months(language) | _months("en")))


def _has_cjk_date(text: str) -> bool:
    return re.search(r"[年年월月][\s\d一二三四五六七八九十]*[日号號일]|\d\s?[年月]", text) is not None


def _may_be_pair(first: int, second: int) -> bool:
    """Whether two numbers may be day and month, or month and year."""
    numbers = sorted((first, second))
    return numbers[0] <= 12 and (numbers[1] <= 31 or 1000 <= numbers[1] <= 2199)


def _is_compact(digits: str) -> bool:
    """Whether six, eight or fourteen digits may be a date written without marks."""
    if len(digits) == 6:
        pairs = [int(digits[i : i + 2]) for i in (0, 2, 4)]
        return 1 <= pairs[1] <= 12 or 1 <= pairs[0] <= 12
    head = digits[:8]
    in_front = 1000 <= int(head[:4]) <= 2199 and int(head[4:6]) <= 12 and int(head[6:]) <= 31
    behind = 1000 <= int(head[4:]) <= 2199 and int(head[:2]) <= 31 and int(head[2:4]) <= 31
    return in_front or behind


@cache
def _months(language: str) -> frozenset[str]:
    names = {name for form in load(language).months.values() for name in form}
    return frozenset(name.lower().strip(".") for name in names)
