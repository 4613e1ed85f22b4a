"""Bytes of a file: read in chunks, decoded so that ASCII bytes are themselves, and cut into rows.

In most encodings they are, and their bytes are left alone. UTF-16 and UTF-32 are carried as UTF-8, which
can hold lone surrogates, and are converted back when written.
"""

from __future__ import annotations

import codecs
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from datenorm.errors import ConfigError, InputError

CHUNK = 1 << 18
SAMPLE = 1 << 16
"""Bytes from which the layout of a file is detected."""
MAX_PIECE = 1 << 24
"""Bytes of the longest row that is read; it bounds memory."""

Piece = TypeVar("Piece")
Cut = Callable[[bytes, bool], tuple[list[Piece], int]]
"""Returns the whole pieces at the start of some bytes, and their length; the flag marks the last bytes."""

FALLBACK = "cp1252"
"""The encoding assumed for text that is not UTF-8."""

_MARKS = (  # longer ones first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ASCII = bytes(range(128))


class Readable(Protocol):
    """A binary stream."""

    def read1(self, size: int = -1, /) -> bytes:
        """At least one byte, at most `size`; b"" at the end."""
        ...


def read_chunks(stream: Readable) -> Iterator[bytes]:
    """The bytes of a stream in full chunks, which make windows of a useful size."""
    parts: list[bytes] = []
    size = 0
    # Not `read`, which fills a chunk from a pipe without checking for an interrupt.
    while part := stream.read1(CHUNK - size):
        parts.append(part)
        size += len(part)
        if size == CHUNK:
            yield b"".join(parts)
            parts, size = [], 0
    if parts:
        yield b"".join(parts)


def peek(chunks: Iterator[bytes], size: int = SAMPLE) -> tuple[bytes, bool, Iterator[bytes]]:
    """Look at the start of a stream.

    Returns:
        Its first bytes, at least `size` if there are as many; whether they are all; all chunks.
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
    """Cut a stream into pieces, about a chunk at a time.

    A piece that continues after a chunk is cut again only when its length has doubled, so that a long piece
    costs no more per byte than a short one.

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
        hint="a closing quote may be missing there; if no field is quoted, set `quote` to none",
    )


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file is encoded.

    Attributes:
        name: Python's name of the codec, without a byte order mark.
        mark: the byte order mark at the start of the file, or b"".
        is_assumed: whether it is only assumed because the file is not UTF-8.
    """

    name: str
    mark: bytes = b""
    is_assumed: bool = False

    @property
    def remarks(self) -> list[str]:
        """What the user should know about how it was detected."""
        return [f"not UTF-8, read as {self.name}; set `encoding` to change it"] if self.is_assumed else []

    @property
    def carrier(self) -> str:
        """The codec of carried bytes."""
        return "utf-8" if self._is_wide else self.name

    @property
    def _is_wide(self) -> bool:
        return self.name.startswith(("utf-16", "utf-32"))

    def carried(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The bytes of a file as carried bytes, without its byte order mark.

        Raises:
            InputError: if a character is incomplete.
        """
        mark = self.mark
        decoder = codecs.getincrementaldecoder(self.name)("surrogatepass") if self._is_wide else None
        try:
            for chunk in chunks:
                chunk, mark = chunk.removeprefix(mark), b""
                if decoder is not None:
                    chunk = decoder.decode(chunk).encode("utf-8", "surrogatepass")
                if chunk:
                    yield chunk
            if decoder is not None:
                decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            raise InputError(f"the file is not {self.name} throughout: {error.reason}") from None

    def restored(self, carried: bytes) -> bytes:
        """Carried bytes in the encoding of the file."""
        if not self._is_wide:
            return carried
        return carried.decode("utf-8", "surrogatepass").encode(self.name, "surrogatepass")

    def encode(self, text: str) -> bytes:
        """A text as carried bytes.

        Raises:
            ConfigError: if the encoding lacks one of its characters.
        """
        try:
            return text.encode(self.carrier, "surrogateescape")
        except UnicodeEncodeError as error:
            lacking = text[error.start]
            raise ConfigError(f"{self.name} has no {lacking!r}, which {text!r} needs") from None

    def check_mark(self, mark: bytes) -> None:
        """Check that a byte is never part of another character.

        Raises:
            ConfigError: if it may be the second byte of one, as `|` in Shift JIS.
        """
        for lead in range(0x80, 0x100):
            try:
                text = (bytes([lead]) + mark).decode(self.carrier)
            except UnicodeDecodeError:
                continue
            if len(text) == 1:
                raise ConfigError(
                    f"{mark.decode()!r} may be half a character in {self.name}",
                    hint="convert the file to UTF-8 first",
                )


def find_encoding(sample: bytes, given: str | None = None, *, whole: bool) -> Encoding:
    """Detect the encoding of a file.

    Args:
        sample: the start of the file.
        given: the encoding that the user names, or None.
        whole: whether the sample is the whole file.

    Raises:
        ConfigError: if the encoding is unknown, or ASCII bytes can have other meanings in it.
    """
    mark, found = next(((mark, name) for mark, name in _MARKS if sample.startswith(mark)), (b"", ""))
    if given is not None:
        return _checked(given, mark, found)
    if found:
        return Encoding(found, mark)
    # In UTF-16 every other byte of mostly ASCII text is zero.
    pair = sample[: len(sample) // 2 * 2]
    for name, zeros in (("utf-16-le", pair[1::2]), ("utf-16-be", pair[::2])):
        if len(zeros) > 1 and zeros.count(0) > 0.8 * len(zeros):
            return Encoding(name)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=whole)
    except UnicodeDecodeError:
        return Encoding(FALLBACK, is_assumed=True)
    return Encoding("utf-8")


def _checked(given: str, mark: bytes, marked: str) -> Encoding:
    try:
        name = codecs.lookup(given).name.removesuffix("-sig")
        transparent = _ASCII.decode(name) == _ASCII.decode("ascii")
    except (LookupError, UnicodeError):
        name, transparent = given, False
    wide = name.replace("_", "-")
    if wide in ("utf-16", "utf-32"):
        name = marked if marked.startswith(wide) else f"{wide}-le"
        transparent = False
    elif wide.startswith(("utf-16-", "utf-32-")):
        name, transparent = wide, False
    is_wide = name.startswith(("utf-16", "utf-32"))
    # Shift and escape sequences give ASCII bytes other meanings.
    if not is_wide and (not transparent or name.startswith(("iso2022", "hz", "utf-7"))):
        raise ConfigError(
            f"the encoding {given!r} is not known or cannot be used here",
            hint="use one such as utf-8, utf-16, cp1252, iso-8859-2, shift_jis, gb18030",
        )
    return Encoding(name, mark if marked == name else b"")
