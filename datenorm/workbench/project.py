"""`Project`, the workbench of one column: its texts, what the model says of them, what people decide."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from datenorm.convert.normalizer import Normalizer
from datenorm.errors import InputError
from datenorm.tabular import Layout
from datenorm.tabular.layout import DialectChoice
from datenorm.workbench import changes
from datenorm.workbench.answering import convert_some, explain_text, locate_some
from datenorm.workbench.context import ReviewModel, open_context
from datenorm.workbench.counting import FacetSums, read_groups
from datenorm.workbench.creation import fill, remove
from datenorm.workbench.database import ProjectFile, read_meta, state_of
from datenorm.workbench.export import SourceTable, check_form, export, export_name
from datenorm.workbench.previews import compared, effect_of_chosen, previewed, read_in_order
from datenorm.workbench.requests import ReviewFilter, ReviewSettings, Ruling, Scope
from datenorm.workbench.results import (
    Effect,
    ExportReport,
    Facets,
    GroupPage,
    HistoryEntry,
    ProjectSummary,
    UndoState,
)
from datenorm.workbench.source import Fingerprint, read_source, write_lines
from datenorm.workbench.summary import summarise

if TYPE_CHECKING:
    from datenorm.convert.explanation import Explanation

_PASTED = "pasted"


class Project:
    """A column under review, kept in one file. Threads may share it, and processes may open the same file.

    Every change is one transaction, so a crash loses nothing. The table itself is not copied.
    """

    def __init__(self, file: ProjectFile, normalizer: Normalizer) -> None:
        """Wrap an open file; see `create` and `open`."""
        self.file = file
        self._model = ReviewModel(normalizer)
        self._sums = FacetSums()
        self.woken = threading.Event()
        """Set when texts may wait for a conversion."""
        with file.reading() as connection:
            self._meta = read_meta(connection)

    @classmethod
    def create(
        cls,
        path: str | Path,
        table: str | Path,
        column: str,
        *,
        normalizer: Normalizer,
        settings: ReviewSettings | None = None,
        layout: Layout | None = None,
    ) -> Project:
        """Make the project of a column. Nothing is converted yet, see `BackgroundConversion`.

        Args:
            path: the project file, which must not exist.
            table: the table, as `convert_table` takes it.
            column: the column: its name, its number from 1, or a /pattern/ of its name.
            normalizer: the model.
            settings: how the column is read; None for the default.
            layout: how the table is written, if known.

        Raises:
            InputError: if the file exists or cannot be written, or the table cannot be read.
            ConfigError: if there is no such column, or a setting cannot be used.
        """
        path, table = Path(path), Path(table)
        if path.exists():
            raise InputError(f"{path} exists already", hint="open it, or name another project file")
        settings = settings or ReviewSettings()

        def is_date(text: str) -> bool:
            found = normalizer.convert(text, settings.locale, policy=settings.policy())
            return found.status in ("converted", "ambiguous")

        source = read_source(table, column, layout or Layout(), is_date)
        with ExitStack() as on_failure:
            file = ProjectFile.create(path)
            on_failure.callback(remove, file)
            fill(file, source, table.resolve(), settings)
            project = cls(file, normalizer)
            project._use_settings()
            on_failure.pop_all()
        return project

    @classmethod
    def create_pasted(
        cls,
        path: str | Path,
        lines: Sequence[str],
        *,
        normalizer: Normalizer,
        settings: ReviewSettings | None = None,
    ) -> Project:
        """Make the project of lines; they are kept as a table of one column beside the project.

        Raises:
            InputError: if there are no lines, or a file exists already or cannot be written.
            ConfigError: if a setting cannot be used.
        """
        path = Path(path)
        table = path.with_name(f"{path.name}.csv")
        write_lines(table, _PASTED, lines)
        try:
            return cls.create(path, table, _PASTED, normalizer=normalizer, settings=settings)
        except BaseException:
            table.unlink(missing_ok=True)
            raise

    @classmethod
    def open(cls, path: str | Path, *, normalizer: Normalizer) -> Project:
        """Open a project. Texts that another model converted wait for this one; decisions stay.

        Raises:
            InputError: if there is no such file, or it is no project of this version.
        """
        project = cls(ProjectFile.open(Path(path)), normalizer)
        project._use_settings()
        return project

    @property
    def path(self) -> Path:
        """The project file."""
        return self.file.path

    @property
    def table(self) -> Path:
        """The table that the column belongs to."""
        return Path(self._meta["table"])

    @property
    def column(self) -> str:
        """The name of the column."""
        return str(self._meta["column"])

    @cached_property
    def layout(self) -> Layout:
        """How the table is written, as far as it was given."""
        values = json.loads(self._meta["layout"])
        return Layout(**{**values, "dialect": DialectChoice(**values["dialect"])})

    @property
    def normalizer(self) -> Normalizer:
        """The model."""
        return self._model.normalizer

    @property
    def model(self) -> str:
        """The identifier of the model."""
        return self._model.id

    @property
    def settings(self) -> ReviewSettings:
        """How the column is read."""
        with self.file.reading() as connection:
            return ReviewSettings.of(changes.last_settings(connection))

    def close(self) -> None:
        """Close the file; no other thread may use the project any more."""
        self.file.close()

    def __enter__(self) -> Project:
        """Close the file at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def source_changed(self) -> bool:
        """Whether the table is no longer what it was when the project was made."""
        known = Fingerprint(*(self._meta[name] for name in ("size", "modified", "checksum")))
        return not known.fits(self.table)

    def summary(self) -> ProjectSummary:
        """The project at a glance."""
        changed = self.source_changed()
        with self.file.reading() as connection:
            return summarise(connection, self.path, self._meta, self._sums, self.model, changed)

    def groups(
        self, filter: ReviewFilter | None = None, *, sort: str = "count", offset: int = 0, limit: int = 100
    ) -> GroupPage:
        """Some of the texts that a filter leaves, with all that is known of them.

        Args:
            filter: which texts; None for all.
            sort: "count", the most rows first; "text"; "confidence", the least first; "first", by first row.
            offset: how many texts come before.
            limit: how many texts are returned at most.

        Raises:
            InputError: if the order or a number cannot be used.
        """
        with self.file.reading() as connection:
            return read_groups(connection, self._sums, filter or ReviewFilter(), sort, offset, limit)

    def facets(self, filter: ReviewFilter | None = None) -> Facets:
        """The counts of each facet under the filters of the others."""
        with self.file.reading() as connection:
            return self._sums.facets(connection, filter or ReviewFilter())

    def explain(self, text: int) -> Explanation:
        """How the model reads a text of the column, symbol by symbol.

        Args:
            text: the id of the text.

        Raises:
            InputError: if there is no such text.
        """
        return explain_text(self.file, self._model, text)

    def decide(self, scope: Scope, ruling: Ruling, *, preview: bool = False) -> Effect:
        """Decide texts, or see what that would change.

        Texts that have the same decision already are left out, and those without the reading that is chosen.

        Args:
            scope: the texts.
            ruling: what is decided.
            preview: whether nothing shall change.

        Raises:
            InputError: if there is no such text.
        """
        if ruling.kind == "order":
            read_in_order(self.file, self._model, scope, ruling)
        if preview:
            return previewed(self.file, scope, ruling)
        with self.file.writing() as connection:
            revision, _, context = state_of(connection)
            chosen = changes.choose_scope(connection, scope, ruling, context)
            effect = effect_of_chosen(connection, chosen, context, revision=revision)
            if chosen.texts:
                effect = replace(effect, revision=changes.record_decision(connection, ruling, context))
        self.woken.set()
        return effect

    def change_settings(self, settings: ReviewSettings, *, preview: bool = False) -> Effect:
        """Read the column otherwise, or see what that would change among its most frequent texts.

        Undecided texts wait for their conversion then; decisions stay.

        Raises:
            ConfigError: if the locale is unknown.
        """
        context = open_context(self.file, self._model, settings)
        effect = compared(self.file, self._model, context)
        if preview:
            return effect
        with self.file.writing() as connection:
            revision = state_of(connection)[0]
            if changes.last_settings(connection) != settings.as_dict():
                revision = changes.record_settings(connection, settings.as_dict(), context)
        self.woken.set()
        return replace(effect, revision=revision)

    def undo(self) -> UndoState:
        """Undo the last change, if there is one."""
        return self._step(is_undone=True)

    def redo(self) -> UndoState:
        """Redo the change that was undone last, if no other was made since."""
        return self._step(is_undone=False)

    def _step(self, *, is_undone: bool) -> UndoState:
        of_settings = False
        with self.file.writing() as connection:
            found = changes.undoable(connection) if is_undone else changes.redoable(connection)
            if found is not None:
                of_settings = changes.set_undone(connection, found[0], is_undone=is_undone)
            state = changes.undo_state(connection)
        if of_settings:
            self._use_settings()
        self.woken.set()
        return state

    def history(self, limit: int = 100) -> tuple[HistoryEntry, ...]:
        """The last changes, the newest first."""
        with self.file.reading() as connection:
            return changes.history(connection, limit)

    def export(self, form: str, target: str | Path | BinaryIO) -> ExportReport:
        """Write what came out; texts that wait are converted first.

        Args:
            form: "table", the table with a new column of values, every other byte as it was; "decisions",
                a line of JSON for each decided text, which `convert_table` takes; "csv" or "parquet", a row
                for each text with all that is known of it.
            target: a file, which appears when it is complete, or a binary stream.

        Raises:
            ConfigError: if there is no such form, or the target is the table.
            InputError: if the table cannot be read or the target not be written.
            MissingExtra: if PyArrow is needed and not installed.
        """
        check_form(form)
        self.convert_waiting()
        source = SourceTable(self.table, self._meta["index"], self.layout, self.source_changed())
        with self.file.reading() as connection:
            return export(connection, source, form, target)

    def export_name(self, form: str) -> str:
        """A name for the file of an export, after that of the table.

        Raises:
            ConfigError: if there is no such form.
        """
        return export_name(self.table, form)

    def is_of(self, table: Path, column: str | None = None) -> bool:
        """Whether it is the project of a table, and of a column given by its name or its number from 1."""
        fits = column in (None, self.column, str(self._meta["index"] + 1))
        return fits and self.table == table.resolve()

    def _use_settings(self) -> None:
        """Let the answers for the settings that hold and for this model hold."""
        context = open_context(self.file, self._model, self.settings)
        with self.file.reading() as connection:
            is_used = state_of(connection)[2] == context
        if not is_used:
            with self.file.writing() as connection:
                changes.use_context(connection, context)

    def use_model(self, normalizer: Normalizer) -> None:
        """Convert with another model from now on; decisions stay, other texts wait for it."""
        self._model = ReviewModel(normalizer)
        self._use_settings()
        self.woken.set()

    def convert_some(self) -> int:
        """Convert a batch of the texts that wait; how many there were."""
        return convert_some(self.file, self._model)

    def locate_some(self) -> int:
        """Look for places, further readings and the languages of a few texts; how many there were."""
        return locate_some(self.file, self._model)

    def convert_waiting(self) -> None:
        """Convert all texts that wait."""
        while self.convert_some():
            pass
