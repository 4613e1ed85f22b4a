"""What changes do: the texts that get another value, before a change is made."""

from __future__ import annotations

import sqlite3

from datenorm.workbench import changes
from datenorm.workbench.answering import keep_answers
from datenorm.workbench.context import AskedText, ReviewModel, context_of, read_context
from datenorm.workbench.database import ProjectFile, state_of
from datenorm.workbench.requests import Ruling, Scope
from datenorm.workbench.results import Change, Effect, TextCount

PREVIEWED = 2000
"""Texts that are converted at once where the effect of settings or of a field order is shown."""

EXAMPLES = 10
"""Texts that an effect shows."""

# The chosen texts with their values before and after; answers in another order may not be there yet.
_SHIFTS = """
WITH shifts AS (
    SELECT chosen.id AS id, texts.text AS text, texts.count AS count, texts.value AS before,
        CASE chosen.kind WHEN 'value' THEN chosen.value WHEN 'no-date' THEN NULL ELSE answers.value END
        AS after
    FROM temp.chosen AS chosen CROSS JOIN texts USING (id) LEFT JOIN answers
    ON answers.context = :context AND answers.text = chosen.id
        AND answers.field_order = CASE chosen.kind WHEN 'order' THEN chosen.value ELSE '' END
    WHERE chosen.kind IN ('value', 'no-date') OR answers.context IS NOT NULL
)
"""
_COUNTED = f"""{_SHIFTS}
SELECT COUNT(*), COALESCE(SUM(before IS NOT after), 0), COALESCE(SUM(count * (before IS NOT after)), 0)
FROM shifts
"""
_EXAMPLES = f"""{_SHIFTS}
SELECT text, before, after FROM shifts ORDER BY before IS after, count DESC, id LIMIT {EXAMPLES}
"""


def effect_of_chosen(
    connection: sqlite3.Connection, chosen: TextCount, context: int, *, revision: int
) -> Effect:
    """What the decision for the texts in `chosen` changes, before it is recorded."""
    parameters = {"context": context}
    examined, texts, rows = connection.execute(_COUNTED, parameters).fetchone()
    examples = tuple(Change(*row) for row in connection.execute(_EXAMPLES, parameters))
    return Effect(
        chosen.texts, chosen.rows, TextCount(texts, rows), examples, revision, examined, chosen.texts
    )


def previewed(file: ProjectFile, scope: Scope, ruling: Ruling) -> Effect:
    """What a decision would change."""
    with file.reading() as connection:
        revision, _, context = state_of(connection)
        chosen = changes.choose_scope(connection, scope, ruling, context)
        return effect_of_chosen(connection, chosen, context, revision=revision)


def read_in_order(file: ProjectFile, model: ReviewModel, scope: Scope, ruling: Ruling) -> None:
    """Convert the most frequent texts of a scope in the order that is decided; the others wait."""
    order = ruling.value or ""
    with file.reading() as connection:
        context = context_of(connection, model)
        if context is None:
            return
        changes.choose_scope(connection, scope, ruling, context.id)
        texts = [AskedText(id, text, order) for id, text in changes.first_chosen(connection, PREVIEWED)]
    if texts:
        keep_answers(file, context.id, texts, context.convert(model.normalizer, texts))


def compared(file: ProjectFile, model: ReviewModel, context: int) -> Effect:
    """What another context changes among the most frequent texts that are not decided."""
    with file.reading() as connection:
        revision = state_of(connection)[0]
        other = read_context(connection, context)
        (of,) = connection.execute("SELECT COUNT(*) FROM texts WHERE kind IS NULL").fetchone()
        rows = connection.execute(
            "SELECT id, text, value, status, count FROM texts WHERE kind IS NULL AND status IS NOT NULL "
            "ORDER BY count DESC, id LIMIT ?",
            (PREVIEWED,),
        ).fetchall()
    texts = [AskedText(id, text, "") for id, text, *_ in rows]
    conversions = other.convert(model.normalizer, texts) if texts else []
    changed = [
        (Change(text, before, after.value), count)
        for (_, text, before, status, count), after in zip(rows, conversions, strict=True)
        if (before, status) != (after.value, after.status)
    ]
    revalued = [(change, count) for change, count in changed if change.before != change.after]
    others = [change for change, _ in changed if change.before == change.after]
    return Effect(
        len(changed),
        sum(count for _, count in changed),
        TextCount(len(revalued), sum(count for _, count in revalued)),
        tuple([*(change for change, _ in revalued), *others][:EXAMPLES]),
        revision,
        len(rows),
        of,
    )
