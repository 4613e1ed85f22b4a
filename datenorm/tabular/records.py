"""Records of delimited text as lists of raw fields; joined by the delimiter they are what was read.

Standard library only; bytes in an encoding in which every ASCII byte is itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Dialect:
    """How records are written.

    Attributes:
        delimiter: one byte between fields.
        quote: one byte around fields that hold a delimiter, doubled inside them; b"" for none.
        escape: one byte that makes the next one ordinary; b"" for none.
        newline: the byte that ends a record, LF (a CR before it belongs to the end) or CR.
        skips_spaces: whether a quote after spaces still opens a field.
    """

    delimiter: bytes = b","
    quote: bytes = b'"'
    escape: bytes = b""
    newline: bytes = b"\n"
    skips_spaces: bool = False


class Record(NamedTuple):
    """One record; `delimiter.join(fields) + end` is what was read. A blank line has no fields."""

    fields: list[bytes]
    end: bytes


def split_records(
    data: bytes, dialect: Dialect, *, is_last: bool, limit: int | None = None
) -> tuple[list[Record], int]:
    """Cut the whole records off the start of some bytes.

    Args:
        data: bytes that begin with a record.
        dialect: how they are written.
        is_last: whether nothing comes after them, so that the last record needs no end.
        limit: at most how many records.

    Returns:
        The records and how many bytes they are. What is left even though it is the last lacks the quote that
        would end it.

    >>> split_records(b'a,"b\\n,c"\\r\\nd,"e', Dialect(), is_last=True)
    ([Record(fields=[b'a', b'"b\\n,c"'], end=b'\\r\\n')], 10)
    """
    records: list[Record] = []
    delimiter, quote, escape, newline = dialect.delimiter, dialect.quote, dialect.escape, dialect.newline
    has_marks = (bool(quote) and quote in data) or (bool(escape) and escape in data)
    is_plain = bool(quote) and not escape and not dialect.skips_spaces
    position, size = 0, len(data)
    while position < size and (limit is None or len(records) < limit):
        stop = data.find(newline, position)
        if stop < 0:
            if not is_last:
                break
            stop = size
        line = data[position:stop]
        if has_marks and ((quote and quote in line) or (escape and escape in line)):
            whole = _split_quoted(line, delimiter, quote) if is_plain else None
            marked = (whole, stop) if whole is not None else _scan(data, position, dialect, is_last=is_last)
            if marked is None:
                break
            fields, stop = marked
        else:
            fields = line.split(delimiter) if line else []
        end = data[stop : stop + 1]
        if fields and end == b"\n" and fields[-1].endswith(b"\r") and not _is_escaped(fields[-1], escape):
            fields[-1], end = fields[-1][:-1], b"\r\n"
            fields = [] if fields == [b""] else fields
        records.append(Record(fields, end))
        position = min(stop + 1, size)
    return records, position


def _split_quoted(line: bytes, delimiter: bytes, quote: bytes) -> list[bytes] | None:
    """The fields of a line in which every quoted field is whole and as it should be; else None.

    Says nothing that `_scan` would not, and says it several times as fast.
    """
    fields: list[bytes] = []
    held: list[bytes] = []
    quotes = 0
    ends = (quote, quote + b"\r")
    for part in line.split(delimiter):
        if not held and not part.startswith(quote):
            fields.append(part)
            continue
        held.append(part)
        quotes += part.count(quote)
        if quotes % 2:
            continue
        field = delimiter.join(held) if len(held) > 1 else part
        if not field.endswith(ends) or (
            quotes > 2 and quote in field.strip(b"\r")[1:-1].replace(2 * quote, b"")
        ):
            return None
        fields.append(field)
        held, quotes = [], 0
    return None if held else fields


def _scan(data: bytes, position: int, dialect: Dialect, *, is_last: bool) -> tuple[list[bytes], int] | None:
    """The fields of a record with quotes or escapes and where it ends; None if it goes on after the data."""
    fields: list[bytes] = []
    size, start = len(data), position
    while True:
        opening = start
        if dialect.skips_spaces:
            while data[opening : opening + 1] == b" ":
                opening += 1
        if dialect.quote and data[opening : opening + 1] == dialect.quote:
            position = _after_quoted(data, opening + 1, dialect)
            if position < 0:
                return None
        stop = _next_unescaped(data, max(start, position), dialect)
        if stop > size or (stop == size and not is_last):
            return None
        fields.append(data[start:stop])
        if data[stop : stop + 1] != dialect.delimiter:
            return fields, stop
        start = position = stop + 1


def _after_quoted(data: bytes, position: int, dialect: Dialect) -> int:
    """Just behind the closing quote of a field, from just behind the opening one; -1 if there is none."""
    while True:
        closing = data.find(dialect.quote, position)
        if closing < 0:
            return -1
        if dialect.escape:
            escaping = data.find(dialect.escape, position, closing)
            if escaping >= 0:
                position = escaping + 2
                continue
        if data[closing + 1 : closing + 2] != dialect.quote:
            return closing + 1
        position = closing + 2


def _next_unescaped(data: bytes, position: int, dialect: Dialect) -> int:
    """Where a field outside of quotes ends; past the end of the data if that is an escape."""
    while True:
        line_end = data.find(dialect.newline, position)
        line_end = len(data) if line_end < 0 else line_end
        delimiter = data.find(dialect.delimiter, position, line_end)
        stop = line_end if delimiter < 0 else delimiter
        escaping = data.find(dialect.escape, position, stop) if dialect.escape else -1
        if escaping < 0:
            return stop
        position = escaping + 2
        if position > len(data):
            return position


def _is_escaped(field: bytes, escape: bytes) -> bool:
    """Whether the last byte of a raw field follows an escape that is none itself."""
    if not escape:
        return False
    before = field[:-1]
    return bool((len(before) - len(before.rstrip(escape))) % 2)


def field_text(field: bytes, dialect: Dialect, encoding: str) -> str:
    """What a raw field says; bytes that are no text come as lone surrogates.

    >>> field_text(b'"a ""b"" c"', Dialect(), "utf-8")
    'a "b" c'
    """
    quote, escape = dialect.quote, dialect.escape
    if (quote and quote in field) or (escape and escape in field):
        field = _unquoted(field, dialect)
    return field.decode(encoding, "surrogateescape")


def _unquoted(field: bytes, dialect: Dialect) -> bytes:
    quote, escape = dialect.quote, dialect.escape
    inner = field.lstrip(b" ") if dialect.skips_spaces else field
    if not quote or not inner.startswith(quote):
        return _unescaped(field, escape)
    closing = _after_quoted(inner, 1, dialect)
    end = len(inner) if closing < 0 else closing - 1
    # What stands behind the closing quote is text like the rest, as the csv module has it.
    return _unescaped(inner[1:end], escape, doubled=quote) + _unescaped(inner[end + 1 :], escape)


def _unescaped(text: bytes, escape: bytes, doubled: bytes = b"") -> bytes:
    if not escape or escape not in text:
        return text.replace(doubled * 2, doubled) if doubled else text
    parts, position = [], 0
    while (found := text.find(escape, position)) >= 0:
        plain = text[position:found]
        parts += [plain.replace(doubled * 2, doubled) if doubled else plain, text[found + 1 : found + 2]]
        position = found + 2
    rest = text[position:]
    parts.append(rest.replace(doubled * 2, doubled) if doubled else rest)
    return b"".join(parts)


def is_quoted(field: bytes, dialect: Dialect) -> bool:
    """Whether a raw field stands in quotes."""
    return bool(dialect.quote) and len(field) > 1 and field[:1] == field[-1:] == dialect.quote


def raw_field(text: bytes, dialect: Dialect, *, quoted: bool) -> bytes | None:
    """A field that says a text; None if the dialect has no way to.

    Args:
        text: what it says.
        dialect: how fields are written.
        quoted: whether to quote it even if it could stand without.
    """
    quote, escape = dialect.quote, dialect.escape
    marks = (dialect.delimiter, quote, escape, b"\n", b"\r")
    special = any(mark and mark in text for mark in marks)
    if quote and (quoted or special):
        inner = text.replace(escape, escape * 2) if escape else text
        return quote + inner.replace(quote, quote * 2) + quote
    if not special:
        return text
    if not escape:
        return None
    for mark in (escape, dialect.delimiter, b"\r", b"\n"):
        text = text.replace(mark, escape + mark)
    return text
