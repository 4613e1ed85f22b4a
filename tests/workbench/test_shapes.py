"""The shapes of texts."""

import pytest

from datenorm.workbench import shape_of


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("12/03/2005", "dd/dd/dddd"),
        ("May 1900", "a dddd"),
        ("  c.1850 ", "  a.dddd "),
        ("1969年7月20日", "ddddadadda"),
        ("août", "a"),
        ("aou\u0302t", "a"),
        ("٢٠٠٥", "dddd"),
        ("", ""),
    ],
)
def test_digits_are_counted_and_words_are_not(text, shape):
    assert shape_of(text) == shape
