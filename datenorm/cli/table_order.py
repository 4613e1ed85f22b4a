"""What the first rows of a table say about the field order and language of its columns."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from datenorm.tabular import Window

if TYPE_CHECKING:
    from datenorm.column import ColumnReading
    from datenorm.convert.normalizer import Normalizer

NO_ORDER = "none"

READ_AHEAD = 1 << 16
"""Rows of a table that are held in memory to find an order; what comes after them is read by it."""

_MOST_WINDOWS = 64  # of rows that are so long that few make a window

AnyWindow = TypeVar("AnyWindow", bound=Window)


def read_ahead(windows: Iterator[AnyWindow]) -> tuple[list[AnyWindow], Iterator[AnyWindow]]:
    """The first windows of a table, and all of them as before."""
    held: list[AnyWindow] = []
    rows = 0
    while rows < READ_AHEAD and len(held) < _MOST_WINDOWS:
        window = next(windows, None)
        if window is None:
            break
        held.append(window)
        rows += len(window)
    return held, itertools.chain(held, windows)


def infer_order(
    held: Sequence[Window], column: int, normalizer: Normalizer, locale: str | None
) -> ColumnReading:
    """What a column says, as far as it was read; its row numbers are those of the table."""
    from datenorm.column import infer

    texts = (text or "" for window in held for text in window.texts(column))
    return infer(texts, normalizer, locale=locale)
