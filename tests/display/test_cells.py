import unicodedata

import pytest
from rich.cells import cell_len

from datenorm.display.cells import COLUMN_WIDTH, LEFT_TO_RIGHT_MARK, columns, isolated


def spans(source):
    return [(column.start, column.stop) for column in columns(source)]


def test_a_plain_text_has_a_column_for_each_character():
    assert spans("1 a") == [(0, 1), (1, 2), (2, 3)]
    assert columns("") == ()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("e\u0301t", [(0, 2), (2, 3)], id="accent"),
        pytest.param("জুলাই", [(0, 2), (2, 4), (4, 5)], id="vowel signs"),
        pytest.param("👩‍🚀!", [(0, 3), (3, 4)], id="joined emoji"),
        pytest.param("\u0301a", [(0, 1), (1, 2)], id="accent on nothing"),
        pytest.param("a\u0301\u0327", [(0, 3)], id="two marks"),
    ],
)
def test_marks_stand_with_their_base(source, expected):
    assert spans(source) == expected


def test_columns_cover_the_source_without_gap_or_overlap():
    source = "e\u0301年\u202e\x00\u200dא ⁧x\ud800\u0301"
    edges = [edge for span in spans(source) for edge in span]
    assert edges[0] == 0 and edges[-1] == len(source)
    assert edges[1:-1:2] == edges[2::2]


@pytest.mark.parametrize("source", ["1", "年", "ﷺ", "e\u0301", "\x1b", "א", "লা", "\ufeff"])
def test_a_column_fills_its_width(source):
    (column,) = columns(source)
    assert cell_len(column.filled()) == cell_len(column.filled("█")) == column.width >= COLUMN_WIDTH


@pytest.mark.parametrize("source", ["א", "أ", "٣", "\u07c0"])
def test_what_a_terminal_would_reorder_is_a_run_of_its_own(source):
    assert columns(source)[0].text.endswith(LEFT_TO_RIGHT_MARK)


@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\x07",
        "\x1b",
        "\x7f",
        "\x9b",
        "\u200f",
        "\u202e",
        "\u2066",
        "\n",
        "\u2028",
        "\ud800",
        "\ue000",
    ],
)
def test_what_could_move_the_cursor_or_the_order_is_only_shown(character):
    (column,) = columns(character)
    assert character not in column.text
    assert all(unicodedata.category(one) in ("So", "Sm", "Po") for one in column.text)
    assert isolated(f"a {character}") == f"\u2068a {column.text}\u2069"
