"""The table of a project: its column is read once, and its file is recognised later."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from datenorm.bulk.cells import is_empty
from datenorm.bulk.rewriting import open_source
from datenorm.errors import ConfigError, InputError
from datenorm.tabular import Layout, choose_columns, open_table
from datenorm.tabular.delimited import DelimitedTable

_PART = 1 << 20


class Fingerprint(NamedTuple):
    """Tells whether a file is still the same; the time only saves reading it again."""

    size: int
    modified: int
    checksum: str

    @classmethod
    def of(cls, path: Path) -> Fingerprint:
        """Read a file.

        Raises:
            InputError: if it cannot be read.
        """
        digest = hashlib.sha256()
        try:
            stat = path.stat()
            with path.open("rb") as stream:
                while part := stream.read(_PART):
                    digest.update(part)
        except OSError as error:
            raise InputError(f"cannot read {path}: {error.strerror}") from error
        return cls(stat.st_size, stat.st_mtime_ns, digest.hexdigest())

    def fits(self, path: Path) -> bool:
        """Whether a file has the same content."""
        try:
            stat = path.stat()
            if (stat.st_size, stat.st_mtime_ns) == self[:2]:
                return True
            return stat.st_size == self.size and Fingerprint.of(path).checksum == self.checksum
        except (OSError, InputError):
            return False


@dataclass(frozen=True)
class SourceColumn:
    """The texts of a column.

    Attributes:
        name: the name of the column.
        index: its place.
        rows: rows of the table, empty ones too.
        empty: rows whose cell is empty.
        texts: text → how many rows hold it, and the first of them, counted from 1.
        layout: how the table is written: as given, with whether it has a header.
        fingerprint: of the file.
    """

    name: str
    index: int
    rows: int
    empty: int
    texts: dict[str, list[int]]
    layout: Layout
    fingerprint: Fingerprint


def read_source(path: Path, column: str, layout: Layout, is_date: Callable[[str], bool]) -> SourceColumn:
    """Read a column of a table.

    Args:
        path: the table.
        column: the column, as `choose_columns` takes it.
        layout: how the table is written, if known.
        is_date: tells a header from a date where nothing else does.

    Raises:
        ConfigError: if there is no such column, or several are meant.
        InputError: if the table cannot be read.
    """
    fingerprint = Fingerprint.of(path)
    with open_source(path) as stream:
        table = open_table(stream, layout, [column], is_date, path=path)
        chosen = choose_columns([column], table.names)
        if len(chosen) > 1:
            names = ", ".join(repr(table.names[one]) for one in chosen)
            raise ConfigError(f"{column} means {len(chosen)} columns: {names}", hint="name one of them")
        index = chosen[0]
        texts: dict[str, list[int]] = {}
        row = empty = 0
        for window in table.windows():
            for text in window.texts(index):
                row += 1
                if text is None or is_empty(text):
                    empty += 1
                elif text in texts:
                    texts[text][0] += 1
                else:
                    texts[text] = [1, row]
    if isinstance(table, DelimitedTable):
        layout = replace(layout, has_header=table.header is not None)
    return SourceColumn(table.names[index], index, row, empty, texts, layout, fingerprint)


def write_lines(path: Path, name: str, lines: Sequence[str]) -> None:
    """Write pasted lines as a table of one column.

    Raises:
        InputError: if there are none, or the file exists already or cannot be written.
    """
    import csv

    if not any(line.strip() for line in lines):
        raise InputError("no lines were pasted")
    try:
        with path.open("x", encoding="utf-8", errors="surrogatepass", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
            writer.writerow([name])
            writer.writerows([line] for line in lines)
    except FileExistsError:
        raise InputError(f"{path} exists already") from None
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from error
