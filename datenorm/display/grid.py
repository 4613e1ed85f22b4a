"""The alpha grid: for each symbol of the output, where in the source it was read.

Turns the parts of a conversion into something Rich can draw. No text of the user is read as Rich markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.color import Color
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from datenorm.convert.reasons import WEEKDAY_NAMES
from datenorm.display.cells import COLUMN_WIDTH, Column, columns
from datenorm.values import WEEKDAYS

POOLING_LABEL = "β"

SHADES = ((0.75, "█"), (0.5, "▓"), (0.25, "▒"), (0.05, "░"))
"""Least weight for a shade, darkest first; blank below."""

# Viridis at tenths: even steps look even, also in grey and to colour-blind readers.
_VIRIDIS = (
    (68, 1, 84),
    (72, 36, 117),
    (65, 68, 135),
    (53, 95, 141),
    (42, 120, 142),
    (33, 145, 140),
    (34, 168, 132),
    (66, 190, 113),
    (122, 209, 81),
    (189, 223, 38),
    (253, 231, 37),
)

_LEAST_SHOWN = 0.0005  # would be printed as less than 0.1 %
_HEADER = Style(bold=True)
_QUIET = Style(dim=True)


@dataclass(frozen=True)
class AttentionHeatmap:
    """One row per output symbol, one column per character of the source, folded to the console width.

    Attributes:
        written: the T symbols that the network wrote; a string is one symbol per character.
        source: the text as the user gave it, S characters.
        attention: alpha, T rows of S weights.
        colour: whether to use colours; shades otherwise.
        pooling: beta, the S weights of the head that detects language and order, drawn as one more row
            (`POOLING_LABEL`); empty without such a head.
    """

    written: Sequence[str]
    source: str
    attention: Sequence[Sequence[float]]
    colour: bool = True
    pooling: Sequence[float] = ()

    @property
    def width(self) -> int:
        """Its width in terminal cells, not folded."""
        return self._label_width + sum(column.width for column in columns(self.source))

    @property
    def _label_width(self) -> int:
        return 1 + max(map(len, self.written), default=1)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw blocks that are at most as wide as the console, one below the other."""
        whole = columns(self.source)
        rows = list(zip(self.written, self.attention, strict=True))
        if len(self.pooling):
            rows.append((POOLING_LABEL, self.pooling))
        peaks = [_peak(whole, weights) for _, weights in rows]
        for number, block in enumerate(_fold(whole, options.max_width - self._label_width)):
            if number:
                yield Segment.line()
            yield from self._header(block)
            for (label, weights), peak in zip(rows, peaks, strict=True):
                yield from self._row(label, weights, peak, block)

    def _header(self, block: Sequence[Column]) -> Iterator[Segment]:
        yield Segment(" " * self._label_width)
        yield from _placed(block, [(column.filled(), _HEADER) for column in block], self._label_width)
        yield Segment.line()

    def _row(
        self, label: str, weights: Sequence[float], peak: Column | None, block: Sequence[Column]
    ) -> Iterator[Segment]:
        yield Segment(label.ljust(self._label_width), _HEADER)
        cells: list[tuple[str, Style | None]] = []
        for column in block:
            weight = _weight(column, weights)
            fill = " " if self.colour else shade(weight)
            text = column.filled(fill) if column is peak else fill * column.width
            cells.append((text, style(weight) if self.colour else None))
        yield from _placed(block, cells, self._label_width)
        yield Segment.line()


def conversion_panel(
    grid: AttentionHeatmap,
    *,
    value: str | None,
    confidence: float,
    alternatives: Iterable[tuple[str, float]] = (),
    kept: bool = False,
) -> RenderableType:
    """A grid with the reading below it.

    Args:
        grid: the grid.
        value: the value, or None if it was refused.
        confidence: calibrated probability of the reading, 0 to 1.
        alternatives: other readings with their probabilities, best first.
        kept: whether the text already is a value, which the network did not read.
    """
    reading, written = Text(), "".join(grid.written)
    if value != written:
        reading.append(written, style="bold").append(f" → {value or 'refused'}   ")
    reading.append("the text is a value" if kept else f"confidence {percent(confidence)}")
    likely = [(other, probability) for other, probability in alternatives if probability >= _LEAST_SHOWN]
    for index, (other, probability) in enumerate(likely):
        reading.append(", " if index else "   or ", style=_QUIET).append(other)
        reading.append(f" {percent(probability)}", style=_QUIET)
    return Group(grid, Text(), reading)


