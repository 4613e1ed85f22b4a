"""The field order that the first texts of a column show, for all of its texts."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator, Sized
from typing import TYPE_CHECKING, TypeVar

from datenorm.bulk.fields import Read, Requests

if TYPE_CHECKING:
    from datenorm.column import ColumnReading
    from datenorm.convert.normalizer import Normalizer

INFER = "infer"
"""In place of an order: the one that the column as a whole shows."""

NO_ORDER = "none"
"""In place of an order: each text is read by itself."""

READ_AHEAD = 10_000
"""Lines held until the order is found; the first answer waits for them or for the end of the input."""

W = TypeVar("W", bound=Sized)


def read_ahead(
    windows: Iterator[W], texts: int, most_windows: int = sys.maxsize
) -> tuple[list[W], Iterator[W]]:
    """The first windows, and all of them as before.

    Args:
        windows: texts as they come.
        texts: how many to hold.
        most_windows: windows to hold at most, for texts so long that few make a window.
    """
    held: list[W] = []
    count = 0
    while count < texts and len(held) < most_windows and (window := next(windows, None)) is not None:
        held.append(window)
        count += len(window)
    return held, itertools.chain(held, windows)


def infer_line_order(
    windows: Iterator[list[str]], read: Read, normalizer: Normalizer, locale: str | None
) -> tuple[ColumnReading, Iterator[list[str]]]:
    """Find the order of lines that name none of their own.

    Args:
        windows: the lines as they come.
        read: how lines are understood.
        normalizer: the model.
        locale: the locale of all of them, if known.

    Returns:
        What the first lines show, with line numbers for row numbers, and all windows as before.
    """
    from datenorm.column import infer

    held, windows = read_ahead(windows, READ_AHEAD)
    reading = infer(_unhinted(read(list(itertools.chain(*held)))), normalizer, locale=locale)
    return reading, windows


def _unhinted(asked: Requests) -> Iterator[str]:
    """The texts of the lines; an empty one, which says nothing, where a line brings its own order."""
    unknown = [None] * len(asked.texts)
    for text, locale, order in zip(
        asked.texts, asked.locales or unknown, asked.orders or unknown, strict=True
    ):
        yield "" if order or locale else text
