"""What the first rows of a file say about how it is written."""

import pytest

from datenorm.errors import ConfigError
from datenorm.tabular.layout import DialectChoice
from datenorm.tabular.records import find_dialect


def found(sample, *wanted, whole=True, **given):
    return find_dialect(sample, DialectChoice(**given), wanted, whole=whole)


@pytest.mark.parametrize("delimiter", [b",", b";", b"\t", b"|"])
def test_a_delimiter_is_found(delimiter):
    rows = [[b"name", b"born"], [b"a", b"1"], [b"b", b"2"]]
    assert found(b"\n".join(delimiter.join(row) for row in rows)).delimiter == delimiter


def test_other_delimiters_inside_of_texts_do_not_mislead():
    assert found(b"id;born\n1;20 July, 1969\n2;1 May, 1970\n").delimiter == b";"
    assert found(b'id,born\n1,"a;b;c"\n2,"a|b"\n').delimiter == b","


def test_the_delimiter_under_which_the_wanted_name_stands_is_taken():
    sample = b"note, more;born;died\nx, y;1;2\n"
    assert found(sample, "born").delimiter == b";"


def test_a_single_column_of_dates_with_commas_is_not_cut_at_them():
    assert found(b"born\n20 July, 1969\nMay, 1970\n1971\n", "born").delimiter != b","


def test_a_single_quote_counts_if_the_whole_first_row_stands_in_such():
    assert found(b"'a','b'\n'1,5','2'\n").quote == b"'"
    assert found(b"'70s,b\n1,2\n").quote == b'"'


def test_what_is_given_is_taken():
    dialect = found(b"a,b\n1,2\n", delimiter=":", quote="", escape="\\")
    assert (dialect.delimiter, dialect.quote, dialect.escape) == (b":", b"", b"\\")


def test_a_cut_off_sample_is_judged_by_its_whole_rows():
    assert found(b'a;b\n1;2\n3;"x,,,,,', whole=False).delimiter == b";"


@pytest.mark.parametrize(("sample", "newline"), [(b"a,b\r\n", b"\n"), (b"a,b\rc,d\r", b"\r"), (b"a", b"\n")])
def test_line_ends_are_found(sample, newline):
    assert found(sample).newline == newline


def test_quotes_after_spaces_are_found():
    assert found(b'a, "b, c"\n').skips_spaces
    assert not found(b'a,"b, c"\n').skips_spaces


@pytest.mark.parametrize(
    "given",
    [
        {"delimiter": ""},
        {"delimiter": "ab"},
        {"quote": "\n"},
        {"escape": "é"},
        {"quote": ",", "delimiter": ","},
    ],
)
def test_marks_that_cannot_be_are_refused(given):
    with pytest.raises(ConfigError):
        DialectChoice(**given)
