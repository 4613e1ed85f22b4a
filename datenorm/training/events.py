"""What a training run tells while it goes on; no torch, so that a display may import it."""

from __future__ import annotations

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


Event = StepDone | ValidationDone | CheckpointSaved | Stopped
