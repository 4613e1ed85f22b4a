"""What changes would do, before they are made."""

from __future__ import annotations

from datenorm.workbench import changes
from datenorm.workbench.answering import ReviewModel, Waiting, context_of, keep_answers, read_context
from datenorm.workbench.database import ProjectFile, state_of
from datenorm.workbench.requests import Ruling, Scope
from datenorm.workbench.results import Change, Effect

PREVIEWED = 2000
"""Texts that are converted at once where the effect of settings or of a field order is shown."""


def previewed(file: ProjectFile, scope: Scope, ruling: Ruling) -> Effect:
    """What a decision would change."""
    with file.reading() as connection:
        revision, _, context = state_of(connection)
        chosen = changes.choose_scope(connection, scope, ruling, context)
        afters = changes.values_after(connection, context, chosen.first)
    examples = tuple(
        Change(text, before, after) for (_, text, before), after in zip(chosen.first, afters, strict=True)
    )
    examined = min(chosen.texts, PREVIEWED) if ruling.kind == "order" else chosen.texts
    return Effect(chosen.texts, chosen.rows, examples, revision, examined, chosen.texts)


def read_in_order(file: ProjectFile, model: ReviewModel, scope: Scope, ruling: Ruling) -> None:
    """Convert the most frequent texts of a scope in the order that is decided; the others wait."""
    order = ruling.value or ""
    with file.reading() as connection:
        context = context_of(connection, model)
        if context is None:
            return
        changes.choose_scope(connection, scope, ruling, context.id)
        texts = [Waiting(id, text, order) for id, text, _ in changes.first_chosen(connection, PREVIEWED)]
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
    texts = [Waiting(id, text, "") for id, text, *_ in rows]
    conversions = other.convert(model.normalizer, texts) if texts else []
    changed = [
        (Change(text, before, after.value), count)
        for (_, text, before, status, count), after in zip(rows, conversions, strict=True)
        if (before, status) != (after.value, after.status)
    ]
    return Effect(
        len(changed),
        sum(count for _, count in changed),
        tuple(change for change, _ in changed[: changes.EXAMPLES]),
        revision,
        len(rows),
        of,
    )
