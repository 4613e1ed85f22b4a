"""What a project answers: plain data, ready for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from datenorm.workbench.requests import ReviewSettings


@dataclass(frozen=True, slots=True)
class TextCount:
    """How many distinct texts, and how many rows hold them."""

    texts: int
    rows: int


@dataclass(frozen=True, slots=True)
class ConversionProgress:
    """How many of the distinct texts are converted, or decided."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class ProjectSummary:
    """A project at a glance.

    Attributes:
        project: the path of its file.
        table: the path of its table.
        column: the name of the column.
        settings: how the column is read.
        read_locale: the locale that texts are read with now, given or shown by the column; None for none.
        read_order: their field order, likewise.
        column_reading: what the column shows of its field order and language, in a sentence; or "".
        rows: rows of the table that hold a text.
        empty: rows whose cell is empty.
        distinct: distinct texts.
        progress: of the conversion.
        revision: goes up with each decision, change of settings, undo and redo.
        can_undo: whether there is a change to undo.
        can_redo: whether there is one to redo.
        undo_what: that change in words; "" for none.
        redo_what: that change in words; "" for none.
        model: the start of the checksum of the model.
        source_changed: whether the table is no longer what it was when the project was made.
        counts: status → how many texts and rows have it.
    """

    project: str
    table: str
    column: str
    settings: ReviewSettings
    read_locale: str | None
    read_order: str | None
    column_reading: str
    rows: int
    empty: int
    distinct: int
    progress: ConversionProgress
    revision: int
    can_undo: bool
    can_redo: bool
    undo_what: str
    redo_what: str
    model: str
    source_changed: bool
    counts: Mapping[str, TextCount]


@dataclass(frozen=True, slots=True)
class OfferedReading:
    """What a text may mean.

    Attributes:
        value: ISO 8601 or EDTF; None for no date.
        probability: calibrated, 0 to 1; 0 if it is not known.
        meaning: the value in words.
    """

    value: str | None
    probability: float
    meaning: str


@dataclass(frozen=True, slots=True)
class GivenDecision:
    """What a person decided for a text: `kind` is "value", "no-date" or "order", see `Ruling`."""

    kind: str
    value: str | None


@dataclass(frozen=True, slots=True)
class TextGroup:
    """All rows with the same text.

    Attributes:
        id: the number of the text in the project.
        text: the text.
        count: rows that hold it.
        first_row: the first of them, counted from 1.
        shape: see `shape_of`.
        status: of the text as it stands: decided, converted or refused; "waiting" before that.
        code: why it has no value, see `datenorm.convert.reasons`; or "".
        reason: the same as a sentence; or "".
        value: what it means, as decided or converted; None for no value.
        confidence: of the model; None before the conversion.
        meaning: the value in words.
        readings: what it may mean, the likeliest first.
        span: the characters that the date was read from; None if they are not known yet.
        weekday_conflict: whether it names a weekday that its date does not have.
        century_inferred: whether its century was added.
        language: the language it seems to be in; "" if that is not known.
        decision: what a person decided, or None.
    """

    id: int
    text: str
    count: int
    first_row: int
    shape: str
    status: str
    code: str
    reason: str
    value: str | None
    confidence: float | None
    meaning: str
    readings: tuple[OfferedReading, ...]
    span: tuple[int, int] | None
    weekday_conflict: bool
    century_inferred: bool
    language: str
    decision: GivenDecision | None


@dataclass(frozen=True, slots=True)
class GroupPage:
    """Some of the texts that a filter leaves; `total` and `rows` count all of them."""

    total: int
    rows: int
    revision: int
    groups: tuple[TextGroup, ...]


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many texts and rows have one name of a facet."""

    name: str
    texts: int
    rows: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The counts of each facet under the filters of the others: status, code, mark, language and shape."""

    revision: int
    facets: Mapping[str, tuple[FacetCount, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """A text whose value changes; None stands for no value."""

    text: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision or other settings change, or would change.

    Attributes:
        texts: texts that are decided; of settings, those examined whose outcome changes.
        rows: rows that hold them.
        values: those of the examined texts whose value becomes another one, or none.
        examples: some of the texts, first those whose value changes, the most frequent first.
        revision: of the project now.
        examined: texts whose value after the change is known: all of them, or some thousand of the most
            frequent where the model has to read them.
        of: texts that are meant.
    """

    texts: int
    rows: int
    values: TextCount
    examples: tuple[Change, ...]
    revision: int
    examined: int
    of: int


@dataclass(frozen=True, slots=True)
class UndoState:
    """The revision, and whether there is something to undo or redo."""

    revision: int
    can_undo: bool
    can_redo: bool


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of a project.

    Attributes:
        revision: its number.
        what: the change in words.
        undone: whether it was undone.
        made_at: when it was made, in UTC, ISO 8601.
    """

    revision: int
    what: str
    undone: bool
    made_at: str


@dataclass(frozen=True, slots=True)
class ExportReport:
    """How an export went: the rows written, and what the user should know."""

    rows: int
    remarks: tuple[str, ...] = ()
