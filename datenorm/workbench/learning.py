"""Learning from decisions: a model that goes on with them, and what it would change before it is used.

Training needs the extra `train`, which is imported when `learn` is called.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from datenorm.convert.normalizer import Normalizer
from datenorm.errors import InputError
from datenorm.text import readable
from datenorm.values import REFUSAL, accepts, resolve
from datenorm.workbench.answering import BATCH, Waiting, model_of, open_context, read_context
from datenorm.workbench.results import Change, TextCount

if TYPE_CHECKING:
    from datenorm.training.events import EventHandler
    from datenorm.workbench.project import Project

HELD_OUT = 0.2
"""Share of the decisions that are not learnt, but measured with."""

FEWEST = 10
"""Decisions that learning needs."""

PAIRS = 100_000
"""Training pairs, generated ones included."""

SHARE = 0.5
"""Share of the training pairs that are decisions."""

_EXAMPLES = 100


class DecidedText(NamedTuple):
    """A text with the value that a person decided; None for no date."""

    text: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Shift:
    """Texts whose answers change, how many rows hold them, and the most frequent of them."""

    count: TextCount
    examples: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ModelEffect:
    """What another model would make of a project, without its decisions, which stay.

    Attributes:
        settles: open texts that would be converted.
        changes: converted texts that would get another value, or none.
        measured: held-out decisions.
        right_before: those of them that the model in use reads as decided.
        right_after: those that the other one does.
    """

    settles: Shift
    changes: Shift
    measured: int
    right_before: int
    right_after: int


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
        output: directory of the new model; None for one beside the project.
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

    decided = decided_texts(project)
    learnt = list(_learnable(one for one in decided if not _is_held_out(one.text)))
    if len(decided) < FEWEST or not learnt:
        raise InputError(f"learning needs at least {FEWEST} decisions, and there are {len(decided)}")
    target = project.path.with_name(f"{project.path.name}.model") if output is None else Path(output)
    with TemporaryDirectory() as folder:
        pairs = Path(folder) / "decisions.jsonl"
        pairs.write_text("".join(f"{json.dumps(one)}\n" for one in learnt), encoding="utf-8")
        train(
            target,
            start=project.normalizer.bundle.path,
            data=pairs,
            force=force,
            report=report or ignore,
            **{"pairs": PAIRS, "data_share": SHARE, **recipe},
        )
    return Learning(target, len(learnt), effect_of_model(project, Normalizer.load(target)))


def effect_of_model(
    project: Project, normalizer: Normalizer, *, advance: Callable[[int], None] = lambda texts: None
) -> ModelEffect:
    """What another model would change. The project does not change.

    Args:
        project: the project; texts that wait are converted first.
        normalizer: the other model.
        advance: called with the number of texts that were just read.
    """
    project.convert_waiting()
    settled: list[tuple[Change, int]] = []
    changed: list[tuple[Change, int]] = []
    texts = _undecided_texts(project)
    before = _Reader(project, project.normalizer)
    reader = _Reader(project, normalizer)
    for start in range(0, len(texts), BATCH):
        batch = texts[start : start + BATCH]
        for one, after in zip(batch, reader.values([one.text for one in batch]), strict=True):
            if one.value != after:
                kept = settled if one.value is None else changed
                kept.append((Change(one.text, one.value, after), one.rows))
        advance(len(batch))
    held_out = [one for one in decided_texts(project) if _is_held_out(one.text)]
    return ModelEffect(
        _shift(settled),
        _shift(changed),
        len(held_out),
        _right(held_out, before),
        _right(held_out, reader),
    )


class StandingText(NamedTuple):
    """A text that nobody decided: the value it has, and how many rows hold it."""

    text: str
    value: str | None
    rows: int


class _Reader:
    """Reads texts with a model as the settings of a project say."""

    def __init__(self, project: Project, normalizer: Normalizer) -> None:
        context = open_context(project.file, normalizer, model_of(normalizer), project.settings)
        with project.file.reading() as connection:
            self._context = read_context(connection, context)
        self._normalizer = normalizer

    def values(self, texts: Sequence[str]) -> list[str | None]:
        asked = [Waiting(0, text, "") for text in texts]
        return [one.value for one in self._context.convert(self._normalizer, asked)] if asked else []


def decided_texts(project: Project) -> list[DecidedText]:
    """The texts that are decided, with their values; not those whose decided order leaves them open."""
    project.convert_waiting()
    with project.file.reading() as connection:
        rows = connection.execute(
            "SELECT text, value FROM texts "
            "WHERE kind = 'no-date' OR (kind IS NOT NULL AND value IS NOT NULL) ORDER BY first_row"
        )
        return [DecidedText(*row) for row in rows]


def _undecided_texts(project: Project) -> list[StandingText]:
    """All other texts, the most frequent first."""
    with project.file.reading() as connection:
        rows = connection.execute(
            "SELECT text, value, count FROM texts WHERE kind IS NULL ORDER BY count DESC, id"
        )
        return [StandingText(*row) for row in rows]


def _shift(changes: Sequence[tuple[Change, int]]) -> Shift:
    rows = sum(count for _, count in changes)
    return Shift(TextCount(len(changes), rows), tuple(change for change, _ in changes[:_EXAMPLES]))


def _right(decided: Sequence[DecidedText], reader: _Reader) -> int:
    """How many texts are read as they are decided; times of day aside."""
    values = reader.values([one.text for one in decided])
    return sum(
        (one.value and resolve(one.value).value) == value for one, value in zip(decided, values, strict=True)
    )


def _is_held_out(text: str) -> bool:
    """Whether a text is measured with, by a hash, so that further decisions leave it so."""
    dice = int(sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8], 16) / 16**8
    return dice < HELD_OUT


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
