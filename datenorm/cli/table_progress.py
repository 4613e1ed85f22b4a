"""Rows a second on a terminal; needs Rich, so imported only where there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeElapsedColumn
from rich.text import Text

from datenorm.display.progress import error_console

__all__ = ["counting_rows", "error_console"]


class _RowsColumn(ProgressColumn):
    """How many rows, and how many a second."""

    def render(self, task: Task) -> Text:
        """The mean since the start, which is what the whole will take."""
        rows = task.fields["rows"]
        rate = rows / task.elapsed if task.elapsed else 0.0
        return Text(f"{rows:,} rows  {rate:,.0f} rows/s")


@contextmanager
def counting_rows(
    console: Console, position: Callable[[], int] | None, size: int | None
) -> Iterator[Callable[[int], None]]:
    """Show how far a table has been read; what is no terminal shows nothing.

    Args:
        console: where.
        position: how many bytes have been read, if the whole is known.
        size: of the whole, in bytes; None for a stream.

    Yields:
        A function to call with how many more rows are done.
    """
    columns: list[ProgressColumn] = [_RowsColumn(), TimeElapsedColumn()]
    if position and size:
        columns = [BarColumn(), TextColumn("{task.percentage:3.0f} %"), *columns]
    progress = Progress(*columns, console=console, disable=not console.is_terminal, transient=True)
    task = progress.add_task("table", total=size, rows=0)
    rows = 0

    def advance(more: int) -> None:
        nonlocal rows
        rows += more
        progress.update(task, rows=rows, completed=position() if position else 0)

    # Before Rich 14.3, a disabled bar prints an empty line when it stops.
    with progress if console.is_terminal else nullcontext():
        yield advance
