"""A source cut into the columns of a grid, one user-visible character each and safe for any terminal."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from rich.cells import cell_len

LEFT_TO_RIGHT_MARK = "\N{LEFT-TO-RIGHT MARK}"

COLUMN_WIDTH = 2
"""Terminal cells of a column: two, so that a wide character fits and a grid cell is nearly square."""

_OPEN_BOX = "\N{OPEN BOX}"
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_INVISIBLE = "\N{DOTTED CIRCLE}"
_JOINER = "\N{ZERO WIDTH JOINER}"
# Strong right-to-left classes of the bidirectional algorithm (Unicode Standard Annex 9), and their digits;
# a terminal that reorders text would swap such columns.
_REORDERED = frozenset({"R", "AL", "AN"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a grid.

    Attributes:
        text: what to print: visible, and a separate run in the bidirectional algorithm.
        start: index of its first character in the source.
        stop: index after its last one.
        width: terminal cells it takes, at least `COLUMN_WIDTH`.
        is_uncertain: whether the width of the text differs between terminals.
    """

    text: str
    start: int
    stop: int
    width: int
    is_uncertain: bool = False

    def filled(self, fill: str = " ") -> str:
        """The text filled up to the width of the column."""
        return self.text + fill * (self.width - cell_len(self.text))


def columns(source: str) -> tuple[Column, ...]:
    """Cut a source into columns; a combining mark stays with its base.

    >>> [column.text for column in columns("1é\\t")]
    ['1', 'é', '␉']
    """
    starts: list[int] = []
    for index, character in enumerate(source):
        joined = index > 0 and (_extends(character) or source[index - 1] == _JOINER)
        if not (joined and starts):
            starts.append(index)
    stops = [*starts[1:], len(source)] if starts else []
    return tuple(_column(source[start:stop], start, stop) for start, stop in zip(starts, stops, strict=True))


def _extends(character: str) -> bool:
    """Whether a character is drawn as part of the previous one."""
    return unicodedata.category(character) in ("Mn", "Mc", "Me") or character == _JOINER


def _column(cluster: str, start: int, stop: int) -> Column:
    base = visible(cluster[0])
    text = base + cluster[1:] if base == cluster[0] else base
    if unicodedata.category(cluster[0]).startswith("M"):  # a mark without a base
        text = _INVISIBLE + cluster
    if any(unicodedata.bidirectional(character) in _REORDERED for character in text):
        text += LEFT_TO_RIGHT_MARK
    uncertain = any(unicodedata.category(character) == "Mc" or character == _JOINER for character in text)
    return Column(text, start, stop, max(COLUMN_WIDTH, cell_len(text)), uncertain)


def visible(character: str) -> str:
    """A visible sign for a character, which a terminal does not obey.

    White space becomes an open box, a control character its picture, an invisible mark a dotted circle, and a
    character that no font can show the replacement character.

    >>> visible("7"), visible(" "), visible("\\x1b"), visible("\\u202e")
    ('7', '␣', '␛', '◌')
    """
    category = unicodedata.category(character)
    if category == "Cc":
        code = ord(character)
        if code == 0x7F:
            return "\N{SYMBOL FOR DELETE}"
        return chr(0x2400 + code) if code < 0x20 else _REPLACEMENT
    if category in ("Zs", "Zl", "Zp"):
        return _OPEN_BOX
    if category == "Cf":
        return _INVISIBLE
    return _REPLACEMENT if category in ("Cs", "Co", "Cn") else character


def isolated(text: str) -> str:
    """A text that keeps its own direction within a line, without characters that move the cursor."""
    shown = "".join(character if character == " " else visible(character) for character in text)
    return f"\N{FIRST STRONG ISOLATE}{shown}\N{POP DIRECTIONAL ISOLATE}"
