"""The answers of the model: which texts wait for one, and how the answers are kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from datenorm.bulk.lines import INFER, NO_ORDER
from datenorm.bundle import model_id
from datenorm.column import infer
from datenorm.convert.conversion import Conversion
from datenorm.convert.counted import without_counted
from datenorm.convert.normalizer import Normalizer
from datenorm.values import is_value
from datenorm.workbench.database import ProjectFile, state_of
from datenorm.workbench.requests import MARKS, ReviewSettings
from datenorm.workbench.standing import choose, empty_chosen, settle

if TYPE_CHECKING:
    from datenorm.convert.explanation import Explainer
    from datenorm.detection import Detector

BATCH = 1024
"""Texts that are converted together, and kept in one transaction."""

LOCATED = 64
"""Texts whose places and further readings are looked for together; that takes much longer a text."""

READINGS = 3
"""Further readings that are looked for."""

_REPEATS = 4
"""Rows with the same text that count where the order of a column is inferred."""

_LEAST_LANGUAGE = 0.9
"""Probability from which the language of a single text is named."""


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


class Waiting(NamedTuple):
    """A text to convert.

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
        self, normalizer: Normalizer, texts: Sequence[Waiting], *, located: bool = False
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


def waiting_texts(connection: sqlite3.Connection, limit: int = BATCH) -> list[Waiting]:
    """The most frequent of the texts that wait for an answer."""
    return [
        Waiting(*row)
        for row in connection.execute(
            "SELECT id, text, field_order FROM texts WHERE status IS NULL ORDER BY count DESC, id LIMIT ?",
            (limit,),
        )
    ]


def unlocated_texts(connection: sqlite3.Connection, context: int, limit: int = LOCATED) -> list[Waiting]:
    """Some of the texts whose answer has neither places nor further readings yet."""
    return [
        Waiting(*row)
        for row in connection.execute(
            "SELECT texts.id, texts.text, answers.field_order, readings FROM answers "
            "CROSS JOIN texts ON texts.id = answers.text WHERE context = ? AND NOT is_located LIMIT ?",
            (context, limit),
        )
    ]


def keep_answers(
    file: ProjectFile,
    context: int,
    texts: Sequence[Waiting],
    conversions: Iterable[Conversion],
    *,
    located: bool = False,
    languages: Sequence[str] = (),
) -> None:
    """Keep answers; texts whose context or order has changed meanwhile stay as they are."""
    rows = [
        _answer_row(context, one, conversion, located)
        for one, conversion in zip(texts, conversions, strict=True)
    ]
    with file.writing() as connection:
        connection.executemany(f"INSERT OR REPLACE INTO answers VALUES ({', '.join('?' * 13)})", rows)
        if languages:
            connection.executemany(
                "UPDATE texts SET language = ? WHERE id = ?",
                ((language, one.id) for one, language in zip(texts, languages, strict=True)),
            )
        if not located and state_of(connection)[2] == context:
            empty_chosen(connection)
            choose(connection, (one.id for one in texts))
            settle(connection, context, decisions=False)


def _answer_row(context: int, text: Waiting, conversion: Conversion, located: bool) -> tuple[object, ...]:
    span = conversion.span
    marks = (
        conversion.weekday_conflict * MARKS["weekday-conflict"]
        + (conversion.century_inferred and conversion.value is not None) * MARKS["century-inferred"]
    )
    return (
        context,
        text.id,
        text.field_order,
        conversion.status,
        conversion.code,
        conversion.reason.encode("utf-8", "replace").decode(),
        conversion.value,
        conversion.confidence,
        marks,
        json.dumps(readings_of(conversion, json.loads(text.readings))),
        None if span is None else span.start,
        None if span is None else span.end,
        located,
    )


def readings_of(
    conversion: Conversion, offered: Iterable[tuple[str | None, float]] = ()
) -> list[tuple[str | None, float]]:
    """What a text may mean, the likeliest first; the dates of a text that has several.

    Args:
        conversion: the conversion.
        offered: readings that come before all others, because a person may be choosing among them.
    """
    found = dict(offered)
    if conversion.value is not None:
        found.setdefault(conversion.value, conversion.confidence)
    for one in conversion.dates:
        found.setdefault(one.value, 0.0)
    for reading in conversion.alternatives:
        if reading.value is None or is_value(reading.value):  # not a program, nor several dates
            found.setdefault(reading.value, reading.probability)
    return list(found.items())


def convert_some(file: ProjectFile, model: ReviewModel) -> int:
    """Convert a batch of the texts that wait for a model; how many there were."""
    with file.reading() as connection:
        context = context_of(connection, model)
        texts = waiting_texts(connection) if context else []
    if context and texts:
        keep_answers(file, context.id, texts, context.convert(model.normalizer, texts))
    return len(texts)


def locate_some(file: ProjectFile, model: ReviewModel) -> int:
    """Look for places, further readings and the languages of a few texts; how many there were."""
    with file.reading() as connection:
        context = context_of(connection, model)
        texts = unlocated_texts(connection, context.id) if context else []
    if context and texts:
        conversions = context.convert(model.normalizer, texts, located=True)
        languages = [] if model.detector is None else _languages(model.detector, [one.text for one in texts])
        keep_answers(file, context.id, texts, conversions, located=True, languages=languages)
    return len(texts)


def _languages(detector: Detector, texts: Sequence[str]) -> list[str]:
    """The language of each text where it is likely enough, else ""."""
    return [
        one.languages[0].name if one.languages and one.languages[0].probability >= _LEAST_LANGUAGE else ""
        for one in detector.detect_many(texts, top=1)
    ]
