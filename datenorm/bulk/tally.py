"""How many texts were converted, and why the others were not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

CONVERTED, EMPTY = "converted", "empty"

REFUSALS = ("ambiguous", "doubtful", "no-date", "unreadable")
"""The statuses of refused texts, in the order of a summary."""


@dataclass
class Tally:
    """Counts the outcomes of texts: of lines, or of the cells of a column.

    Attributes:
        unit: what one text is called: "line", "text" or "row".
        name: of the column; "" where there is none.
        counts: "converted", "empty" or the status of a refusal → how many.
        conflicts: how many texts name another weekday than their date has.
        first: the number of the first text that was refused, from 1; 0 for none.
        first_reason: why it was refused; "" where the summary should not say so.
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

    @property
    def refused(self) -> int:
        """How many texts were refused."""
        return self.counts.total() - self.counts[CONVERTED] - self.counts[EMPTY]

    def summary(self) -> str:
        """How it went, in one line.

        >>> tally = Tally("line")
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
