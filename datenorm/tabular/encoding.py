"""Encodings of text files: found or given, and a form of the bytes in which every ASCII byte is itself.

Most encodings are such a form already and their bytes are left alone. Those of two and four bytes (UTF-16,
UTF-32) are carried as UTF-8, which takes lone surrogates along, and come out as they went in.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from datenorm.errors import ConfigError, InputError

FALLBACK = "cp1252"
"""What text that is no UTF-8 is taken for."""

_MARKS = (  # longer ones first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ASCII = bytes(range(128))


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file is encoded.

    Attributes:
        name: Python's name of the codec, without a byte order mark.
        mark: the byte order mark the file begins with, or b"".
        is_assumed: whether nothing but the lack of UTF-8 speaks for it.
    """

    name: str
    mark: bytes = b""
    is_assumed: bool = False

    @property
    def remarks(self) -> list[str]:
        """What the user should know of how it was found."""
        return [f"not UTF-8, read as {self.name}; --encoding names another"] if self.is_assumed else []

    @property
    def carrier(self) -> str:
        """The codec of carried bytes."""
        return "utf-8" if self._is_wide else self.name

    @property
    def _is_wide(self) -> bool:
        return self.name.startswith(("utf-16", "utf-32"))

    def carried(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The bytes of a file as carried bytes, its byte order mark left out.

        Raises:
            InputError: if a character of more than one byte is broken.
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
        """Carried bytes as they stand in the file."""
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
        """Make sure that a byte is never part of another character.

        Raises:
            ConfigError: if it may be the second byte of one, as `|` may in Shift JIS.
        """
        for lead in range(0x80, 0x100):
            try:
                text = (bytes([lead]) + mark).decode(self.carrier)
            except UnicodeDecodeError:
                continue
            if len(text) == 1:
                raise ConfigError(
                    f"{mark.decode()!r} may be half a character in {self.name}",
                    hint="bring the file to UTF-8 first",
                )


def find_encoding(sample: bytes, given: str | None = None, *, whole: bool) -> Encoding:
    """The encoding of a file as far as its beginning tells.

    Args:
        sample: how the file begins.
        given: what the user calls it, or None.
        whole: whether the sample is the whole file.

    Raises:
        ConfigError: if there is no such encoding, or one in which ASCII bytes can mean anything else.
    """
    mark, found = next(((mark, name) for mark, name in _MARKS if sample.startswith(mark)), (b"", ""))
    if given is not None:
        return _checked(given, mark, found)
    if found:
        return Encoding(found, mark)
    # In UTF-16 every other byte of what is mostly ASCII is zero.
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
    # Shifts and escapes let ASCII bytes stand for other characters.
    if not is_wide and (not transparent or name.startswith(("iso2022", "hz", "utf-7"))):
        raise ConfigError(
            f"the encoding {given!r} is not known or cannot be used here",
            hint="such as utf-8, utf-16, cp1252, iso-8859-2, shift_jis, gb18030",
        )
    return Encoding(name, mark if marked == name else b"")
