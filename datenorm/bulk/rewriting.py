"""Tables written again with new cells, window by window; where the answers come from is not known here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from functools import partial
from io import BufferedIOBase
from pathlib import Path
from typing import BinaryIO

from datenorm.bulk.cells import Answers, CellAnswer, CellRule, TableCounts, TableResult, is_empty
from datenorm.bulk.tally import StatusTally
from datenorm.errors import InputError
from datenorm.tabular import Cell, Layout, Window, open_table, open_target
from datenorm.tabular.table import AnyTable


def open_source(path: Path) -> AbstractContextManager[BufferedIOBase]:
    """Open a table. A pipe is not closed, because a thread may be waiting for its data.

    Raises:
        InputError: if it cannot be read.
    """
    try:
        stream = path.open("rb")
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    return stream if path.is_file() else nullcontext(stream)


def fill_column(
    source: Path,
    target: str | Path | BinaryIO,
    column: int,
    answer: Callable[[Sequence[str]], Sequence[CellAnswer]],
    *,
    rule: CellRule | None = None,
    layout: Layout | None = None,
) -> TableResult:
    """Write a table with the answers to one of its columns, every other byte as it was.

    Args:
        source: the table.
        target: where to write: a path, or a binary stream.
        column: the place of the column.
        answer: answers texts, in their order.
        rule: what to write; None for a column `{}_iso`.
        layout: how the table is written, if known; it has to say whether there is a header.

    Raises:
        ConfigError: if the new column has the name of an old one, or the target is the source.
        InputError: if the table cannot be read, lacks the column, or the target cannot be written.
    """
    rule = rule or CellRule()

    def answered(windows: Iterator[Window]) -> Iterator[tuple[Window, Answers]]:
        for window in windows:
            texts = [None if is_empty(text) else text for text in window.texts(column)]
            answers = iter(answer([text for text in texts if text is not None]))
            yield window, [[None if text is None else next(answers) for text in texts]]

    with ExitStack() as stack:
        stream = stack.enter_context(open_source(source))
        if isinstance(target, (str, Path)):
            target = stack.enter_context(open_target(Path(target), source))
        table = open_table(stream, layout or Layout(), [], lambda text: False, path=source)
        if column >= len(table.names):
            raise InputError(f"{source} has only {len(table.names)} columns")
        tally = StatusTally("row", shown_name(table.names[column]))
        counts = TableCounts([tally], table.remarks)
        rewrite(table, target, [column], rule, answered(table.windows()), counts)
    return counts.result()


def rewrite(
    table: AnyTable,
    target: BinaryIO,
    chosen: Sequence[int],
    rule: CellRule,
    answered: Iterator[tuple[Window, Answers]],
    counts: TableCounts,
    *,
    check: Callable[[Window, Answers], None] = lambda window, answers: None,
    advance: Callable[[int], None] = lambda rows: None,
) -> None:
    """Write the windows of a table with the cells of their answers.

    Args:
        table: the table.
        target: where to write.
        chosen: the columns that are answered.
        rule: what to write of an answer.
        answered: each window with its answers.
        counts: counts what is written.
        check: raises what ends the run, before a window is written.
        advance: called with the rows of each window.
    """
    new = [new for column in chosen for new in rule.new_columns(column, table.names[column])]
    writer = table.writer(target, new)
    writer.begin()
    try:
        for window, answers in answered:
            check(window, answers)
            writer.write(window, list(_cells(rule, window, chosen, answers)))
            target.flush()
            counts.add(window, answers)
            advance(len(window))
    except BaseException:
        writer.abandon()
        raise
    writer.end()


def shown_name(name: str) -> str:
    """The name of a column without characters that a terminal would obey."""
    return name if name.isprintable() else ascii(name)


def _cells(rule: CellRule, window: Window, chosen: Sequence[int], answers: Answers) -> Iterator[list[Cell]]:
    """The cells of the new columns of a window."""
    for column, answer in zip(chosen, answers, strict=True):
        yield from rule.cells(answer, partial(window.texts, column))
