"""From texts to sources, and the search of a runtime that has one of its own.

NumPy is imported only for batches of padded rows.
"""

from __future__ import annotations

import itertools
import math
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeGuard, TypeVar

from datenorm.runtime.base import SearchingRuntime, Sources
from datenorm.search.hypotheses import Hypothesis, hypotheses_of
from datenorm.text.vocabulary import HINTS, PAD, UNK, Vocabulary

if TYPE_CHECKING:
    from datenorm.runtime.base import Array, Automaton, IntArray, Runtime

LEAST_SEARCHABLE = 1e-4
"""Probability down to which the search of a runtime gives up on few texts."""

H = TypeVar("H")

_ROWS, _SYMBOLS = 1024, 1 << 14
_CODES = f"utf-32-{sys.byteorder[0]}e"


class SourceEncoder:
    """`encode_source` for many texts at once.

    Holds only a table, so threads may share one.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Build the table of symbols by code point; its last entry is for all higher code points."""
        symbols = {ord(symbol): index for index, symbol in enumerate(vocabulary.symbols) if len(symbol) == 1}
        self._symbols = array("i", [UNK]) * (max(symbols, default=0) + 2)
        for code, symbol in symbols.items():
            self._symbols[code] = symbol

    def sources(self, texts: Sequence[str], hints: Sequence[tuple[int, int]]) -> Sources:
        """Texts for a runtime that searches.

        Args:
            texts: canonical texts, longest first, none empty.
            hints: the symbols of the two hints of each, see `encode_hints`.
        """
        pairs = itertools.chain.from_iterable(hints)
        codes = "".join(texts).encode(_CODES)
        return Sources(codes, array("i", map(len, texts)), array("i", pairs), self._symbols)

    def symbols(self, codes: Array) -> IntArray:
        """The symbol of each code point of canonical texts."""
        import numpy as np

        found: IntArray = np.frombuffer(self._symbols, np.int32).take(codes, mode="clip").astype(np.int64)
        return found

    def batches(
        self, texts: Sequence[str], hints: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, IntArray]]:
        """Split texts into batches: enough rows for efficient products, few enough symbols for memory.

        Args:
            texts: canonical texts, longest first, none empty.
            hints: the symbols of the two hints of each, see `encode_hints`.

        Yields:
            The index of the first text of a batch, and the batch, (B, S + 2).
        """
        start = 0
        while start < len(texts):
            width = HINTS + len(texts[start])
            some = slice(start, start + max(1, min(_ROWS, _SYMBOLS // width)))
            yield start, self._batch(texts[some], hints[some], width)
            start = some.stop

    def _batch(self, texts: Sequence[str], hints: Sequence[tuple[int, int]], width: int) -> IntArray:
        import numpy as np

        codes = np.frombuffer("".join(texts).encode(_CODES), np.uint32)
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        ids = np.full((len(texts), width), PAD)
        ids[:, :HINTS] = hints
        symbols = np.frombuffer(self._symbols, np.int32).take(codes, mode="clip")
        ids[:, HINTS:][np.arange(width - HINTS) < lengths[:, None]] = symbols
        return ids


def sources_of(source_ids: IntArray) -> Sources:
    """Padded rows of symbols for a runtime that searches; see `Runtime.encode`."""
    import numpy as np

    from datenorm.runtime.base import lengths_of

    lengths, rows = lengths_of(source_ids) - HINTS, source_ids.astype(np.int32)
    texts = rows[:, HINTS:]
    columns = (texts[texts != PAD], lengths.astype(np.int32), rows[:, :HINTS])
    codes, counts, hints = (column.tobytes() for column in columns)
    unchanged = array("i", range(rows.max() + 2))
    return Sources(codes, array("i", counts), array("i", hints), unchanged)


def can_search(runtime: Runtime, least: float) -> TypeGuard[SearchingRuntime]:
    """Whether a runtime has its own search, and the search gives up on few sources at this probability."""
    return least >= LEAST_SEARCHABLE and isinstance(runtime, SearchingRuntime)


def search(
    runtime: SearchingRuntime,
    sources: Sources,
    automaton: Automaton,
    *,
    k: int,
    least: float,
    temperature: float,
) -> list[list[Hypothesis] | None]:
    """What `top_k_many` finds, by the search of the runtime; None where it gave up."""
    floor = math.log(least)
    found = runtime.search(sources, automaton, k=k, floor=floor, temperature=temperature)
    return hypotheses_of(found)


def filled(found: Sequence[H | None], search_rows: Callable[[Sequence[int]], Iterable[H]]) -> list[H]:
    """What a search found, with what another one finds for the rows where it gave up.

    >>> filled(["a", None, "c"], lambda rows: [f"row {row}" for row in rows])
    ['a', 'row 1', 'c']
    """
    missing = [row for row, one in enumerate(found) if one is None]
    others = iter(search_rows(missing) if missing else ())
    return [next(others) if one is None else one for one in found]
