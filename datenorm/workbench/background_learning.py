"""Learning in the background: a model trains while people go on deciding, and waits to be accepted."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from datenorm.bulk.workers import available_cores
from datenorm.convert.normalizer import Normalizer
from datenorm.errors import DatenormError, InputError, MissingExtra
from datenorm.pipeline import require_extra
from datenorm.training.events import Event, PhaseStarted, StepDone
from datenorm.workbench.comparison import ModelEffect, count_decided, effect_of_model
from datenorm.workbench.learning import EXTRA, FEWEST, LearningFiles, check_decided, write_pairs
from datenorm.workbench.training_process import TrainingStopped, train_in_process

if TYPE_CHECKING:
    from datenorm.workbench.project import Project

_LOGGER = logging.getLogger("datenorm")

Phase = Literal["idle", "training", "comparing", "ready", "interrupted"]

_SESSION = ("threads", "workers", "device")
"""Arguments of `datenorm.train` that a resumed run may be given."""

_PREPARING = "preparing"
_COMPARING = "reading the column with the new model"


@dataclass(frozen=True, slots=True)
class LearningState:
    """How learning from the decisions of a project stands.

    Attributes:
        phase: "idle", nothing has begun; "training"; "comparing", the column is read with the new model;
            "ready", that model waits to be accepted or discarded; "interrupted", learning can go on.
        doing: what is being done, in words; or "".
        share: the part of it that is done, 0 to 1; None if that is not known.
        seconds_left: about how long the training still takes; None if that is not known.
        decisions: decisions that there are.
        fewest: decisions that learning needs.
        obstacle: why learning cannot begin, in a sentence; or "".
        trouble: what went wrong last; or "".
        effect: what the new model would change, if it is ready.
        revision: the revision of the project that the effect was found at.
    """

    phase: Phase
    doing: str
    share: float | None
    seconds_left: float | None
    decisions: int
    fewest: int
    obstacle: str
    trouble: str
    effect: ModelEffect | None
    revision: int | None


@dataclass(frozen=True, slots=True)
class _Progress:
    phase: Phase
    doing: str
    share: float | None = None
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A model that can be accepted."""

    effect: ModelEffect
    revision: int


class BackgroundLearning:
    """Trains a model on the decisions of a project and says what it would change.

    All that it needs is beside the project (`LearningFiles`), so learning that was interrupted, even by a
    crash, can go on, and a model that has learnt is not lost. Threads may share it.

    Args:
        project: the project.
        recipe: what else `datenorm.train` takes.
    """

    def __init__(self, project: Project, recipe: Mapping[str, Any] = MappingProxyType({})) -> None:
        self._project = project
        self._recipe = dict(recipe)
        self._files = LearningFiles(project.path)
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._progress = _Progress("idle", "")
        self._candidate: _Candidate | None = None
        self._trouble = ""

    def state(self) -> LearningState:
        """How learning stands."""
        with self._lock:
            is_running, candidate, trouble = self._is_running, self._candidate, self._trouble
            progress = self._progress if is_running else _Progress(self._resting(), "")
        decisions = count_decided(self._project)
        return LearningState(
            progress.phase,
            progress.doing,
            progress.share,
            progress.seconds_left,
            decisions,
            FEWEST,
            "" if progress.phase != "idle" else self._obstacle(),
            trouble,
            candidate.effect if candidate and progress.phase == "ready" else None,
            candidate.revision if candidate and progress.phase == "ready" else None,
        )

    def start(self) -> None:
        """Begin to learn, go on after an interruption, or compare a model that has learnt once more.

        Raises:
            InputError: if there are too few decisions, or learning is under way.
            MissingExtra: if the extra `train` is not installed.
        """
        with self._lock:
            if self._is_running:
                raise InputError("learning is under way")
            if not self._files.has_candidate:
                require_extra(*EXTRA)
                if not self._files.checkpoint.is_file():
                    check_decided(self._project)
            self._stopped.clear()
            self._trouble, self._candidate = "", None
            self._progress = _Progress("training", _PREPARING)
            self._thread = threading.Thread(target=self._run, name="datenorm-learning", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Interrupt learning, which can go on later; nothing happens if it is not under way."""
        self._stopped.set()
        thread = self._thread
        if thread is not None and thread.is_alive():
            thread.join()

    def accept(self) -> None:
        """Use the new model from now on; decisions stay, other texts are read again.

        Raises:
            InputError: if no model is ready.
        """
        with self._lock:
            if self._is_running or self._candidate is None:
                raise InputError("no new model is ready")
            self._files.accept()
            self._project.use_model(Normalizer.load(self._files.accepted))
            self._candidate = None

    def discard(self) -> None:
        """Forget the new model, and learning that was interrupted or is under way."""
        self.stop()
        with self._lock:
            if self._is_running:
                raise InputError("learning is under way")
            self._files.discard()
            self._candidate, self._trouble = None, ""

    @property
    def _is_running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _resting(self) -> Phase:
        """The phase while nothing is done."""
        if self._candidate is not None:
            return "ready"
        return "interrupted" if self._files.has_candidate or self._files.checkpoint.is_file() else "idle"

    def _obstacle(self) -> str:
        try:
            require_extra(*EXTRA)
            check_decided(self._project)
        except (MissingExtra, InputError) as error:
            return "; ".join(filter(None, (str(error), error.hint)))
        return ""

    def _run(self) -> None:
        try:
            if not self._files.has_candidate:
                self._train()
            self._candidate = self._compared()
        except TrainingStopped:
            pass
        except DatenormError as error:
            self._trouble = "; ".join(filter(None, (str(error), error.hint)))
        except Exception:
            _LOGGER.exception("learning from %s failed", self._project.path)
            self._trouble = "learning failed; the terminal says more"

    def _train(self) -> None:
        # One core is for the page.
        arguments: dict[str, Any] = {"threads": max(1, available_cores() - 1), **self._recipe}
        if self._files.checkpoint.is_file():
            arguments = {name: value for name, value in arguments.items() if name in _SESSION}
            arguments["resume"] = True
        else:
            write_pairs(self._project, self._files.pairs)
            start = self._project.normalizer.bundle.path
            arguments |= {"start": start, "data": self._files.pairs, "force": True}
        train_in_process(self._files.candidate, arguments, report=self._follow, stopped=self._stopped)

    def _follow(self, event: Event) -> None:
        if isinstance(event, PhaseStarted):
            self._progress = _Progress("training", event.description)
        elif isinstance(event, StepDone):
            left = event.seconds * (1 - event.share) / event.share if event.share else None
            self._progress = _Progress("training", "training", event.share, left)

    def _compared(self) -> _Candidate:
        self._progress = _Progress("comparing", _COMPARING)
        while self._project.convert_some():
            self._go_on()
        revision = self._project.summary().revision
        normalizer = Normalizer.load(self._files.candidate)
        effect = effect_of_model(self._project, normalizer, advance=self._read)
        return _Candidate(effect, revision)

    def _read(self, done: int, of: int) -> None:
        self._go_on()
        self._progress = _Progress("comparing", _COMPARING, done / of if of else None)

    def _go_on(self) -> None:
        if self._stopped.is_set():
            raise TrainingStopped
