"""From the answers for a column to the cells that are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from datenorm.tabular import KEPT, Cell, NewColumn
from datenorm.values import in_columns

if TYPE_CHECKING:
    from datenorm.convert.conversion import Conversion
    from datenorm.values import Form

OnError = Literal["keep", "blank", "fail"]


class CellAnswer(NamedTuple):
    """What is remembered of a conversion."""

    value: str | None
    status: str
    confidence: float
    reason: str
    code: str = ""


def answer_of(conversion: Conversion, _: str = "") -> CellAnswer:
    """The part of a conversion that a table shows."""
    # A converted value's remark is not shown, and remembering one for each text would cost its memory.
    reason, code = (conversion.reason, conversion.code) if conversion.value is None else ("", "")
    return CellAnswer(conversion.value, conversion.status, conversion.confidence, reason, code)


@dataclass(frozen=True, slots=True)
class CellRule:
    """Which columns are written for each that is read, and what stands in them.

    Attributes:
        name: of the column of values; `{}` stands for the name of the one it is made from. Intervals have
            two columns, with `_first` and `_last` behind that name.
        form: how values are written.
        in_place: whether values take the place of the texts instead.
        status: whether to write a column of statuses.
        confidence: whether to write a column of confidences.
        on_error: what stands for a value that was refused: the text, nothing, or "fail".
    """

    name: str = "{}_iso"
    form: Form = "edtf"
    in_place: bool = False
    status: bool = False
    confidence: bool = False
    on_error: OnError = "blank"

    def new_columns(self, source: int, name: str) -> list[NewColumn]:
        """The columns made from one."""
        ends = ("_first", "_last") if self.form == "interval" else ("",)
        new = self.name.replace("{}", name)
        columns = [NewColumn(f"{new}{end}", source, in_place=self.in_place) for end in ends]
        if self.status:
            columns.append(NewColumn(f"{name}_status", source))
        if self.confidence:
            columns.append(NewColumn(f"{name}_confidence", source, is_number=True))
        return columns

    def cells(self, answers: Sequence[CellAnswer | None]) -> list[list[Cell]]:
        """The cells of `new_columns`; what was empty, and has no answer, stays so."""
        kept: Cell = KEPT if self.on_error == "keep" else None
        empty: Cell = KEPT if self.in_place else None
        columns = [self._values(answers, place, kept, empty) for place in range(self._places)]
        if self.status:
            columns.append([None if one is None else one.status for one in answers])
        if self.confidence:
            columns.append([None if one is None else one.confidence for one in answers])
        return columns

    @property
    def _places(self) -> int:
        """Columns that a value takes."""
        return 2 if self.form == "interval" else 1

    def _values(
        self, answers: Sequence[CellAnswer | None], place: int, kept: Cell, empty: Cell
    ) -> list[Cell]:
        """One of the columns of values."""
        if self.form == "edtf":
            return [empty if one is None else kept if one.value is None else one.value for one in answers]
        return [
            empty
            if one is None
            else kept
            if one.value is None
            else in_columns(one.value, self.form)[place] or None
            for one in answers
        ]


def is_empty(text: str | None) -> bool:
    """Whether a cell holds nothing: a missing value, which is neither converted nor refused."""
    return text is None or not text or text.isspace()
