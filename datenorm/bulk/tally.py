"""What is said about the answers to many texts: a remark on one of them, a count of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, cast

from datenorm.errors import DatenormError

if TYPE_CHECKING:
    from datenorm.convert.conversion import Conversion

CONVERTED, EMPTY = "converted", "empty"

REFUSALS = ("ambiguous", "several", "relative", "doubtful", "no-date", "unreadable")
"""Statuses of refused texts, in the order of a summary."""


class RefusedError(DatenormError):
    """A text was refused in a run that stops at the first refused or ambiguous text."""


class Remark(NamedTuple):
    """What there is to say about one answer.

    Attributes:
        refused: the status of a text without a value, else "".
        reason: why it was refused, or how its weekday contradicts the value; or "".
        conflicts: whether the text names another weekday than its date has.
        note: what was wrong with the hints of the line, or "".
        code: the code of the reason; see `datenorm.convert.reasons`.
    """

    refused: str
    reason: str
    conflicts: bool
    note: str
    code: str = ""

    @classmethod
    def on(cls, conversion: Conversion, note: str) -> Remark | None:
        """The remark on a conversion; None for most conversions."""
        refused = conversion.status if conversion.value is None else ""
        conflicts = conversion.weekday_conflict
        if not (refused or conflicts or note):
            return None
        reason, code = (conversion.reason, conversion.code) if refused or conflicts else ("", "")
        return cls(refused, reason, conflicts, note, code)


class LineAnswer(NamedTuple):
    """The cached answer to one line.

    Attributes:
        rendered: the conversion as it is written.
        remark: what there is to say about it, if anything.
        conversion: the conversion itself, if the caller asked for it.
    """

    rendered: bytes
    remark: Remark | None = None
    conversion: Conversion | None = None


class LineAnswers(NamedTuple):
    """The answers to a window of lines, kept small because they may come from another process.

    Attributes:
        rendered: each conversion as it is written.
        remarks: place in the window → the remark on that answer.
        conversions: place in the window → the conversion, where the caller asked for it.
    """

    rendered: list[bytes]
    remarks: dict[int, Remark]
    conversions: dict[int, Conversion]

    @classmethod
    def of(cls, answers: Sequence[bytes | LineAnswer]) -> LineAnswers:
        """Collect the answers to a window; one with nothing to say about it may be its bytes alone."""
        more = {place: one for place, one in enumerate(answers) if isinstance(one, LineAnswer)}
        rendered = list(answers)
        for place, one in more.items():
            rendered[place] = one.rendered
        return cls(
            cast("list[bytes]", rendered),
            {place: one.remark for place, one in more.items() if one.remark is not None},
            {place: one.conversion for place, one in more.items() if one.conversion is not None},
        )

    def each(self) -> list[bytes | LineAnswer]:
        """The answers one by one."""
        answers: list[bytes | LineAnswer] = list(self.rendered)
        for place in self.remarks.keys() | self.conversions.keys():
            remark, conversion = self.remarks.get(place), self.conversions.get(place)
            answers[place] = LineAnswer(self.rendered[place], remark, conversion)
        return answers

    def until(self, stop: int) -> LineAnswers:
        """The first `stop` answers."""
        return LineAnswers(
            self.rendered[:stop],
            {place: remark for place, remark in self.remarks.items() if place < stop},
            {place: conversion for place, conversion in self.conversions.items() if place < stop},
        )

    def first_ambiguous(self) -> int | None:
        """The place of the first ambiguous line, or None."""
        return next((place for place, one in self.remarks.items() if one.refused == "ambiguous"), None)


@dataclass
class StatusTally:
    """Counts the statuses of texts: of lines, or of the cells of a column.

    Attributes:
        unit: what one text is called: "line", "text" or "row".
        name: the name of the column, or "".
        counts: "converted", "empty" or the status of a refusal → how many.
        conflicts: how many texts name another weekday than their date has.
        first: the number of the first refused text, from 1; 0 if there is none.
        first_reason: why it was refused; "" to leave the reason out of the summary.
        first_code: the code of that reason.
    """

    unit: str
    name: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    conflicts: int = 0
    first: int = 0
    first_reason: str = ""
    first_code: str = ""

    def refuse(self, number: int, status: str, reason: str = "", code: str = "") -> None:
        """Count one refusal."""
        self.counts[status] += 1
        if not self.first:
            self.first, self.first_reason, self.first_code = number, reason, code

    def add(self, answers: LineAnswers) -> None:
        """Count the answers to a window of lines."""
        refused = Counter([remark.refused for remark in answers.remarks.values() if remark.refused])
        if refused and not self.first:
            places = (place for place, remark in answers.remarks.items() if remark.refused)
            self.first = self.total + next(places) + 1
        self.conflicts += sum([remark.conflicts for remark in answers.remarks.values()])
        self.counts.update(refused)
        self.counts[CONVERTED] += len(answers.rendered) - refused.total()

    @property
    def total(self) -> int:
        """How many texts were counted."""
        return self.counts.total()

    @property
    def refused(self) -> int:
        """How many texts were refused."""
        return self.total - self.counts[CONVERTED] - self.counts[EMPTY]

    def summary(self) -> str:
        """The counts in one line.

        >>> tally = StatusTally("line")
        >>> tally.counts["converted"] = 1250
        >>> tally.summary()
        '1,250 converted'
        >>> tally.refuse(2, "ambiguous")
        >>> tally.refuse(7, "no-date")
        >>> tally.summary()
        '1,250 converted, 2 refused: 1 ambiguous, 1 no date (first at line 2)'
        """
        parts = [f"{self.counts[CONVERTED]:,} converted"]
        if self.counts[EMPTY]:
            parts.append(f"{self.counts[EMPTY]:,} empty")
        if self.conflicts:
            parts.append(f"{self.conflicts:,} weekday conflict{'s' if self.conflicts > 1 else ''}")
        if self.refused:
            parts.append(self._refusals())
        return ", ".join(parts)

    def _refusals(self) -> str:
        others = sorted(self.counts.keys() - {CONVERTED, EMPTY, *REFUSALS})
        kinds = [
            f"{self.counts[status]:,} {status.replace('-', ' ')}"
            for status in (*REFUSALS, *others)
            if self.counts[status]
        ]
        reason = f": {self.first_reason}" if self.first_reason else ""
        where = f" (first at {self.unit} {self.first:,}{reason})" if self.first else ""
        return f"{self.refused:,} refused: {', '.join(kinds)}{where}"
