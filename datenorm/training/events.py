"""What training and the study report while they run; no torch, so that a display may import it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StepDone:
    """One update of the weights.

    Attributes:
        step: updates so far.
        pairs: pairs learnt from so far.
        loss: mean cross-entropy of a target symbol in this batch, natural logarithm.
        learning_rate: the rate of this update.
        share: part of the budget used, 0 to 1.
        seconds: time spent training, earlier sessions of the same run included.
    """

    step: int
    pairs: int
    loss: float
    learning_rate: float
    share: float
    seconds: float


@dataclass(frozen=True, slots=True)
class ValidationDone:
    """The averaged weights measured on held-out pairs.

    Attributes:
        step: updates so far.
        pairs: pairs learnt from so far.
        loss: mean training loss since the validation before.
        exact_match: name of a validation set → part of it written exactly right, 0 to 1.
        is_best: whether this is the best mean of the sets so far.
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
    """The whole state of the run is on disk."""

    step: int
    path: Path


@dataclass(frozen=True, slots=True)
class Stopped:
    """The run has ended.

    Attributes:
        reason: "finished", or "no better" when validation stopped improving.
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
    """A part of the work begins that has no events of its own, such as calibration."""

    description: str


@dataclass(frozen=True, slots=True)
class TrainingStarted:
    """The network is ready and the first update follows.

    Attributes:
        recipe: name of the recipe.
        seed: of weights and pairs.
        weights: number of parameters.
        pairs: budget in pairs.
        minutes: budget in minutes, which takes the place of `pairs`; None without one.
        continues: identifier of the model whose weights it starts from, or None.
        device: torch's name of it.
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
    """A warning: the pairs now come from other library versions than the pairs that were learnt before.

    Attributes:
        recorded: library → version with which earlier pairs were made.
        installed: library → version that is installed.
    """

    recorded: Mapping[str, str]
    installed: Mapping[str, str]

    @property
    def differing(self) -> list[str]:
        """The libraries whose versions differ."""
        return [name for name in self.recorded if self.recorded[name] != self.installed.get(name)]


@dataclass(frozen=True, slots=True)
class StudyRunStarted:
    """The study begins to train one member from one seed; `number` of `count` runs."""

    number: int
    count: int
    member: str
    seed: int


@dataclass(frozen=True, slots=True)
class StudyRunFailed:
    """A run of the study diverged; the study goes on without it."""

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
    """Do nothing: the `EventHandler` of a caller that does not want events."""
