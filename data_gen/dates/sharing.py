"""Dates that share fields: `3.–5. Mai 1920`, `May 3, 5 and June 9, 1920`, as one pattern for each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from operator import attrgetter

from data_gen.dates.days import Day
from data_gen.dates.patterns import Token, fields, is_numeric, tokens

_MARKED = re.compile(r"[/\-–_:·\u2044]")
_UNMARKED = re.compile(r"[dMy][, ]|[dMy]{2}(yy|MM|dd)")
"""Numbers without separators: 3 5 1850."""


def is_marked(pattern: str) -> bool:
    """Whether slashes, hyphens or the like separate the fields: such dates are never shortened."""
    return _MARKED.search(pattern) is not None


@cache
def shared(pattern: str, differing: str) -> tuple[str, str]:
    """The pattern for both of two dates without the shared fields; dates with slashes or hyphens stay whole.

    >>> shared("d. MMMM y", "d"), shared("MMMM d, y", "d"), shared("y年M月d日", "M")
    (('d.', 'd. MMMM y'), ('MMMM d', 'd, y'), ('y年M月d日', 'M月d日'))
    >>> shared("d-MMM-y", "d"), shared("dd MM y", "M")
    (('d-MMM-y', 'd-MMM-y'), ('dd MM y', 'dd MM y'))
    """
    first, _, last = shared_by_many(pattern, differing)
    return first, last


@cache
def shared_by_many(pattern: str, differing: str) -> tuple[str, str, str]:
    """The patterns of the first date, of those between and of the last one, without the shared fields.

    >>> shared_by_many("MMMM d, y", "d"), shared_by_many("EEE d. MMMM y", "M")
    (('MMMM d', 'd', 'd, y'), ('EEE d. MMMM', 'EEE d. MMMM', 'EEE d. MMMM y'))
    """
    if is_marked(pattern) or (is_numeric(pattern) and _UNMARKED.search(pattern)):
        return pattern, pattern, pattern
    names = {"d": "Ed", "M": "EdM", "y": "EdMy"}[differing]
    pieces = tokens(pattern)
    places = [index for index, token in enumerate(pieces) if token.kind and token.kind in names]
    first, last = places[0], places[-1]
    closing = ""
    for token in pieces[last + 1 :]:
        if token.field:
            break
        closing += token.literal
    # A dot or 日 belongs to the field before it, a word or comma to the field after it.
    closing = re.split(r"[\s,،]", closing)[0]
    tail = _pattern_of(pieces[first:])
    if not any(token.field for token in pieces[last + 1 :]):
        return _pattern_of(pieces), tail, tail
    closed = f"'{closing}'" if closing.isalpha() else closing
    return _pattern_of(pieces[: last + 1]) + closed, _pattern_of(pieces[first : last + 1]) + closed, tail


def each(pattern: str, days: Sequence[Day]) -> tuple[str, ...]:
    """A pattern for each of several days in order: what neighbours share is written once.

    >>> each("d. MMMM y", (Day(1920, 5, 3), Day(1920, 5, 9), Day(1920, 6, 2)))
    ('d.', 'd. MMMM', 'd. MMMM y')
    """
    return _each(pattern, days, "y" if "y" in fields(pattern) else "M")


_FINER = {"y": ("year", "M"), "M": ("month", "d")}


def _each(pattern: str, days: Sequence[Day], field: str) -> tuple[str, ...]:
    """The patterns of days that may differ in a field and in all finer ones."""
    name, finer = _FINER.get(field, ("", ""))
    if finer not in fields(pattern):
        return _spread(pattern, field, len(days))
    groups = [tuple(group) for _, group in groupby(days, key=attrgetter(name))]
    parts = _spread(pattern, field, len(groups))
    pairs = zip(parts, groups, strict=True)
    return tuple(one for part, group in pairs for one in _each(part, group, finer))


def _spread(pattern: str, field: str, number: int) -> tuple[str, ...]:
    """First, middle and last patterns of dates that differ in a field; a single one has all fields."""
    if number == 1 or field == "y":
        return (pattern,) * number
    first, middle, last = shared_by_many(pattern, field)
    return (first, *(middle,) * (number - 2), last)


def _pattern_of(pieces: tuple[Token, ...]) -> str:
    text = ""
    for token in pieces:
        field, literal = token.field, token.literal
        if field:
            text += field
        elif any(letter.isascii() and letter.isalpha() for letter in literal) or "'" in literal:
            doubled = literal.replace("'", "''")
            text += f"'{doubled}'"
        else:
            text += literal
    return text
