import io

import numpy as np
import pytest
from rich.color import Color
from rich.style import Style
from rich.text import Text

from datenorm.convert.conversion import Conversion
from datenorm.display.consoles import Drawing, open_console, save, use_colour


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("choice", "stream", "environment", "expected"),
    [
        ("auto", Terminal(), {"TERM": "xterm"}, True),
        ("auto", Terminal(), {"TERM": "dumb"}, False),
        ("auto", Terminal(), {"NO_COLOR": "1"}, False),
        ("auto", Terminal(), {"NO_COLOR": ""}, True),
        ("auto", io.StringIO(), {}, False),
        ("auto", io.StringIO(), {"FORCE_COLOR": "1"}, True),
        ("auto", io.StringIO(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", io.StringIO(), {"NO_COLOR": "1"}, True),
        ("never", Terminal(), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_who_decides_about_colour(choice, stream, environment, expected):
    assert use_colour(choice, stream, environment) is expected


def test_without_colour_no_escape_sequence_is_written():
    stream = Terminal()
    open_console(stream, colour=False, environment={}).print(Text("x", style="bold red on #123456"))
    assert stream.getvalue() == "x\n"


# Two colours, since Rich keeps the codes of a style once it has drawn it.
@pytest.mark.parametrize(
    ("environment", "blue", "code"), [({"COLORTERM": "truecolor"}, 3, "48;2;1;2;3"), ({}, 4, "48;5;")]
)
def test_colours_are_as_deep_as_the_terminal_says_and_256_at_least(environment, blue, code):
    stream = io.StringIO()
    style = Style(bgcolor=Color.from_rgb(1, 2, blue))
    open_console(stream, colour=True, environment=environment).print(Text("x", style=style))
    assert code in stream.getvalue()


@pytest.mark.parametrize("suffix", ["svg", "html", "SVG"])
def test_a_picture_is_written_whole(tmp_path, suffix):
    path = tmp_path / f"x.{suffix}"
    save(Text("20 août 年"), path, title="t", width=30)
    drawing = path.read_text(encoding="utf-8")
    assert "août" in drawing
    assert ("<svg" if suffix.lower() == "svg" else "<html") in drawing


def test_the_weekdays_of_all_grids_are_explained_once_below_the_last():
    stream = io.StringIO()
    drawing = Drawing.open(stream, None, "never", {})
    for written in ("1969-07-19⑥", "1969-07-20⑦", "1969-07"):
        symbols = Conversion("July", "1969-07", "converted", 0.9, written=written).symbols
        even = np.full((len(symbols), len("July")), 1 / len("July"), np.float32)
        drawing.add(Conversion("July", "1969-07", "converted", 0.9, written=written, attention=even))
    assert "Saturday" not in stream.getvalue()
    drawing.finish()
    assert stream.getvalue().splitlines()[-1].startswith("⑥ Saturday, ⑦ Sunday: ")
