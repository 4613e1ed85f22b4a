"""Bytes as they come, cut into lines of text: standard input and the bodies of requests.

Standard library only.
"""

from __future__ import annotations

import codecs


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
