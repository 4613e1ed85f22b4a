"""Excel workbooks, read and written by openpyxl: the first sheet is the table, its first row has the names.

Cells that are real dates are texts in ISO 8601. What openpyxl does not know, such as pictures, is lost when a
workbook is written; other sheets, formulas and formats stay.
"""

from __future__ import annotations

import datetime
import importlib
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

from datenorm.errors import DatenormError, InputError, require_modules
from datenorm.tabular.table import KEPT, Cell, NewColumn, Oddity, Writer, check_new_names

WINDOW = 8192
MAX_ROWS = 1 << 20
"""Rows that a sheet can have; a file of a few bytes may claim any number."""

MAX_UNPACKED = 1 << 30
"""Bytes that a workbook may have when it is unpacked."""

_WINDOW_CELLS = 1 << 19
_FIRST_ROW = 2  # below the names
_MIDNIGHT = datetime.time(0)


@dataclass
class ExcelWindow:
    """Some rows of a sheet, and the number of each there; see `Window`."""

    rows: list[tuple[Any, ...]]
    numbers: list[int]
    oddities: Sequence[Oddity] = ()

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.rows)

    def texts(self, column: int) -> list[str | None]:
        """A column as texts: dates in ISO 8601, numbers as they are shown without a format."""
        return [_text(row[column]) if column < len(row) else None for row in self.rows]

    def only(self, rows: Sequence[int]) -> ExcelWindow:
        """Some of its rows."""
        return ExcelWindow([self.rows[row] for row in rows], [self.numbers[row] for row in rows])


def _text(value: Any) -> str | None:  # noqa: ANN401 - what a cell can hold
    if value is None:
        return None
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _rows(sheet: Any, **bounds: int) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - openpyxl has no types
    """The values of a sheet, which are parsed on the way."""
    try:
        yield from sheet.iter_rows(values_only=True, **bounds)
    except Exception as error:  # openpyxl, its parser of XML and zipfile raise many kinds
        raise InputError(f"the sheet is damaged: {error}") from None


class ExcelTable:
    """The first sheet of a workbook; see `Table`."""

    format = "xlsx"

    def __init__(self, content: bytes) -> None:
        """Read the names.

        Args:
            content: the bytes of the file.

        Raises:
            MissingExtra: if openpyxl is not installed.
            InputError: if it is no workbook.
        """
        self.content = content
        # With the results of formulas, which the file keeps beside them.
        book = open_book(content, data_only=True, read_only=True)
        self._sheet = sheet = book.worksheets[0]
        width = sheet.max_column or 0  # as the file says, which may be wrong
        sheet.reset_dimensions()
        names = [_text(value) or "" for value in next(_rows(sheet, max_row=1), ())]
        self.names: Sequence[str] = names + [""] * (width - len(names))
        others = len(book.worksheets) - 1
        self.remarks: Sequence[str] = (
            [f"read from the first sheet, {sheet.title!r}, of {others + 1}"] if others else []
        )

    def windows(self) -> Iterator[ExcelWindow]:
        """The rows, at most `WINDOW` at a time.

        Raises:
            InputError: if the sheet is damaged or has too many rows.
        """
        width = max(1, len(self.names))
        size = max(1, min(WINDOW, _WINDOW_CELLS // width))
        coming = _rows(self._sheet, min_row=_FIRST_ROW, max_col=width)
        first = _FIRST_ROW
        while rows := list(islice(coming, size)):
            yield ExcelWindow(rows, list(range(first, first + len(rows))))
            first += len(rows)
            if first > MAX_ROWS + 1:
                raise InputError(f"the sheet has more than {MAX_ROWS:,} rows")

    def writer(self, stream: BinaryIO, columns: Sequence[NewColumn]) -> ExcelWriter:
        """A writer of this workbook with new columns."""
        return ExcelWriter(self, stream, columns)


class ExcelWriter(Writer[ExcelWindow]):
    """Writes the workbook again with new cells; see `Writer`."""

    def __init__(self, table: ExcelTable, stream: BinaryIO, columns: Sequence[NewColumn]) -> None:
        """Open the workbook; nothing is written yet.

        Raises:
            ConfigError: if a name is taken.
        """
        check_new_names(columns, table.names)
        self._stream, self._columns = stream, columns
        self._book = open_book(table.content)
        self._sheet = self._book.worksheets[0]
        width, self._places = max(len(table.names), self._sheet.max_column), list[int]()
        for column in columns:
            width += not column.in_place
            self._places.append(column.source + 1 if column.in_place else width)
        self._written: set[int] = set()

    def begin(self) -> None:
        """Write the names of the new columns."""
        for column, place in zip(self._columns, self._places, strict=True):
            if not column.in_place:
                self._write(1, place, column.name)

    def write(self, window: ExcelWindow, cells: Sequence[Sequence[Cell]]) -> None:
        """Write the new cells of some rows."""
        kept = {column.source: window.texts(column.source) for column in self._columns if not column.in_place}
        self._written.update(window.numbers)
        for row, number in enumerate(window.numbers):
            for column, place, new in zip(self._columns, self._places, cells, strict=True):
                cell = new[row]
                if cell is not KEPT:
                    if cell is not None or column.in_place:
                        self._write(number, place, cell)
                elif not column.in_place:
                    self._write(number, place, kept[column.source][row])

    def _write(self, row: int, place: int, value: Cell) -> None:
        cell = self._sheet.cell(row, place)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # a text, also one that starts as a formula
            cell.number_format = "@"

    def end(self) -> None:
        """Write the file, without the rows that were not written."""
        last, end = self._sheet.max_row, self._sheet.max_column
        kept = [row for row in range(_FIRST_ROW, last + 1) if row in self._written]
        for place, row in enumerate(kept, start=_FIRST_ROW):
            if place != row:
                self._sheet.move_range(f"A{row}:{self._sheet.cell(row, end).coordinate}", rows=place - row)
        self._sheet.delete_rows(_FIRST_ROW + len(kept), last)
        content = io.BytesIO()
        self._book.save(content)
        self._stream.write(content.getvalue())


def open_book(content: bytes, **options: bool) -> Any:  # noqa: ANN401 - openpyxl has no types
    """A workbook.

    Raises:
        MissingExtra: if openpyxl is not installed.
        InputError: if it is none.
    """
    require_modules("Excel workbooks need", ["openpyxl"], "excel")
    openpyxl = importlib.import_module("openpyxl")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MAX_UNPACKED:
                raise InputError(f"the workbook has more than {MAX_UNPACKED:,} bytes unpacked")
        book = openpyxl.load_workbook(io.BytesIO(content), **options)
    except DatenormError:
        raise
    except Exception as error:  # openpyxl and zipfile raise many kinds
        raise InputError(f"the file is not an Excel workbook: {error}") from None
    if not book.worksheets:
        raise InputError("the workbook has no sheet of cells")
    return book
