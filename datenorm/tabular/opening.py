"""From a file or a stream to the table in it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import BufferedIOBase
from pathlib import PurePath

from datenorm.tabular.chunks import peek, read_chunks
from datenorm.tabular.delimited import open_delimited
from datenorm.tabular.encoding import find_encoding
from datenorm.tabular.jsonl import JsonLinesTable
from datenorm.tabular.layout import Layout, format_of, format_of_bytes
from datenorm.tabular.parquet import ParquetTable, require_pyarrow
from datenorm.tabular.table import AnyTable


def open_table(
    stream: BufferedIOBase,
    layout: Layout,
    wanted: Sequence[str],
    is_date: Callable[[str], bool],
    *,
    path: PurePath | None = None,
) -> AnyTable:
    """Find out how a table is written and read its beginning.

    Args:
        stream: where it is read from; a Parquet file that cannot seek is copied to a temporary one.
        layout: what is known.
        wanted: the columns that will be asked for, as the user names them.
        is_date: whether a text reads as a date; asked only where nothing else tells a header from data.
        path: its name, which may tell its format.

    Raises:
        ConfigError: if the layout cannot be.
        InputError: if the file is not what it is said to be.
        MissingExtra: if it is Parquet and PyArrow is not installed.
    """
    known = layout.format or format_of(path)
    if known == "parquet":
        return _open_parquet(stream, read_chunks(stream))
    sample, whole, chunks = peek(read_chunks(stream))
    known = known or format_of_bytes(sample)
    if known == "parquet":
        return _open_parquet(stream, chunks)
    encoding = find_encoding(sample, layout.encoding, whole=whole)
    chunks = encoding.carried(chunks)
    if known == "jsonl":
        return JsonLinesTable(chunks, encoding)
    if known == "tsv" and layout.dialect.delimiter is None:
        layout = replace(layout, dialect=replace(layout.dialect, delimiter="\t"))
    return open_delimited(chunks, encoding, layout, wanted, is_date)


def _open_parquet(stream: BufferedIOBase, chunks: Iterator[bytes]) -> ParquetTable:
    """A Parquet file is read from its end: what cannot seek is copied to a file without a name."""
    require_pyarrow()
    if stream.seekable():
        stream.seek(0)
        return ParquetTable(stream)
    copy = tempfile.TemporaryFile()
    for chunk in chunks:
        copy.write(chunk)
    copy.seek(0)
    return ParquetTable(copy, closes=True)
