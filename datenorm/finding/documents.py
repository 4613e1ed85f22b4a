"""Files as text: decompressed, decoded chunk by chunk, and encoded again to exactly the same bytes."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BufferedIOBase
from pathlib import Path
from typing import cast

from datenorm.errors import DatenormError, InputError
from datenorm.tabular.compression import compression_of_bytes, decompressed
from datenorm.tabular.stream import Encoding, find_encoding, peek, read_chunks

STANDARD_INPUT = Path("-")


@dataclass(frozen=True, slots=True)
class TextEncoding:
    """How a text file is encoded; bytes that are not text in it are carried as lone surrogates.

    Attributes:
        encoding: the encoding, with its byte order mark.
    """

    encoding: Encoding

    @property
    def mark(self) -> bytes:
        """The byte order mark at the start of the file, or b""."""
        return self.encoding.mark

    @property
    def errors(self) -> str:
        """How Python carries what is not text."""
        return "surrogatepass" if self.encoding.name.startswith(("utf-16", "utf-32")) else "surrogateescape"

    def encode(self, text: str) -> bytes:
        """A text as the bytes that it was decoded from."""
        return text.encode(self.encoding.name, self.errors)

    def decode(self, chunks: Iterator[bytes], *, is_exact: bool = False) -> Iterator[str]:
        """The text of a file, without its byte order mark.

        Args:
            chunks: the bytes.
            is_exact: whether `encode` must give the same bytes again.

        Raises:
            InputError: if the file ends within a character, or its bytes cannot be restored exactly.
        """
        name = self.encoding.name
        decoder = codecs.getincrementaldecoder(name)(self.errors)
        mark, pending = self.mark, b""
        try:
            for chunk in chunks:
                chunk, mark = chunk.removeprefix(mark), b""
                text = decoder.decode(chunk)
                if is_exact:
                    pending = self._checked(pending + chunk, text)
                yield text
            text = decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            raise InputError(f"the file is not {name} throughout: {error.reason}") from None
        if is_exact and self._checked(pending, text):
            raise self._inexact()
        yield text

    def _checked(self, data: bytes, text: str) -> bytes:
        """What follows the bytes of a text in some data."""
        encoded = self.encode(text)
        if not data.startswith(encoded):
            raise self._inexact()
        return data[len(encoded) :]

    def _inexact(self) -> InputError:
        return InputError(
            f"the file has bytes that {self.encoding.name} does not give back",
            hint="convert it to UTF-8 first",
        )


def read_text(
    stream: BufferedIOBase, encoding: str | None = None, *, is_exact: bool = False
) -> tuple[TextEncoding, Iterator[str]]:
    """The encoding of a text file, which may be compressed (gzip, Zstandard), and its text in chunks.

    Args:
        stream: the file.
        encoding: its encoding; None finds it: by a byte order mark, else UTF-8, else cp1252.
        is_exact: see `TextEncoding.decode`.

    Raises:
        ConfigError: if the encoding is not known.
        InputError: if the file is not text, or damaged.
        MissingExtra: if it is Zstandard and PyArrow is not installed.
    """
    sample, whole, chunks = peek(read_chunks(stream))
    compression = compression_of_bytes(sample)
    if compression is not None:
        sample, whole, chunks = peek(decompressed(chunks, compression))
    found = find_encoding(sample, encoding, whole=whole)
    if b"\0" in sample and not found.name.startswith(("utf-16", "utf-32")):
        raise InputError("the file is binary, not text")
    text = TextEncoding(found)
    return text, text.decode(chunks, is_exact=is_exact)


@dataclass
class FileDocuments:
    """Files as documents, opened one after the other; one that cannot be read is an empty document.

    Attributes:
        paths: the files; `-` is standard input.
        open_input: opens standard input.
        encoding: see `read_text`.
        is_exact: see `read_text`.
        encodings: the encoding of each file that was opened, by its number.
        errors: why a file could not be read to its end, by its number.
        read: bytes of the files that were read to their end, and of the one being read.
    """

    paths: Sequence[Path]
    open_input: Callable[[], BufferedIOBase]
    encoding: str | None = None
    is_exact: bool = False
    encodings: dict[int, TextEncoding] = field(default_factory=dict)
    errors: dict[int, Exception] = field(default_factory=dict)
    _done: int = 0
    _stream: BufferedIOBase | None = None

    def __iter__(self) -> Iterator[Iterator[str]]:
        """The chunks of each file."""
        return (self._chunks(number, path) for number, path in enumerate(self.paths))

    def _chunks(self, number: int, path: Path) -> Iterator[str]:
        is_input = path == STANDARD_INPUT
        try:
            stream = self.open_input() if is_input else cast(BufferedIOBase, path.open("rb"))
            try:
                self._stream = None if is_input else stream
                self.encodings[number], chunks = read_text(stream, self.encoding, is_exact=self.is_exact)
                yield from chunks
            finally:
                self._stream = None
                if not is_input:
                    self._done += path.stat().st_size
                    stream.close()
        except (OSError, DatenormError) as error:
            self.errors[number] = error

    def position(self) -> int:
        """How many bytes of the files have been read."""
        stream = self._stream
        try:
            return self._done + (0 if stream is None else stream.tell())
        except (OSError, ValueError):  # a pipe, or a file that was closed meanwhile
            return self._done
