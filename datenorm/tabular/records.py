"""Records of delimited text as lists of raw fields, and the dialect they are written in.

Raw fields joined by the delimiter are the bytes that were read, in an encoding in which ASCII bytes are
themselves. (The csv module gives back only the text of a field.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from datenorm.tabular.layout import DialectChoice

DELIMITERS = (b",", b";", b"\t", b"|")
"""Delimiters that are detected, likelier ones first."""

_SAMPLE_ROWS = 200

MOST_FIELDS = 1 << 19
"""Fields of a row that are told apart; what follows stays with the last one, which bounds memory."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How records are written.

    Attributes:
        delimiter: one byte between fields.
        quote: one byte around fields that hold a delimiter, doubled inside them; b"" for none.
        escape: one byte that takes the special meaning from the next; b"" for none.
        newline: the byte that ends a record: LF (a CR before it is part of the end) or CR.
        skips_spaces: whether a quote after spaces opens a field.
    """

    delimiter: bytes = b","
    quote: bytes = b'"'
    escape: bytes = b""
    newline: bytes = b"\n"
    skips_spaces: bool = False


class RawRecord(NamedTuple):
    """One record; `delimiter.join(fields) + end` is what was read. A blank line has no fields.

    At most one field more than `MOST_FIELDS` is there; that one may hold delimiters.
    """

    fields: list[bytes]
    end: bytes


def split_records(
    data: bytes, dialect: Dialect, *, is_last: bool, limit: int | None = None
) -> tuple[list[RawRecord], int]:
    """Cut the whole records off the start of some bytes.

    Args:
        data: bytes that start with a record.
        dialect: how they are written.
        is_last: whether they are the last ones, so that the last record needs no end.
        limit: the maximum number of records.

    Returns:
        The records and their length in bytes. If bytes are left of the last ones, a closing quote is missing.

    >>> split_records(b'a,"b\\n,c"\\r\\nd,"e', Dialect(), is_last=True)
    ([RawRecord(fields=[b'a', b'"b\\n,c"'], end=b'\\r\\n')], 10)
    """
    records: list[RawRecord] = []
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
            fields = line.split(delimiter, MOST_FIELDS) if line else []
        end = data[stop : stop + 1]
        if fields and end == b"\n" and fields[-1].endswith(b"\r") and not _is_escaped(fields[-1], escape):
            fields[-1], end = fields[-1][:-1], b"\r\n"
            fields = [] if fields == [b""] else fields
        records.append(RawRecord(fields, end))
        position = min(stop + 1, size)
    return records, position


def _split_quoted(line: bytes, delimiter: bytes, quote: bytes) -> list[bytes] | None:
    """The fields of a line in which every quoted field is complete and well-formed; else None.

    Gives the same fields as `_scan`, several times as fast.
    """
    if line.count(delimiter) > MOST_FIELDS:
        return None
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
    """The fields of a record with quotes or escapes and its end; None if it continues after the data."""
    fields: list[bytes] = []
    size, first, start, line_end = len(data), position, position, -1
    while True:
        opening = start
        if dialect.skips_spaces:
            while data[opening : opening + 1] == b" ":
                opening += 1
        if dialect.quote and data[opening : opening + 1] == dialect.quote:
            position = _after_quoted(data, opening + 1, dialect)
            if position < 0:
                return None
        stop, line_end = _next_unescaped(data, max(start, position), dialect, line_end)
        if stop > size or (stop == size and not is_last):
            return None
        ends = data[stop : stop + 1] != dialect.delimiter
        if ends or len(fields) < MOST_FIELDS:
            fields.append(data[first:stop])
            first = stop + 1
        if ends:
            return fields, stop
        start = position = stop + 1


def _after_quoted(data: bytes, position: int, dialect: Dialect) -> int:
    """The position after the closing quote, from that after the opening one; -1 if there is none."""
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


def _next_unescaped(data: bytes, position: int, dialect: Dialect, line_end: int) -> tuple[int, int]:
    """Where an unquoted field ends, past the end of the data if that is an escape; and where its line ends.

    The end of the line is passed on from field to field: looking for it again in each would be quadratic.
    """
    while True:
        if line_end < position:
            found = data.find(dialect.newline, position)
            line_end = len(data) if found < 0 else found
        delimiter = data.find(dialect.delimiter, position, line_end)
        stop = line_end if delimiter < 0 else delimiter
        escaping = data.find(dialect.escape, position, stop) if dialect.escape else -1
        if escaping < 0:
            return stop, line_end
        position = escaping + 2
        if position > len(data):
            return position, line_end


def _is_escaped(field: bytes, escape: bytes) -> bool:
    """Whether the last byte of a raw field is escaped."""
    if not escape:
        return False
    before = field[:-1]
    return bool((len(before) - len(before.rstrip(escape))) % 2)


def field_text(field: bytes, dialect: Dialect, encoding: str) -> str:
    """The text of a raw field; bytes that are not text become lone surrogates.

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
    # Text after the closing quote belongs to the field, as in the csv module.
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
    """Whether a raw field is quoted."""
    return bool(dialect.quote) and len(field) > 1 and field[:1] == field[-1:] == dialect.quote


