"""What another model would change in a project, before it is used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from datenorm.convert.normalizer import Normalizer
from datenorm.values import resolve
from datenorm.workbench.answering import BATCH
from datenorm.workbench.context import AskedText, ReviewModel, open_context, read_context
from datenorm.workbench.results import Change, TextCount

if TYPE_CHECKING:
    from datenorm.workbench.project import Project

HELD_OUT = 0.2
"""Share of the decisions that are not learnt, but measured with."""

_EXAMPLES = 100


class DecidedText(NamedTuple):
    """A text with the value that a person decided; None for no date."""

    text: str
    value: str | None

    @property
    def is_held_out(self) -> bool:
        """Whether it is measured with, by a hash of the text, so that further decisions leave it so."""
        dice = int(sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:8], 16) / 16**8
        return dice < HELD_OUT


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


def effect_of_model(
    project: Project, normalizer: Normalizer, *, advance: Callable[[int, int], None] = lambda done, of: None
) -> ModelEffect:
    """What another model would change. The project does not change.

    Args:
        project: the project; texts that wait are converted first.
        normalizer: the other model.
        advance: called with how many texts were read, and of how many; what it raises ends the comparison.
    """
    project.convert_waiting()
    settled: list[tuple[Change, int]] = []
    changed: list[tuple[Change, int]] = []
    texts = _undecided_texts(project)
    before = _Reader(project, project.normalizer)
    after = _Reader(project, normalizer)
    for start in range(0, len(texts), BATCH):
        advance(start, len(texts))
        batch = texts[start : start + BATCH]
        for one, value in zip(batch, after.values([one.text for one in batch]), strict=True):
            if one.value != value:
                kept = settled if one.value is None else changed
                kept.append((Change(one.text, one.value, value), one.rows))
    advance(len(texts), len(texts))
    held_out = [one for one in decided_texts(project) if one.is_held_out]
    return ModelEffect(
        _shift(settled),
        _shift(changed),
        len(held_out),
        _right(held_out, before),
        _right(held_out, after),
    )


def decided_texts(project: Project) -> list[DecidedText]:
    """The texts that are decided, with their values; not those whose decided order leaves them open."""
    project.convert_waiting()
    with project.file.reading() as connection:
        rows = connection.execute(f"SELECT text, value FROM texts WHERE {_IS_DECIDED} ORDER BY first_row")
        return [DecidedText(*row) for row in rows]


def count_decided(project: Project) -> int:
    """How many texts are decided, without waiting for those that are not converted yet."""
    with project.file.reading() as connection:
        (count,) = connection.execute(f"SELECT COUNT(*) FROM texts WHERE {_IS_DECIDED}").fetchone()
    return int(count)


_IS_DECIDED = "(kind = 'no-date' OR (kind IS NOT NULL AND value IS NOT NULL))"


class _StandingText(NamedTuple):
    """A text that nobody decided: the value it has, and how many rows hold it."""

    text: str
    value: str | None
    rows: int


class _Reader:
    """Reads texts with a model as the settings of a project say."""

    def __init__(self, project: Project, normalizer: Normalizer) -> None:
        context = open_context(project.file, ReviewModel(normalizer), project.settings)
        with project.file.reading() as connection:
            self._context = read_context(connection, context)
        self._normalizer = normalizer

    def values(self, texts: Sequence[str]) -> list[str | None]:
        asked = [AskedText(0, text, "") for text in texts]
        return [one.value for one in self._context.convert(self._normalizer, asked)] if asked else []


def _undecided_texts(project: Project) -> list[_StandingText]:
    """The texts that nobody decided, the most frequent first."""
    with project.file.reading() as connection:
        rows = connection.execute(
            "SELECT text, value, count FROM texts WHERE kind IS NULL ORDER BY count DESC, id"
        )
        return [_StandingText(*row) for row in rows]


def _shift(changes: Sequence[tuple[Change, int]]) -> Shift:
    rows = sum(count for _, count in changes)
    return Shift(TextCount(len(changes), rows), tuple(change for change, _ in changes[:_EXAMPLES]))


def _right(decided: Sequence[DecidedText], reader: _Reader) -> int:
    """How many texts are read as they are decided; times of day aside."""
    values = reader.values([one.text for one in decided])
    return sum(
        (one.value and resolve(one.value).value) == value for one, value in zip(decided, values, strict=True)
    )
