"""Streams and iterables as windows of lines: standard input, files, the bodies of requests.

Standard library only.
"""

from __future__ import annotations

import codecs
import itertools
from collections.abc import Iterable, Iterator
from typing import Protocol, cast

from datenorm.errors import InputError

WINDOW = 4096
"""Most lines converted together."""

MAX_LINE = 1 << 20
"""Bytes kept of a line, far more than can be read as a date; what comes after them is dropped."""

_CHUNK = 1 << 18


class ByteStream(Protocol):
    """A binary stream that can give what is there without waiting for more."""

    def read1(self, size: int = -1, /) -> bytes:
        """At least one byte, at most `size`; b"" at the end."""
        ...


class LineSplitter:
    """Cuts a stream of bytes into texts.

    Lines end with LF or CRLF, the last may lack it; a byte order mark at the start is dropped. Bytes that are
    no UTF-8 become lone surrogates, which no model takes for text.

    >>> splitter = LineSplitter(100)
    >>> splitter.feed(b"20 July"), splitter.feed(b" 1969\\r\\nhel"), splitter.rest()
    ([], ['20 July 1969'], ['hel'])
    """

    def __init__(self, longest: int) -> None:
        """Begin a stream.

        Args:
            longest: bytes kept of a line; what comes after them is dropped.
        """
        self._longest = longest
        self._pending = b""
        self._is_first = True

    def feed(self, chunk: bytes) -> list[str]:
        """The lines that end in this chunk."""
        *lines, pending = (self._pending + chunk).split(b"\n")
        self._pending = pending[: self._longest]
        return [self._text(line) for line in lines]

    def rest(self) -> list[str]:
        """The last line, where it was not ended."""
        return [self._text(self._pending)] if self._pending else []

    def _text(self, line: bytes) -> str:
        if self._is_first:
            self._is_first = False
            line = line.removeprefix(codecs.BOM_UTF8)
        return line[: self._longest].removesuffix(b"\r").decode("utf-8", "surrogateescape")


def read_windows(stream: ByteStream, window: int = WINDOW) -> Iterator[list[str]]:
    """Lines of a stream, as many at a time as have come, at most `window`.

    A writer that pauses gets its answers at once; while one window is converted the next gathers in the pipe,
    so a fast writer gets full ones.
    """
    splitter = LineSplitter(MAX_LINE)
    while chunk := stream.read1(_CHUNK):
        lines = splitter.feed(chunk)
        for start in range(0, len(lines), window):
            yield lines[start : start + window]
    if last := splitter.rest():
        yield last


def windows_of(lines: Iterable[str] | ByteStream) -> Iterator[list[str]]:
    """Lines of a binary stream as they come, or of an iterable, `WINDOW` at a time.

    Raises:
        InputError: if there is one string in place of many, or a line is not a string.
    """
    if isinstance(lines, (str, bytes)):
        raise InputError("one string is not many lines", hint="put it in a list, or open the file it names")
    if hasattr(lines, "read1"):
        return read_windows(cast("ByteStream", lines))
    return _windows_of_texts(iter(lines))


def _windows_of_texts(lines: Iterator[str]) -> Iterator[list[str]]:
    while window := [_unended(line) for line in itertools.islice(lines, WINDOW)]:
        yield window


def _unended(line: str) -> str:
    if not isinstance(line, str):
        raise InputError(f"a line is a string, not {type(line).__name__}: {line!r:.80}")
    return line.removesuffix("\n").removesuffix("\r") if line.endswith("\n") else line
