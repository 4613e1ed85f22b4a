"""Progress of long work on a terminal: pairs, rows, training; plain lines elsewhere."""

from __future__ import annotations

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

from datenorm.display.cells import visible
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


class _TaskColumn(ProgressColumn):
    """A text about the state of a task."""

    def __init__(self, text: Callable[[Task], str]) -> None:
        super().__init__()
        self._text = text

    def render(self, task: Task) -> Text:
        """The text."""
        return Text(self._text(task))


@contextmanager
def counting(console: Console, description: str, *, unit: str) -> Iterator[Callable[[int, int], None]]:
    """A bar for counted work; nothing if the console is not a terminal.

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
        _TaskColumn(lambda task: f"{task.completed:,.0f} of {task.total:,.0f}" if task.total else ""),
        _TaskColumn(lambda task: _rate(task, task.completed, unit)),
        _TaskColumn(_time_left),
    )
    progress = Progress(*columns, console=console, disable=not console.is_terminal, transient=True)
    task = progress.add_task(description, total=None)

    def show(done: int, total: int) -> None:
        progress.update(task, completed=done, total=total)

    # Before Rich 14.3, a disabled bar prints an empty line when it stops.
    with progress if console.is_terminal else nullcontext():
        yield show


@contextmanager
def counting_rows(
    console: Console, position: Callable[[], int] | None, size: int | None, unit: str = "rows"
) -> Iterator[Callable[[int], None]]:
    """Show how far a table or text has been read; nothing if the console is not a terminal.

    Args:
        console: where to draw.
        position: returns how many bytes have been read, if the size is known.
        size: size of the table in bytes; None for a stream.
        unit: what is counted.

    Yields:
        A function to call with the number of rows that were just done.
    """
    columns: list[ProgressColumn] = [
        _TaskColumn(lambda task: f"{task.fields['rows']:,} {unit}  {_rate(task, task.fields['rows'], unit)}"),
        TimeElapsedColumn(),
    ]
    if position and size:
        columns = [BarColumn(), TextColumn("{task.percentage:3.0f} %"), *columns]
    progress = Progress(*columns, console=console, disable=not console.is_terminal, transient=True)
    task = progress.add_task("read", total=size, rows=0)
    rows = 0

    def advance(more: int) -> None:
        nonlocal rows
        rows += more
        progress.update(task, rows=rows, completed=position() if position else 0)

    with progress if console.is_terminal else nullcontext():
        yield advance


def _rate(task: Task, done: float, unit: str) -> str:
    """The mean rate since the start, which is what the summary will say."""
    return f"{done / task.elapsed if task.elapsed else 0.0:,.0f} {unit}/s"


def _time_left(task: Task) -> str:
    """The time left at the mean rate, or nothing at the start."""
    if not task.total or not task.completed or not task.elapsed:
        return ""
    return f"{clock(task.elapsed * (task.total - task.completed) / task.completed)} left"


def clock(seconds: float) -> str:
    """A duration as a clock shows it.

    >>> clock(61.4), clock(3 * 3600 + 5)
    ('1:01', '3:00:05')
    """
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"


class TrainingProgress:
    """Shows the events of a training run: a bar on a terminal, and a line for each validation everywhere."""

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
        """Remove the bar; the lines above it stay."""
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
        """Print text above the bar; it is not read as markup, and cannot steer the terminal."""
        shown = "".join(one if one.isprintable() or one == "\n" else visible(one) for one in text)
        self._console.print(Text(shown), soft_wrap=True)


def _line(event: Event) -> str:
    """The line for an event."""
    match event:
        case ValidationDone():
            return _validation(event)
        case Stopped():
            rate = event.pairs / event.seconds if event.seconds else 0.0
            return f"{event.reason}: {event.pairs:,} pairs in {clock(event.seconds)}, {rate:,.0f} pairs/s"
        case TrainingStarted():
            return _start(event)
        case LibrariesChanged():
            changes = (
                f"{name} {event.recorded[name]} is recorded, {event.installed.get(name, 'none')} is installed"
                for name in event.differing
            )
            return f"Warning: the generator may make different pairs than before: {'; '.join(changes)}"
        case StudyRunStarted():
            return f"run {event.number} of {event.count}: {event.member}, seed {event.seed}"
        case StudyRunFailed():
            return f"left out: {event.reason}"
    raise AssertionError(f"{event} has no line")


def _start(event: TrainingStarted) -> str:
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
