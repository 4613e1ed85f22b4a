"""Bytes of a stream, chunk by chunk: looked at before they are read, cut into whole pieces."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Protocol, TypeVar

from datenorm.errors import InputError

CHUNK = 1 << 18
SAMPLE = 1 << 16
"""Bytes looked at to find out how a file is written."""
MAX_PIECE = 1 << 24
"""Bytes of the longest row that is read; memory is bounded by it."""

Piece = TypeVar("Piece")
Cut = Callable[[bytes, bool], tuple[list[Piece], int]]
"""Whole pieces at the start of some bytes and how long they are; the flag says that nothing comes after."""


class Readable(Protocol):
    """What bytes are read from."""

    def read1(self, size: int = -1, /) -> bytes:
        """At least one byte, at most `size`; b"" at the end."""
        ...


def read_chunks(stream: Readable) -> Iterator[bytes]:
    """The bytes of a stream, as many at a time as make a window worth its while."""
    parts: list[bytes] = []
    size = 0
    # Not read, which fills a chunk from a pipe without looking for an interrupt in between.
    while part := stream.read1(CHUNK - size):
        parts.append(part)
        size += len(part)
        if size == CHUNK:
            yield b"".join(parts)
            parts, size = [], 0
    if parts:
        yield b"".join(parts)


def peek(chunks: Iterator[bytes], size: int = SAMPLE) -> tuple[bytes, bool, Iterator[bytes]]:
    """Look at how a stream begins.

    Returns:
        Its first bytes, `size` or more if there are; whether they are all; the chunks, from the first on.
    """
    taken: list[bytes] = []
    gathered = 0
    for chunk in chunks:
        taken.append(chunk)
        gathered += len(chunk)
        if gathered >= size:
            break
    return b"".join(taken), gathered < size, itertools.chain(taken, chunks)


def cut_pieces(chunks: Iterator[bytes], cut: Cut[Piece]) -> Iterator[list[Piece]]:
    """Cut a stream into pieces, those of about a chunk at a time.

    A piece that goes on after a chunk is tried again only when as much again has come, so that a long one
    costs no more a byte than short ones.

    Raises:
        InputError: if a piece is longer than `MAX_PIECE` or the last one does not end.
    """
    parts: list[bytes] = []
    size = needed = count = 0
    for chunk in chunks:
        parts.append(chunk)
        size += len(chunk)
        if size < needed:
            continue
        data = b"".join(parts)
        pieces, used = cut(data, False)
        count += len(pieces)
        if pieces:
            yield pieces
        parts, size = [data[used:]], len(data) - used
        if size > MAX_PIECE:
            raise _endless(count, f"within {MAX_PIECE >> 20} MiB")
        needed = 0 if pieces else 2 * size
    data = b"".join(parts)
    pieces, used = cut(data, True)
    if pieces:
        yield pieces
    if used < len(data):
        raise _endless(count + len(pieces), "before the file does")


def _endless(whole: int, where: str) -> InputError:
    return InputError(
        f"the record after the first {whole:,}, header and blank lines included, does not end {where}",
        hint="a closing quote may be missing there; --quote none reads quotes as text",
    )
