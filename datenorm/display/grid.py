"""The alpha grid: for every character written, where in the source it was read.

Pure: from a conversion's parts to something Rich can draw. Nothing of the user's passes through Rich markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from datenorm.display.cells import COLUMN_WIDTH, Column, columns
from datenorm.display.scale import SHADES, shade, style

POOLING_LABEL = "β"

_LABEL_WIDTH = 2
_LEAST_SHOWN = 0.0005  # what would be printed as less than a tenth of a per cent
_HEADER = Style(bold=True)
_QUIET = Style(dim=True)


@dataclass(frozen=True)
class AttentionHeatmap:
    """One row a character written, one column a character of the source, folded to the width there is.

    One more row, `POOLING_LABEL`, where the text was also looked at as a whole.

    Attributes:
        written: the characters the network wrote, T of them.
        source: the text as the user gave it, S characters.
        attention: alpha, T rows of S weights.
        colour: whether to use colours; shades otherwise.
        pooling: beta, where in the source the head looked that tells language and order, S weights; none
            where there is no such head.
    """

    written: str
    source: str
    attention: Sequence[Sequence[float]]
    colour: bool = True
    pooling: Sequence[float] = ()

    @property
    def width(self) -> int:
        """Terminal cells it takes unfolded."""
        return _LABEL_WIDTH + sum(column.width for column in columns(self.source))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the blocks below each other, each at most as wide as the console."""
        whole = columns(self.source)
        rows = list(zip(self.written, self.attention, strict=True))
        if len(self.pooling):
            rows.append((POOLING_LABEL, self.pooling))
        peaks = [_peak(whole, weights) for _, weights in rows]
        for number, block in enumerate(_fold(whole, options.max_width - _LABEL_WIDTH)):
            if number:
                yield Segment.line()
            yield from self._header(block)
            for (label, weights), peak in zip(rows, peaks, strict=True):
                yield from self._row(label, weights, peak, block)

    def _header(self, block: Sequence[Column]) -> Iterator[Segment]:
        yield Segment(" " * _LABEL_WIDTH)
        yield from _placed(block, [(column.filled(), _HEADER) for column in block])
        yield Segment.line()

    def _row(
        self, label: str, weights: Sequence[float], peak: Column | None, block: Sequence[Column]
    ) -> Iterator[Segment]:
        yield Segment(label.ljust(_LABEL_WIDTH), _HEADER)
        cells: list[tuple[str, Style | None]] = []
        for column in block:
            weight = _weight(column, weights)
            fill = " " if self.colour else shade(weight)
            text = column.filled(fill) if column is peak else fill * column.width
            cells.append((text, style(weight) if self.colour else None))
        yield from _placed(block, cells)
        yield Segment.line()


def conversion_panel(
    grid: AttentionHeatmap,
    *,
    value: str | None,
    confidence: float,
    alternatives: Iterable[tuple[str, float]] = (),
) -> RenderableType:
    """A grid with the reading below it.

    Args:
        grid: the grid.
        value: the value made of what was written, or None where it was refused.
        confidence: calibrated probability of the reading, 0 to 1.
        alternatives: other readings with their probabilities, best first.
    """
    reading = Text()
    if value != grid.written:
        reading.append(grid.written, style="bold").append(f" → {value or 'refused'}   ")
    reading.append(f"confidence {percent(confidence)}")
    likely = [(other, probability) for other, probability in alternatives if probability >= _LEAST_SHOWN]
    for index, (other, probability) in enumerate(likely):
        reading.append(", " if index else "   or ", style=_QUIET).append(other)
        reading.append(f" {percent(probability)}", style=_QUIET)
    return Group(grid, Text(), reading)


def legend(*, colour: bool, pooling: bool = False) -> Text:
    """One line that says how to read a grid.

    Args:
        colour: whether grids have colours.
        pooling: whether any has a row `POOLING_LABEL`.
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
    return text.append(f"   {POOLING_LABEL}: the whole", style=_QUIET) if pooling else text


def percent(probability: float) -> str:
    """A probability for people; never rounded up to certainty.

    >>> percent(0.9714), percent(0.99999), percent(0.0001)
    ('97.1 %', '> 99.9 %', '< 0.1 %')
    """
    if probability > 0.9994:
        return "> 99.9 %"
    return "< 0.1 %" if probability < _LEAST_SHOWN else f"{probability:.1%}".replace("%", " %")


def _weight(column: Column, weights: Sequence[float]) -> float:
    """A column of several characters was read as much as all of them."""
    return float(sum(weights[column.start : column.stop]))


def _peak(all_columns: Sequence[Column], weights: Sequence[float]) -> Column | None:
    return max(all_columns, key=lambda column: _weight(column, weights), default=None)


def _fold(all_columns: Sequence[Column], width: int) -> list[list[Column]]:
    """Cut columns into blocks that fit; a block holds at least one."""
    blocks: list[list[Column]] = []
    used = 0
    for column in all_columns:
        if not blocks or used + column.width > max(width, COLUMN_WIDTH):
            blocks.append([])
            used = 0
        blocks[-1].append(column)
        used += column.width
    return blocks


def _placed(block: Sequence[Column], cells: Iterable[tuple[str, Style | None]]) -> Iterator[Segment]:
    """Cells side by side; after one whose width terminals dispute the cursor is set, not trusted."""
    position = _LABEL_WIDTH
    for column, (text, cell_style) in zip(block, cells, strict=True):
        yield Segment(text, cell_style)
        position += column.width
        if column.is_uncertain:
            yield Control.move_to_column(position).segment
