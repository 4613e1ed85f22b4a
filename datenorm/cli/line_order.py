"""`--order infer` for lines: what the first of them say about the field order of all."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from datenorm.cli.lines import Read, Requests

if TYPE_CHECKING:
    from datenorm.column import ColumnReading
    from datenorm.convert.normalizer import Normalizer

READ_AHEAD = 10_000
"""Lines that are held until the order is found; the first answer waits for them or for the end of the input,
and the lines after them are read by it."""


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
        What the first lines say, its row numbers being line numbers, and all windows as before.
    """
    from datenorm.column import infer

    held: list[list[str]] = []
    lines = 0
    while lines < READ_AHEAD and (window := next(windows, None)) is not None:
        held.append(window)
        lines += len(window)
    reading = infer(_unhinted(read(list(itertools.chain(*held)))), normalizer, locale=locale)
    return reading, itertools.chain(held, windows)


def _unhinted(asked: Requests) -> Iterator[str]:
    """The texts of the lines; an empty one, which says nothing, where a line brings its own order."""
    unknown = [None] * len(asked.texts)
    for text, locale, order in zip(
        asked.texts, asked.locales or unknown, asked.orders or unknown, strict=True
    ):
        yield "" if order or locale else text
