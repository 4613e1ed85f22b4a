"""A new project file: what it knows of its table, and its texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from datenorm.workbench.changes import begin_changes
from datenorm.workbench.database import ProjectFile
from datenorm.workbench.requests import ReviewSettings
from datenorm.workbench.shapes import shape_of
from datenorm.workbench.source import SourceColumn


def fill(file: ProjectFile, source: SourceColumn, table: Path, settings: ReviewSettings) -> None:
    """Write what a new project knows."""
    meta: dict[str, Any] = {
        "table": str(table),
        "column": source.name,
        "index": source.index,
        "layout": json.dumps(asdict(source.layout)),
        "rows": source.rows,
        "empty": source.empty,
        **source.fingerprint._asdict(),
    }
    shapes: dict[str, int] = {}

    def rows() -> Iterator[tuple[object, ...]]:
        for text, (count, first_row) in source.texts.items():
            shape = shapes.setdefault(shape_of(text), len(shapes) + 1)
            yield _bytes(text), _bytes(text.casefold()), count, first_row, shape

    with file.writing() as connection:
        connection.executemany("INSERT INTO meta VALUES (?, CAST(? AS TEXT))", _texts_of(meta))
        connection.executemany("INSERT INTO meta VALUES (?, ?)", _numbers_of(meta))
        connection.executemany(
            "INSERT INTO texts (text, folded, count, first_row, shape) "
            "VALUES (CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?)",
            rows(),
        )
        connection.executemany(
            "INSERT INTO shapes (shape, id) VALUES (CAST(? AS TEXT), ?)",
            ((_bytes(shape), id) for shape, id in shapes.items()),
        )
        begin_changes(connection, settings.as_dict())


def _bytes(text: str) -> bytes:
    """A text as SQL casts it to TEXT; Python passes no lone surrogates to SQLite in strings."""
    return text.encode("utf-8", "surrogatepass")


def _texts_of(meta: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    return ((name, _bytes(value)) for name, value in meta.items() if isinstance(value, str))


def _numbers_of(meta: dict[str, Any]) -> Iterator[tuple[str, int]]:
    return ((name, value) for name, value in meta.items() if isinstance(value, int))


def remove(file: ProjectFile) -> None:
    """Remove a project that could not be made."""
    file.close()
    for name in ("", "-wal", "-shm"):
        file.path.with_name(f"{file.path.name}{name}").unlink(missing_ok=True)
