"""Exports of a project: the table with its values, the decisions, and all that is known of each text."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path, PurePath
from typing import Any, BinaryIO, NamedTuple

from datenorm.bulk.cells import CellAnswer
from datenorm.bulk.rewriting import fill_column
from datenorm.convert.record import as_json
from datenorm.errors import ConfigError
from datenorm.tabular import Layout, open_target
from datenorm.tabular.compression import plain_name
from datenorm.tabular.parquet import write_columns
from datenorm.values import interval_of, resolve
from datenorm.workbench.counting import MOST_GROUPS, names_of_marks
from datenorm.workbench.meaning import in_words
from datenorm.workbench.requests import WAITING
from datenorm.workbench.results import ExportReport

_ENDINGS = {
    "table": "_iso",
    "decisions": "_decisions.jsonl",
    "csv": "_reviewed.csv",
    "parquet": "_reviewed.parquet",
}

EXPORT_FORMS = tuple(_ENDINGS)

_CHANGED = "the table has changed since the project was made; texts that are new have no value"
_UNKNOWN = "not in the project"

_TEXTS = """
SELECT texts.text, texts.count, first_row, shapes.shape, texts.status, texts.code, reason, texts.value,
    texts.confidence, texts.marks, language, kind
FROM texts JOIN shapes ON shapes.id = texts.shape LEFT JOIN answers
ON answers.context = (SELECT context FROM state) AND answers.text = texts.id
    AND answers.field_order = texts.field_order
ORDER BY first_row
"""


class ExportedText(NamedTuple):
    """A row of the export of all texts."""

    text: str
    rows: int
    first_row: int
    shape: str
    status: str
    code: str | None
    reason: str | None
    value: str | None
    meaning: str | None
    first: str | None
    last: str | None
    confidence: float | None
    weekday_conflict: bool
    century_inferred: bool
    language: str | None
    decision: str | None


_KINDS = {
    **dict.fromkeys(ExportedText._fields, "string"),
    **dict.fromkeys(("rows", "first_row"), "int64"),
    **dict.fromkeys(("weekday_conflict", "century_inferred"), "bool"),
    "confidence": "float64",
}


def export_name(table: PurePath, form: str) -> str:
    """A name for the file of an export, after that of the table.

    >>> export_name(PurePath("births.csv.gz"), "table"), export_name(PurePath("births.csv"), "decisions")
    ('births_iso.csv', 'births_decisions.jsonl')
    """
    check_form(form)
    plain = plain_name(table)
    return f"{plain.stem}{_ENDINGS[form]}{plain.suffix if form == 'table' else ''}"


def check_form(form: str) -> None:
    """Check the name of a form.

    Raises:
        ConfigError: if there is no such form.
    """
    if form not in EXPORT_FORMS:
        raise ConfigError(f"unknown form {form!r}", hint=f"use one of {', '.join(EXPORT_FORMS)}")


class SourceTable(NamedTuple):
    """The table of a project.

    Attributes:
        path: its file.
        column: the place of the column.
        layout: how the table is written.
        changed: whether it is no longer what it was.
    """

    path: Path
    column: int
    layout: Layout
    changed: bool


def export(
    connection: sqlite3.Connection, source: SourceTable, form: str, target: str | Path | BinaryIO
) -> ExportReport:
    """Write an export.

    Args:
        connection: of the project.
        source: its table.
        form: one of `EXPORT_FORMS`.
        target: a file, which appears when it is complete, or a binary stream.

    Raises:
        ConfigError: if there is no such form, or the target is the table.
        InputError: if the table cannot be read or the target not be written.
        MissingExtra: if PyArrow is needed and not installed.
    """
    check_form(form)
    remarks = (_CHANGED,) if source.changed else ()
    if form == "table":
        return _export_table(connection, source, target, remarks)
    with ExitStack() as stack:
        if isinstance(target, (str, Path)):
            target = stack.enter_context(open_target(Path(target), source.path))
        if form == "decisions":
            return ExportReport(_write_decisions(connection, target), remarks)
        if form == "csv":
            return ExportReport(_write_csv(_exported(connection), target), remarks)
        rows = list(_exported(connection))
        write_columns(target, _KINDS, rows)
        return ExportReport(len(rows), remarks)


def _export_table(
    connection: sqlite3.Connection,
    source: SourceTable,
    target: str | Path | BinaryIO,
    remarks: tuple[str, ...],
) -> ExportReport:
    def answer(texts: Sequence[str]) -> list[CellAnswer]:
        known = {text: _cell(connection, text) for text in dict.fromkeys(texts)}
        return [known[text] for text in texts]

    result = fill_column(source.path, target, source.column, answer, layout=source.layout)
    return ExportReport(result.tallies[0].total, (*remarks, *result.remarks))


def _cell(connection: sqlite3.Connection, text: str) -> CellAnswer:
    """How a text stands, as a cell of the table: the value without its time of day."""
    found = connection.execute(
        "SELECT status, value, confidence FROM texts WHERE text = CAST(? AS TEXT)",
        (text.encode("utf-8", "surrogatepass"),),
    ).fetchone()
    if found is None:
        return CellAnswer(None, WAITING, 0.0, _UNKNOWN)
    status, value, confidence = found
    return CellAnswer(value and resolve(value).value, status or WAITING, confidence or 0.0, "")


def _write_decisions(connection: sqlite3.Connection, target: BinaryIO) -> int:
    """Write one line of JSON for each decided text, in the order of the table.

    What a text means in a decided order is added for programs that learn from the file.
    """
    rows = 0
    for text, kind, value, reading in connection.execute(
        "SELECT text, kind, decided, value FROM texts WHERE kind IS NOT NULL ORDER BY first_row"
    ):
        record = {"text": text, "kind": kind, "value": value}
        if kind == "order":
            record["reading"] = reading
        target.write(as_json(record).encode() + b"\n")
        rows += 1
    return rows


def _exported(connection: sqlite3.Connection) -> Iterator[ExportedText]:
    cursor = connection.execute(_TEXTS)
    while rows := cursor.fetchmany(MOST_GROUPS):
        yield from map(_exported_text, rows)


def _exported_text(row: tuple[Any, ...]) -> ExportedText:
    text, count, first_row, shape, status, code, reason, value, confidence, marks, *others = row
    language, kind = others
    marked = names_of_marks(marks)
    interval = interval_of(None if value is None else resolve(value).value)
    is_models = kind in (None, "order")
    return ExportedText(
        _plain(text),
        count,
        first_row,
        _plain(shape),
        status or WAITING,
        code or None,
        (_plain(reason or "") or None) if is_models else None,
        value,
        in_words(value) or None,
        interval and interval.first,
        interval and interval.last,
        confidence,
        "weekday-conflict" in marked,
        "century-inferred" in marked,
        language or None,
        kind,
    )


def _plain(text: str) -> str:
    """A text that UTF-8 can hold: bytes that are not text become a question mark."""
    return text.encode("utf-8", "replace").decode()


def _write_csv(rows: Iterator[ExportedText], target: BinaryIO) -> int:
    stream = io.TextIOWrapper(target, "utf-8", newline="", write_through=True)
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(ExportedText._fields)
    count = 0
    for row in rows:
        writer.writerow([str(one).lower() if isinstance(one, bool) else one for one in row])
        count += 1
    stream.detach()
    return count
