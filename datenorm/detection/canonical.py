"""The canonical form of long texts, as arrays: what `canonicalise` gives, many times as fast."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from datenorm.text import clusters, fold, is_composed

Codes = np.ndarray[Any, np.dtype[np.int32]]
Offsets = np.ndarray[Any, np.dtype[np.int64]]

_UNKNOWN, _NOT_ONE = -1, -2  # entries of the table that are no code points
_SPACE = ord(" ")

_BETWEEN = "\uffff"
"""A code point that is no character and composes with none."""


class CanonicalCodes(NamedTuple):
    """A text in canonical form.

    Attributes:
        codes: its code points.
        offsets: for each the index of its source character; never decreasing.
    """

    codes: Codes
    offsets: Offsets


class Canonicaliser:
    """Holds a table of code points that fills as they occur. Threads may share it."""

    def __init__(self) -> None:
        """Start with an empty table."""
        self._table = np.full(sys.maxunicode + 1, _UNKNOWN, np.int32)

    def __call__(self, text: str) -> CanonicalCodes:
        """The canonical form of a text of any length; spaces at its ends are kept as one.

        >>> codes, offsets = Canonicaliser()("２０.\\r\\n JULI")
        >>> "".join(map(chr, codes)), offsets.tolist()
        ('20. juli', [0, 1, 2, 3, 6, 7, 8, 9])
        """
        codes, offsets = self._folded(text)
        is_space = codes == _SPACE
        is_repeated = is_space[1:] & is_space[:-1]
        if is_repeated.any():
            kept = np.concatenate([[True], ~is_repeated])
            codes, offsets = codes[kept], offsets[kept]
        return CanonicalCodes(codes, offsets)

    def each(self, texts: Sequence[str]) -> list[CanonicalCodes]:
        """The canonical form of each of many texts; that of short ones is found together.

        >>> ["".join(map(chr, codes)) for codes, _ in Canonicaliser().each(["２０.\u2003JULI", "20"])]
        ['20. juli', '20']
        """
        are_plain = [_BETWEEN not in text and is_composed(text) for text in texts]
        together = self._together(list(itertools.compress(texts, are_plain)))
        return [
            next(together) if is_plain else self(text)
            for text, is_plain in zip(texts, are_plain, strict=True)
        ]

    def _together(self, texts: Sequence[str]) -> Iterator[CanonicalCodes]:
        """The canonical form of each of texts in which each character is its own cluster."""
        codes, offsets = self(_BETWEEN.join(texts))
        ends = [*np.flatnonzero(codes == ord(_BETWEEN)).tolist(), len(codes)]
        start = base = 0
        for text, end in zip(texts, ends, strict=True) if texts else ():
            yield CanonicalCodes(codes[start:end], offsets[start:end] - base)
            start, base = end + 1, base + len(text) + len(_BETWEEN)

    def _folded(self, text: str) -> tuple[Codes, Offsets]:
        if is_composed(text):
            return self._folded_characters(text)
        parts: list[tuple[Codes, Offsets]] = []
        start = 0
        for line in text.splitlines(keepends=True):
            codes, offsets = self._folded_characters(line) if is_composed(line) else _folded_clusters(line)
            parts.append((codes, offsets + start))
            start += len(line)
        return np.concatenate([codes for codes, _ in parts]), np.concatenate([one for _, one in parts])

    def _folded_characters(self, text: str) -> tuple[Codes, Offsets]:
        """The canonical characters of a text in which each character is its own cluster."""
        source = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<i4")
        folded = self._table.take(source)
        unknown = np.flatnonzero(folded == _UNKNOWN)
        if len(unknown):
            for code in set(source[unknown].tolist()):
                characters = fold(chr(code))
                self._table[code] = ord(characters) if len(characters) == 1 else _NOT_ONE
            folded = self._table.take(source)
        offsets = np.arange(len(text))
        others = np.flatnonzero(folded == _NOT_ONE)
        if not len(others):
            return folded, offsets
        texts = [fold(chr(code)) for code in source[others].tolist()]
        lengths = np.ones(len(text), np.int64)
        lengths[others] = [len(one) for one in texts]
        offsets = np.repeat(offsets, lengths)
        folded = np.repeat(folded, lengths)
        folded[folded == _NOT_ONE] = [ord(one) for one in "".join(texts)]
        return folded, offsets


def _folded_clusters(text: str) -> tuple[Codes, Offsets]:
    found = [(ord(one), start) for start, cluster in clusters(text) for one in fold(cluster)]
    both = np.array(found, np.int64).reshape(-1, 2)
    return both[:, 0].astype(np.int32), both[:, 1]
