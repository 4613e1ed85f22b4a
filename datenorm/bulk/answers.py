"""What is kept of a conversion that is written as a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from datenorm.convert.conversion import Conversion


class Remark(NamedTuple):
    """What there is to say about an answer.

    Attributes:
        refused: the status where there is no value, else "".
        reason: why there is none, or what the weekday says against the value; or "".
        conflicts: whether the line names another weekday than its date has.
        note: what was wrong with the hints of the line, or "".
        code: of the reason; see `datenorm.convert.reasons`.
    """

    refused: str
    reason: str
    conflicts: bool
    note: str
    code: str = ""

    @classmethod
    def on(cls, conversion: Conversion, note: str) -> Remark | None:
        """The remark on a conversion; None on most of them."""
        refused = conversion.status if conversion.value is None else ""
        conflicts = conversion.weekday_conflict
        if not (refused or conflicts or note):
            return None
        reason, code = (conversion.reason, conversion.code) if refused or conflicts else ("", "")
        return cls(refused, reason, conflicts, note, code)


class LineAnswer(NamedTuple):
    """What became of one line, as long as it is remembered.

    Attributes:
        rendered: the conversion as it is written.
        remark: what there is to say about it, if anything.
        conversion: what was made of the line, where it is to be drawn.
    """

    rendered: bytes
    remark: Remark | None = None
    conversion: Conversion | None = None


class LineAnswers(NamedTuple):
    """The answers to a window of lines; small, since they may come from another process.

    Attributes:
        rendered: each as it is written.
        remarks: place in the window → what there is to say about that answer.
        conversions: place in the window → what is to be drawn.
    """

    rendered: list[bytes]
    remarks: dict[int, Remark]
    conversions: dict[int, Conversion]

    @classmethod
    def of(cls, answers: Sequence[LineAnswer]) -> LineAnswers:
        """The answers of a window, in its order."""
        remarks = {place: remark for place, (_, remark, _) in enumerate(answers) if remark is not None}
        drawn = {
            place: conversion for place, (_, _, conversion) in enumerate(answers) if conversion is not None
        }
        return cls([rendered for rendered, _, _ in answers], remarks, drawn)

    def until(self, stop: int) -> LineAnswers:
        """The first `stop` of them."""
        return LineAnswers(
            self.rendered[:stop],
            {place: remark for place, remark in self.remarks.items() if place < stop},
            {place: conversion for place, conversion in self.conversions.items() if place < stop},
        )

    def first_ambiguous(self) -> int | None:
        """The place of the first ambiguous line, if there is one."""
        return next((place for place, said in self.remarks.items() if said.refused == "ambiguous"), None)
