"""Parquet files, read and written by PyArrow in batches; other columns are passed on as they are."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BufferedIOBase
from typing import Any, BinaryIO

from datenorm.errors import InputError, require_modules
from datenorm.tabular.table import KEPT, Cell, NewColumn, Oddity, Writer, check_new_names

WINDOW = 1 << 16
"""Rows of a batch, and of a written row group."""

_BUFFER = 1 << 20


@dataclass
class ParquetWindow:
    """A record batch; see `Window`."""

    batch: Any
    oddities: Sequence[Oddity] = ()

    def __len__(self) -> int:
        """The number of rows."""
        rows: int = self.batch.num_rows
        return rows

    def texts(self, column: int) -> list[str | None]:
        """A column as texts; numbers and dates as PyArrow formats them."""
        pyarrow = require_pyarrow()
        array = self.batch.column(column)
        try:
            texts: list[str | None] = array.cast(pyarrow.string()).to_pylist()
        except pyarrow.ArrowException:
            name = self.batch.schema.names[column]
            raise InputError(f"column {name!r} holds no texts but {array.type}") from None
        return texts

    def only(self, rows: Sequence[int]) -> ParquetWindow:
        """Some of its rows."""
        return ParquetWindow(self.batch.take(require_pyarrow().array(rows)))


class ParquetTable:
    """A Parquet file; see `Table`."""

    format = "parquet"

    def __init__(self, source: BufferedIOBase | BinaryIO, *, closes: bool = False) -> None:
        """Read the schema.

        Args:
            source: a stream that can seek.
            closes: whether to close it after the last row.

        Raises:
            MissingExtra: if PyArrow is not installed.
            InputError: if it is not a Parquet file.
        """
        pyarrow = require_pyarrow()
        parquet = importlib.import_module("pyarrow.parquet")
        try:
            self._file = parquet.ParquetFile(source, pre_buffer=False, buffer_size=_BUFFER)
            self._closes = closes
        except pyarrow.ArrowInvalid as error:
            raise InputError(f"not a Parquet file: {error}") from None
        self.schema = self._file.schema_arrow
        self.names: Sequence[str] = self.schema.names
        self.remarks: Sequence[str] = ()

    @property
    def compression(self) -> str:
        """The codec of the first column, used for the written file too."""
        metadata = self._file.metadata
        if not metadata.num_row_groups or not metadata.num_columns:
            return "snappy"
        codec: str = metadata.row_group(0).column(0).compression
        return {"UNCOMPRESSED": "none"}.get(codec, codec.lower())

    def windows(self) -> Iterator[ParquetWindow]:
        """The rows, at most `WINDOW` at a time; then the file is closed."""
        try:
            for batch in self._file.iter_batches(batch_size=WINDOW):
                yield ParquetWindow(batch)
        finally:
            self._file.close(force=self._closes)

    def writer(self, stream: BinaryIO, columns: Sequence[NewColumn]) -> ParquetWriter:
        """A writer of this table with new columns."""
        return ParquetWriter(self, stream, columns)


class ParquetWriter(Writer[ParquetWindow]):
    """Writes a Parquet file; see `Writer`."""

    def __init__(self, table: ParquetTable, stream: BinaryIO, columns: Sequence[NewColumn]) -> None:
        """Make the new schema; nothing is written yet.

        Raises:
            ConfigError: if a name is taken.
        """
        self._arrow = require_pyarrow()
        self._columns, self._sink, self._table = columns, _Sink(stream), table
        schema = table.schema
        check_new_names(columns, schema.names)
        for column in columns:
            if column.in_place:
                old = schema.field(column.source)
                schema = schema.set(column.source, old.with_type(self._type(column)).with_nullable(True))
            else:
                schema = schema.append(self._arrow.field(column.name, self._type(column)))
        self._schema = schema
        self._writer: Any = None

    def _type(self, column: NewColumn) -> Any:  # noqa: ANN401 - PyArrow has no types
        return self._arrow.float64() if column.is_number else self._arrow.string()

    def begin(self) -> None:
        """Write the start of the file."""
        parquet = importlib.import_module("pyarrow.parquet")
        self._writer = parquet.ParquetWriter(self._sink, self._schema, compression=self._table.compression)

    def write(self, window: ParquetWindow, cells: Sequence[Sequence[Cell]]) -> None:
        """Write a row group."""
        arrays = list(window.batch.columns)
        for column, new in zip(self._columns, cells, strict=True):
            values: list[Any] = list(new)
            if KEPT in values:
                texts = window.texts(column.source)
                values = [text if cell is KEPT else cell for cell, text in zip(values, texts, strict=True)]
            array = self._arrow.array(values, self._type(column))
            if column.in_place:
                arrays[column.source] = array
            else:
                arrays.append(array)
        self._writer.write_batch(self._arrow.record_batch(arrays, schema=self._schema))

    def end(self) -> None:
        """Write the footer, without which the file cannot be read."""
        self._writer.close()

    def abandon(self) -> None:
        """Close PyArrow's writer without a footer, which would make a partial file look complete."""
        self._sink.stream = None
        if self._writer is not None:
            self._writer.close()


def write_columns(stream: BinaryIO, kinds: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> None:
    """Write rows as a Parquet file.

    Args:
        stream: where to write.
        kinds: the name of each column and its type, as PyArrow names it.
        rows: the rows.

    Raises:
        MissingExtra: if PyArrow is not installed.
    """
    pyarrow = require_pyarrow()
    schema = pyarrow.schema([(name, pyarrow.type_for_alias(kind)) for name, kind in kinds.items()])
    arrays = [pyarrow.array([row[place] for row in rows], field.type) for place, field in enumerate(schema)]
    importlib.import_module("pyarrow.parquet").write_table(
        pyarrow.table(arrays, schema=schema), _Sink(stream), row_group_size=WINDOW
    )


class _Sink:
    """A stream that PyArrow cannot close, or nothing after `abandon`."""

    closed = False

    def __init__(self, stream: BinaryIO) -> None:
        self.stream: BinaryIO | None = stream

    def write(self, data: bytes) -> None:
        if self.stream is not None:
            self.stream.write(data)

    def flush(self) -> None:
        if self.stream is not None:
            self.stream.flush()

    def close(self) -> None:
        self.flush()


def require_pyarrow() -> Any:  # noqa: ANN401 - PyArrow has no types
    """PyArrow.

    Raises:
        MissingExtra: if it is not installed.
    """
    require_modules("Parquet needs", ["pyarrow"], "parquet")
    return importlib.import_module("pyarrow")
