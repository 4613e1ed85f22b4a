"""Cuts documents of any length into pieces that can be searched one by one, in bounded memory.

A piece is read with some text before and after it. What is found in it does not depend on where it was cut,
as long as nothing that far away decides about a date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

PIECE = 1 << 15
"""Characters of a piece."""

MARGIN = 1 << 10
"""Characters that are read with a piece on each side."""

_WINDOW = 1 << 16
_MOST = 1024


class Piece(NamedTuple):
    """A part of a document, and the text around it.

    Attributes:
        document: the number of the document, from 0.
        offset: the place of `text` in the document.
        text: the characters that are read.
        start: where the part begins in `text`.
        end: where it ends.
        is_last: whether the document ends with it.
    """

    document: int
    offset: int
    text: str
    start: int
    end: int
    is_last: bool


def pieces_of(document: int, chunks: Iterable[str], size: int = PIECE) -> Iterator[Piece]:
    """The pieces of a document, at least one; their parts follow each other without a gap.

    Args:
        document: its number.
        chunks: its text in any parts.
        size: characters of a piece.
    """
    held: list[str] = []
    length = offset = start = 0  # of what is held, and where the next part begins in it
    for chunk in chunks:
        held.append(chunk)
        length += len(chunk)
        if length < start + size + MARGIN + 1:
            continue
        text = "".join(held)
        while len(text) > start + size + MARGIN:
            end = start + size
            yield Piece(document, offset, text[: end + MARGIN], start, end, False)
            dropped = max(0, end - MARGIN)
            text, offset, start = text[dropped:], offset + dropped, end - dropped
        held, length = [text], len(text)
    text = "".join(held)
    yield Piece(document, offset, text, start, len(text), True)


def windows_of_pieces(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces in groups that are worth to be read together."""
    window: list[Piece] = []
    size = 0
    for piece in pieces:
        window.append(piece)
        size += len(piece.text)
        if size >= _WINDOW or len(window) == _MOST:
            yield window
            window, size = [], 0
    if window:
        yield window
