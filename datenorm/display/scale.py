"""From an attention weight to a colour or a shade."""

from __future__ import annotations

from rich.color import Color
from rich.style import Style

# Viridis at tenths: even steps look even, also without colour vision and in grey.
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

SHADES = ((0.75, "█"), (0.5, "▓"), (0.25, "▒"), (0.05, "░"))
"""Weight from which on a shade is used, darkest first; blank below."""


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
    """A cell of that colour, with ink that can be read on it."""
    red, green, blue = colour(weight)
    is_light = 0.2126 * red + 0.7152 * green + 0.0722 * blue > 110
    ink = Color.from_rgb(0, 0, 0) if is_light else Color.from_rgb(255, 255, 255)
    return Style(bgcolor=Color.from_rgb(red, green, blue), color=ink, bold=True)


def shade(weight: float) -> str:
    """The block character for a weight, for where there is no colour."""
    return next((glyph for least, glyph in SHADES if weight >= least), " ")
