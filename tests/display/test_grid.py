"""Grids are drawn into a string and read back cell by cell."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from datenorm.display.grid import (
    SHADES,
    AttentionHeatmap,
    colour,
    conversion_panel,
    legend,
    percent,
    shade,
    style,
)


def draw(renderable, width=80, *, colour=False):
    console = Console(
        file=io.StringIO(),
        width=width,
        color_system="truecolor" if colour else None,
        force_terminal=colour,
        highlight=False,
    )
    console.print(renderable)
    return console.file.getvalue().split("\n")[:-1]


def one_hot(source, *positions):
    return [[float(index == position) for index in range(len(source))] for position in positions]


def test_a_row_for_each_character_written_and_two_cells_for_each_of_the_source():
    lines = draw(AttentionHeatmap("19", "abc", [[0.8, 0.2, 0.0], [0.1, 0.3, 0.6]], colour=False))
    assert lines == [
        "  a b c ",
        "1 a█░░  ",
        "9 ░░▒▒c▓",
    ]


def test_the_character_read_most_stands_in_its_row():
    source = "23 April, 1564"
    lines = draw(AttentionHeatmap("15", source, one_hot(source, 10, 11), colour=False))
    assert [line[2:].strip(" █") for line in lines[1:]] == ["1", "5"]


def test_wide_characters_and_marks_keep_the_columns_aligned():
    source = "1年e\u0301月x"
    grid = AttentionHeatmap("ab", source, one_hot(source, 1, 5), colour=False)
    header, first, second = draw(grid)
    assert cell_len(header) == cell_len(first) == cell_len(second) == 2 + 2 * 5 == grid.width
    assert first.startswith("a   年")
    assert second.endswith("x█")


def test_a_base_is_read_as_much_as_it_and_its_marks_together():
    lines = draw(AttentionHeatmap("1", "ae\u0301", [[0.4, 0.3, 0.3]], colour=False))
    assert lines[1].startswith("1 ▒▒e\u0301▓")


@pytest.mark.parametrize("width", [4, 5, 7, 12, 80])
@pytest.mark.parametrize("source", ["We vertrokken op 7 mrt 2016 - 8:15", "1969年7月20日", "٣ أبريل ٢٠٠٥"])
def test_a_grid_folds_by_columns_and_never_wraps(source, width):
    written = "2016"
    weights = [[1 / len(source)] * len(source)] * len(written)
    lines = draw(AttentionHeatmap(written, source, weights, colour=False), width)
    blocks = "\n".join(lines).split("\n\n")
    assert all(len(block.split("\n")) == 1 + len(written) for block in blocks)
    assert all(cell_len(line) <= width for line in lines)
    headers = "".join(block.split("\n")[0][2:] for block in blocks)
    assert [one for one in headers if one not in " \u200e"] == list(source.replace(" ", "␣"))


def test_the_strongest_is_marked_once_in_all_blocks():
    source = "abcdefgh"
    lines = draw(AttentionHeatmap("1", source, one_hot(source, 5), colour=False), width=8)
    assert "".join(line[2:] for line in lines if line.startswith("1")).strip(" █") == "f"


def test_with_colour_the_weight_is_in_the_background():
    lines = draw(AttentionHeatmap("1", "ab", [[1.0, 0.0]]), colour=True)
    assert "48;2;253;231;37" in lines[1] and "48;2;68;1;84" in lines[1]
    assert "█" not in lines[1]


@pytest.mark.parametrize("source", ["[bold]x[/bold]", "[/]", "\x1b[31mred", "\u202eabc", "a\nb\tc"])
def test_the_text_is_drawn_and_never_obeyed(source):
    lines = draw(conversion_panel(_flat(source), value=None, confidence=0.5))
    assert len(lines) == 4
    assert "\x1b" not in "".join(lines) and "\u202e" not in "".join(lines)
    assert len(lines[0].split()) == len(source)


def test_the_reading_names_confidence_and_the_other_readings():
    panel = conversion_panel(
        _flat("x"), value="1", confidence=0.9714, alternatives=[("2005-03-04", 0.0123), ("1999", 0.0001)]
    )
    assert draw(panel)[-1] == "confidence 97.1 %   or 2005-03-04 1.2 %"


def test_what_was_written_is_named_where_the_value_is_another():
    grid = AttentionHeatmap("XX69", "x", [[1.0]] * 4, colour=False)
    assert draw(conversion_panel(grid, value="1969", confidence=0.5))[-1].startswith("XX69 → 1969 ")
    assert draw(conversion_panel(grid, value=None, confidence=0.5))[-1].startswith("XX69 → refused ")


@pytest.mark.parametrize("colour", [True, False])
def test_the_legend_fits_a_narrow_terminal(colour):
    assert len(draw(legend(colour=colour), 80)) == 1


@pytest.mark.parametrize(
    ("probability", "expected"), [(1.0, "> 99.9 %"), (0.9994, "99.9 %"), (0.0, "< 0.1 %")]
)
def test_a_probability_is_never_rounded_to_certainty(probability, expected):
    assert percent(probability) == expected


def _flat(source):
    return AttentionHeatmap("1", source, [[1 / len(source)] * len(source)], colour=False)


def test_where_the_whole_was_looked_at_is_one_more_row():
    lines = draw(AttentionHeatmap("1", "abc", [[1.0, 0.0, 0.0]], False, [0.1, 0.8, 0.1]))
    assert [line[:2] for line in lines] == ["  ", "1 ", "β "]
    assert lines[2][2:].strip(" ░") == "b█"


@pytest.mark.parametrize("colour", [True, False])
def test_the_legend_explains_beta_and_weekdays_in_lines_that_fit_a_narrow_terminal(colour):
    lines = draw(legend(colour=colour, pooling=True, written=["1", "⑦", "⑥", "⑦", "-07"]), 80)
    assert len(lines) == 3
    assert lines[1].startswith("β  attention to the text as a whole")
    assert lines[2].startswith("⑥ Saturday, ⑦ Sunday: the weekday in the text")
    assert len(draw(legend(colour=colour, written=["1", "-07"]), 80)) == 1


def luminance(weight):
    red, green, blue = colour(weight)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_more_attention_is_always_lighter():
    steps = [luminance(step / 100) for step in range(101)]
    assert steps == sorted(steps)
    assert steps[-1] - steps[0] > 150


def test_weights_a_little_outside_are_taken_for_the_nearest():
    assert colour(-0.001) == colour(0.0)
    assert colour(1.0001) == colour(1.0)


def test_ink_can_be_read_on_every_colour():
    for step in range(101):
        ink = style(step / 100).color.triplet
        assert abs(luminance(step / 100) - ink.red) > 60


def test_shades_go_from_blank_to_full():
    assert [shade(weight) for weight in (0.0, 0.05, 0.25, 0.5, 0.75, 1.0)] == [" ", "░", "▒", "▓", "█", "█"]
    assert len({glyph for _, glyph in SHADES}) == len(SHADES)
