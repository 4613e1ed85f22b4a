"""A project at a glance."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from datenorm.workbench import changes
from datenorm.workbench.context import read_context
from datenorm.workbench.counting import FacetSums
from datenorm.workbench.database import state_of
from datenorm.workbench.requests import WAITING, ReviewSettings
from datenorm.workbench.results import ConversionProgress, ProjectSummary


def summarise(
    connection: sqlite3.Connection,
    path: Path,
    meta: Mapping[str, Any],
    sums: FacetSums,
    model: str,
    source_changed: bool,
) -> ProjectSummary:
    """What there is to say of a project.

    Args:
        connection: of the project.
        path: its file.
        meta: what it says about itself.
        sums: of its texts.
        model: the identifier of the model.
        source_changed: whether the table has changed.
    """
    revision, _, context = state_of(connection)
    by_status = sums.by_status(connection)
    undo, redo = changes.undoable(connection), changes.redoable(connection)
    reading = read_context(connection, context)
    waiting = by_status[WAITING].texts if WAITING in by_status else 0
    distinct = sum(one.texts for one in by_status.values())
    return ProjectSummary(
        project=str(path),
        table=meta["table"],
        column=meta["column"],
        settings=ReviewSettings.of(changes.last_settings(connection)),
        read_locale=reading.locale,
        read_order=reading.field_order,
        column_reading=reading.sentence,
        rows=sum(one.rows for one in by_status.values()),
        empty=meta["empty"],
        distinct=distinct,
        progress=ConversionProgress(distinct - waiting, distinct),
        revision=revision,
        can_undo=undo is not None,
        can_redo=redo is not None,
        undo_what=undo[1] if undo else "",
        redo_what=redo[1] if redo else "",
        model=model,
        source_changed=source_changed,
        counts=by_status,
    )
