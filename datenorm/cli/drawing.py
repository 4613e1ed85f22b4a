"""Grids beside answers: on a stream, in a file, or both. Needs Rich, so imported only where one is wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from rich.console import Console, Group, RenderableType
from rich.text import Text

from datenorm.convert.conversion import Conversion
from datenorm.display.cells import isolated
from datenorm.display.consoles import ColourChoice, open_console, save, use_colour
from datenorm.display.grid import AttentionHeatmap, conversion_panel, legend
from datenorm.errors import InputError

if TYPE_CHECKING:
    from datenorm.detection import Detector

_LEAST_WIDTH = 64


@dataclass
class Drawing:
    """Draws the grid of each conversion as it comes, and at the end the file and how to read it.

    Attributes:
        console: where to draw at once, or None.
        path: the file to draw into at the end, or None.
        colour: whether to use colours on the console.
        detector: what looks at each text as a whole, for one more row, or None.
    """

    console: Console | None
    path: Path | None
    colour: bool
    detector: Detector | None = None
    _drawn: list[RenderableType] = field(default_factory=list)
    _width: int = _LEAST_WIDTH
    _count: int = 0

    @classmethod
    def open(
        cls, stream: TextIO | None, path: Path | None, choice: ColourChoice, environment: Mapping[str, str]
    ) -> Drawing:
        """Get ready to draw on a stream, into a file, or both."""
        if stream is None:
            return cls(None, path, False)
        colour = use_colour(choice, stream, environment)
        return cls(open_console(stream, colour=colour, environment=environment), path, colour)

    def add(self, conversion: Conversion) -> None:
        """Draw one conversion, if the network was asked about it at all."""
        if conversion.attention is None:
            return
        self._count += 1
        pooling = self._pooling(conversion.source)
        if self.console is not None:
            grid = _grid(conversion, pooling, colour=self.colour)
            self.console.print(_panel(conversion, grid))
        if self.path is not None:
            grid = _grid(conversion, pooling, colour=True)
            self._drawn += [_title(conversion), _panel(conversion, grid)]
            self._width = max(self._width, grid.width)

    def _pooling(self, source: str) -> Sequence[float]:
        """Where the detector looked, if there is one."""
        if self.detector is None:
            return ()
        weights = self.detector.detect(source, attention=True).attention_weights
        return () if weights is None else weights.tolist()

    def finish(self) -> None:
        """Say how to read the grids, and write the file.

        Raises:
            InputError: if the file cannot be written.
        """
        if self.console is not None and self._count:
            self.console.print(legend(colour=self.colour, pooling=self.detector is not None))
        if self.path is None:
            return
        drawn = Group(*self._drawn, legend(colour=True, pooling=self.detector is not None))
        try:
            save(drawn, self.path, title="datenorm convert", width=self._width)
        except OSError as error:
            raise InputError(f"cannot write {self.path}: {error.strerror or error}") from error


def _grid(conversion: Conversion, pooling: Sequence[float], *, colour: bool) -> AttentionHeatmap:
    weights = [] if conversion.attention is None else conversion.attention.tolist()
    return AttentionHeatmap(conversion.written, conversion.source, weights, colour, pooling)


def _title(conversion: Conversion) -> Text:
    """The text and its value; a text that runs from right to left keeps to its side of the arrow."""
    return Text(f"{isolated(conversion.source)} → {conversion.value or 'refused'}", style="bold")


def _panel(conversion: Conversion, grid: AttentionHeatmap) -> RenderableType:
    # What is refused as ambiguous or doubtful stands first among its own alternatives.
    others = conversion.alternatives[conversion.status in ("ambiguous", "doubtful") :]
    panel = conversion_panel(
        grid,
        value=conversion.value,
        confidence=conversion.confidence,
        alternatives=[(reading.value or "no date", reading.probability) for reading in others],
    )
    return Group(panel, Text())
