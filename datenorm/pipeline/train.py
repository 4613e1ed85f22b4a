"""One session of `datenorm train`: wires generator, trainer, display and export. Needs the `train` extra."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from typing import Any

import torch
from rich.console import Console

from datenorm.bulk.workers import available_cores
from datenorm.bundle import load_bundle
from datenorm.cli import INTERRUPTED
from datenorm.display.progress import TrainingProgress, error_console
from datenorm.errors import ConfigError, DatenormError, InputError
from datenorm.pipeline.export import told, write_model
from datenorm.pipeline.train_data import TrainingData, gather_training_data
from datenorm.training.batching import BatchMaker
from datenorm.training.checkpoint import load_checkpoint
from datenorm.training.continuation import Origin
from datenorm.training.events import Stopped, ValidationDone
from datenorm.training.export import Exported
from datenorm.training.ranks import Ranks, joined_ranks, local_rank
from datenorm.training.recipes import Recipe
from datenorm.training.run_log import RunLog
from datenorm.training.shrinking import brought_to
from datenorm.training.trainer import RunSettings, Trainer

# Pairs of training on up to which a head keeps most of what it knew.
_NEAR = 300_000


@dataclass(frozen=True)
class Session:
    """What the user asked for.

    Attributes:
        output: directory of the bundle.
        recipe: what to do, or None to go on with the run that is there.
        origin: the bundle to start from, or None.
        log: where validations are written, or None for the run's own directory.
        curves: where TensorBoard looks, or None.
        threads, workers, device: see `RunSettings`; None is a thread a core, "auto" an accelerator if any.
    """

    output: Path
    recipe: Recipe | None
    origin: Origin | None
    log: Path | None
    curves: Path | None
    threads: int | None
    workers: int
    device: str

    @property
    def directory(self) -> Path:
        """Where the run lives until the bundle is written: beside it, for a bundle is replaced as a whole."""
        return self.output.with_name(f"{self.output.name}.run")

    @property
    def checkpoint(self) -> Path:
        """The state of the run."""
        return self.directory / "checkpoint.pt"


def run(session: Session) -> None:
    """Train, export, report.

    Raises:
        KeyboardInterrupt: after the state was saved, when the user interrupted.
        DatenormError: see `Trainer.fit` and `export`.
    """
    device = _device(session.device)
    with joined_ranks(device) as ranks:
        if ranks.is_first:
            _run(session, device, ranks)
            return
        try:
            _run(session, device, ranks)
        except KeyboardInterrupt:
            raise SystemExit(INTERRUPTED) from None
        except DatenormError as error:  # the first rank says it
            raise SystemExit(error.exit_code) from error


def _run(session: Session, device: str, ranks: Ranks) -> None:
    """The part of one rank; only the first speaks and writes."""
    console = error_console() if ranks.is_first else Console(quiet=True)
    resumed = load_checkpoint(session.checkpoint) if session.recipe is None else None
    recipe = session.recipe or Recipe.from_dict(resumed.recipe if resumed else {})
    settings = RunSettings(
        session.checkpoint if ranks.is_first else None,
        device,
        session.threads or max(1, available_cores() // ranks.local_count),
        session.workers,
        ranks=ranks,
    )
    with _open_log(session, append=resumed is not None) if ranks.is_first else RunLog(None) as log:
        with console.status("drawing pairs for the vocabulary and for validation"):
            material = gather_training_data(recipe, session.origin, resumed)
        pools, vocabulary = material.pools, material.vocabulary
        batcher = BatchMaker(pools, vocabulary, recipe.batch_size, recipe.dropping, recipe.seed)
        if session.origin is not None:
            session = replace(session, origin=brought_to(session.origin, recipe, pools))
        trainer = Trainer(recipe, batcher, material.measured, settings, origin=session.origin, resume=resumed)
        _announce(console, recipe, settings, trainer)
        validation, stopped = _train(trainer, console, log)
    ranks.wait()  # one that ends before the state is saved would take the others with it
    if stopped.reason == "interrupted":
        say(console, f"Saved. Go on with: datenorm train -o {session.output} --resume")
        raise KeyboardInterrupt
    if not ranks.is_first:
        return
    with console.status("calibrating and checking the bundle"):
        exported = _export(session, recipe, trainer, material, validation, stopped)
    session.checkpoint.unlink(missing_ok=True)
    say(console, told(exported))


def _device(name: str) -> str:
    if name == "auto":
        return f"cuda:{local_rank()}" if torch.cuda.is_available() else "cpu"
    try:
        torch.empty(1, device=name)
    except (RuntimeError, AssertionError) as error:
        raise ConfigError(f"torch cannot compute on {name!r}: {str(error).splitlines()[0]}") from error
    return name


def open_origin(name: str) -> Origin:
    """The bundle to start from: `default` is the one that comes with datenorm, anything else a directory.

    Raises:
        BundleError: if there is none or it cannot be used.
    """
    return Origin.of(load_bundle(None if name == "default" else name))


def _announce(console: Console, recipe: Recipe, settings: RunSettings, trainer: Trainer) -> None:
    weights = sum(parameter.numel() for parameter in trainer.averaged.parameters())
    budget = f"{recipe.minutes:g} minutes" if recipe.minutes is not None else f"{recipe.pairs:,} pairs"
    start = f", from model {recipe.continues}" if recipe.continues else ""
    name = f"recipe {recipe.name}, seed {recipe.seed}"
    say(console, f"{name}: {weights:,} weights{start}, {budget} on {settings.device}")


def _open_log(session: Session, *, append: bool) -> RunLog:
    """The log, and with it the directory of the run: what cannot be written must be known before the work."""
    try:
        session.directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot write {error.filename}: {error.strerror}") from error
    return RunLog(session.log or session.directory / "log.jsonl", session.curves, append=append)


def say(console: Console, text: str) -> None:
    """Tell the user, who may have named anything: no markup."""
    console.print(text, markup=False, highlight=False, soft_wrap=True)


def _train(trainer: Trainer, console: Console, log: RunLog) -> tuple[ValidationDone | None, Stopped]:
    """Run the trainer, feeding display and log; Ctrl-C becomes a request to stop."""
    validation = None
    with _interruptible(trainer), TrainingProgress(console) as progress:
        for event in trainer.fit():
            progress.show(event)
            log.write(event)
            if isinstance(event, ValidationDone):
                validation = event
            elif isinstance(event, Stopped):
                return validation, event
    raise AssertionError("a run ends with Stopped")


@contextmanager
def _interruptible(trainer: Trainer) -> Iterator[None]:
    """The first Ctrl-C or SIGTERM asks the trainer to save and end, the second ends at once."""
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
    session: Session,
    recipe: Recipe,
    trainer: Trainer,
    material: TrainingData,
    validation: ValidationDone | None,
    stopped: Stopped,
) -> Exported:
    training = {
        "recipe": recipe.to_public_dict(),
        "steps": stopped.step,
        "pairs": stopped.pairs,
        "seconds": round(stopped.seconds, 1),
        "ended": stopped.reason,
        "torch": str(torch.__version__),
        **({"continued_from": trainer.history} if trainer.history else {}),
    }
    # After a little training on, the head of the bundle it began with is nearly right.
    is_near = session.origin is not None and stopped.pairs < _NEAR
    return write_model(
        session.output,
        trainer.averaged,
        material,
        recipe,
        training=training,
        exact_match=validation.exact_match if validation else {},
        head=session.origin.detection if is_near and session.origin else None,
    )
