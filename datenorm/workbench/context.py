"""What answers depend on besides the text: the model, the settings, and what the column shows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from datenorm.bulk.lines import INFER, NO_ORDER
from datenorm.bundle import model_id
from datenorm.column import infer
from datenorm.convert.conversion import Conversion
from datenorm.convert.counted import without_counted
from datenorm.convert.normalizer import Normalizer
from datenorm.workbench.database import ProjectFile, state_of
from datenorm.workbench.requests import ReviewSettings

if TYPE_CHECKING:
    from datenorm.convert.explanation import Explainer
    from datenorm.detection import Detector

READINGS = 3
"""Further readings that are looked for."""

_REPEATS = 4
"""Rows with the same text that count where the order of a column is inferred."""


class ReviewModel:
    """A model with the identifier by which its answers are kept.

    Attributes:
        normalizer: the model.
        id: its identifier.
    """

    def __init__(self, normalizer: Normalizer) -> None:
        self.normalizer = normalizer
        self.id = model_id(normalizer.bundle)

    @cached_property
    def detector(self) -> Detector | None:
        """Names languages; None if the model does not."""
        from datenorm.detection import Detector  # needs NumPy

        return Detector.of(self.normalizer.bundle)

    @cached_property
    def explainer(self) -> Explainer:
        """Shows how the model reads."""
        from datenorm.convert.explanation import Explainer  # needs NumPy

        return Explainer(self.normalizer)


class AskedText(NamedTuple):
    """A text that the model is asked for.

    Attributes:
        id: its number.
        text: itself.
        field_order: the order that a person decided for it, or "".
        readings: those that are offered already, as JSON; they keep their places.
    """

    id: int
    text: str
    field_order: str
    readings: str = "[]"


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """What answers depend on besides the text.

    Attributes:
        id: its number in the project.
        model: the identifier of the model.
        settings: the settings.
        locale: the locale for the model, as given or inferred.
        field_order: the field order for the model, as given or inferred.
        sentence: what the column shows, or "".
    """

    id: int
    model: str
    settings: ReviewSettings
    locale: str | None
    field_order: str | None
    sentence: str

    def convert(
        self, normalizer: Normalizer, texts: Sequence[AskedText], *, located: bool = False
    ) -> list[Conversion]:
        """Convert texts; `located`: with further readings, and where each was read."""
        return list(
            normalizer.convert_many(
                [one.text for one in texts],
                self.locale,
                [one.field_order or self.field_order for one in texts],
                policy=self.settings.policy(),
                alternatives=READINGS if located else 0,
                span=located,
                distinct=True,
            )
        )


def open_context(file: ProjectFile, model: ReviewModel, settings: ReviewSettings) -> int:
    """The number of the context of some settings, which is made if it is new.

    A column whose order is to be inferred is read for it.

    Raises:
        ConfigError: if the locale is unknown.
    """
    key = json.dumps(settings.as_dict(), sort_keys=True)
    with file.reading() as connection:
        found = connection.execute(
            "SELECT id FROM contexts WHERE settings = ? AND model = ?", (key, model.id)
        ).fetchone()
        if found is not None:
            return int(found[0])
        locale, order, sentence = settings.locale, settings.order, ""
        hint = None if order in (INFER, NO_ORDER) else order
        model.normalizer.convert("", locale, hint)  # raises what is wrong with the locale
        if order == INFER:
            written = without_counted(_column(connection), settings.policy())
            reading = infer(written, model.normalizer, locale=locale)
            locale, hint, sentence = reading.locale, reading.hint_order, reading.explanation
    with file.writing() as connection:
        connection.execute(
            "INSERT OR IGNORE INTO contexts (settings, model, locale, field_order, sentence) "
            "VALUES (?, ?, ?, ?, CAST(? AS TEXT))",
            (key, model.id, locale, hint, sentence.encode("utf-8", "surrogatepass")),
        )
        found = connection.execute(
            "SELECT id FROM contexts WHERE settings = ? AND model = ?", (key, model.id)
        ).fetchone()
    return int(found[0])


def read_context(connection: sqlite3.Connection, context: int) -> ReadingContext:
    """The context with a number."""
    model, settings, *others = connection.execute(
        "SELECT model, settings, locale, field_order, sentence FROM contexts WHERE id = ?", (context,)
    ).fetchone()
    return ReadingContext(context, model, ReviewSettings.of(json.loads(settings)), *others)


def context_of(connection: sqlite3.Connection, model: ReviewModel) -> ReadingContext | None:
    """The context of the answers that hold; None if another process reads the column with another model."""
    context = read_context(connection, state_of(connection)[2])
    return context if context.model == model.id else None


def _column(connection: sqlite3.Connection) -> Iterator[str]:
    """The rows of the column as far as its order depends on them: each text in its first row.

    Where else a text stands is not kept; some of its repeats fill rows behind the column.
    """
    row = 0
    again: list[str] = []
    for text, first_row, count in connection.execute(
        "SELECT text, first_row, count FROM texts ORDER BY first_row"
    ):
        yield from [""] * (first_row - row - 1)
        yield text
        row = first_row
        again += [text] * (min(count, _REPEATS) - 1)
    yield from again
