"""One session of training: generated pairs, trainer, log and export. Needs the `train` extra."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType
from typing import Any

import torch

from datenorm.bulk.workers import available_cores
from datenorm.errors import ConfigError, InputError, TrainingError
from datenorm.pipeline.export import check_output, write_model
from datenorm.pipeline.recipe import check_libraries, with_installed
from datenorm.pipeline.train_data import TrainingData, gather_training_data
from datenorm.training.batching import BatchMaker
from datenorm.training.checkpoint import Checkpoint, load_checkpoint
from datenorm.training.continuation import Origin
from datenorm.training.devices import Ranks, joined_ranks, local_rank
from datenorm.training.events import (
    EventHandler,
    PhaseStarted,
    RunLog,
    Stopped,
    TrainingStarted,
    ValidationDone,
    ignore,
)
from datenorm.training.export import ExportedModel, head_of
from datenorm.training.locks import check_unlocked, locked
from datenorm.training.recipes import Recipe
from datenorm.training.resizing import resized
from datenorm.training.screening import Screening
from datenorm.training.trainer import RunSettings, Trainer

_NEAR = 300_000  # up to this many pairs, the detection head of the origin is a good start


@dataclass(frozen=True)
class TrainingRun:
    """A run: the recipe, what it starts from and where it writes.

    Attributes:
        output: directory of the bundle.
        recipe: the recipe, or None to resume the interrupted run.
        origin: the bundle to continue from, or None.
        log: file for validations, or None for one in the run's directory.
        curves: directory for TensorBoard, or None.
        threads, workers, device: see `datenorm.train`.
        report: receives events.
    """

    output: Path
    recipe: Recipe | None
    origin: Origin | None = None
    log: Path | None = None
    curves: Path | None = None
    threads: int | None = None
    workers: int = 1
    device: str = "auto"
    report: EventHandler = field(default=ignore, repr=False)

    @property
    def directory(self) -> Path:
        """The directory of the run, next to the bundle."""
        return self.output.with_name(f"{self.output.name}.run")

    @property
    def checkpoint(self) -> Path:
        """The state of the run."""
        return self.directory / "checkpoint.pt"

    def check_place(self, *, resume: bool, force: bool) -> None:
        """Check before training that the bundle can be written, and that no other process trains there.

        Raises:
            InputError: if not.
        """
        check_unlocked(self.directory)
        if not resume and not force and self.checkpoint.is_file():
            raise InputError(
                f"{self.directory} holds an interrupted run",
                hint="`resume` continues it, `force` starts a new one",
            )
        check_output(self.output, force=resume or force)


def run(job: TrainingRun) -> ExportedModel | None:
    """Train and export; None in all but the first process of a distributed run.

    Raises:
        KeyboardInterrupt: if the user interrupted, after the state was saved.
        DatenormError: see `Trainer.fit` and `write_model`.
    """
    device = _device(job.device)
    with joined_ranks(device) as ranks:
        if not ranks.is_first:
            return _run(replace(job, report=ignore), device, ranks)
        with locked(job.directory):
            return _run(job, device, ranks)


def _run(job: TrainingRun, device: str, ranks: Ranks) -> ExportedModel | None:
    """Run one rank; only the first reports and writes."""
    resumed = load_checkpoint(job.checkpoint) if job.recipe is None else None
    recipe = job.recipe or Recipe.from_dict(resumed.recipe if resumed else {})
    check_libraries(_recorded_libraries(resumed, job.origin), job.report)
    libraries = with_installed(resumed.libraries if resumed else {})
    settings = RunSettings(
        job.checkpoint if ranks.is_first else None,
        device,
        job.threads or max(1, available_cores() // ranks.local_count),
        job.workers,
        ranks=ranks,
    )
    with _open_log(job, append=resumed is not None) if ranks.is_first else RunLog(None) as log:
        job.report(PhaseStarted("generating pairs for the vocabulary and for validation"))
        data = gather_training_data(recipe, job.origin, resumed)
        batches = BatchMaker(
            data.pools,
            data.vocabulary,
            recipe.batch_size,
            recipe.dropping,
            recipe.seed,
            data.documents,
            recipe.documents,
            None if recipe.screen is None else Screening(recipe.screen, data.vocabulary),
        )
        if job.origin is not None:
            job = replace(job, origin=resized(job.origin, recipe, data.pools))
        trainer = Trainer(
            recipe,
            batches,
            data.measured,
            settings,
            origin=job.origin,
            resume=resumed,
            libraries=libraries,
            documents=data.windows,
        )
        weights = sum(parameter.numel() for parameter in trainer.averaged.parameters())
        budget = (recipe.pairs, recipe.minutes)
        job.report(TrainingStarted(recipe.name, recipe.seed, weights, *budget, recipe.continues, device))
        validation, stopped = _fit(trainer, job.report, log)
    ranks.wait()  # a process that ends before the state is saved would stop the others
    if stopped.reason == "interrupted":
        raise KeyboardInterrupt
    if not ranks.is_first:
        return None
    job.report(PhaseStarted("calibrating and checking the bundle"))
    try:
        exported = _export(job, recipe, trainer, data, validation, stopped, libraries)
    except OSError as error:
        raise TrainingError(
            f"cannot write {job.output}: {error.strerror or error}",
            hint="the trained network is kept; `resume` writes it",
        ) from error
    job.checkpoint.unlink(missing_ok=True)
    return exported


def _recorded_libraries(resumed: Checkpoint | None, origin: Origin | None) -> Mapping[str, str]:
    """Versions that generated the earlier pairs, if recorded."""
    if resumed is not None:
        return resumed.libraries
    recorded: Mapping[str, str] = origin.history["training"].get("libraries", {}) if origin else {}
    return recorded


def _device(name: str) -> str:
    if name == "auto":
        return f"cuda:{local_rank()}" if torch.cuda.is_available() else "cpu"
    try:
        torch.empty(1, device=name)
    except (RuntimeError, AssertionError) as error:
        raise ConfigError(f"torch cannot compute on {name!r}: {str(error).splitlines()[0]}") from error
    return name


def _open_log(job: TrainingRun, *, append: bool) -> RunLog:
    """Open the log in the directory of the run, which is made if needed."""
    try:
        job.directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot write {error.filename}: {error.strerror}") from error
    return RunLog(job.log or job.directory / "log.jsonl", job.curves, append=append)


def _fit(trainer: Trainer, report: EventHandler, log: RunLog) -> tuple[ValidationDone | None, Stopped]:
    """Run the trainer and report its events; Ctrl-C requests a stop."""
    validation = None
    with _interruptible(trainer):
        for event in trainer.fit():
            report(event)
            log.write(event)
            if isinstance(event, ValidationDone):
                validation = event
            elif isinstance(event, Stopped):
                return validation, event
    raise AssertionError("a run ends with Stopped")


@contextmanager
def _interruptible(trainer: Trainer) -> Iterator[None]:
    """The first Ctrl-C or SIGTERM makes the trainer save and stop, the second stops at once.

    Only in the main thread, because others cannot handle signals.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    at_once: dict[int, Any] = {signal.SIGINT: signal.default_int_handler, signal.SIGTERM: signal.SIG_DFL}

    def ask(number: int, frame: FrameType | None) -> None:
        signal.signal(number, at_once[number])
        trainer.request_stop()

    before = {number: signal.signal(number, ask) for number in at_once}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _export(
    job: TrainingRun,
    recipe: Recipe,
    trainer: Trainer,
    data: TrainingData,
    validation: ValidationDone | None,
    stopped: Stopped,
    libraries: Mapping[str, str],
) -> ExportedModel:
    training = {
        "recipe": recipe.to_public_dict(),
        "steps": stopped.step,
        "pairs": stopped.pairs,
        "seconds": round(stopped.seconds, 1),
        "ended": stopped.reason,
        "torch": str(torch.__version__),
        "libraries": dict(libraries),
        **({"continued_from": trainer.history} if trainer.history else {}),
    }
    is_near = job.origin is not None and stopped.pairs < _NEAR
    return write_model(
        job.output,
        trainer.averaged,
        data,
        recipe,
        training=training,
        scores=validation.exact_match if validation else {},
        head=job.origin.detection if is_near and job.origin else None,
        tagging=None if trainer.tagging is None else head_of(trainer.tagging),
    )
