"""Which characters of a text its date was read from, by the attention of the network.

The network attends to numbers, and to the first letters of months and weekdays, but not to what is between
them. So the text is split into words and numbers, the attention of what was written is summed over each, and
the span goes from the first to the last that was read.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from datenorm.convert.conversion import Span
from datenorm.runtime.base import FloatArray
from datenorm.values import CALENDARS, WEEKDAYS

# Hyphens and the X of unknown digits are written without reading.
_READ = frozenset("0123456789~?%apzZdbwmqhycke»«=><#^$" + WEEKDAYS).union(CALENDARS)

_LEAST = 0.5
"""Attention that a part must have, summed over the symbols. Chosen on generated dates in other text."""


_LEAST_BESIDE = 0.5
"""Attention of one symbol to a part that counts, as a fraction of that to the part it attends to most: digits
of another date get a little of it."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A word, a number or a single sign that is a word."""

    start: int
    end: int
    kind: str


def read_span(source: str, written: Sequence[str], attention: FloatArray) -> Span | None:
    """The part of a text that its date was read from.

    Args:
        source: the text.
        written: the T symbols that the network wrote.
        attention: alpha of each of them over the characters of the source, (T, S).

    Returns:
        The part, or None if the network attended to nothing.
    """
    rows = [row for row, symbol in enumerate(written) if not _READ.isdisjoint(symbol)]
    parts = list(_parts(source))
    weights = [0.0] * len(parts)
    read_rows = attention[rows]
    by_part = [read_rows[:, part.start : part.end].sum(axis=1).tolist() for part in parts]
    for masses in zip(*by_part, strict=True):
        least = max(masses, default=0.0) * _LEAST_BESIDE
        weights = [
            weight + (mass if mass >= least else 0.0) for weight, mass in zip(weights, masses, strict=True)
        ]
    read = [part for part, weight in zip(parts, weights, strict=True) if weight >= _LEAST]
    if not read:
        return None
    last = read[-1]
    return Span(read[0].start, last.end + _has_unit(source, last))


def _parts(source: str) -> Iterator[_Part]:
    """Runs of letters, runs of digits, and single ideographs and syllables."""
    start = 0
    while start < len(source):
        kind, end = _kind(source[start]), start + 1
        while end < len(source) and kind in ("word", "number") and _kind(source[end]) == kind:
            end += 1
        if kind:
            yield _Part(start, end, kind)
        start = end


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