def legend(*, colour: bool, pooling: bool = False, written: Iterable[str] = ()) -> Text:
    """A line that explains a grid, and one for each of the signs in it that say nothing by themselves.

    Args:
        colour: whether grids have colours.
        pooling: whether any grid has a row `POOLING_LABEL`.
        written: symbols of the rows, of which weekdays are explained.
    """
    text = Text("α  ", style=_QUIET)
    if colour:
        text.append("0 ", style=_QUIET)
        for step in range(11):
            text.append(" ", style=style(step / 10))
        text.append(" 1", style=_QUIET)
    else:
        text.append("  ".join(f"{glyph} ≥ {least:.0%}" for least, glyph in reversed(SHADES)))
    text.append("   letter: read most", style=_QUIET)
    if pooling:
        text.append(
            f"\n{POOLING_LABEL}  attention to the text as a whole: language, field order, any date", _QUIET
        )
    weekdays = [WEEKDAYS.index(sign) for sign in sorted({*written} & {*WEEKDAYS})]
    if weekdays:
        named = ", ".join(f"{WEEKDAYS[day]} {WEEKDAY_NAMES[day]}" for day in weekdays)
        text.append(f"\n{named}: the weekday in the text, not part of a day's value", style=_QUIET)
    return text


def percent(probability: float) -> str:
    """A probability in per cent, never rounded up to certainty.

    >>> percent(0.9714), percent(0.99999), percent(0.0001)
    ('97.1 %', '> 99.9 %', '< 0.1 %')
    """
    if probability > 0.9994:
        return "> 99.9 %"
    return "< 0.1 %" if probability < _LEAST_SHOWN else f"{probability:.1%}".replace("%", " %")


def colour(weight: float) -> tuple[int, int, int]:
    """Red, green and blue of a weight from 0 to 1."""
    position = min(max(weight, 0.0), 1.0) * (len(_VIRIDIS) - 1)
    low = min(int(position), len(_VIRIDIS) - 2)
    part = position - low
    red, green, blue = (
        round(start + part * (stop - start))
        for start, stop in zip(_VIRIDIS[low], _VIRIDIS[low + 1], strict=True)
    )
    return red, green, blue


def style(weight: float) -> Style:
    """A cell of that colour, with text that is readable on it."""
    red, green, blue = colour(weight)
    is_light = 0.2126 * red + 0.7152 * green + 0.0722 * blue > 110
    ink = Color.from_rgb(0, 0, 0) if is_light else Color.from_rgb(255, 255, 255)
    return Style(bgcolor=Color.from_rgb(red, green, blue), color=ink, bold=True)


def shade(weight: float) -> str:
    """The block character for a weight, used without colour."""
    return next((glyph for least, glyph in SHADES if weight >= least), " ")


def _weight(column: Column, weights: Sequence[float]) -> float:
    """The weight of a column: the sum over its characters."""
    return float(sum(weights[column.start : column.stop]))


def _peak(all_columns: Sequence[Column], weights: Sequence[float]) -> Column | None:
    return max(all_columns, key=lambda column: _weight(column, weights), default=None)


def _fold(all_columns: Sequence[Column], width: int) -> list[list[Column]]:
    """Cut columns into blocks that fit the width; a block has at least one column."""
    blocks: list[list[Column]] = []
    used = 0
    for column in all_columns:
        if not blocks or used + column.width > max(width, COLUMN_WIDTH):
            blocks.append([])
            used = 0
        blocks[-1].append(column)
        used += column.width
    return blocks


def _placed(
    block: Sequence[Column], cells: Iterable[tuple[str, Style | None]], position: int
) -> Iterator[Segment]:
    """Cells side by side from a position on.

    After a cell whose width differs between terminals, the cursor is set.
    """
    for column, (text, cell_style) in zip(block, cells, strict=True):
        yield Segment(text, cell_style)
        position += column.width
        if column.is_uncertain:
            yield Control.move_to_column(position).segment
