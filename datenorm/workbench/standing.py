"""How texts stand: what follows for each from the answers of the model and the decisions of people.

The texts that a change touches are put in the temporary table `chosen`, then `settle` writes their columns.
SQLite does not know how few they are, so queries start from them by `CROSS JOIN`, which it does not reorder.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import cast

from datenorm.workbench.requests import MARKS, WAITING, Mark, ReviewFilter

_CHOSEN = "CREATE TEMP TABLE IF NOT EXISTS chosen (id INTEGER PRIMARY KEY, kind TEXT, value TEXT)"

_DECISIONS = """
UPDATE texts SET (kind, decided, field_order) = (
    SELECT last.kind, last.value, CASE last.kind WHEN 'order' THEN last.value ELSE '' END
    FROM (SELECT 1) LEFT JOIN (
        SELECT NULLIF(decisions.kind, 'undecided') AS kind, decisions.value
        FROM decisions JOIN changes USING (revision)
        WHERE decisions.text = texts.id AND NOT changes.is_undone
        ORDER BY decisions.revision DESC LIMIT 1
    ) AS last
) WHERE id IN (SELECT id FROM temp.chosen)
"""

_STANDING = f"""
UPDATE texts SET (status, code, value, confidence, marks) = (
    SELECT
        CASE texts.kind WHEN 'value' THEN 'converted' WHEN 'no-date' THEN 'no-date' ELSE answers.status END,
        CASE WHEN texts.kind IN ('value', 'no-date') THEN '' ELSE COALESCE(answers.code, '') END,
        CASE WHEN texts.kind IN ('value', 'no-date') THEN texts.decided ELSE answers.value END,
        answers.confidence,
        CASE
            WHEN texts.kind IN ('value', 'no-date') THEN {MARKS["by-hand"]}
            WHEN texts.kind = 'order' THEN COALESCE(answers.marks, 0) | {MARKS["by-hand"]}
            ELSE COALESCE(answers.marks, 0)
        END
    FROM (SELECT 1) LEFT JOIN answers
    ON context = :context AND text = texts.id AND answers.field_order = texts.field_order
) WHERE id IN (SELECT id FROM temp.chosen)
"""


def empty_chosen(connection: sqlite3.Connection) -> None:
    """Make the table `chosen`, or empty it."""
    connection.execute(_CHOSEN)
    connection.execute("DELETE FROM temp.chosen")


def choose(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Put texts into `chosen`; ids that no text has are left out."""
    connection.executemany(
        "INSERT OR IGNORE INTO temp.chosen (id) SELECT id FROM texts WHERE id = ?", ((one,) for one in ids)
    )


def settle(connection: sqlite3.Connection, context: int, *, decisions: bool = True) -> None:
    """Write how the chosen texts stand.

    Args:
        connection: with the table `chosen`.
        context: of the answers that hold.
        decisions: whether their decisions may have changed.
    """
    if decisions:
        connection.execute(_DECISIONS)
    connection.execute(_STANDING, {"context": context})


def condition_of(filter: ReviewFilter) -> tuple[str, list[object]]:
    """A filter as the condition of a query over `texts`, and its parameters; "1" for no filter."""
    parts: list[str] = []
    parameters: list[object] = []

    def any_of(column: str, names: tuple[str, ...]) -> None:
        if names:
            parts.append(f"{column} IN ({', '.join('?' * len(names))})")
            parameters.extend(names)

    if filter.status:
        known = [name for name in filter.status if name != WAITING]
        waits = ["status IS NULL"] if len(known) < len(filter.status) else []
        among = [f"status IN ({', '.join('?' * len(known))})"] if known else []
        parts.append(f"({' OR '.join(among + waits)})")
        parameters.extend(known)
    any_of("code", filter.code)
    any_of("language", filter.language)
    if filter.shape:
        marks = ", ".join("?" * len(filter.shape))
        parts.append(f"shape IN (SELECT id FROM shapes WHERE shape IN ({marks}))")
        parameters.extend(filter.shape)
    if filter.mark:
        parts.append(f"marks & {sum(MARKS[cast('Mark', name)] for name in set(filter.mark))}")
    if filter.search:
        parts.append("instr(folded, ?)")
        parameters.append(filter.search.casefold())
    return " AND ".join(parts) or "1", parameters
