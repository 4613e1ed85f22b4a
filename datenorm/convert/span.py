"""Which characters of a text its date was read from, by where attention lay while it was written.

The network looks at a number for every figure it writes, and at the first letters of a month or a weekday; at
what stands between them it does not look at all. So the text is cut into words and numbers, the attention of
what was written is added up over each, and the span goes from the first to the last that was read.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from datenorm.convert.conversion import Span
from datenorm.runtime.base import FloatArray
from datenorm.values import CALENDARS, WEEKDAYS

# What is read somewhere. Hyphens and the X of what is not known are written without looking.
_READ = frozenset("0123456789~?%" + WEEKDAYS).union(CALENDARS)

_LEAST = {"number": 0.5, "sign": 0.5, "word": 0.75}
"""Written characters, in sum over what was written, that a part must have been read for. While the zero of a
month of one figure is written, the network looks for a word that would be the month; that one weighs less
than a written character. Chosen on generated dates in other text."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A word, a number or a single sign that is a word by itself."""

    start: int
    end: int
    kind: str


def read_span(source: str, written: str, attention: FloatArray) -> Span | None:
    """The stretch of a text that its date was read from.

    Args:
        source: the text.
        written: what the network wrote, T characters.
        attention: alpha of each of them over the characters of the source, (T, S).

    Returns:
        The stretch, or None if nothing was read anywhere.
    """
    rows = [row for row, symbol in enumerate(written) if symbol in _READ]
    masses = attention[rows].sum(axis=0)
    parts = list(_parts(source))
    weights = [float(masses[part.start : part.end].sum()) for part in parts]
    read = [part for part, weight in zip(parts, weights, strict=True) if weight >= _LEAST[part.kind]]
    if not read:
        return None
    last = read[-1]
    return Span(read[0].start, last.end + _has_unit(source, last))


def _parts(source: str) -> Iterator[_Part]:
    """Runs of letters, runs of digits, and each ideograph or syllable that stands for itself."""
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
    """Whether the sign for a day, month or year, not looked at, stands right after the last number."""
    if last.kind != "number" or last.end == len(source):
        return False
    return unicodedata.name(source[last.end], "").startswith(("CJK UNIFIED IDEOGRAPH", "HANGUL SYLLABLE"))
