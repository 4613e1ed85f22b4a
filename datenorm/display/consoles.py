"""Consoles for what is drawn: one over a stream, one that draws for a file."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TextIO

from rich.console import Console, RenderableType

ColourChoice = Literal["auto", "always", "never"]

_FILE_WIDTH = 120
_MARGIN = 4


def use_colour(choice: ColourChoice, stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether to use colours on a stream.

    `always` and `never` decide; else NO_COLOR (no-color.org), then FORCE_COLOR, then whether it is a terminal
    that knows colours.
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
    """A console over a stream; without colour it writes no escape sequence for it, to a pipe none at all.

    A terminal that does not say what it can gets 256 colours: with 16 the scale could not be told apart.
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


def save(renderable: RenderableType, path: Path, *, title: str, width: int) -> None:
    """Draw into an SVG or HTML file that loads nothing from elsewhere.

    Args:
        renderable: what to draw.
        path: the file; its suffix, .svg or .html, says which.
        title: of the picture.
        width: terminal cells it would like; more than `_FILE_WIDTH` are folded.

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
    path.write_text(drawing, encoding="utf-8")


# Rich's own frame fetches its font from the network; this one takes the reader's.
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
