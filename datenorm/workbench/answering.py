"""The answers of the model: which texts wait for one, and how the answers are kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from datenorm.convert.conversion import Conversion
from datenorm.errors import InputError
from datenorm.values import is_value
from datenorm.workbench.context import AskedText, ReviewModel, context_of, read_context
from datenorm.workbench.database import ProjectFile, state_of
from datenorm.workbench.requests import MARKS
from datenorm.workbench.standing import choose, empty_chosen, settle

if TYPE_CHECKING:
    from datenorm.convert.explanation import Explanation
    from datenorm.detection import Detector

BATCH = 1024
"""Texts that are converted together, and kept in one transaction."""

LOCATED = 64
"""Texts whose places and further readings are looked for together; that takes much longer a text."""

_LEAST_LANGUAGE = 0.9
"""Probability from which the language of a single text is named."""


def waiting_texts(connection: sqlite3.Connection, limit: int = BATCH) -> list[AskedText]:
    """The most frequent of the texts that wait for an answer."""
    return [
        AskedText(*row)
        for row in connection.execute(
            "SELECT id, text, field_order FROM texts WHERE status IS NULL ORDER BY count DESC, id LIMIT ?",
            (limit,),
        )
    ]


def unlocated_texts(connection: sqlite3.Connection, context: int, limit: int = LOCATED) -> list[AskedText]:
    """Some of the texts whose answer has neither places nor further readings yet."""
    return [
        AskedText(*row)
        for row in connection.execute(
            "SELECT texts.id, texts.text, answers.field_order, readings FROM answers "
            "CROSS JOIN texts ON texts.id = answers.text WHERE context = ? AND NOT is_located LIMIT ?",
            (context, limit),
        )
    ]


def keep_answers(
    file: ProjectFile,
    context: int,
    texts: Sequence[AskedText],
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


def _answer_row(context: int, text: AskedText, conversion: Conversion, located: bool) -> tuple[object, ...]:
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


def explain_text(file: ProjectFile, model: ReviewModel, text: int) -> Explanation:
    """How a model reads a text, given by its id.

    Raises:
        InputError: if there is no such text.
    """
    with file.reading() as connection:
        context = read_context(connection, state_of(connection)[2])
        found = connection.execute("SELECT text, field_order FROM texts WHERE id = ?", (text,)).fetchone()
    if found is None:
        raise InputError(f"there is no text {text}")
    written, order = found
    return model.explainer.explain(
        written, context.locale, order or context.field_order, policy=context.policy
    )
