"""What every format offers: names, windows of rows, and a writer that adds cells to them."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, Literal, Protocol, TypeVar

from datenorm.errors import ConfigError


class Kept(enum.Enum):
    """A new cell that holds, byte for byte, what the source column holds."""

    KEPT = "kept"


KEPT = Kept.KEPT

Cell = str | float | Literal[Kept.KEPT] | None
"""What a new cell holds; None for an empty field or a null."""


@dataclass(frozen=True, slots=True)
class NewColumn:
    """A column that is written.

    Attributes:
        name: its name; not used in place and in files without a header.
        source: the index of the column it is made from.
        in_place: whether it replaces that column; else it comes after all others.
        is_number: whether its cells are numbers.
    """

    name: str
    source: int
    in_place: bool = False
    is_number: bool = False


def check_new_names(columns: Iterable[NewColumn], names: Iterable[str], kind: str = "column") -> None:
    """Check the names of new columns.

    Raises:
        ConfigError: if a name is taken.
    """
    taken = set(names)
    for column in columns:
        if not column.in_place and column.name in taken:
            raise ConfigError(
                f"there is a {kind} named {column.name!r} already", hint="give `new_column` another name"
            )
        taken.add(column.name)


@dataclass(frozen=True, slots=True)
class Oddity:
    """What is wrong with the form of a row.

    Attributes:
        row: its index in the window.
        what: a description.
        is_left: whether the row is left as it is, with nothing read or added.
    """

    row: int
    what: str
    is_left: bool


def oddities_of(oddities: Sequence[Oddity], rows: Sequence[int]) -> list[Oddity]:
    """The oddities of some rows of a window, by their places among these."""
    places = {row: place for place, row in enumerate(rows)}
    return [replace(one, row=places[one.row]) for one in oddities if one.row in places]


class Window(Protocol):
    """Rows that are converted together."""

    @property
    def oddities(self) -> Sequence[Oddity]:
        """What is wrong with the form of its rows."""
        ...

    def __len__(self) -> int:
        """The number of rows."""
        ...

    def texts(self, column: int) -> list[str | None]:
        """The text of a column in each row; None for a null or missing cell."""
        ...

    def only(self, rows: Sequence[int]) -> Window:
        """Some of its rows, by their ascending indexes, as a window of their own."""
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
            window: a window of the table that this writer belongs to.
            cells: one sequence for each new column, with a cell for each row.
        """
        ...

    def end(self) -> None:
        """Write what comes after the last row; nothing, unless a format overrides it."""
        return

    def abandon(self) -> None:
        """Stop after a failure, so that the output is visibly partial."""
        return


class Table(Protocol[AnyWindow]):
    """A table that is read once, from start to end."""

    @property
    def format(self) -> str:
        """One of `FORMATS`."""
        ...

    @property
    def names(self) -> Sequence[str]:
        """Names of the columns; without a header, their numbers from 1."""
        ...

    @property
    def remarks(self) -> Sequence[str]:
        """Assumptions about the file that the user may want to know."""
        ...

    def windows(self) -> Iterator[AnyWindow]:
        """The rows, a few thousand at a time."""
        ...

    def writer(self, stream: BinaryIO, columns: Sequence[NewColumn]) -> Writer[AnyWindow]:
        """A writer of this table with new columns.

        Raises:
            ConfigError: if a new column has the name of an old one.
        """
        ...


AnyTable = Table[Any]
"""A table of some format."""