def raw_field(text: bytes, dialect: Dialect, *, quoted: bool) -> bytes | None:
    """The raw field of a text; None if the dialect cannot express it.

    Args:
        text: the text.
        dialect: how fields are written.
        quoted: whether to quote it even if that is not necessary.
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


def find_dialect(sample: bytes, choice: DialectChoice, wanted: Sequence[str] = (), *, whole: bool) -> Dialect:
    """Detect the dialect of a file.

    The best delimiter is the one with which the first row holds the wanted names, most rows are as long as
    the first, and the first is longest. The quote is `"`, or `'` if the whole first row is quoted with it. An
    escape is not detected, because a backslash before a quote is ambiguous.

    Args:
        sample: the start of the file, in an encoding in which ASCII bytes are themselves.
        choice: what the user says.
        wanted: names of columns that will be asked for.
        whole: whether the sample is the whole file.
    """
    newline = b"\n" if b"\n" in sample or b"\r" not in sample else b"\r"
    escape = None if choice.escape is None else choice.escape.encode()
    delimiters = DELIMITERS if choice.delimiter is None else (choice.delimiter.encode(),)
    quotes = (b'"', b"'") if choice.quote is None else (choice.quote.encode(),)
    candidates = [
        Dialect(delimiter, quote, escape or b"", newline)
        for quote in quotes
        for delimiter in delimiters
        if len({delimiter, quote, escape}) == 3
    ]
    if len(candidates) == 1:
        best = candidates[0]
    else:
        best = max(candidates, key=lambda candidate: _fitness(sample, candidate, wanted, whole=whole))
    # A quote after a space opens a field only in files that are written so; else it is part of the text.
    spaced = bool(best.quote) and best.delimiter != b" " and best.delimiter + b" " + best.quote in sample
    return replace(best, skips_spaces=spaced)


def _fitness(
    sample: bytes, dialect: Dialect, wanted: Sequence[str], *, whole: bool
) -> tuple[bool, int, float, int]:
    """How well a dialect fits a sample; the first of the largest is taken."""
    records, _ = split_records(sample, dialect, is_last=whole, limit=_SAMPLE_ROWS)
    rows = [record.fields for record in records if record.fields]
    if not rows:
        return False, 0, 0.0, 0
    first = rows[0]
    if dialect.quote == b"'" and not all(len(one) > 1 and one[:1] == one[-1:] == b"'" for one in first):
        return False, -1, 0.0, 0
    names = {field_text(one, dialect, "utf-8") for one in first}
    alike = sum(len(row) == len(first) for row in rows) / len(rows)
    # Any wrong delimiter gives one column in every row.
    return len(first) > 1, sum(name in names for name in wanted), alike, len(first)
