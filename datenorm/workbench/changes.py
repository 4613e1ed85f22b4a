"""Changes of a project: decisions, settings, undo and redo. Each is one transaction and has a revision.

Undoing marks a change, and its effect is computed again: the last decision for a text that is not undone
holds. So nothing is lost when several people decide the same text. A change that was undone can be redone
until another one is made.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Sequence

from datenorm.errors import InputError
from datenorm.workbench.database import state_of
from datenorm.workbench.requests import Ruling, Scope
from datenorm.workbench.results import HistoryEntry, TextCount, UndoState
from datenorm.workbench.standing import choose, condition_of, empty_chosen, settle

_NAMED = 40  # characters of a text in the history

_LAST = "SELECT MAX(revision) FROM changes WHERE NOT is_undone AND revision > 0"
_NEXT = f"SELECT MIN(revision) FROM changes WHERE is_undone AND revision > COALESCE(({_LAST}), 0)"


def choose_scope(connection: sqlite3.Connection, scope: Scope, ruling: Ruling, context: int) -> TextCount:
    """Put the texts of a decision into the table `chosen`, each with what is decided.

    Texts that have that decision already are left out, and those without the reading that is chosen.

    Returns:
        How many texts there are then.

    Raises:
        InputError: if there is no text of which the shape is meant.
    """
    empty_chosen(connection)
    if scope.ids is not None:
        choose(connection, scope.ids)
    else:
        condition, parameters = _scope_condition(connection, scope)
        connection.execute(f"INSERT INTO temp.chosen (id) SELECT id FROM texts WHERE {condition}", parameters)
    if ruling.kind == "reading":
        _choose_readings(connection, context, ruling.index or 0)
    else:
        connection.execute("UPDATE temp.chosen SET kind = ?, value = ?", (ruling.kind, ruling.value))
    connection.execute(
        "DELETE FROM temp.chosen WHERE id IN (SELECT id FROM temp.chosen AS new CROSS JOIN texts USING (id) "
        "WHERE COALESCE(texts.kind, 'undecided') = new.kind AND texts.decided IS new.value)"
    )
    texts, rows = connection.execute(
        "SELECT COUNT(*), COALESCE(SUM(count), 0) FROM temp.chosen CROSS JOIN texts USING (id)"
    ).fetchone()
    return TextCount(texts, rows)


def first_chosen(connection: sqlite3.Connection, limit: int) -> list[tuple[int, str]]:
    """The most frequent of the chosen texts, with their numbers."""
    return connection.execute(
        "SELECT id, text FROM temp.chosen CROSS JOIN texts USING (id) ORDER BY count DESC, id LIMIT ?",
        (limit,),
    ).fetchall()


def _scope_condition(connection: sqlite3.Connection, scope: Scope) -> tuple[str, Sequence[object]]:
    if scope.filter is not None:
        return condition_of(scope.filter)
    found = connection.execute("SELECT shape FROM texts WHERE id = ?", (scope.shape_of,)).fetchone()
    if found is None:
        raise InputError(f"there is no text {scope.shape_of}")
    return "shape = ?", found


def _choose_readings(connection: sqlite3.Connection, context: int, index: int) -> None:
    """Decide each chosen text for its reading with a number; texts without it are dropped."""
    readings = connection.execute(
        "SELECT temp.chosen.id, json_extract(readings, ?), json_extract(readings, ?) FROM temp.chosen "
        "CROSS JOIN texts USING (id) CROSS JOIN answers ON answers.context = ? AND answers.text = texts.id "
        "AND answers.field_order = texts.field_order",
        (f"$[{index}]", f"$[{index}][0]", context),
    ).fetchall()
    empty_chosen(connection)
    connection.executemany(
        "INSERT INTO temp.chosen VALUES (?, ?, ?)",
        (
            (id, "no-date" if value is None else "value", value)
            for id, reading, value in readings
            if reading is not None
        ),
    )


def record_decision(connection: sqlite3.Connection, ruling: Ruling, context: int) -> int:
    """Write the decision for the texts in `chosen`, at least one; the new revision."""
    (count,) = connection.execute("SELECT COUNT(*) FROM temp.chosen").fetchone()
    ((_, text),) = first_chosen(connection, 1)
    named = f"“{text[:_NAMED]}”" if count == 1 else f"{count:,} texts"
    what = f"{named} {_described(ruling)}"
    revision = _record(connection, what)
    connection.execute("INSERT INTO decisions SELECT id, ?, kind, value FROM temp.chosen", (revision,))
    settle(connection, context)
    return revision


def record_settings(connection: sqlite3.Connection, settings: dict[str, object], context: int) -> int:
    """Write other settings and their context; all texts follow from it. The new revision."""
    revision = _record(connection, "settings", json.dumps(settings, sort_keys=True))
    use_context(connection, context)
    return revision


def use_context(connection: sqlite3.Connection, context: int) -> None:
    """Let the answers of a context hold; those of all but this and the last one are dropped."""
    before = state_of(connection)[2]
    if before == context:
        return
    connection.execute("UPDATE state SET context = ?", (context,))
    connection.execute("DELETE FROM answers WHERE context NOT IN (?, ?)", (context, before))
    empty_chosen(connection)
    connection.execute("INSERT INTO temp.chosen (id) SELECT id FROM texts")
    settle(connection, context, decisions=False)


def last_settings(connection: sqlite3.Connection) -> dict[str, object]:
    """The settings that hold."""
    (found,) = connection.execute(
        "SELECT settings FROM changes WHERE settings IS NOT NULL AND NOT is_undone "
        "ORDER BY revision DESC LIMIT 1"
    ).fetchone()
    settings: dict[str, object] = json.loads(found)
    return settings


def begin_changes(connection: sqlite3.Connection, settings: dict[str, object]) -> None:
    """Write the first settings, which cannot be undone."""
    connection.execute(
        "INSERT INTO changes VALUES (0, 'the project', ?, 0, ?)",
        (json.dumps(settings, sort_keys=True), _now()),
    )


def undoable(connection: sqlite3.Connection) -> tuple[int, str] | None:
    """The change that is undone next, and what it was."""
    return _change(connection, _LAST)


def redoable(connection: sqlite3.Connection) -> tuple[int, str] | None:
    """The change that is redone next, and what it was."""
    return _change(connection, _NEXT)


def set_undone(connection: sqlite3.Connection, change: int, *, is_undone: bool) -> bool:
    """Undo or redo a change; whether it was one of settings, so that all texts have to be settled."""
    connection.execute("UPDATE changes SET is_undone = ? WHERE revision = ?", (is_undone, change))
    connection.execute("UPDATE state SET revision = revision + 1")
    context = state_of(connection)[2]
    empty_chosen(connection)
    connection.execute(
        "INSERT INTO temp.chosen (id) SELECT text FROM decisions WHERE revision = ?", (change,)
    )
    settle(connection, context)
    (settings,) = connection.execute("SELECT settings FROM changes WHERE revision = ?", (change,)).fetchone()
    return settings is not None


def undo_state(connection: sqlite3.Connection) -> UndoState:
    """The revision, and whether there is something to undo or redo."""
    revision = state_of(connection)[0]
    return UndoState(revision, undoable(connection) is not None, redoable(connection) is not None)


def history(connection: sqlite3.Connection, limit: int) -> tuple[HistoryEntry, ...]:
    """The last changes, the newest first."""
    rows = connection.execute(
        "SELECT revision, what, is_undone, made_at FROM changes WHERE revision > 0 "
        "ORDER BY revision DESC LIMIT ?",
        (limit,),
    )
    return tuple(HistoryEntry(revision, what, bool(undone), at) for revision, what, undone, at in rows)


def _record(connection: sqlite3.Connection, what: str, settings: str | None = None) -> int:
    connection.execute("UPDATE state SET revision = revision + 1")
    revision = state_of(connection)[0]
    connection.execute(
        "INSERT INTO changes VALUES (?, CAST(? AS TEXT), ?, 0, ?)",
        (revision, what.encode("utf-8", "surrogatepass"), settings, _now()),
    )
    return revision


def _change(connection: sqlite3.Connection, query: str) -> tuple[int, str] | None:
    found: tuple[int, str] | None = connection.execute(
        f"SELECT revision, what FROM changes WHERE revision = ({query})"
    ).fetchone()
    return found


def _described(ruling: Ruling) -> str:
    """A decision, as it stands behind what it is for."""
    return {
        "value": f"as {ruling.value}",
        "reading": f"as reading {(ruling.index or 0) + 1}",
        "no-date": "as no date",
        "order": f"read as {ruling.value}",
        "undecided": "undecided",
    }[ruling.kind]


def _now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
