"""Delimited tables: what was not asked about comes back byte for byte."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datenorm.errors import ConfigError, InputError
from datenorm.tabular import KEPT, Layout, NewColumn, choose_columns, open_table
from datenorm.tabular.layout import DialectChoice

CELL = st.text(alphabet="ab1 ,;\t|\"'\\\n\ré日", max_size=8)


def no_date(text):
    return False


def opened(data, *wanted, **layout):
    return open_table(io.BytesIO(data), Layout(**layout), wanted, no_date)


def rewritten(table, columns, cells):
    """The bytes of a table with new columns, whose cells are what `cells` makes of a text."""
    stream = io.BytesIO()
    writer = table.writer(stream, columns)
    writer.begin()
    for window in table.windows():
        writer.write(window, [[cells(text) for text in window.texts(new.source)] for new in columns])
    writer.end()
    return stream.getvalue()


@st.composite
def files(draw):
    """Bytes that the csv module wrote, the layout to read them by, and their rows."""
    width = draw(st.integers(2, 4))
    rows = draw(st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=6))
    delimiter, quote = draw(st.sampled_from(",;\t|")), draw(st.sampled_from("\"'"))
    doubled = draw(st.booleans())
    escape = "\\" if not doubled or draw(st.booleans()) else None
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC, csv.QUOTE_NONE]))
    if quoting == csv.QUOTE_NONE:
        escape, quote = "\\", None
    stream = io.StringIO(newline="")
    csv.writer(
        stream,
        delimiter=delimiter,
        quotechar=quote,
        doublequote=doubled,
        escapechar=escape,
        quoting=quoting,
        lineterminator=draw(st.sampled_from(["\n", "\r\n"])),
    ).writerows([[cell.replace("\r", "") for cell in row] for row in rows])
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030"]))
    marks = DialectChoice(delimiter, quote or "", escape or "")
    if encoding == "gb18030" and {"|", "\\"} & {delimiter, escape}:
        encoding = "utf-8"
    return stream.getvalue().encode(encoding), Layout("csv", marks, False, encoding), width


@settings(deadline=None)
@given(files(), st.sampled_from(["1969-07-20", "a,b;c\t|\"'\\", "", KEPT]))
def test_taking_the_new_columns_away_gives_the_input_byte_for_byte(file, cell):
    data, layout, width = file
    table = open_table(io.BytesIO(data), layout, ["1"], no_date)
    written = rewritten(table, [NewColumn("x", 0), NewColumn("y", 1)], lambda text: cell)

    again = open_table(io.BytesIO(written), layout, ["1"], no_date)
    stream = io.BytesIO(again.encoding.mark)
    stream.seek(0, io.SEEK_END)
    for window in again.windows():
        stream.write(again.encoding.restored(window.lead))
        for record in window.records:
            assert len(record.fields) == width + 2
            old = again.dialect.delimiter.join(record.fields[:width])
            stream.write(again.encoding.restored(old + record.end))
    assert stream.getvalue() == data


@settings(deadline=None)
@given(files())
def test_new_cells_say_what_they_were_given(file):
    data, layout, width = file
    table = open_table(io.BytesIO(data), layout, ["1"], no_date)
    written = rewritten(table, [NewColumn("x", 0), NewColumn("y", 1)], lambda text: f"<{text}>")
    again = open_table(io.BytesIO(written), layout, ["1"], no_date)
    for window in again.windows():
        for old, new in ((0, width), (1, width + 1)):
            assert window.texts(new) == [f"<{text}>" for text in window.texts(old)]


@settings(deadline=None)
@given(files())
def test_keeping_every_cell_in_place_changes_nothing(file):
    data, layout, _ = file
    table = open_table(io.BytesIO(data), layout, ["1"], no_date)
    assert rewritten(table, [NewColumn("", 0, in_place=True)], lambda text: KEPT) == data


def test_a_row_keeps_its_quotes_spaces_and_line_end():
    data = b'id,born\r\n 1 ,"20 July, 1969"\r\n"2",x\n\n3,"a\nb"'
    table = opened(data, "born")
    written = rewritten(table, [NewColumn("born_iso", 1)], lambda text: "1969-07-20")
    assert written == (
        b'id,born,born_iso\r\n 1 ,"20 July, 1969",1969-07-20\r\n"2",x,1969-07-20\n\n3,"a\nb",1969-07-20'
    )


def test_where_every_name_is_quoted_new_fields_are_too():
    written = rewritten(opened(b'"a";"b"\n"1";"2"\n', "b"), [NewColumn("c", 1)], lambda text: "1969")
    assert written == b'"a";"b";"c"\n"1";"2";"1969"\n'


def test_a_short_row_is_filled_up_so_that_new_cells_stand_in_their_column():
    table = opened(b"a,b,c\n1\n1,2,3\n", "c")
    [window] = list(table.windows())
    assert [(oddity.row, oddity.is_left) for oddity in window.oddities] == [(0, False)]
    assert "1 of 3 fields" in window.oddities[0].what
    written = rewritten(opened(b"a,b,c\n1\n1,2,3\n", "c"), [NewColumn("d", 2)], lambda text: text)
    assert written == b"a,b,c,d\n1,,,\n1,2,3,3\n"


def test_a_long_row_is_left_as_it_is_and_said_to_be():
    data = b"a,b\n1,2,3\n4,5\n"
    [window] = list(opened(data, "b").windows())
    assert [(oddity.row, oddity.is_left) for oddity in window.oddities] == [(0, True)]
    assert window.texts(1) == [None, "5"]
    assert rewritten(opened(data, "b"), [NewColumn("c", 1)], lambda text: "x") == b"a,b,c\n1,2,3\n4,5,x\n"


def test_an_emptied_field_that_is_alone_is_no_blank_line():
    table = opened(b"a\nx\n", "a")
    assert rewritten(table, [NewColumn("", 0, in_place=True)], lambda text: None) == b'a\n""\n'


def test_blank_lines_are_no_rows_and_stay_where_they_are():
    data = b"\n\na,b\n\n1,2\n\r\n\n3,4\n\n"
    table = opened(data, "b")
    assert rewritten(table, [NewColumn("c", 1)], lambda text: "x") == (b"\n\na,b,c\n\n1,2,x\n\r\n\n3,4,x\n\n")


def test_bytes_that_are_no_text_pass_through_and_are_seen_as_such():
    data = b"a,b\n" + b"ok,ok\n" * 50_000 + b"\xff\xfe,\xfc\n"
    table = opened(data, "b")
    *_, last = list(table.windows())
    assert last.texts(1)[-1] == "\udcfc"
    written = rewritten(opened(data, "b"), [NewColumn("c", 1)], lambda text: KEPT)
    assert written.endswith(b"\xff\xfe,\xfc,\xfc\n")


def test_a_name_that_is_taken_is_refused():
    with pytest.raises(ConfigError, match="'b' already"):
        opened(b"a,b\n1,2\n", "a").writer(io.BytesIO(), [NewColumn("b", 0)])


def test_a_name_the_encoding_lacks_is_refused():
    with pytest.raises(ConfigError, match="cp1252 has no"):
        opened(b"a,b\n\xfc,2\n", "a").writer(io.BytesIO(), [NewColumn("日", 0)])


def test_a_cell_that_cannot_be_written_without_quotes_is_refused():
    table = opened(b"a,b\n1,2\n", "a", dialect=DialectChoice(quote=""))
    with pytest.raises(ConfigError, match="cannot be written"):
        rewritten(table, [NewColumn("c", 0)], lambda text: "x,y")


def test_a_quote_that_is_not_closed_is_an_error_that_says_where():
    with pytest.raises(InputError, match="after the first 2, header"):
        list(opened(b'a,b\n1,2\n3,"4\n5,6\n', "a").windows())


@pytest.mark.parametrize(("first", "has_header"), [(b"born", True), (b"1969", False), (b"", True)])
def test_without_word_a_row_is_a_header_unless_a_date_stands_in_it(first, has_header):
    data = b"x," + first + b"\ny,1970\n"
    table = open_table(io.BytesIO(data), Layout(), ["2"], lambda text: text.isdigit())
    assert (table.header is not None) is has_header
    assert bool(table.remarks) is not has_header
    assert table.names == (["x", first.decode()] if has_header else ["1", "2"])


def test_a_column_asked_for_by_name_needs_a_header():
    with pytest.raises(ConfigError, match="without header has no column 'born'"):
        opened(b"born\n1969\n", "born", has_header=False)


def test_an_empty_file_has_no_columns():
    table = opened(b"", "1", has_header=True)
    with pytest.raises(ConfigError):
        choose_columns(["1"], table.names)
