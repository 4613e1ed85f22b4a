"""The whole state of a run on disk, so that an interrupted run goes on as if nothing had happened."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from datenorm.errors import TrainingError

CHECKPOINT_VERSION = 4


@dataclass(frozen=True)
class Position:
    """How far a run has come.

    Attributes:
        step: updates made.
        pairs: pairs learnt from.
        pool: the pool that is being worked through.
        batch: batches of it that are done.
        seconds: time spent training.
        best: best mean exact match so far, -1 before the first validation.
        bad_validations: validations since then.
        loss_sum, loss_steps: training loss since the last validation.
    """

    step: int = 0
    pairs: int = 0
    pool: int = 0
    batch: int = 0
    seconds: float = 0.0
    best: float = -1.0
    bad_validations: int = 0
    loss_sum: float = 0.0
    loss_steps: int = 0


@dataclass(frozen=True)
class Checkpoint:
    """Everything a run needs to go on.

    Attributes:
        recipe: `Recipe.to_dict`.
        source_symbols: the source vocabulary.
        position: how far the run has come.
        weights: the network's.
        averaged: the averaged weights.
        optimiser: the optimiser's state.
        random_state: torch's generator.
        history: what the manifest will say of the bundle the run started from; empty without one.
        libraries: library → version with which its pairs were made.
    """

    recipe: dict[str, Any]
    source_symbols: list[str]
    position: Position
    weights: dict[str, torch.Tensor]
    averaged: dict[str, torch.Tensor]
    optimiser: dict[str, Any]
    random_state: torch.Tensor
    history: dict[str, Any]
    libraries: dict[str, str]


def save_checkpoint(path: Path, checkpoint: Checkpoint) -> None:
    """Write to a temporary name, then rename: a reader sees the old checkpoint or the whole new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    fields = {**vars(checkpoint), "position": vars(checkpoint.position), "version": CHECKPOINT_VERSION}
    torch.save(fields, temporary)
    temporary.replace(path)


def load_checkpoint(path: Path) -> Checkpoint:
    """Read what `save_checkpoint` wrote; nothing in it is executed.

    Raises:
        TrainingError: if there is none or it cannot be used.
    """
    try:
        fields = torch.load(path, map_location="cpu", weights_only=True)
        version = fields.pop("version")
        if version != CHECKPOINT_VERSION:
            raise TrainingError(
                f"{path} was written by another version of datenorm", hint="start the run again"
            )
        return Checkpoint(**{**fields, "position": Position(**fields["position"])})
    except FileNotFoundError:
        raise TrainingError(
            f"no checkpoint at {path}", hint="leave out `resume` to start a new run"
        ) from None
    except (RuntimeError, pickle.UnpicklingError, EOFError, KeyError, TypeError, AttributeError) as error:
        raise TrainingError(
            f"the checkpoint {path} is damaged: {error}", hint="start the run again"
        ) from error
