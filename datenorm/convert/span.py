"""Which characters of a text its date was read from.

The tagging head says where the dates of the text are; the attention says from which of these places most of
what was written was read. Where the head sees no date, the span goes from the first to the last of the words
and numbers to which the network attends most.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from datenorm.convert.conversion import Span
from datenorm.runtime.base import FloatArray
from datenorm.values import CALENDARS, WEEKDAYS

# Hyphens and the X of unknown digits are written without reading.
_READ = frozenset("0123456789~?%apzZdbwmqhycke»«=><#^$" + WEEKDAYS).union(CALENDARS)

_CHARACTERS_KEPT = 1 << 12


@dataclass(frozen=True, slots=True)
class _Part:
    """A word, a number or a single sign that is a word."""

    start: int
    end: int
    kind: str


def read_span(
    source: str, written: Sequence[str], attention: FloatArray, places: Sequence[Span] = ()
) -> Span | None:
    """The part of a text that its date was read from.

    Args:
        source: the text.
        written: the T symbols that the network wrote.
        attention: alpha of each of them over the characters of the source, (T, S).
        places: where dates are in the text; they do not overlap.

    Returns:
        One of the places, or another part where most was read outside of them; None if the network attended
        to no word or number.
    """
    read_rows = attention[[row for row, symbol in enumerate(written) if not _READ.isdisjoint(symbol)]]
    most: list[float] = read_rows.max(axis=0, initial=0).tolist()
    parts = [part for part in _parts(source) if any(most[part.start : part.end])]
    by_part = [read_rows[:, part.start : part.end].sum(axis=1).tolist() for part in parts]
    read = [parts[masses.index(max(masses))] for masses in zip(*by_part, strict=True) if any(masses)]
    if not read:
        return None
    ((place, _),) = Counter(_around(part, places) for part in read).most_common(1)
    if place is not None:
        return place
    last = max(read, key=lambda part: part.end)
    return Span(min(part.start for part in read), last.end + _has_unit(source, last))


def _around(part: _Part, places: Sequence[Span]) -> Span | None:
    """The place that a part is in, or None."""
    return next((place for place in places if place.start < part.end and part.start < place.end), None)


@lru_cache(maxsize=1)  # of a text with several dates, the same parts are asked for with each
def _parts(source: str) -> tuple[_Part, ...]:
    """Runs of letters, runs of digits, and single ideographs and syllables."""
    found: list[_Part] = []
    kinds, start = [*map(_kind, source), ""], 0
    while start < len(source):
        kind, end = kinds[start], start + 1
        while kinds[end] == kind and kind in ("word", "number"):
            end += 1
        if kind:
            found.append(_Part(start, end, kind))
        start = end
    return tuple(found)


@lru_cache(maxsize=_CHARACTERS_KEPT)
def _kind(character: str) -> str:
    category = unicodedata.category(character)
    if category.startswith("N"):
        return "number"
    if category == "Lo" and unicodedata.east_asian_width(character) == "W":
        return "sign"
    return "word" if category[0] in "LM" or category == "Cf" else ""


def _has_unit(source: str, last: _Part) -> bool:
    """Whether the sign for a day, month or year follows the last number; it gets no attention."""
    if last.kind != "number" or last.end == len(source):
        return False
    return unicodedata.name(source[last.end], "").startswith(("CJK UNIFIED IDEOGRAPH", "HANGUL SYLLABLE"))
