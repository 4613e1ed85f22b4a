"""The state of a run on disk, so that an interrupted run can be resumed without a difference."""

from __future__ import annotations

import contextlib
import os
import pickle
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import torch

from datenorm.errors import TrainingError

CHECKPOINT_VERSION = 4

_MARK = b"datenorm checkpoint, SHA-256 "
"""The start of a file with a checksum, which follows in hexadecimal digits and ends the line."""

_ZIP = b"PK"
"""The start of a file without one, as earlier versions wrote them."""


@dataclass(frozen=True)
class Position:
    """How far a run has come.

    Attributes:
        step: updates made.
        pairs: pairs learnt from.
        pool: the current pool.
        batch: batches of the pool that are done.
        seconds: training time.
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
    """Everything that resuming a run needs.

    Attributes:
        recipe: `Recipe.to_dict`.
        source_symbols: the source vocabulary.
        position: how far the run has come.
        weights: of the network.
        averaged: the averaged weights.
        optimiser: the optimiser's state.
        random_state: torch's generator.
        history: the manifest's record of the bundle the run started from, or empty.
        libraries: library → version that generated its pairs.
        tagging: weights of the tagging head and their average, or empty.
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
    tagging: dict[str, dict[str, torch.Tensor]] = field(default_factory=dict)


def save_checkpoint(path: Path, checkpoint: Checkpoint) -> None:
    """Write to a temporary file, then rename it: readers see the old checkpoint or the complete new one.

    Raises:
        TrainingError: if it cannot be written; the old one is kept.
    """
    fields = {**vars(checkpoint), "position": vars(checkpoint.position), "version": CHECKPOINT_VERSION}
    content = BytesIO()
    torch.save(fields, content)
    temporary = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as stream:
            stream.write(_MARK + sha256(content.getbuffer()).hexdigest().encode() + b"\n")
            stream.write(content.getbuffer())
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise TrainingError(
            f"cannot write {path}: {error.strerror or error}",
            hint="make room, then `resume` continues from the last checkpoint, if there is one",
        ) from error


def load_checkpoint(path: Path) -> Checkpoint:
    """Read a checkpoint; code in it is not executed.

    Raises:
        TrainingError: if it is missing or cannot be used.
    """
    try:
        fields = torch.load(BytesIO(_checked(path.read_bytes())), map_location="cpu", weights_only=True)
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
    except OSError as error:
        raise TrainingError(f"cannot read {path}: {error.strerror}") from error
    except _DAMAGES as error:
        raise TrainingError(
            f"the checkpoint {path} is damaged: {error}", hint="start the run again"
        ) from error


_DAMAGES = (
    RuntimeError,
    pickle.UnpicklingError,
    EOFError,
    LookupError,
    TypeError,
    AttributeError,
    ValueError,
)


def _checked(content: bytes) -> bytes:
    """What torch saved, after its checksum was compared."""
    if content.startswith(_ZIP):
        return content
    if not content:
        raise ValueError("it is empty")
    head, _, saved = content.partition(b"\n")
    if head != _MARK + sha256(saved).hexdigest().encode():
        raise ValueError("its checksum does not fit")
    return saved
