"""Progress of long work on a terminal: pairs being written, a model being trained; plain lines elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
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
from datenorm.training.events import (
    CheckpointSaved,
    Event,
    LibrariesChanged,
    PhaseStarted,
    StepDone,
    Stopped,
    StudyRunFailed,
    StudyRunStarted,
    TrainingStarted,
    ValidationDone,
)


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
def counting(console: Console, description: str, *, unit: str) -> Iterator[Callable[[int, int], None]]:
    """A bar for work that is counted; nothing where the console is not a terminal.

    Args:
        console: where to draw.
        description: what is done.
        unit: what is counted, plural.

    Yields:
        A function to call with how many are done and how many there are.
    """
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        _CountColumn(),
        _RateColumn(unit),
        _LeftColumn(),
    )
    progress = Progress(*columns, console=console, disable=not console.is_terminal, transient=True)
    task = progress.add_task(description, total=None)

    def show(done: int, total: int) -> None:
        progress.update(task, completed=done, total=total)

    # Before Rich 14.3, a disabled bar prints an empty line when it stops.
    with progress if console.is_terminal else nullcontext():
        yield show


class _CountColumn(ProgressColumn):
    """How many are done, of how many."""

    def render(self, task: Task) -> Text:
        """Nothing while the total is unknown."""
        return Text(f"{task.completed:,.0f} of {task.total:,.0f}" if task.total else "")


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
        if self._console.is_terminal:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away; what was printed above it stays."""
        if self._console.is_terminal:
            self._progress.stop()

    def show(self, event: Event) -> None:
        """Show one event."""
        if isinstance(event, StepDone):
            self._progress.update(self._task, completed=event.share, state=_step(event))
        elif isinstance(event, CheckpointSaved):
            self._progress.update(self._task, state=f"saved {event.path.name}")
        elif isinstance(event, PhaseStarted):
            self._progress.update(self._task, state=event.description)
        else:
            if isinstance(event, StudyRunStarted):
                self._progress.update(self._task, completed=0, state="starting")
            self.say(_line(event))

    def say(self, text: str) -> None:
        """Print text above the bar as it is; it may hold names that look like markup."""
        self._console.print(Text(text), soft_wrap=True)


def _line(event: Event) -> str:
    """The line that stands for an event."""
    match event:
        case ValidationDone():
            return _validation(event)
        case Stopped():
            rate = event.pairs / event.seconds if event.seconds else 0.0
            return f"{event.reason}: {event.pairs:,} pairs in {clock(event.seconds)}, {rate:,.0f} pairs/s"
        case TrainingStarted():
            return _beginning(event)
        case LibrariesChanged():
            changes = (
                f"{name} {event.recorded[name]} is recorded, {event.installed.get(name, 'none')} is installed"
                for name in event.differing
            )
            return f"Warning: the generator may make other pairs than before: {'; '.join(changes)}"
        case StudyRunStarted():
            return f"run {event.number} of {event.count}: {event.member}, seed {event.seed}"
        case StudyRunFailed():
            return f"left out: {event.reason}"
    raise AssertionError(f"{event} has no line")


def _beginning(event: TrainingStarted) -> str:
    budget = f"{event.minutes:g} minutes" if event.minutes is not None else f"{event.pairs:,} pairs"
    start = f", from model {event.continues}" if event.continues else ""
    name = f"recipe {event.recipe}, seed {event.seed}"
    return f"{name}: {event.weights:,} weights{start}, {budget} on {event.device}"


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
