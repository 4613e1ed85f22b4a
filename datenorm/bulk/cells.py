"""From the answers for a column to the cells that are written, and the counts of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from datenorm.bulk.tally import CONVERTED, EMPTY, StatusTally
from datenorm.convert.record import value_in
from datenorm.tabular import KEPT, Cell, NewColumn, Window
from datenorm.values import in_columns

if TYPE_CHECKING:
    from datenorm.column import ColumnReading
    from datenorm.convert.conversion import Conversion
    from datenorm.values import Form

OnError = Literal["keep", "blank", "fail"]

FORMULA_SIGNS = tuple("=+-@＝＋－＠")
"""What a cell starts with that a spreadsheet calculates; before it may be white space."""

SHOWN_ODDITIES = 5
"""Malformed rows that are described; the others are counted."""


class CellAnswer(NamedTuple):
    """What is cached of a conversion."""

    value: str | None
    status: str
    confidence: float
    reason: str
    code: str = ""


Answers = list[list[CellAnswer | None]]
"""The answers to a window: of each column, of each row; None for an empty cell."""


def answer_of(conversion: Conversion, _: str = "", *, form: Form = "edtf") -> CellAnswer:
    """The part of a conversion that a table shows.

    Args:
        conversion: the conversion.
        form: how values are written; where it has times of day, the value has its time.
    """
    # The remark on a converted value is not shown, and caching one for each text would cost memory.
    reason, code = (conversion.reason, conversion.code) if conversion.value is None else ("", "")
    return CellAnswer(value_in(conversion, form), conversion.status, conversion.confidence, reason, code)


@dataclass(frozen=True, slots=True)
class CellRule:
    """Which columns are written for each converted column, and what they hold.

    Attributes:
        name: name of the column of values; `{}` stands for the name of the old column. Intervals have two
            columns, whose names end in `_first` and `_last`.
        form: how values are written.
        in_place: whether values replace the texts instead.
        status: whether to write a column of statuses.
        confidence: whether to write a column of confidences.
        on_error: what replaces a refused value: the text ("keep"), nothing ("blank"), or an error ("fail").
        for_spreadsheets: whether an apostrophe is put before what is written and starts with one of
            `FORMULA_SIGNS`, such as a year BC. Texts that stay in place are left alone.
    """

    name: str = "{}_iso"
    form: Form = "edtf"
    in_place: bool = False
    status: bool = False
    confidence: bool = False
    on_error: OnError = "blank"
    for_spreadsheets: bool = False

    def new_columns(self, source: int, name: str) -> list[NewColumn]:
        """The columns made from one."""
        new = self.name.replace("{}", name)
        columns = [NewColumn(f"{new}{end}", source, in_place=self.in_place) for end in self._ends]
        if self.status:
            columns.append(NewColumn(f"{name}_status", source))
        if self.confidence:
            columns.append(NewColumn(f"{name}_confidence", source, is_number=True))
        if self.for_spreadsheets:
            return [replace(one, name=without_formula(one.name)) for one in columns]
        return columns

    def cells(
        self, answers: Sequence[CellAnswer | None], texts: Callable[[], Sequence[str | None]]
    ) -> list[list[Cell]]:
        """The cells of `new_columns`; an empty cell, which has no answer, stays empty.

        Args:
            answers: of each row.
            texts: returns the text of each row; called only if it is needed.
        """
        columns = [self._values(answers, place) for place in range(len(self._ends))]
        if self.for_spreadsheets:
            kept = texts() if self.on_error == "keep" and not self.in_place else None
            columns = [_without_formulas(column, kept) for column in columns]
        if self.status:
            columns.append([None if one is None else one.status for one in answers])
        if self.confidence:
            columns.append([None if one is None else one.confidence for one in answers])
        return columns

    @property
    def _ends(self) -> tuple[str, ...]:
        """Ends of the names of the columns that a value takes."""
        return ("_first", "_last") if self.form == "interval" else ("",)

    def _values(self, answers: Sequence[CellAnswer | None], place: int) -> list[Cell]:
        """One of the columns of values."""
        refused: Cell = KEPT if self.on_error == "keep" else None
        empty: Cell = KEPT if self.in_place else None
        if self.form in ("edtf", "datetime", "ixdtf"):
            return [empty if one is None else refused if one.value is None else one.value for one in answers]
        return [
            empty
            if one is None
            else refused
            if one.value is None
            else in_columns(one.value, self.form)[place] or None
            for one in answers
        ]


def without_formula(text: str) -> str:
    """A text that a spreadsheet takes for text: with an apostrophe if it starts as a formula."""
    return f"'{text}" if text.lstrip().startswith(FORMULA_SIGNS) else text


def _without_formulas(cells: Sequence[Cell], kept: Sequence[str | None] | None) -> list[Cell]:
    """Cells with apostrophes where they are needed; `kept` has the texts that are copied, if any are."""
    written: list[Cell] = []
    for row, cell in enumerate(cells):
        text = kept[row] if cell is KEPT and kept is not None else cell
        changed = without_formula(text) if isinstance(text, str) else text
        written.append(cell if changed == text else changed)
    return written


def is_empty(text: str | None) -> bool:
    """Whether a cell holds nothing: a missing value, which is neither converted nor refused."""
    return text is None or not text or text.isspace()


@dataclass(frozen=True)
class TableResult:
    """How the conversion of a table went.

    Attributes:
        tallies: the counts of each converted column, in the order asked for.
        remarks: what the user should know: how columns were read, and the first malformed rows.
        open_orders: the remarks about columns whose field order is undecided.
        odd_rows: how many rows are malformed.
        left_rows: how many of those were left as they are.
    """

    tallies: tuple[StatusTally, ...]
    remarks: tuple[str, ...]
    open_orders: tuple[str, ...]
    odd_rows: int
    left_rows: int

    @property
    def more_odd_rows(self) -> int:
        """How many malformed rows no remark describes."""
        return max(0, self.odd_rows - SHOWN_ODDITIES)

    @property
    def is_clean(self) -> bool:
        """Whether every cell that holds something was converted."""
        return not self.left_rows and not any(tally.refused for tally in self.tallies)


class TableCounts:
    """Counts cells and collects remarks while a table is converted."""

    def __init__(self, tallies: Sequence[StatusTally], remarks: Iterable[str]) -> None:
        self.tallies = tuple(tallies)
        self.rows = 0
        self._remarks = list(remarks)
        self._open_orders: list[str] = []
        self._odd_rows = self._left_rows = 0

    def add_order(self, name: str, reading: ColumnReading) -> None:
        """Note the field order of a column."""
        self._remarks.append(f"{name}: {reading.explanation}")
        if reading.is_open:
            self._open_orders.append(self._remarks[-1])

    def add(self, window: Window, answers: Answers) -> None:
        """Count the cells of a window, and describe its first malformed rows."""
        left = set()
        for oddity in window.oddities:
            self._odd_rows += 1
            if oddity.is_left:
                left.add(oddity.row)
            if self._odd_rows <= SHOWN_ODDITIES:
                self._remarks.append(f"row {self.rows + oddity.row + 1:,}: {oddity.what}")
        self._left_rows += len(left)
        for tally, column in zip(self.tallies, answers, strict=True):
            for row, answer in enumerate(column):
                if row in left:
                    continue
                if answer is None:
                    tally.counts[EMPTY] += 1
                elif answer.value is not None:
                    tally.counts[CONVERTED] += 1
                else:
                    tally.refuse(self.rows + row + 1, answer.status, answer.reason, answer.code)
        self.rows += len(window)

    def result(self) -> TableResult:
        """The counts so far."""
        return TableResult(
            self.tallies, tuple(self._remarks), tuple(self._open_orders), self._odd_rows, self._left_rows
        )
