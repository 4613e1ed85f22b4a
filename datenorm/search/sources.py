"""From texts to arrays of symbols, as the searches take them: many texts at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from datenorm.runtime.base import IntArray
from datenorm.vocabulary import HINTS, PAD, UNK, Vocabulary

_ROWS, _SYMBOLS = 1024, 1 << 14


class SourceEncoder:
    """What `encode_source` gives for one text, for many at once.

    Holds a table only, so threads may share one.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Make the table of symbols by code point; its last entry stands for all further ones."""
        symbols = {ord(symbol): index for index, symbol in enumerate(vocabulary.symbols) if len(symbol) == 1}
        self._symbols = np.full(max(symbols, default=0) + 2, UNK)
        self._symbols[list(symbols)] = list(symbols.values())

    def batches(
        self, texts: Sequence[str], hints: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, IntArray]]:
        """Cut texts into batches: enough rows to fill the matrix products, few symbols for little memory.

        Args:
            texts: canonical texts, longest first, none empty.
            hints: the symbols of the two hints of each, see `encode_hints`.

        Yields:
            The place of the first text of a batch, and the batch, (B, S + 2).
        """
        start = 0
        while start < len(texts):
            width = HINTS + len(texts[start])
            some = slice(start, start + max(1, min(_ROWS, _SYMBOLS // width)))
            yield start, self._batch(texts[some], hints[some], width)
            start = some.stop

    def _batch(self, texts: Sequence[str], hints: Sequence[tuple[int, int]], width: int) -> IntArray:
        codes = np.frombuffer("".join(texts).encode("utf-32-le"), "<u4")
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        ids = np.full((len(texts), width), PAD)
        ids[:, :HINTS] = hints
        ids[:, HINTS:][np.arange(width - HINTS) < lengths[:, None]] = self._symbols.take(codes, mode="clip")
        return ids
