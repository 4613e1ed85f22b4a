"""The rows of a table that were not converted, in a file of their own, as they were and with the reasons."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from datenorm.bulk.cells import Answers, CellAnswer
from datenorm.errors import ConfigError
from datenorm.tabular import NewColumn, Window, Writer, open_target, remove_left_over
from datenorm.tabular.layout import format_of, is_fitting
from datenorm.tabular.table import AnyTable


class RejectsFile:
    """Where rejected rows are written: with the columns of the table, and `{}_reason` for each converted one.

    Args:
        stream: where they go; None for nowhere.
        written_format: the format that the name of the file implies, or None.
    """

    def __init__(self, stream: BinaryIO | None = None, written_format: str | None = None) -> None:
        self._stream = stream
        self._written_format = written_format

    def beside(
        self, table: AnyTable, columns: Sequence[int], answered: Iterator[tuple[Window, Answers]]
    ) -> Generator[tuple[Window, Answers], None, None]:
        """Each window with its answers, as they come; its rejected rows are written after it was used.

        Raises:
            ConfigError: if the table cannot be written as the file is named, or has a column of this name.
        """
        if self._stream is None:
            yield from answered
            return
        writer = self._writer(table, columns, self._stream)
        writer.begin()
        try:
            for window, answers in answered:
                yield window, answers
                _write(writer, window, answers)
        except BaseException:
            writer.abandon()
            raise
        writer.end()

    def _writer(self, table: AnyTable, columns: Sequence[int], stream: BinaryIO) -> Writer[Any]:
        if self._written_format is not None and not is_fitting(self._written_format, table.format):
            raise ConfigError(
                f"the table is {table.format}, and so are its rejected rows; their file is named as "
                f"{self._written_format}"
            )
        return table.writer(stream, [NewColumn(f"{table.names[one]}_reason", one) for one in columns])


def _write(writer: Writer[Any], window: Window, answers: Answers) -> None:
    """Write the rows of a window in which something was refused, or which are malformed."""
    left = {oddity.row for oddity in window.oddities if oddity.is_left}
    refused = {row for column in answers for row, one in enumerate(column) if _is_refused(one)}
    rows = sorted(left | refused)
    if rows:
        writer.write(window.only(rows), [[_reason(column[row]) for row in rows] for column in answers])


def _is_refused(answer: CellAnswer | None) -> bool:
    return answer is not None and answer.value is None


def _reason(answer: CellAnswer | None) -> str | None:
    return answer.reason if answer is not None and answer.value is None else None


@contextmanager
def open_rejects(
    target: str | Path | BinaryIO | None, source: Path | None, beside: object
) -> Iterator[RejectsFile]:
    """Open the file of rejected rows; it appears if the block succeeds.

    Args:
        target: a path, or a binary stream; None for no such file.
        source: the file that is read, if it is one.
        beside: where the table is written, if that is a path.

    Raises:
        ConfigError: if it is the file that is read, or the other one that is written.
        InputError: if it cannot be written.
    """
    if not isinstance(target, (str, Path)):
        yield RejectsFile(target)
        return
    path = Path(target)
    others = {"the output": beside, "the input": source}
    for name, other in others.items():
        if isinstance(other, (str, Path)) and path.resolve() == Path(other).resolve():
            raise ConfigError(f"{path} is {name} too", hint="give `rejects` another file")
    remove_left_over(path)
    with ExitStack() as stack:
        yield RejectsFile(stack.enter_context(open_target(path, source)), format_of(path))
