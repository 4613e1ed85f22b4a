"""A bounded sample of the distinct values of a column, whatever its length.

Standard library only.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable
from dataclasses import dataclass

from datenorm.errors import InputError

SAMPLE = 10_000
"""Distinct values held in memory."""


@dataclass(slots=True)
class SampledValue:
    """A distinct value of the column.

    Attributes:
        text: as it stands there.
        row: the first row it stands in, counted from 1.
        rows: how many rows it stands in.
    """

    text: str
    row: int
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Sample:
    """Some of a column's distinct values.

    Attributes:
        values: in an order that has nothing to do with that of the column, so that any beginning of them is a
            fair sample too.
        rows: how many rows the column has.
        is_whole: whether these are all its distinct values.
    """

    values: tuple[SampledValue, ...]
    rows: int
    is_whole: bool


def draw_sample(texts: Iterable[str], size: int = SAMPLE) -> Sample:
    """The values with the smallest hashes: every distinct value has the same chance, wherever it stands.

    A value that belongs to the sample in the end has belonged to it since its first row, so what is known of
    its rows is exact. The same column gives the same sample, in any order of its rows.

    Args:
        texts: the column, read once.
        size: most values to keep.

    Raises:
        InputError: if a text is no string.

    >>> sample = draw_sample(["1/2/2003", "4/5/2006", "1/2/2003"])
    >>> sorted((value.text, value.row, value.rows) for value in sample.values), sample.rows
    ([('1/2/2003', 1, 2), ('4/5/2006', 2, 1)], 3)
    """
    kept: dict[str, SampledValue] = {}
    largest: list[tuple[int, str]] = []  # a heap of negative hashes
    row, is_whole = 0, True
    for row, text in enumerate(texts, start=1):
        known = kept.get(text)
        if known is not None:
            known.rows += 1
            continue
        entry = -_hash(text), text
        if len(kept) < size:
            heapq.heappush(largest, entry)
        else:
            is_whole = False
            _, dropped = heapq.heappushpop(largest, entry)
            if dropped == text:
                continue
            del kept[dropped]
        kept[text] = SampledValue(text, row)
    return Sample(tuple(kept[text] for _, text in sorted(largest, reverse=True)), row, is_whole)


def _hash(text: str) -> int:
    if not isinstance(text, str):
        raise InputError(f"a text is a string, not {type(text).__name__}: {text!r:.80}")
    return int.from_bytes(
        hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )
