"""A bounded sample of the distinct values of a column of any length.

Standard library only.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable
from typing import NamedTuple

from datenorm.errors import InputError

SAMPLE = 10_000
"""Maximum number of distinct values in memory."""


class SampledValue(NamedTuple):
    """A distinct value of a column and its first row, counted from 1."""

    text: str
    row: int


class Sample(NamedTuple):
    """A sample of a column's distinct values.

    Attributes:
        values: in an order independent of the column's, so that the first of them are a fair sample too.
        rows: number of rows of the column.
    """

    values: tuple[SampledValue, ...]
    rows: int


def draw_sample(texts: Iterable[str], size: int = SAMPLE) -> Sample:
    """Sample the values with the smallest hashes: every distinct value has the same chance.

    The sample does not depend on the order of the rows.

    Args:
        texts: the column, read once.
        size: maximum number of values to keep.

    Raises:
        InputError: if a text is not a string.

    >>> sample = draw_sample(["1/2/2003", "4/5/2006", "1/2/2003"])
    >>> sorted(sample.values), sample.rows
    ([SampledValue(text='1/2/2003', row=1), SampledValue(text='4/5/2006', row=2)], 3)
    """
    rows: dict[str, int] = {}  # a value of the final sample has been here since its first row
    largest: list[tuple[int, str]] = []  # a heap of negative hashes
    row = 0
    for row, text in enumerate(texts, start=1):
        if text in rows:
            continue
        entry = -_hash(text), text
        if len(rows) < size:
            heapq.heappush(largest, entry)
        else:
            _, dropped = heapq.heappushpop(largest, entry)
            if dropped == text:
                continue
            del rows[dropped]
        rows[text] = row
    return Sample(tuple(SampledValue(text, rows[text]) for _, text in sorted(largest, reverse=True)), row)


def _hash(text: str) -> int:
    if not isinstance(text, str):
        raise InputError(f"a text is a string, not {type(text).__name__}: {text!r:.80}")
    return int.from_bytes(
        hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )
