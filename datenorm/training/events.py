"""What training and the study report while they run, and the log that keeps it. Imports no torch."""

from __future__ import annotations

import csv
import importlib.util
import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from datenorm.errors import InputError, MissingExtra, TrainingError


@dataclass(frozen=True, slots=True)
class StepDone:
    """One update of the weights is done.

    Attributes:
        step: updates so far.
        pairs: pairs learnt from so far.
        loss: mean cross-entropy per target symbol of this batch, in nats.
        learning_rate: the rate of this update.
        share: used part of the budget, 0 to 1.
        seconds: training time, including earlier sessions of the run.
    """

    step: int
    pairs: int
    loss: float
    learning_rate: float
    share: float
    seconds: float


@dataclass(frozen=True, slots=True)
class ValidationDone:
    """The averaged weights were measured on held-out pairs.

    Attributes:
        step: updates so far.
        pairs: pairs learnt from so far.
        loss: mean training loss since the last validation.
        exact_match: validation set → share of its values written exactly; `spans`: F1 of the dates found in
            documents, if it learns to find them.
        is_best: whether the mean over the sets of values is the best so far.
        seconds: time spent training.
    """

    step: int
    pairs: int
    loss: float
    exact_match: dict[str, float]
    is_best: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class CheckpointSaved:
    """The state of the run is on disk."""

    step: int
    path: Path


@dataclass(frozen=True, slots=True)
class Stopped:
    """The run has ended.

    Attributes:
        reason: "finished", "interrupted", or "no better" if validation stopped improving.
        step: updates made.
        pairs: pairs learnt from.
        seconds: time spent training.
    """

    reason: str
    step: int
    pairs: int
    seconds: float


@dataclass(frozen=True, slots=True)
class PhaseStarted:
    """A phase without events of its own begins, such as calibration."""

    description: str


@dataclass(frozen=True, slots=True)
class TrainingStarted:
    """The network is ready; the first update follows.

    Attributes:
        recipe: name of the recipe.
        seed: of weights and pairs.
        weights: number of parameters.
        pairs: budget in pairs.
        minutes: budget in minutes, which replaces `pairs`, or None.
        continues: identifier of the model it continues from, or None.
        device: torch's name of the device.
    """

    recipe: str
    seed: int
    weights: int
    pairs: int
    minutes: float | None
    continues: str | None
    device: str


@dataclass(frozen=True, slots=True)
class LibrariesChanged:
    """A warning: library versions differ from those that generated the earlier pairs.

    Attributes:
        recorded: library → version of the earlier pairs.
        installed: library → installed version.
    """

    recorded: Mapping[str, str]
    installed: Mapping[str, str]

    @property
    def differing(self) -> list[str]:
        """The libraries whose versions differ."""
        return [name for name in self.recorded if self.recorded[name] != self.installed.get(name)]


@dataclass(frozen=True, slots=True)
class StudyRunStarted:
    """The study begins to train a member with a seed; run `number` of `count`."""

    number: int
    count: int
    member: str
    seed: int


@dataclass(frozen=True, slots=True)
class StudyRunFailed:
    """A run of the study diverged; the study continues without it."""

    reason: str


Event = (
    StepDone
    | ValidationDone
    | CheckpointSaved
    | Stopped
    | PhaseStarted
    | TrainingStarted
    | LibrariesChanged
    | StudyRunStarted
    | StudyRunFailed
)

EventHandler = Callable[[Event], None]
"""Receives each event as it happens."""


def ignore(event: Event) -> None:
    """The `EventHandler` that does nothing."""


# Updates between two points of a curve.
_STEPS = 10


class RunLog(AbstractContextManager["RunLog"]):
    """Writes each validation as a line of JSON and of CSV, and curves for TensorBoard.

    Args:
        path: JSON lines file, or None; the CSV file is next to it.
        curves: directory for TensorBoard, or None.
        append: whether to append to the files of an earlier session.

    Raises:
        InputError: if a file cannot be written.
        MissingExtra: if `curves` is given and TensorBoard is not installed.
    """

    def __init__(self, path: Path | None, curves: Path | None = None, *, append: bool = False) -> None:
        self._lines: TextIO | None = None
        self._table: TextIO | None = None
        self._curves: Any = None
        if path is not None:
            try:
                self._lines = path.open("a" if append else "w", encoding="utf-8", newline="\n")
                table = path.with_suffix(".csv")
                self._has_heading = append and table.is_file() and table.stat().st_size > 0
                self._table = table.open("a" if append else "w", encoding="utf-8", newline="")
            except OSError as error:
                raise InputError(f"cannot write {error.filename}: {error.strerror}") from error
        if curves is not None:
            self._curves = _open_curves(curves)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for stream in (self._lines, self._table, self._curves):
            if stream is not None:
                with suppress(OSError):  # what could not be written is an error of `write`
                    stream.close()

    def write(self, event: Event) -> None:
        """Write an event.

        Raises:
            TrainingError: if it cannot be written.
        """
        try:
            self._write(event)
        except OSError as error:
            raise TrainingError(
                f"cannot write the log of the run: {error.strerror or error}",
                hint="make room, then `resume` continues from the last checkpoint, if there is one",
            ) from error

    def _write(self, event: Event) -> None:
        if isinstance(event, ValidationDone):
            self._write_validation(event)
        elif self._curves is not None and isinstance(event, StepDone) and event.step % _STEPS == 0:
            self._curves.add_scalar("loss", event.loss, event.step)
            self._curves.add_scalar("learning rate", event.learning_rate, event.step)

    def _write_validation(self, event: ValidationDone) -> None:
        line: dict[str, float | None] = {
            "step": event.step,
            "pairs": event.pairs,
            "seconds": round(event.seconds, 1),
            "loss": round(event.loss, 6) if event.step else None,
        }
        matches = {name: round(part, 6) for name, part in event.exact_match.items()}
        if self._lines is not None:
            self._lines.write(json.dumps({**line, "exact_match": matches, "best": event.is_best}) + "\n")
            self._lines.flush()
        if self._table is not None:
            row = {**line, "best": event.is_best}
            row |= {f"exact match, {name}": part for name, part in matches.items()}
            writer = csv.DictWriter(self._table, list(row), lineterminator="\n")
            if not self._has_heading:
                writer.writeheader()
                self._has_heading = True
            writer.writerow(row)
            self._table.flush()
        if self._curves is not None:
            for name, part in event.exact_match.items():
                self._curves.add_scalar(f"exact match/{name}", part, event.step)
            self._curves.flush()


def _open_curves(directory: Path) -> Any:  # noqa: ANN401 - SummaryWriter has no types
    if importlib.util.find_spec("tensorboard") is None:
        raise MissingExtra("curves need TensorBoard", hint="pip install 'datenorm[tensorboard]'")
    from torch.utils.tensorboard import SummaryWriter

    try:
        directory.mkdir(parents=True, exist_ok=True)
        return SummaryWriter(str(directory))
    except OSError as error:
        raise InputError(f"cannot write {error.filename}: {error.strerror}") from error
