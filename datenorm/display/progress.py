"""Progress of long work on a terminal: pairs being written, a model being trained; plain lines elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from datenorm.display.consoles import open_console, use_colour
from datenorm.training.events import CheckpointSaved, Event, StepDone, Stopped, ValidationDone


def error_console() -> Console:
    """The console for everything that is no result: standard error."""
    colour = use_colour("auto", sys.stderr, os.environ)
    return open_console(sys.stderr, colour=colour, environment=os.environ)


class _RateColumn(ProgressColumn):
    """How many a second."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self._unit = unit

    def render(self, task: Task) -> Text:
        """The mean since the start: steadier than the last moment, and what the summary will say."""
        rate = task.completed / task.elapsed if task.elapsed else 0.0
        return Text(f"{rate:,.0f} {self._unit}/s")


@contextmanager
def counting(console: Console, description: str, total: int, *, unit: str) -> Iterator[Callable[[int], None]]:
    """A bar for work of a known size; on what is no terminal, nothing.

    Args:
        console: where to draw.
        description: what is done.
        total: how many there are to do.
        unit: what is counted, plural.

    Yields:
        A function to call with how many more are done.
    """
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f}"),
        _RateColumn(unit),
        _LeftColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task(description, total=total)

        def advance(count: int) -> None:
            progress.advance(task, count)

        yield advance


class _LeftColumn(ProgressColumn):
    """Time left, as far as the part done so far tells."""

    def render(self, task: Task) -> Text:
        """Minutes and seconds, or nothing while there is nothing to go by."""
        if not task.total or not task.completed or not task.elapsed:
            return Text("")
        left = task.elapsed * (task.total - task.completed) / task.completed
        return Text(f"{clock(left)} left")


def clock(seconds: float) -> str:
    """A duration as a clock shows it.

    >>> clock(61.4), clock(3 * 3600 + 5)
    ('1:01', '3:00:05')
    """
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"


class TrainingProgress:
    """Shows the events of a training run: a bar on a terminal, and everywhere a line for each validation."""

    def __init__(self, console: Console) -> None:
        """Get ready to draw on a console; use it as a context manager."""
        self._console = console
        self._progress = Progress(
            SpinnerColumn(),
            BarColumn(),
            TextColumn("{task.percentage:3.0f} %"),
            TextColumn("{task.fields[state]}"),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self._task = self._progress.add_task("training", total=1.0, state="starting")

    def __enter__(self) -> TrainingProgress:
        """Start drawing."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away; what was printed above it stays."""
        self._progress.stop()

    def show(self, event: Event) -> None:
        """Show one event."""
        if isinstance(event, StepDone):
            self._progress.update(self._task, completed=event.share, state=_step(event))
        elif isinstance(event, ValidationDone):
            self._console.print(Text(_validation(event)), soft_wrap=True)
        elif isinstance(event, CheckpointSaved):
            self._progress.update(self._task, state=f"saved {event.path.name}")
        elif isinstance(event, Stopped):
            rate = event.pairs / event.seconds if event.seconds else 0.0
            ended = f"{event.reason}: {event.pairs:,} pairs in {clock(event.seconds)}, {rate:,.0f} pairs/s"
            self._console.print(Text(ended), soft_wrap=True)


def _step(event: StepDone) -> str:
    rate = event.pairs / event.seconds if event.seconds else 0.0
    left = event.seconds * (1 - event.share) / event.share if event.share else 0.0
    return f"loss {event.loss:.3f}  {rate:,.0f} pairs/s  {clock(left)} left"


def _validation(event: ValidationDone) -> str:
    matches = "  ".join(f"{name} {match:.2%}".replace("%", " %") for name, match in event.exact_match.items())
    if not event.step:
        return f"before the first update  {matches}"
    best = "  best so far" if event.is_best else ""
    return f"{clock(event.seconds):>8}  {event.pairs:>11,} pairs  loss {event.loss:.4f}  {matches}{best}"
