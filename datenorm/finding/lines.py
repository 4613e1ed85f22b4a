"""In which line of a document a date is."""

from __future__ import annotations

from typing import NamedTuple

from datenorm.finding.found import Found


class LinePlace(NamedTuple):
    """Where a date is.

    Attributes:
        line: the number of the line it begins in, from 1.
        start: the place of its first character in that line, from 0.
        end: the place after its last one, counted from the start of the same line.
    """

    line: int
    start: int
    end: int


class LineCounter:
    r"""Counts the lines of a document that comes in parts. They end with LF; CRLF is one end.

    >>> counter = LineCounter()
    >>> counter.skip("one\ntwo ", 0)
    >>> counter.line, counter.line_start
    (2, 4)
    """

    def __init__(self) -> None:
        """Start a document."""
        self.line = 1
        self.line_start = 0

    def skip(self, text: str, place: int) -> None:
        """Read on.

        Args:
            text: the next part.
            place: where it begins in the document.
        """
        last = text.rfind("\n")
        if last >= 0:
            self.line += text.count("\n")
            self.line_start = place + last + 1

    def place_of(self, found: Found) -> LinePlace:
        """The place of a date that begins where the document was read to."""
        return LinePlace(self.line, found.start - self.line_start, found.end - self.line_start)
