"""Delimited text with new fields: everything else is written as it was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from datenorm.errors import ConfigError
from datenorm.tabular.records import raw_field
from datenorm.tabular.table import KEPT, Cell, NewColumn

if TYPE_CHECKING:
    from datenorm.tabular.delimited import DelimitedTable, DelimitedWindow


_RENDERED = 1 << 16
"""Raw fields remembered, each window's own not counted."""


class DelimitedWriter:
    """Writes a delimited table; see `Writer`."""

    def __init__(self, table: DelimitedTable, stream: BinaryIO, columns: Sequence[NewColumn]) -> None:
        """Get ready; nothing is written yet.

        Raises:
            ConfigError: if a name is taken or cannot be written.
        """
        self._table, self._stream, self._columns = table, stream, columns
        self._dialect, self._quotes_all = table.dialect, table.quotes_all
        self._rendered: dict[Cell, bytes | None] = {KEPT: None}
        # A field emptied in place that is the only one of its row would be a blank line, which is no row.
        self._empty = 2 * table.dialect.quote if table.width == 1 else b""
        taken = set(table.names) if table.header is not None else set()
        self._added_names = [
            self._raw(column.name) for column in columns if not column.in_place and table.header is not None
        ]
        for column in columns:
            if not column.in_place and table.header is not None and column.name in taken:
                raise ConfigError(
                    f"there is a column named {column.name!r} already", hint="--new-column names another"
                )
            taken.add(column.name)

    def begin(self) -> None:
        """Write byte order mark and header."""
        table = self._table
        self._stream.write(table.encoding.mark)
        if table.header is not None:
            names = self._dialect.delimiter.join([table.begins, *self._added_names])
            self._stream.write(table.encoding.restored(names + table.header.end))

    def write(self, window: DelimitedWindow, cells: Sequence[Sequence[Cell]]) -> None:
        """Write rows with their new cells."""
        if len(self._rendered) > _RENDERED:
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

    def end(self) -> None:
        """Nothing comes after the last row."""

    def abandon(self) -> None:
        """Nothing is held."""

    def _render(self, cell: Cell) -> bytes | None:
        """A cell as a raw field, equal ones made once; None for what is kept."""
        if cell not in self._rendered:
            self._rendered[cell] = self._raw("" if cell is None else str(cell))
        return self._rendered[cell]

    def _raw(self, text: str) -> bytes:
        encoded = self._table.encoding.encode(text)
        raw = raw_field(encoded, self._dialect, quoted=self._quotes_all)
        if raw is None:
            raise ConfigError(
                f"{text!r} cannot be written between {self._dialect.delimiter.decode()!r}",
                hint="--quote or --escape would allow it",
            )
        return raw


def _field(fields: Sequence[bytes], index: int) -> bytes:
    return fields[index] if index < len(fields) else b""
