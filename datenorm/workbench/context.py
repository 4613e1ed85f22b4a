"""What answers depend on besides the text: the model, the settings, and what the column shows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from datenorm.bulk.lines import INFER, NO_ORDER
from datenorm.bundle import model_id
from datenorm.column import infer
from datenorm.convert.column_rules import NO_RULES, ColumnRules
from datenorm.convert.conversion import Conversion
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import Policy
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
class ContextRules:
    """What a column decides or leaves open, and the first of the hundred years that it shows."""

    column: ColumnRules = NO_RULES
    first_year: int | None = None

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> ContextRules:
        """The rules as they were written in JSON."""
        column = values["column"]
        rules = ColumnRules(**{**column, "open_orders": tuple(column["open_orders"])})
        return cls(rules, values["first_year"])


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """What answers depend on besides the text.

    Attributes:
        id: its number in the project.
        model: the identifier of the model.
        settings: the settings.
        locale: the locale for the model, as given or inferred.
        field_order: the field order for the model, as given or inferred.
        rules: what the column decides or leaves open besides its order, and the century that it shows.
        sentence: what the column shows, or "".
    """

    id: int
    model: str
    settings: ReviewSettings
    locale: str | None
    field_order: str | None
    rules: ContextRules
    sentence: str

    @property
    def policy(self) -> Policy:
        """How texts are decided."""
        policy = self.settings.policy()
        reckoning = policy.reckoning
        if self.rules.first_year is not None:
            reckoning = replace(reckoning, first_year=self.rules.first_year)
        return replace(policy, column=self.rules.column, reckoning=reckoning)

    def convert(
        self, normalizer: Normalizer, texts: Sequence[AskedText], *, located: bool = False
    ) -> list[Conversion]:
        """Convert texts; `located`: with further readings, and where each was read."""
        return list(
            normalizer.convert_many(
                [one.text for one in texts],
                self.locale,
                [one.field_order or self.field_order for one in texts],
                policy=self.policy,
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
        locale, order, sentence, rules = settings.locale, settings.order, "", ContextRules()
        hint = None if order in (INFER, NO_ORDER) else order
        model.normalizer.convert("", locale, hint)  # raises what is wrong with the locale
        if order == INFER:
            reading = infer(_column(connection), model.normalizer, locale=locale, policy=settings.policy())
            locale, hint, sentence = reading.locale, reading.hint_order, reading.explanation
            rules = ContextRules(reading.rules, reading.first_year)
    with file.writing() as connection:
        connection.execute(
            "INSERT OR IGNORE INTO contexts (settings, model, locale, field_order, rules, sentence) "
            "VALUES (?, ?, ?, ?, ?, CAST(? AS TEXT))",
            (
                key,
                model.id,
                locale,
                hint,
                json.dumps(asdict(rules)),
                sentence.encode("utf-8", "surrogatepass"),
            ),
        )
        found = connection.execute(
            "SELECT id FROM contexts WHERE settings = ? AND model = ?", (key, model.id)
        ).fetchone()
    return int(found[0])


def read_context(connection: sqlite3.Connection, context: int) -> ReadingContext:
    """The context with a number."""
    model, settings, locale, order, rules, sentence = connection.execute(
        "SELECT model, settings, locale, field_order, rules, sentence FROM contexts WHERE id = ?", (context,)
    ).fetchone()
    return ReadingContext(
        context,
        model,
        ReviewSettings.of(json.loads(settings)),
        locale,
        order,
        ContextRules.of(json.loads(rules)),
        sentence,
    )


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
