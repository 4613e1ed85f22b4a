"""Learning from decisions: a model that goes on with them.

Training needs the extra `train`, which is imported when it begins.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from datenorm.bundle import MANIFEST_NAME
from datenorm.convert.normalizer import Normalizer
from datenorm.errors import InputError
from datenorm.text import readable
from datenorm.values import REFUSAL, accepts, resolve
from datenorm.workbench.comparison import (
    DecidedText,
    ModelEffect,
    count_decided,
    decided_texts,
    effect_of_model,
)

if TYPE_CHECKING:
    from datenorm.training.events import EventHandler
    from datenorm.workbench.project import Project

FEWEST = 10
"""Decisions that learning needs."""

EXTRA = ("torch", "babel", "faker", "num2words")
"""Modules of the extra `train` that learning needs."""


@dataclass(frozen=True, slots=True)
class Learning:
    """A model that learnt from decisions.

    Attributes:
        model: its directory.
        learnt: decisions that it learnt from.
        effect: what it would change.
    """

    model: Path
    learnt: int
    effect: ModelEffect


@dataclass(frozen=True, slots=True)
class LearningFiles:
    """Where a project keeps its models: the one in use, and one that learns or waits to be accepted.

    Attributes:
        project: the project file.
    """

    project: Path

    @property
    def accepted(self) -> Path:
        """The model that was accepted; `datenorm review` uses it."""
        return self.project.with_name(f"{self.project.name}.model")

    @property
    def directory(self) -> Path:
        """What learning needs until its model is accepted or discarded."""
        return self.project.with_name(f"{self.project.name}.learning")

    @property
    def candidate(self) -> Path:
        """The model that learnt."""
        return self.directory / "model"

    @property
    def pairs(self) -> Path:
        """What it learns from."""
        return self.directory / "decisions.jsonl"

    @property
    def checkpoint(self) -> Path:
        """The state of its training, as `datenorm.train` keeps it."""
        return self.directory / "model.run" / "checkpoint.pt"

    @property
    def has_candidate(self) -> bool:
        """Whether a model has learnt."""
        return (self.candidate / MANIFEST_NAME).is_file()

    @property
    def accepted_model(self) -> Path | None:
        """The model that was accepted, if there is one."""
        return self.accepted if (self.accepted / MANIFEST_NAME).is_file() else None

    def accept(self) -> None:
        """Put the model that learnt in place of the one that was accepted before.

        Raises:
            InputError: if that fails; the other one stays then.
        """
        replaced = self.directory / "replaced"
        try:
            if self.accepted.exists():
                shutil.rmtree(replaced, ignore_errors=True)
                self.accepted.replace(replaced)
            try:
                self.candidate.replace(self.accepted)
            except OSError:
                if replaced.exists():
                    replaced.replace(self.accepted)
                raise
        except OSError as error:
            raise InputError(f"cannot write {self.accepted}: {error.strerror}") from error
        self.discard()

    def discard(self) -> None:
        """Remove what learning has left."""
        shutil.rmtree(self.directory, ignore_errors=True)


def learn(
    project: Project,
    output: str | Path | None = None,
    *,
    report: EventHandler | None = None,
    force: bool = False,
    **recipe: Any,  # noqa: ANN401 - arguments of `datenorm.train`
) -> Learning:
    """Let the model of a project go on with its decisions. The project itself does not change.

    A fifth of the decisions is held out to measure with. `Project.use_model` takes the new model into use.

    Args:
        project: the project.
        output: directory of the new model; None for one beside the project, which `datenorm review` then
            offers to accept.
        report: receives the events of `datenorm.training.events`.
        force: whether to replace a model at `output`.
        recipe: what else `datenorm.train` takes, such as `pairs`, `data_share` or `minutes`.

    Raises:
        InputError: if there are fewer than `FEWEST` decisions, or something else is at `output`.
        MissingExtra: if the extra `train` is not installed.
        TrainingError: if training fails.
    """
    from datenorm.pipeline.api import train
    from datenorm.training.events import ignore

    files = LearningFiles(project.path)
    with ExitStack() as stack:
        pairs, target = files.pairs, files.candidate
        if output is not None:
            pairs, target = Path(stack.enter_context(TemporaryDirectory())) / pairs.name, Path(output)
        learnt = write_pairs(project, pairs)
        start = project.normalizer.bundle.path
        train(target, start=start, data=pairs, force=force, report=report or ignore, **recipe)
    return Learning(target, learnt, effect_of_model(project, Normalizer.load(target)))


def check_decided(project: Project) -> None:
    """Check that there are enough decisions to learn from.

    Raises:
        InputError: if there are not.
    """
    decided = count_decided(project)
    if decided < FEWEST:
        raise InputError(f"learning needs at least {FEWEST} decisions, and there are {decided}")


def write_pairs(project: Project, path: Path) -> int:
    """Write what a model learns from the decisions of a project; how many pairs there are.

    Raises:
        InputError: if there are fewer than `FEWEST` decisions, or the file cannot be written.
    """
    check_decided(project)
    pairs = list(_learnable(one for one in decided_texts(project) if not one.is_held_out))
    if not pairs:
        raise InputError("the network can read none of the decided texts")
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(f"{json.dumps(one)}\n" for one in pairs), encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from error
    return len(pairs)


def _learnable(decided: Iterable[DecidedText]) -> Iterator[dict[str, str | None]]:
    """Pairs that a network can learn: texts that it can read, each once, with values that it can write."""
    known: set[str] = set()
    for text, value in decided:
        canonical = readable(text)
        if not isinstance(canonical, str) or canonical in known:
            continue
        known.add(canonical)
        if value is None:
            yield {"source": text, "value": REFUSAL}
        else:
            yield {"source": text, "value": value if accepts(value) else resolve(value).value}
