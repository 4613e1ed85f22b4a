"""JSON lines: one object per line, whose text stays as it was except for added or replaced keys."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, NamedTuple

from datenorm.errors import InputError
from datenorm.tabular.stream import Encoding, cut_pieces, peek
from datenorm.tabular.table import KEPT, Cell, NewColumn, Oddity, Writer, check_new_names, oddities_of

WINDOW = 8192

_MOST_PARTS = 1 << 19
"""Commas and brackets of a line that is parsed; values take many times the memory of their text."""

_SPACES = " \t\r\n"
_DECODER = json.JSONDecoder()


class JsonRow(NamedTuple):
    """A line that is not blank: its text, its end (with the blank lines after it), and its values."""

    text: str
    end: str
    values: dict[str, Any] | None


@dataclass
class JsonLinesWindow:
    """Some lines, and the blank lines before the first (`lead`); see `Window`."""

    rows: list[JsonRow]
    lead: str
    oddities: list[Oddity]
    _names: Sequence[str]

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.rows)

    def texts(self, column: int) -> list[str | None]:
        """The values of a key; other values than texts as JSON."""
        name = self._names[column]
        return [_text(row.values.get(name)) if row.values else None for row in self.rows]

    def only(self, rows: Sequence[int]) -> JsonLinesWindow:
        """Some of its rows."""
        chosen = [self.rows[row] for row in rows]
        return JsonLinesWindow(chosen, "", oddities_of(self.oddities, rows), self._names)


def _text(value: Any) -> str | None:  # noqa: ANN401 - anything JSON can hold
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


class JsonLinesTable:
    """A table of JSON lines; see `Table`."""

    format = "jsonl"

    def __init__(self, chunks: Iterator[bytes], encoding: Encoding) -> None:
        """Look at the first lines.

        Args:
            chunks: carried bytes of the file, without a byte order mark.
            encoding: its encoding.

        Raises:
            InputError: if none of them is an object.
        """
        self.encoding = encoding
        self.remarks: Sequence[str] = encoding.remarks
        sample, whole, chunks = peek(chunks)
        lines = sample.split(b"\n") if whole else sample.split(b"\n")[:-1]
        records = [values for line in lines if (values := _parse(self._decode(line))) is not None]
        if sample.strip() and not records:
            raise InputError("none of the first lines is a JSON object")
        self.names: Sequence[str] = list(dict.fromkeys(name for values in records for name in values))
        self.is_spaced = b'":' not in sample or b'": ' in sample
        self._lines = cut_pieces(chunks, _cut_lines)

    def windows(self) -> Iterator[JsonLinesWindow]:
        """The rows, at most `WINDOW` at a time."""
        for lines in self._lines:
            for start in range(0, len(lines), WINDOW):
                yield self._window([self._decode(line) for line in lines[start : start + WINDOW]])

    def _decode(self, line: bytes) -> str:
        return line.decode(self.encoding.carrier, "surrogateescape")

    def _window(self, lines: list[str]) -> JsonLinesWindow:
        lead, rows, oddities = "", list[JsonRow](), list[Oddity]()
        for line in lines:
            text = line.rstrip(_SPACES)
            end = line[len(text) :]
            if text:
                values = _parse(text)
                if values is None:
                    what = "a JSON object too large to read" if _is_too_large(text) else "not a JSON object"
                    oddities.append(Oddity(len(rows), f"{what}: left as it is", is_left=True))
                rows.append(JsonRow(text, end, values))
            elif rows:
                rows[-1] = rows[-1]._replace(end=rows[-1].end + end)
            else:
                lead += end
        return JsonLinesWindow(rows, lead, oddities, self.names)

    def writer(self, stream: BinaryIO, columns: Sequence[NewColumn]) -> JsonLinesWriter:
        """A writer of this table with new keys."""
        return JsonLinesWriter(self, stream, columns)


def _cut_lines(data: bytes, is_last: bool) -> tuple[list[bytes], int]:
    """Cut at LF only, since a lone CR is a space in JSON."""
    *lines, rest = data.split(b"\n")
    whole = [line + b"\n" for line in lines]
    if is_last and rest:
        return [*whole, rest], len(data)
    return whole, len(data) - len(rest)


def _is_too_large(text: str) -> bool:
    """Whether the values in a text would take more than some 100 MB."""
    return len(text) > _MOST_PARTS and sum(map(text.count, ",[{")) > _MOST_PARTS


def _parse(text: str) -> dict[str, Any] | None:
    if _is_too_large(text):
        return None
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


class JsonLinesWriter(Writer[JsonLinesWindow]):
    """Writes JSON lines; see `Writer`."""

    def __init__(self, table: JsonLinesTable, stream: BinaryIO, columns: Sequence[NewColumn]) -> None:
        """Check the new names; nothing is written yet.

        Raises:
            ConfigError: if a name is taken.
        """
        self._table, self._stream, self._columns = table, stream, columns
        self._row = 0
        self._colon, self._comma = (": ", ", ") if table.is_spaced else (":", ",")
        check_new_names(columns, table.names, "key")
        self._keys = {
            column.name: json.dumps(column.name, ensure_ascii=False) + self._colon for column in columns
        }

    def begin(self) -> None:
        """Write the byte order mark."""
        self._stream.write(self._table.encoding.mark)

    def write(self, window: JsonLinesWindow, cells: Sequence[Sequence[Cell]]) -> None:
        """Write rows with their new values."""
        parts = [window.lead]
        for row, (text, end, values) in enumerate(window.rows):
            self._row += 1
            if values is not None:
                text = self._edited(text, values, [column[row] for column in cells])
            parts += [text, end]
        carried = "".join(parts).encode(self._table.encoding.carrier, "surrogateescape")
        self._stream.write(self._table.encoding.restored(carried))

    def _edited(self, text: str, values: dict[str, Any], cells: list[Cell]) -> str:
        added, replaced = list[str](), dict[str, str]()
        for column, cell in zip(self._columns, cells, strict=True):
            source = self._table.names[column.source]
            if column.in_place:
                if cell is not KEPT and source in values:
                    replaced[source] = json.dumps(cell, ensure_ascii=False)
                continue
            if column.name in values:
                raise InputError(f"row {self._row:,} has a key {column.name!r} already")
            value = values.get(source) if cell is KEPT else cell
            added.append(self._keys[column.name] + json.dumps(value, ensure_ascii=False))
        if replaced:
            text = _with_replaced(text, replaced)
        if not added:
            return text
        inner = text[:-1].rstrip(_SPACES)
        separator = self._comma if values else ""
        return f"{inner}{separator}{self._comma.join(added)}{text[len(inner) :]}"


def _with_replaced(text: str, replaced: dict[str, str]) -> str:
    """The text of an object with the values of some keys replaced.

    >>> _with_replaced('{ "a" : [1], "b":2}', {"a": "null"})
    '{ "a" : null, "b":2}'
    """
    parts, written = [], 0
    position = _past_spaces(text, _past_spaces(text, 0) + 1)
    while text[position] != "}":
        name, position = _DECODER.raw_decode(text, position)
        start = _past_spaces(text, _past_spaces(text, position) + 1)
        _, stop = _DECODER.raw_decode(text, start)
        if name in replaced:
            parts += [text[written:start], replaced[name]]
            written = stop
        position = _past_spaces(text, stop)
        if text[position] == ",":
            position = _past_spaces(text, position + 1)
    return "".join([*parts, text[written:]])


def _past_spaces(text: str, position: int) -> int:
    while text[position] in _SPACES:
        position += 1
    return position
