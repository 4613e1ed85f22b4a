"""Records of delimited text: cut anywhere, joined again, read as the csv module reads them."""

import csv
import io
import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datenorm.errors import InputError
from datenorm.tabular import records
from datenorm.tabular.records import Dialect, field_text, raw_field, split_records
from datenorm.tabular.stream import cut_pieces

CELL = st.text(alphabet="ab ,;\t|\"'\\\né日", max_size=8)
DELIMITERS = st.sampled_from(",;\t|")


@st.composite
def dialects(draw):
    """A dialect for the csv module with the one for us; each can write every text."""
    delimiter = draw(DELIMITERS)
    quote = draw(st.sampled_from("\"'"))
    doubled = draw(st.booleans())
    escape = "\\" if not doubled or draw(st.booleans()) else None
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]))
    if escape is not None and draw(st.booleans()):
        quoting = csv.QUOTE_NONE
    theirs = {
        "delimiter": delimiter,
        "quotechar": None if quoting == csv.QUOTE_NONE else quote,
        "doublequote": doubled,
        "escapechar": escape,
        "quoting": quoting,
        "lineterminator": draw(st.sampled_from(["\n", "\r\n", "\r"])),
    }
    ours = Dialect(
        delimiter.encode(),
        b"" if quoting == csv.QUOTE_NONE else quote.encode(),
        (escape or "").encode(),
        b"\r" if theirs["lineterminator"] == "\r" else b"\n",
    )
    return theirs, ours


def written(rows, theirs):
    stream = io.StringIO(newline="")
    csv.writer(stream, **theirs).writerows(rows)
    return stream.getvalue().encode()


def joined(records, dialect):
    return b"".join(dialect.delimiter.join(record.fields) + record.end for record in records)


@settings(deadline=None)
@given(dialects(), st.lists(st.lists(CELL, min_size=2, max_size=4), max_size=6))
def test_fields_say_what_the_csv_module_wrote_and_join_to_the_same_bytes(dialect, rows):
    theirs, ours = dialect
    data = written(rows, theirs)
    records, used = split_records(data, ours, is_last=True)
    assert used == len(data)
    assert joined(records, ours) == data
    assert [[field_text(one, ours, "utf-8") for one in record.fields] for record in records] == rows


@settings(deadline=None)
@given(dialects(), st.binary(max_size=60))
def test_any_bytes_join_to_themselves(dialect, data):
    _, ours = dialect
    records, used = split_records(data, ours, is_last=True)
    assert joined(records, ours) == data[:used]


@settings(deadline=None)
@given(dialects(), st.text("a,;'\"\\\r\n ", max_size=60), st.lists(st.integers(0, 60)))
def test_where_the_chunks_end_changes_nothing(dialect, text, ends):
    _, ours = dialect
    data = text.encode()
    whole, used = split_records(data, ours, is_last=True)
    places = [0, *sorted(min(end, len(data)) for end in ends), len(data)]
    chunks = [data[start:stop] for start, stop in itertools.pairwise(places)]

    def cut():
        pieces = cut_pieces(iter(chunks), lambda part, last: split_records(part, ours, is_last=last))
        return [record for records in pieces for record in records]

    if used == len(data):
        assert cut() == whole
    else:
        with pytest.raises(InputError, match="does not end before the file does"):
            cut()


@settings(deadline=None)
@given(st.text('a,"\r\n ', max_size=30))
def test_the_short_way_through_a_quoted_line_leads_to_the_same_fields(text):
    # An escape, even one that does not come up, takes the long way.
    short, long = Dialect(), Dialect(escape=b"\\")
    assert split_records(text.encode(), short, is_last=True) == split_records(
        text.encode(), long, is_last=True
    )


@settings(deadline=None)
@given(dialects(), CELL, st.booleans())
def test_a_written_field_is_one_field_that_says_the_same(dialect, text, quoted):
    _, ours = dialect
    raw = raw_field(text.encode(), ours, quoted=quoted)
    records, _ = split_records(raw + ours.delimiter + b"x" + ours.newline, ours, is_last=True)
    assert [field_text(one, ours, "utf-8") for one in records[0].fields] == [text, "x"]


def test_what_no_quote_and_no_escape_can_write_is_none():
    bare = Dialect(quote=b"")
    assert raw_field(b"a,b", bare, quoted=True) is None
    assert raw_field(b"a b", bare, quoted=True) == b"a b"


def test_a_quote_inside_a_bare_field_is_text():
    records, _ = split_records(b'5" disk,b\n12",c\n', Dialect(), is_last=True)
    assert [record.fields for record in records] == [[b'5" disk', b"b"], [b'12"', b"c"]]


def test_a_quote_after_a_space_opens_a_field_only_where_it_may():
    data = b'a, "b, c"\n'
    assert len(split_records(data, Dialect(), is_last=True)[0][0].fields) == 3
    spaced = Dialect(skips_spaces=True)
    [record], _ = split_records(data, spaced, is_last=True)
    assert [field_text(one, spaced, "utf-8") for one in record.fields] == ["a", "b, c"]


def test_blank_lines_are_records_without_fields():
    records, _ = split_records(b"a\n\r\n\nb", Dialect(), is_last=True)
    assert records == [([b"a"], b"\n"), ([], b"\r\n"), ([], b"\n"), ([b"b"], b"")]


def test_a_long_quoted_field_costs_no_more_a_byte_than_a_short_one():
    lines = 60_000
    chunks = [b'a,"', *[b'said ""yes""\n'] * lines, b'",c\n']
    tries = []

    def cut(part, last):
        tries.append(len(part))
        return split_records(part, Dialect(), is_last=last)

    [[record]] = list(cut_pieces(iter(chunks), cut))
    assert len(record.fields) == 3
    assert sum(tries) < 5 * len(record.fields[1])


@pytest.mark.parametrize("field", [b"", b"a", b'"a"', b'"a,b"', b'"a""b"', b'a"'])
@pytest.mark.parametrize("fields", [3, 4, 5, 50])
def test_a_row_of_too_many_fields_ends_in_one_that_holds_the_rest(monkeypatch, field, fields):
    monkeypatch.setattr(records, "MOST_FIELDS", 4)
    row = b",".join([field] * fields)
    found, used = split_records(row + b"\nnext,1\n", Dialect(), is_last=True)
    assert used == len(row) + 8
    assert b",".join(found[0].fields) == row
    assert found[1:] == [([b"next", b"1"], b"\n")]
    assert len(found[0].fields) == min(fields, 5)


def test_a_long_row_of_quoted_fields_takes_time_in_proportion():
    """Looking for the end of the line from each field took hours for a row of 15 MB."""
    row = b'"a"b,' * 200_000
    started = time.monotonic()
    found, _ = split_records(row + b"\n", Dialect(), is_last=True)
    assert len(found[0].fields) == 200_001
    assert time.monotonic() - started < 5
