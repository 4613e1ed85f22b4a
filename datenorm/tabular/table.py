"""What every format of table offers: names, windows of rows, and a writer that adds cells to them."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Literal, Protocol, TypeVar


class Kept(enum.Enum):
    """The cell of a new column that is what stood in the column it was made from, byte for byte."""

    KEPT = "kept"


KEPT = Kept.KEPT

Cell = str | float | Literal[Kept.KEPT] | None
"""What a new cell holds; None is nothing: an empty field, a null."""


@dataclass(frozen=True, slots=True)
class NewColumn:
    """A column that is written.

    Attributes:
        name: its name; not used in place and in files without a header.
        source: the index of the column it is made from.
        in_place: whether it takes the place of that column; else it comes after all others.
        is_number: whether its cells are numbers.
    """

    name: str
    source: int
    in_place: bool = False
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Oddity:
    """What is wrong with the form of a row.

    Attributes:
        row: its index in the window.
        what: in words.
        is_left: whether the row is left as it is, with nothing read or added.
    """

    row: int
    what: str
    is_left: bool


class Window(Protocol):
    """Rows that are converted together."""

    @property
    def oddities(self) -> Sequence[Oddity]:
        """What is wrong with the form of its rows."""
        ...

    def __len__(self) -> int:
        """How many rows there are."""
        ...

    def texts(self, column: int) -> list[str | None]:
        """The text of a column in each row; None for a null and where there is none."""
        ...


AnyWindow = TypeVar("AnyWindow", bound=Window)
Written = TypeVar("Written", bound=Window, contravariant=True)


class Writer(Protocol[Written]):
    """Writes the windows of one table with the new cells."""

    def begin(self) -> None:
        """Write what comes before the first row."""
        ...

    def write(self, window: Written, cells: Sequence[Sequence[Cell]]) -> None:
        """Write the rows of a window.

        Args:
            window: of the table this writer came from.
            cells: one sequence for each new column, each with a cell for each row.
        """
        ...

    def end(self) -> None:
        """Write what comes after the last row."""
        ...

    def abandon(self) -> None:
        """Let go without an end, before or after a failure; what was written stays a part."""
        ...


class Table(Protocol[AnyWindow]):
    """A table that is read once, from its beginning to its end."""

    @property
    def format(self) -> str:
        """One of `FORMATS`."""
        ...

    @property
    def names(self) -> Sequence[str]:
        """Names of the columns; of a file without a header their numbers, from 1."""
        ...

    @property
    def remarks(self) -> Sequence[str]:
        """What was assumed in reading it that its user may want to know."""
        ...

    def windows(self) -> Iterator[AnyWindow]:
        """The rows, some thousands at a time."""
        ...

    def writer(self, stream: BinaryIO, columns: Sequence[NewColumn]) -> Writer[AnyWindow]:
        """What writes this table with new columns to a stream.

        Raises:
            ConfigError: if a new column has the name of an old one.
        """
        ...


AnyTable = Table[Any]
"""A table of some format."""
