"""Tables: the dates of some columns converted, every other byte left as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from io import BufferedIOBase
from pathlib import Path
from typing import BinaryIO

from datenorm.bulk.cells import CellRule
from datenorm.bulk.convert import worker_count
from datenorm.bulk.order import INFER
from datenorm.bulk.table_run import TableOptions, TableResult, run_table
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import Policy
from datenorm.errors import InputError
from datenorm.tabular import Layout
from datenorm.tabular.layout import format_of
from datenorm.tabular.replacing import open_target


def convert_table(
    source: str | Path | BufferedIOBase,
    target: str | Path | BinaryIO,
    columns: str | Sequence[str],
    *,
    locale: str | None = None,
    order: str | None = INFER,
    policy: Policy | None = None,
    rule: CellRule | None = None,
    layout: Layout | None = None,
    fails_when_ambiguous: bool = False,
    overwrite: bool = False,
    normalizer: Normalizer | None = None,
    workers: int | None = None,
    path: Path | None = None,
    advance: Callable[[int], None] = lambda rows: None,
) -> TableResult:
    """Read a table (CSV or the like, JSON lines, Parquet) and write it with the values of its dates.

    The written table has the format, quoting, line ends and encoding of the one that was read. A file
    appears when all has gone well. The answers are the same for any `workers`.

    Args:
        source: the table: a path, or a binary stream.
        target: where to write: a path, or a binary stream.
        columns: the columns to convert, each by its name, its number from 1, or a /pattern/ of names.
        locale: the locale the texts were written in, if known.
        order: the order of their fields, one of DMY, MDY, YMD; "infer" for what each column shows, "none" for
            what each row says.
        policy: how to decide; None for the usual way.
        rule: what is written; None for a column `{}_iso` beside each.
        layout: how the table is written, if known; None to find out.
        fails_when_ambiguous: whether an ambiguous cell ends the run.
        overwrite: whether the target may be the source.
        normalizer: the model; None for the bundled one.
        workers: processes to convert with once there are many rows, or threads where a process cannot be
            forked safely. None takes the cores there are.
        path: the name of a source stream, which may tell its format.
        advance: called with how many more rows are done.

    Raises:
        ConfigError: if there is no such column, order or locale, or a new column has the name of an old one.
        InputError: if the table cannot be read, or the target cannot be written.
        RefusedError: if a cell is refused and `rule` or `fails_when_ambiguous` says to stop there.
    """
    options = TableOptions(
        [columns] if isinstance(columns, str) else columns,
        layout or Layout(),
        rule or CellRule(),
        locale,
        order,
        policy or Policy(),
        fails_when_ambiguous,
        format_of(Path(target)) if isinstance(target, (str, Path)) else None,
    )
    model = normalizer or Normalizer.load()
    count = worker_count(model, workers)
    with ExitStack() as stack:
        if isinstance(source, (str, Path)):
            path = Path(source)
            reading = stack.enter_context(open_source(path))
        else:
            reading = source
        if isinstance(target, (str, Path)):
            writing = stack.enter_context(open_target(Path(target), path, overwrite=overwrite))
        else:
            writing = target
        return run_table(options, model, reading, writing, path=path, workers=count, advance=advance)


def open_source(path: Path) -> AbstractContextManager[BufferedIOBase]:
    """Open a table; a pipe is not closed, since a thread may wait for what comes from it.

    Raises:
        InputError: if it cannot be read.
    """
    try:
        stream = path.open("rb")
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    return stream if path.is_file() else nullcontext(stream)
