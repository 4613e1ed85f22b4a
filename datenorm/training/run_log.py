"""What a run leaves to read: each validation as a line of JSON and of CSV; curves for TensorBoard."""

from __future__ import annotations

import csv
import importlib.util
import json
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from datenorm.errors import InputError, MissingExtra
from datenorm.training.events import Event, StepDone, ValidationDone

# Updates between two points of a curve: enough to see it, few enough to keep the files small.
_STEPS = 10


class RunLog(AbstractContextManager["RunLog"]):
    """Writes the events of a run; one without a path or a directory writes nothing.

    Args:
        path: of the JSON lines, or None; the CSV lies beside it.
        curves: directory for TensorBoard, or None.
        append: whether the run goes on that wrote there.

    Raises:
        InputError: if a file cannot be written.
        MissingExtra: if curves are wanted and TensorBoard is not installed.
    """

    def __init__(self, path: Path | None, curves: Path | None = None, *, append: bool = False) -> None:
        self._lines: TextIO | None = None
        self._table: TextIO | None = None
        self._curves: Any = None
        if path is not None:
            try:
                self._lines = path.open("a" if append else "w", encoding="utf-8")
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
                stream.close()

    def write(self, event: Event) -> None:
        """Write what an event tells."""
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
