"""Consoles over streams, and conversions drawn on them or into a file."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO

from rich.console import Console, Group, RenderableType
from rich.text import Text

from datenorm.display.cells import isolated
from datenorm.display.grid import AttentionHeatmap, conversion_panel, legend
from datenorm.errors import InputError

if TYPE_CHECKING:
    from datenorm.bundle import Bundle
    from datenorm.convert.conversion import Conversion
    from datenorm.detection import Detector

ColourChoice = Literal["auto", "always", "never"]

_LEAST_WIDTH = 64

_FILE_WIDTH = 120


def use_colour(choice: ColourChoice, stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether to use colours on a stream.

    `always` and `never` decide. Otherwise NO_COLOR (no-color.org) decides, then FORCE_COLOR, then whether the
    stream is a terminal.
    """
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return is_terminal(stream, environment)


def is_terminal(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether a stream is a terminal that can move its cursor."""
    return stream.isatty() and environment.get("TERM", "") not in ("dumb", "unknown")


def open_console(stream: TextIO, *, colour: bool, environment: Mapping[str, str]) -> Console:
    """A console over a stream. Without colour it writes no colour codes, and to a pipe no escape sequences.

    A terminal that does not state its colours gets 256: with 16 the scale could not be told apart.
    """
    if not colour:
        moves = is_terminal(stream, environment)
        return Console(file=stream, color_system=None, no_color=True, force_terminal=moves, highlight=False)
    deep = environment.get("COLORTERM", "").lower() in ("truecolor", "24bit")
    return Console(
        file=stream,
        color_system="truecolor" if deep else "256",
        force_terminal=True,
        no_color=False,
        highlight=False,
    )


def error_console() -> Console:
    """The console over standard error."""
    colour = use_colour("auto", sys.stderr, os.environ)
    return open_console(sys.stderr, colour=colour, environment=os.environ)


def save(renderable: RenderableType, path: Path, *, title: str, width: int) -> None:
    """Draw into an SVG or HTML file that loads nothing from elsewhere.

    Args:
        renderable: what to draw.
        path: the file; its suffix is .svg or .html.
        title: the title of the picture.
        width: wanted width in terminal cells, at most `_FILE_WIDTH`.

    Raises:
        OSError: if the file cannot be written.
    """
    console = Console(
        file=io.StringIO(),
        record=True,
        width=min(width, _FILE_WIDTH),
        color_system="truecolor",
        force_terminal=True,
        no_color=False,
        highlight=False,
    )
    console.print(renderable)
    if path.suffix.lower() == ".html":
        drawing = console.export_html(inline_styles=True)
    else:
        drawing = console.export_svg(title=title, code_format=_SVG_FORMAT)
    try:
        path.write_text(drawing, encoding="utf-8")
    except OSError as error:
        error.filename = error.filename or str(path)  # which a full disk does not name
        raise


# Rich's own frame loads a font from the network; this one uses installed fonts.
_SVG_FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font-family: "DejaVu Sans Mono", "Noto Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width;
}}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


@dataclass
class Drawing:
    """Draws the grid of each conversion; at the end writes the file and explains the grids.

    Attributes:
        console: where to draw at once, or None.
        path: the file to write at the end, or None.
        colour: whether to use colours on the console.
        detector: adds a row with the weights of its pooling, or None.
    """

    console: Console | None
    path: Path | None
    colour: bool
    detector: Detector | None = None
    _drawn: list[RenderableType] = field(default_factory=list)
    _width: int = _LEAST_WIDTH
    _count: int = 0
    _written: set[str] = field(default_factory=set)

    @classmethod
    def open(
        cls, stream: TextIO | None, path: Path | None, choice: ColourChoice, environment: Mapping[str, str]
    ) -> Drawing:
        """Get ready to draw on a stream, into a file, or both."""
        if stream is None:
            return cls(None, path, False)
        colour = use_colour(choice, stream, environment)
        return cls(open_console(stream, colour=colour, environment=environment), path, colour)

    def show_pooling(self, bundle: Bundle) -> None:
        """Add the row of the pooling, if the bundle has a detection head."""
        from datenorm.detection import Detector

        self.detector = Detector.of(bundle)

    def add(self, conversion: Conversion) -> None:
        """Draw one conversion, if the network read its text."""
        if conversion.attention is None:
            return
        self._count += 1
        self._written.update(conversion.symbols)
        pooling = self._pooling(conversion.source)
        if self.console is not None:
            self.console.print(_panel(conversion, _grid(conversion, pooling, colour=self.colour)))
        if self.path is not None:
            grid = _grid(conversion, pooling, colour=True)
            self._drawn += [_title(conversion), _panel(conversion, grid)]
            self._width = max(self._width, grid.width)

    def _pooling(self, source: str) -> Sequence[float]:
        """The weights of the pooling, if there is a detector."""
        if self.detector is None:
            return ()
        weights = self.detector.detect(source, attention=True).attention_weights
        return () if weights is None else weights.tolist()

    def finish(self) -> None:
        """Explain the grids, and write the file.

        Raises:
            InputError: if the file cannot be written.
        """
        pooling = self.detector is not None
        if self.console is not None and self._count:
            self.console.print(legend(colour=self.colour, pooling=pooling, written=self._written))
        if self.path is None:
            return
        drawn = Group(*self._drawn, legend(colour=True, pooling=pooling, written=self._written))
        try:
            save(drawn, self.path, title="datenorm convert", width=self._width)
        except OSError as error:
            raise InputError(f"cannot write {self.path}: {error.strerror or error}") from error


def _grid(conversion: Conversion, pooling: Sequence[float], *, colour: bool) -> AttentionHeatmap:
    weights = [] if conversion.attention is None else conversion.attention.tolist()
    return AttentionHeatmap(conversion.symbols, conversion.source, weights, colour, pooling)


def _title(conversion: Conversion) -> Text:
    """The text and its value; a right-to-left text stays on its side of the arrow."""
    return Text(f"{isolated(conversion.source)} → {conversion.value or 'refused'}", style="bold")


def _panel(conversion: Conversion, grid: AttentionHeatmap) -> RenderableType:
    # A text refused as ambiguous or doubtful has the refused reading as its first alternative.
    others = conversion.alternatives[conversion.status in ("ambiguous", "doubtful") :]
    panel = conversion_panel(
        grid,
        value=conversion.value,
        confidence=conversion.confidence,
        alternatives=[(reading.value or "no date", reading.probability) for reading in others],
        kept=conversion.kept,
    )
    return Group(panel, Text())
