"""From a file or a stream to its table, and to a file that appears only when it is complete."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from io import BufferedIOBase
from pathlib import Path, PurePath
from typing import BinaryIO

from datenorm.errors import ConfigError, DiskFull, InputError
from datenorm.tabular.compression import compressing, compression_of, compression_of_bytes, decompressed
from datenorm.tabular.delimited import open_delimited
from datenorm.tabular.excel import ExcelTable
from datenorm.tabular.jsonl import JsonLinesTable
from datenorm.tabular.layout import Layout, format_of, format_of_bytes
from datenorm.tabular.parquet import ParquetTable, require_pyarrow
from datenorm.tabular.stream import find_encoding, peek, read_chunks
from datenorm.tabular.table import AnyTable

_LEFT_OVER = re.compile(r"\.[0-9a-f]{8}\.part")
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def open_table(
    stream: BufferedIOBase,
    layout: Layout,
    wanted: Sequence[str],
    is_date: Callable[[str], bool],
    *,
    path: PurePath | None = None,
) -> AnyTable:
    """Detect how a table is written, and read its start.

    Args:
        stream: the file, which may be compressed; Parquet that cannot seek is copied to a temporary file.
        layout: what the user says.
        wanted: the columns that will be asked for, as the user names them.
        is_date: whether a text reads as a date; called only if nothing else tells a header from data.
        path: its name, which may imply its format.

    Raises:
        ConfigError: if the layout is impossible.
        InputError: if the file is not as the layout says.
        MissingExtra: if it is Parquet and PyArrow is not installed, or a workbook and openpyxl is not.
    """
    known = layout.format or format_of(path)
    if known == "parquet" and not compression_of(path):
        return _open_parquet(stream, read_chunks(stream))
    if known == "xlsx" and not compression_of(path):
        return ExcelTable(b"".join(read_chunks(stream)))
    sample, whole, chunks = peek(read_chunks(stream))
    compression = compression_of_bytes(sample)
    if compression is not None:
        sample, whole, chunks = peek(decompressed(chunks, compression))
    known = known or format_of_bytes(sample)
    if known == "parquet":
        return _open_parquet(None if compression else stream, chunks)
    encoding = find_encoding(sample, layout.encoding, whole=whole)
    chunks = encoding.carried(chunks)
    if known == "jsonl":
        return JsonLinesTable(chunks, encoding)
    if known == "tsv" and layout.dialect.delimiter is None:
        layout = replace(layout, dialect=replace(layout.dialect, delimiter="\t"))
    return open_delimited(chunks, encoding, layout, wanted, is_date)


def _open_parquet(stream: BufferedIOBase | None, chunks: Iterator[bytes]) -> ParquetTable:
    """Open Parquet, which is read from its end: without a stream that can seek, it is copied to a file."""
    require_pyarrow()
    if stream is not None and stream.seekable():
        stream.seek(0)
        return ParquetTable(stream)
    copy = tempfile.TemporaryFile()
    for chunk in chunks:
        copy.write(chunk)
    copy.seek(0)
    return ParquetTable(copy, closes=True)


@contextmanager
def open_target(path: Path, source: Path | None = None, *, overwrite: bool = False) -> Iterator[BinaryIO]:
    """Write a new file beside its place, and move it there if the block succeeds.

    If the block fails or is interrupted, the old file stays. The new file gets the permissions of the one it
    replaces. Special files (a pipe, /dev/null) are written directly.

    Args:
        path: the file, compressed if its name ends in .gz or .zst; a link stays a link, to the new file.
        source: the file that is read while this one is written, if any.
        overwrite: whether the two may be the same.

    Raises:
        ConfigError: if they are the same and must not be, or a Parquet file shall be compressed.
        InputError: if it cannot be written; DiskFull if there is no room for all of it.
    """
    if source is not None and path.exists() and source.exists() and path.samefile(source) and not overwrite:
        raise ConfigError(f"{path} is the input", hint="`overwrite` replaces it if the conversion succeeds")
    compression = compression_of(path)
    if compression and format_of(path) in ("parquet", "xlsx"):
        raise ConfigError(f"{path}: such a file is compressed within", hint="leave out the second ending")
    target = path.resolve()
    is_special = target.exists() and not target.is_file()
    try:
        opened: AbstractContextManager[BinaryIO] = target.open("wb") if is_special else _open_new(target)
    except OSError as error:
        raise InputError(_unwritable(path, error)) from error
    try:
        with opened as stream, compressing(stream, compression) as inner:
            yield inner
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(_unwritable(path, error)) from error
        raise


def remove_left_over(path: Path) -> list[str]:
    """Remove the partial files that killed runs left beside a file, and return their names.

    A file that another run is writing is locked, and stays.
    """
    target, removed = path.resolve(), []
    try:
        beside = [entry.name for entry in os.scandir(target.parent) if entry.is_file(follow_symlinks=False)]
    except OSError:
        return []
    start = f".{target.name}"
    for name in sorted(beside):
        if name.startswith(start) and _LEFT_OVER.fullmatch(name[len(start) :]):
            with contextlib.suppress(OSError):
                _remove_unlocked(target.with_name(name))
                removed.append(name)
    return removed


def _remove_unlocked(path: Path) -> None:
    """Remove a file; OSError if another process writes it."""
    with path.open("rb+") as stream:
        _lock(stream)
        if sys.platform != "win32":
            path.unlink()
    if sys.platform == "win32":  # which does not remove open files
        path.unlink()


def _lock(stream: BinaryIO) -> None:
    """Lock a file until it is closed; Windows keeps others from removing an open file without that."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def _unwritable(path: Path, error: OSError) -> str:
    return f"cannot write {path}: {error.strerror}"


def _open_new(target: Path) -> AbstractContextManager[BinaryIO]:
    """Open the temporary file; an error is raised here, not in the block."""
    temporary = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.part")
    return _moved(temporary.open("xb"), temporary, target)


@contextmanager
def _moved(stream: BinaryIO, temporary: Path, target: Path) -> Iterator[BinaryIO]:
    """Yield a stream; move its file into place if the block succeeds."""
    try:
        with stream:
            with contextlib.suppress(OSError):  # some network file systems have no locks
                _lock(stream)
            if target.exists():
                shutil.copymode(target, temporary)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
