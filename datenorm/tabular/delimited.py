"""Delimited text: CSV, TSV and their kin, whose untouched fields keep their quotes, spaces and bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from datenorm.errors import ConfigError
from datenorm.tabular.chunks import cut_pieces, peek
from datenorm.tabular.columns import choose_columns, is_number
from datenorm.tabular.delimited_writer import DelimitedWriter
from datenorm.tabular.dialect import find_dialect
from datenorm.tabular.encoding import Encoding
from datenorm.tabular.layout import Layout
from datenorm.tabular.records import Dialect, Record, field_text, is_quoted, split_records
from datenorm.tabular.table import NewColumn, Oddity

WINDOW = 8192


@dataclass
class DelimitedWindow:
    """Some records.

    Attributes:
        records: the rows; blank lines after one are part of its end.
        lead: blank lines before the first.
        oddities: see `Window`.
    """

    records: list[Record]
    lead: bytes
    oddities: list[Oddity]
    _dialect: Dialect
    _encoding: str
    _left: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self._left = {oddity.row for oddity in self.oddities if oddity.is_left}

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.records)

    def is_left(self, row: int) -> bool:
        """Whether a row stays as it is."""
        return row in self._left

    def texts(self, column: int) -> list[str | None]:
        """What the fields of a column say."""
        dialect, encoding = self._dialect, self._encoding
        texts: list[str | None] = [
            field_text(fields[column], dialect, encoding) if column < len(fields) else None
            for fields, _ in self.records
        ]
        for row in self._left:
            texts[row] = None
        return texts


class DelimitedTable:
    """A table of delimited text; see `Table`."""

    def __init__(
        self, chunks: Iterator[bytes], dialect: Dialect, encoding: Encoding, name: str = "csv"
    ) -> None:
        """Read the first row.

        Args:
            chunks: carried bytes of the file, without a byte order mark.
            dialect: how its records are written.
            encoding: how it is encoded.
            name: what the format is called.
        """
        self.format = name
        self.dialect = dialect
        self.encoding = encoding
        self.remarks = encoding.remarks
        self.header: Record | None = None
        self._pieces = cut_pieces(chunks, lambda data, last: split_records(data, dialect, is_last=last))
        self._lead, self._ahead = self._read_first()
        self._first = self._ahead[0].fields if self._ahead else []

    def _read_first(self) -> tuple[bytes, list[Record]]:
        """Blank lines at the start, and the first records that are none."""
        lead = b""
        for records in self._pieces:
            more, records = _without_blanks(records)
            lead += more
            if records:
                return lead, records
        return lead, []

    @property
    def first_row(self) -> list[str]:
        """What the fields of the first row say, be it a header or not."""
        return [field_text(one, self.dialect, self.encoding.carrier) for one in self._first]

    @property
    def names(self) -> Sequence[str]:
        """The names in the header; without one, numbers."""
        if self.header is not None:
            return self.first_row
        return [str(number) for number in range(1, len(self._first) + 1)]

    @property
    def begins(self) -> bytes:
        """What stands before the first row."""
        before = self._lead if self.header is not None else b""
        return before + (self.dialect.delimiter.join(self.header.fields) if self.header else b"")

    def take_header(self) -> None:
        """Take the first row for the names of the columns."""
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

    def _window(self, records: list[Record], lead: bytes) -> DelimitedWindow:
        width = len(self._first)
        oddities = [
            _ragged(row, len(record.fields), width)
            for row, record in enumerate(records)
            if len(record.fields) != width
        ]
        return DelimitedWindow(records, lead, oddities, self.dialect, self.encoding.carrier)

    def writer(self, stream: BinaryIO, columns: Sequence[NewColumn]) -> DelimitedWriter:
        """What writes this table with new columns."""
        return DelimitedWriter(self, stream, columns)

    @property
    def quotes_all(self) -> bool:
        """Whether fields stand in quotes as a rule, as far as the first row tells."""
        return bool(self._first) and all(is_quoted(one, self.dialect) for one in self._first)

    @property
    def newline(self) -> bytes:
        """How the first record ends, for one that needs an end."""
        first = self.header or (self._ahead[0] if self._ahead else None)
        return first.end if first is not None else b""

    @property
    def width(self) -> int:
        """How many fields a row has."""
        return len(self._first)


def _without_blanks(records: list[Record]) -> tuple[bytes, list[Record]]:
    """Blank lines before the first row; the rows, each with the blank lines after it in its end."""
    if all(record.fields for record in records):
        return b"", records
    lead, rows = b"", list[Record]()
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
        return Oddity(row, f"{fields} fields where the first row has {width}: left as it is", is_left=True)
    return Oddity(row, f"{fields} of {width} fields: the others taken as empty", is_left=False)


def open_delimited(
    chunks: Iterator[bytes],
    encoding: Encoding,
    layout: Layout,
    wanted: Sequence[str],
    is_date: Callable[[str], bool],
) -> DelimitedTable:
    """Find out how delimited text is written and read its first row.

    Without word from the user, a file has a header if a column is asked for by name, and else unless a date
    stands where it would be.

    Args:
        chunks: carried bytes.
        encoding: of the file.
        layout: what is known.
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
                "the first row has a date and was taken for data; --header takes it for names"
            )
    if has_header:
        table.take_header()
    elif names:
        raise ConfigError(f"a table without header has no column {names[0]!r}", hint="ask for it by number")
    return table


def _begins_with_dates(table: DelimitedTable, wanted: Sequence[str], is_date: Callable[[str], bool]) -> bool:
    first = table.first_row
    return any(is_date(first[index]) for index in choose_columns(wanted, table.names) if first[index])
