"""Delimited text: CSV, TSV and similar, whose other fields keep their quotes, spaces and bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from datenorm.errors import ConfigError, InputError
from datenorm.tabular.layout import Layout, choose_columns, is_number
from datenorm.tabular.records import (
    MOST_FIELDS,
    Dialect,
    RawRecord,
    field_text,
    find_dialect,
    is_quoted,
    raw_field,
    split_records,
)
from datenorm.tabular.stream import Encoding, cut_pieces, peek
from datenorm.tabular.table import KEPT, Cell, NewColumn, Oddity, Writer, check_new_names, oddities_of

WINDOW = 8192

_MOST_RENDERED = 1 << 16
"""Raw fields that are cached between windows."""


@dataclass
class DelimitedWindow:
    """Some records; see `Window`.

    Attributes:
        records: the rows; blank lines after a row are part of its end.
        lead: blank lines before the first row.
        oddities: see `Window`.
    """

    records: list[RawRecord]
    lead: bytes
    oddities: list[Oddity]
    _dialect: Dialect
    _encoding: str
    _left: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self._left = {oddity.row for oddity in self.oddities if oddity.is_left}

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.records)

    def is_left(self, row: int) -> bool:
        """Whether a row is left as it is."""
        return row in self._left

    def texts(self, column: int) -> list[str | None]:
        """The texts of a column."""
        dialect, encoding = self._dialect, self._encoding
        texts: list[str | None] = [
            field_text(fields[column], dialect, encoding) if column < len(fields) else None
            for fields, _ in self.records
        ]
        for row in self._left:
            texts[row] = None
        return texts

    def only(self, rows: Sequence[int]) -> DelimitedWindow:
        """Some of its rows."""
        records = [self.records[row] for row in rows]
        return DelimitedWindow(records, b"", oddities_of(self.oddities, rows), self._dialect, self._encoding)


class DelimitedTable:
    """A table of delimited text; see `Table`."""

    def __init__(
        self, chunks: Iterator[bytes], dialect: Dialect, encoding: Encoding, name: str = "csv"
    ) -> None:
        """Read the first row.

        Args:
            chunks: carried bytes of the file, without a byte order mark.
            dialect: its dialect.
            encoding: its encoding.
            name: the name of the format.

        Raises:
            InputError: if the first row has too many fields.
        """
        self.format = name
        self.dialect = dialect
        self.encoding = encoding
        self.remarks = encoding.remarks
        self.header: RawRecord | None = None
        self._pieces = cut_pieces(chunks, lambda data, last: split_records(data, dialect, is_last=last))
        self._lead, self._ahead = self._read_first()
        self._first = self._ahead[0].fields if self._ahead else []
        if len(self._first) > MOST_FIELDS:
            raise InputError(f"the first row has more than {MOST_FIELDS:,} fields", hint="set `delimiter`")

    def _read_first(self) -> tuple[bytes, list[RawRecord]]:
        """Blank lines at the start, and the first records."""
        lead = b""
        for records in self._pieces:
            more, records = _without_blanks(records)
            lead += more
            if records:
                return lead, records
        return lead, []

    @property
    def first_row(self) -> list[str]:
        """The texts of the first row, whether it is a header or not."""
        return [field_text(one, self.dialect, self.encoding.carrier) for one in self._first]

    @property
    def names(self) -> Sequence[str]:
        """The names in the header; without a header, numbers."""
        if self.header is not None:
            return self.first_row
        return [str(number) for number in range(1, len(self._first) + 1)]

    @property
    def begins(self) -> bytes:
        """What comes before the first row."""
        before = self._lead if self.header is not None else b""
        return before + (self.dialect.delimiter.join(self.header.fields) if self.header else b"")

    def take_header(self) -> None:
        """Use the first row as the names of the columns."""
        if self._ahead:
            self.header, self._ahead = self._ahead[0], self._ahead[1:]

    def windows(self) -> Iterator[DelimitedWindow]:
        """The rows, at most `WINDOW` at a time."""
        lead = self._lead if self.header is None else b""
        records = self._ahead
        while True:
            for start in range(0, len(records), WINDOW):
                yield self._window(records[start : start + WINDOW], lead)
                lead = b""
            following = next(self._pieces, None)
            if following is None:
                break
            more, records = _without_blanks(following)
            lead += more
        if lead:
            yield self._window([], lead)

    def _window(self, records: list[RawRecord], lead: bytes) -> DelimitedWindow:
        width = len(self._first)
        oddities = [
            _ragged(row, len(record.fields), width)
            for row, record in enumerate(records)
            if len(record.fields) != width
        ]
        return DelimitedWindow(records, lead, oddities, self.dialect, self.encoding.carrier)

    def writer(self, stream: BinaryIO, columns: Sequence[NewColumn]) -> DelimitedWriter:
        """A writer of this table with new columns."""
        return DelimitedWriter(self, stream, columns)

    @property
    def quotes_all(self) -> bool:
        """Whether all fields of the first row are quoted."""
        return bool(self._first) and all(is_quoted(one, self.dialect) for one in self._first)

    @property
    def width(self) -> int:
        """The number of fields in a row."""
        return len(self._first)


def _without_blanks(records: list[RawRecord]) -> tuple[bytes, list[RawRecord]]:
    """Blank lines before the first row, and the rows with the blank lines after them in their ends."""
    if all(record.fields for record in records):
        return b"", records
    lead, rows = b"", list[RawRecord]()
    for record in records:
        if record.fields:
            rows.append(record)
        elif rows:
            rows[-1] = rows[-1]._replace(end=rows[-1].end + record.end)
        else:
            lead += record.end
    return lead, rows


def _ragged(row: int, fields: int, width: int) -> Oddity:
    if fields > width:
        shown = f"more than {MOST_FIELDS:,}" if fields > MOST_FIELDS else fields
        return Oddity(row, f"{shown} fields where the first row has {width}: left as it is", is_left=True)
    return Oddity(row, f"{fields} of {width} fields: the others are empty", is_left=False)


def open_delimited(
    chunks: Iterator[bytes],
    encoding: Encoding,
    layout: Layout,
    wanted: Sequence[str],
    is_date: Callable[[str], bool],
) -> DelimitedTable:
    """Detect the dialect of delimited text, and read its first row.

    Unless the layout says it, a file has a header if a column is asked for by name, or if the first row holds
    no date in the wanted columns.

    Args:
        chunks: carried bytes.
        encoding: the encoding of the file.
        layout: what the user says.
        wanted: the columns that will be asked for.
        is_date: whether a text reads as a date.

    Raises:
        ConfigError: see `Encoding.check_mark` and `choose_columns`.
        InputError: see `cut_pieces`.
    """
    sample, whole, chunks = peek(chunks)
    names = [one for one in wanted if not is_number(one)]
    dialect = find_dialect(sample, layout.dialect, names, whole=whole)
    for mark in (dialect.delimiter, dialect.quote, dialect.escape):
        if mark:
            encoding.check_mark(mark)
    table = DelimitedTable(chunks, dialect, encoding, "tsv" if dialect.delimiter == b"\t" else "csv")
    has_header = layout.has_header
    if has_header is None:
        has_header = bool(names) or not _begins_with_dates(table, wanted, is_date)
        if not has_header:
            table.remarks.append(
                "the first row holds a date, so it was read as data; set `has_header` to read it as names"
            )
    if has_header:
        table.take_header()
    elif names:
        raise ConfigError(f"a table without header has no column {names[0]!r}", hint="use its number")
    return table


def _begins_with_dates(table: DelimitedTable, wanted: Sequence[str], is_date: Callable[[str], bool]) -> bool:
    first = table.first_row
    return any(is_date(first[index]) for index in choose_columns(wanted, table.names) if first[index])


class DelimitedWriter(Writer[DelimitedWindow]):
    """Writes a delimited table; see `Writer`."""

    def __init__(self, table: DelimitedTable, stream: BinaryIO, columns: Sequence[NewColumn]) -> None:
        """Check the new names; nothing is written yet.

        Raises:
            ConfigError: if a name is taken or cannot be written.
        """
        self._table, self._stream, self._columns = table, stream, columns
        self._dialect, self._quotes_all = table.dialect, table.quotes_all
        self._rendered: dict[Cell, bytes | None] = {KEPT: None}
        # An empty field that is the only one of its row would be a blank line, which is not a row.
        self._empty = 2 * table.dialect.quote if table.width == 1 else b""
        self._added_names: list[bytes] = []
        if table.header is not None:
            self._added_names = [self._raw(column.name) for column in columns if not column.in_place]
            check_new_names(columns, table.names)

    def begin(self) -> None:
        """Write byte order mark and header."""
        table = self._table
        self._stream.write(table.encoding.mark)
        if table.header is not None:
            names = self._dialect.delimiter.join([table.begins, *self._added_names])
            self._stream.write(table.encoding.restored(names + table.header.end))

    def write(self, window: DelimitedWindow, cells: Sequence[Sequence[Cell]]) -> None:
        """Write rows with their new cells."""
        if len(self._rendered) > _MOST_RENDERED:
            self._rendered = {KEPT: None}
        rendered = [[self._render(cell) for cell in column] for column in cells]
        delimiter, width = self._dialect.delimiter, self._table.width
        adds = any(not column.in_place for column in self._columns)
        parts = [window.lead]
        for row, (old, end) in enumerate(window.records):
            fields = old
            if not window.is_left(row):
                fields = list(old)
                if adds:
                    fields += [b""] * (width - len(fields))
                for column, raws in zip(self._columns, rendered, strict=True):
                    raw = raws[row]
                    if not column.in_place:
                        fields.append(_field(old, column.source) if raw is None else raw)
                    elif raw is not None and column.source < len(old):
                        fields[column.source] = raw or self._empty
            parts += [delimiter.join(fields), end]
        self._stream.write(self._table.encoding.restored(b"".join(parts)))

    def _render(self, cell: Cell) -> bytes | None:
        """A cell as a raw field, cached; None for a kept one."""
        if cell not in self._rendered:
            self._rendered[cell] = self._raw("" if cell is None else str(cell))
        return self._rendered[cell]

    def _raw(self, text: str) -> bytes:
        encoded = self._table.encoding.encode(text)
        raw = raw_field(encoded, self._dialect, quoted=self._quotes_all)
        if raw is None:
            raise ConfigError(
                f"{text!r} cannot be written between {self._dialect.delimiter.decode()!r}",
                hint="set `quote` or `escape`",
            )
        return raw


def _field(fields: Sequence[bytes], index: int) -> bytes:
    return fields[index] if index < len(fields) else b""
