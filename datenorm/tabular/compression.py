"""Compressed files: gzip with the standard library, Zstandard with PyArrow; read by chunks, written the same.

A file is read as its first bytes say, and written as its name says.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any, BinaryIO, cast

from datenorm.errors import InputError, require_modules
from datenorm.tabular.stream import CHUNK

SUFFIXES = {".gz": "gzip", ".zst": "zstd"}
"""End of a name → compression."""

_MAGIC = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}
_OTHERS = {
    b"PK\x03\x04": "a zip archive or a spreadsheet",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "a spreadsheet of old Excel",
    b"\xfd7zXZ\x00": "compressed with xz",
    b"BZh91AY&SY": "compressed with bzip2",
    b"\x04\x22\x4d\x18": "compressed with LZ4",
}
_HINTS = {b"PK\x03\x04": "a name that ends in .xlsx says that it is a workbook; convert others to CSV first"}
_GZIP_BITS = 16 + zlib.MAX_WBITS


def compression_of(path: PurePath | None) -> str | None:
    """The compression that the name of a file implies, or None."""
    return None if path is None else SUFFIXES.get(path.suffix.lower())


def plain_name(path: PurePath) -> PurePath:
    """The name of a file without the end that stands for its compression."""
    return path.with_suffix("") if compression_of(path) else path


def compression_of_bytes(sample: bytes) -> str | None:
    """The compression of a file by its first bytes, or None.

    Raises:
        InputError: if it is compressed in a form that cannot be read here.
    """
    for magic, what in _OTHERS.items():
        if sample.startswith(magic):
            raise InputError(
                f"the file is {what}, which cannot be read here",
                hint=_HINTS.get(magic, "convert it to CSV first"),
            )
    return next((name for magic, name in _MAGIC.items() if sample.startswith(magic)), None)


def decompressed(chunks: Iterator[bytes], compression: str) -> Iterator[bytes]:
    """The content of compressed chunks, in chunks of at most `CHUNK` bytes.

    Raises:
        InputError: if the data are damaged or end early.
        MissingExtra: if it is Zstandard and PyArrow is not installed.
    """
    return _gunzipped(chunks) if compression == "gzip" else _unzstandard(chunks)


def _gunzipped(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The content of gzip members one after the other; zeros may follow the last."""
    member: Any = None
    try:
        for chunk in chunks:
            rest = chunk
            while rest:
                if member is None:
                    rest = rest.lstrip(b"\0")
                    if not rest:
                        break
                    member = zlib.decompressobj(_GZIP_BITS)
                if content := member.decompress(rest, CHUNK):
                    yield content
                rest = member.unused_data if member.eof else member.unconsumed_tail
                member = None if member.eof else member
    except zlib.error as error:
        raise _damaged("gzip", str(error)) from error
    if member is not None:
        raise _damaged("gzip", "it ends early")


def _unzstandard(chunks: Iterator[bytes]) -> Iterator[bytes]:
    pyarrow = _require_pyarrow()
    source = pyarrow.PythonFile(_ChunkReader(chunks), mode="r")
    try:
        with pyarrow.CompressedInputStream(source, "zstd") as stream:
            while content := stream.read(CHUNK):
                yield content
    except (OSError, pyarrow.ArrowException) as error:
        raise _damaged("zstd", str(error)) from error


def _damaged(compression: str, reason: str) -> InputError:
    return InputError(f"the {compression} file is damaged: {reason}")


def _require_pyarrow() -> Any:  # noqa: ANN401 - a module
    require_modules("Zstandard needs", ["pyarrow"], "parquet")
    import pyarrow

    return pyarrow


class _ChunkReader(io.RawIOBase):
    """Chunks as a file."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._rest = chunks, b""

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        """At least one byte, at most `size`; b"" at the end."""
        if not self._rest:
            self._rest = next(self._chunks, b"")
        stop = len(self._rest) if size is None or size < 0 else size
        content, self._rest = self._rest[:stop], self._rest[stop:]
        return content


class _CompressingStream(io.BufferedIOBase):
    """A file whose content is compressed into another one.

    Closing it writes nothing, so that a file that was not finished can be told from a complete one.
    """

    def __init__(self, stream: BinaryIO, compress: Callable[[bytes], bytes]) -> None:
        self._stream, self._compress = stream, compress

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401 - any buffer
        self._stream.write(self._compress(data))
        return len(data)

    def flush(self) -> None:
        """Write what is compressed; a block stays open, because many small ones would compress badly."""
        if not self._stream.closed:
            self._stream.flush()


@contextmanager
def compressing(stream: BinaryIO, compression: str | None) -> Iterator[BinaryIO]:
    """A stream whose content is compressed into another one; complete if the block succeeds.

    Args:
        stream: the file.
        compression: one of `SUFFIXES`, or None for the file itself.

    Raises:
        MissingExtra: if it is Zstandard and PyArrow is not installed.
    """
    if compression is None:
        yield stream
        return
    compress, finish = _gzip() if compression == "gzip" else _zstandard()
    yield cast(BinaryIO, _CompressingStream(stream, compress))
    stream.write(finish())


def _gzip() -> tuple[Callable[[bytes], bytes], Callable[[], bytes]]:
    """Functions that compress a part, and that end the file."""
    compressor = zlib.compressobj(6, zlib.DEFLATED, _GZIP_BITS)
    return compressor.compress, compressor.flush


def _zstandard() -> tuple[Callable[[bytes], bytes], Callable[[], bytes]]:
    """Functions that compress a part, and that end the file."""
    pyarrow = _require_pyarrow()
    pending = _Pending()
    stream = pyarrow.CompressedOutputStream(pyarrow.PythonFile(pending, mode="w"), "zstd")

    def compress(data: bytes) -> bytes:
        stream.write(data)
        return pending.taken()

    def finish() -> bytes:
        stream.close()
        return pending.taken()

    return compress, finish


class _Pending(io.RawIOBase):
    """Collects what is written until it is taken; it outlives being closed."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401 - any buffer
        self._parts.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        """What was written since it was last asked for."""
        content = b"".join(self._parts)
        self._parts.clear()
        return content
