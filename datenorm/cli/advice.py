"""Which option helps where a text was refused: the library gives codes, the command line names options."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datenorm.column import ColumnReading

_OPTIONS = {
    "ambiguous-order": "use --order",
    "ambiguous-reading": "--on-ambiguous best takes the first",
    "doubtful": "--min-confidence accepts less",
    "coarse-precision": "--precision any takes it",
    "missing-year": "--reference-date fills the year",
}


def advised_column(reading: ColumnReading) -> str:
    """What a column says, with the option that helps where it does not decide the order."""
    return open_order(reading.explanation) if reading.is_open else reading.explanation


def open_order(explanation: str) -> str:
    """What a column whose field order is open says, with the option that settles it."""
    return f"{explanation}; --order settles it"


def advised(reason: str, code: str) -> str:
    """The sentence of a refusal with the option that helps, if there is one.

    >>> advised("ambiguous: 2005-04-03 or 2005-03-04", "ambiguous-order")
    'ambiguous: 2005-04-03 or 2005-03-04; use --order'
    """
    option = _OPTIONS.get(code)
    return f"{reason}; {option}" if reason and option else reason
