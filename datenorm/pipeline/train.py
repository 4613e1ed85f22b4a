"""One session of training: connects generator, trainer, log and export. Needs the `train` extra."""

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
from datenorm.bundle import load_bundle
from datenorm.errors import ConfigError, InputError
from datenorm.pipeline.export import check_output, write_model
from datenorm.pipeline.train_data import TrainingData, gather_training_data
from datenorm.pipeline.versions import check_libraries, with_installed
from datenorm.training.batching import BatchMaker
from datenorm.training.checkpoint import Checkpoint, load_checkpoint
from datenorm.training.continuation import Origin
from datenorm.training.events import (
    EventHandler,
    PhaseStarted,
    Stopped,
    TrainingStarted,
    ValidationDone,
    ignore,
)
from datenorm.training.export import ExportedModel
from datenorm.training.ranks import Ranks, joined_ranks, local_rank
from datenorm.training.recipes import Recipe
from datenorm.training.run_log import RunLog
from datenorm.training.shrinking import brought_to
from datenorm.training.trainer import RunSettings, Trainer

# Up to this many pairs of further training, the detection head of the origin is a good start.
_NEAR = 300_000


@dataclass(frozen=True)
class TrainingRun:
    """What to train, from what, and where to write it.

    Attributes:
        output: directory of the bundle.
        recipe: what to do, or None to go on with the interrupted run that is there.
        origin: the bundle to start from, or None.
        log: where validations are written, or None for the run's own directory.
        curves: where TensorBoard looks, or None.
        threads, workers, device: see `RunSettings`; None is one thread per core, "auto" an
            accelerator if there is one.
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
        """Where the state lies until the bundle is written; beside it, since bundles are replaced whole."""
        return self.output.with_name(f"{self.output.name}.run")

    @property
    def checkpoint(self) -> Path:
        """The state of the run."""
        return self.directory / "checkpoint.pt"

    def check_place(self, *, resume: bool, force: bool) -> None:
        """Find out before hours of training whether the bundle can be written.

        Raises:
            InputError: if not.
        """
        if not resume and not force and self.checkpoint.is_file():
            raise InputError(
                f"{self.directory} holds an interrupted run",
                hint="`resume` goes on with it, `force` starts again",
            )
        check_output(self.output, force=resume or force)


def run(job: TrainingRun) -> ExportedModel | None:
    """Train and export; None in all but the first process of a distributed run.

    Raises:
        KeyboardInterrupt: after the state was saved, when the user interrupted.
        DatenormError: see `Trainer.fit` and `write_model`.
    """
    device = _device(job.device)
    with joined_ranks(device) as ranks:
        return _run(job if ranks.is_first else replace(job, report=ignore), device, ranks)


def _run(job: TrainingRun, device: str, ranks: Ranks) -> ExportedModel | None:
    """The part of one rank; only the first reports and writes."""
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
        job.report(PhaseStarted("drawing pairs for the vocabulary and for validation"))
        data = gather_training_data(recipe, job.origin, resumed)
        batches = BatchMaker(data.pools, data.vocabulary, recipe.batch_size, recipe.dropping, recipe.seed)
        if job.origin is not None:
            job = replace(job, origin=brought_to(job.origin, recipe, data.pools))
        trainer = Trainer(
            recipe, batches, data.measured, settings, origin=job.origin, resume=resumed, libraries=libraries
        )
        job.report(_beginning(recipe, device, trainer))
        validation, stopped = _fit(trainer, job.report, log)
    ranks.wait()  # a process that ends before the state is saved would end the others
    if stopped.reason == "interrupted":
        raise KeyboardInterrupt
    if not ranks.is_first:
        return None
    job.report(PhaseStarted("calibrating and checking the bundle"))
    exported = _export(job, recipe, trainer, data, validation, stopped, libraries)
    job.checkpoint.unlink(missing_ok=True)
    return exported


def _recorded_libraries(resumed: Checkpoint | None, origin: Origin | None) -> Mapping[str, str]:
    """Versions that the earlier pairs were made with, as far as they were recorded."""
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


def open_origin(name: str | Path) -> Origin:
    """The bundle to start from: `default` is the one that comes with datenorm, anything else a directory.

    Raises:
        BundleError: if there is none or it cannot be used.
    """
    return Origin.of(load_bundle(None if str(name) == "default" else name))


def _beginning(recipe: Recipe, device: str, trainer: Trainer) -> TrainingStarted:
    weights = sum(parameter.numel() for parameter in trainer.averaged.parameters())
    return TrainingStarted(
        recipe.name, recipe.seed, weights, recipe.pairs, recipe.minutes, recipe.continues, device
    )


def _open_log(job: TrainingRun, *, append: bool) -> RunLog:
    """The log, and with it the directory of the run; fails before the work if it cannot be written."""
    try:
        job.directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot write {error.filename}: {error.strerror}") from error
    return RunLog(job.log or job.directory / "log.jsonl", job.curves, append=append)


def _fit(trainer: Trainer, report: EventHandler, log: RunLog) -> tuple[ValidationDone | None, Stopped]:
    """Run the trainer and pass on its events; Ctrl-C becomes a request to stop."""
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
    """The first Ctrl-C or SIGTERM asks the trainer to save and end, the second ends at once.

    Only the main thread can change how signals are handled; in any other, nothing changes.
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
        exact_match=validation.exact_match if validation else {},
        head=job.origin.detection if is_near and job.origin else None,
    )
