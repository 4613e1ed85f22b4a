import codecs
import datetime
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from datenorm.bulk.lines import (
    MAX_LINE,
    LineSplitter,
    Request,
    Requests,
    check_fields,
    read_windows,
    request_of,
)
from datenorm.errors import ConfigError


class Trickle(io.RawIOBase):
    """A stream that gives its pieces one by one, as a pipe does."""

    def __init__(self, *pieces):
        self.pieces = list(pieces)

    def read1(self, size=-1):
        return self.pieces.pop(0) if self.pieces else b""


def lines(*pieces, window=4096):
    return list(read_windows(Trickle(*pieces), window))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", [], id="nothing"),
        pytest.param(b"\n", [[""]], id="one empty line"),
        pytest.param(b"a\nb", [["a"], ["b"]], id="no newline at the end"),
        pytest.param(b"a\r\n\r\nb\r\n", [["a", "", "b"]], id="CRLF"),
        pytest.param(b"a\rb\x0bc\xc2\x85d\n", [["a\rb\x0bc\x85d"]], id="only LF ends a line"),
        pytest.param(
            b"\xef\xbb\xbfa\n\xef\xbb\xbfb\n", [["a", "\ufeffb"]], id="a byte order mark at the start"
        ),
        pytest.param(b"\xef\xbb\xbfa", [["a"]], id="a byte order mark and no newline"),
        pytest.param(b"\xff\n\x00\n", [["\udcff", "\x00"]], id="not text"),
    ],
)
def test_lines_are_cut_at_newlines_and_decoded(content, expected):
    assert lines(content) == expected


def test_a_line_and_a_character_may_come_in_pieces():
    assert lines(b"20 ao\xc3", b"\xbbt", b"\n1", b"\n") == [["20 août"], ["1"]]


def test_what_has_come_is_given_before_more_is_read():
    stream = Trickle(b"a\n", b"b\n")
    windows = read_windows(stream)
    assert next(windows) == ["a"]
    assert stream.pieces == [b"b\n"]


def test_a_window_has_a_bound():
    assert lines(b"1\n2\n3\n4\n5\n", window=2) == [["1", "2"], ["3", "4"], ["5"]]


def test_a_line_without_end_takes_bounded_memory():
    piece = b"9" * 100_000
    (long,), (last,) = lines(*[piece] * 15, b"\nend")
    assert MAX_LINE <= len(long) + len(piece)
    assert len(long) <= MAX_LINE
    assert last == "end"


def no_locale_is_wrong(locale):
    pass


def every_locale_is_wrong(locale):
    raise ConfigError(f"{locale!r} is not a locale")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("3 May\tfr\tDMY", Request("3 May", "fr", "DMY")),
        ("3 May\t\t", Request("3 May")),
        ("3 May", Request("3 May")),
        ("3 May\tfr\tmd\textra", Request("3 May", "fr", "MDY")),
        ("3 May\tfr\tDM", Request("3 May", "fr", "DMY")),
        ("", Request("")),
    ],
)
def test_columns_give_the_text_and_its_hints(line, expected):
    assert request_of(line, ["input", "locale", "order_hint"], no_locale_is_wrong) == expected


@pytest.mark.parametrize(
    ("written", "reference"),
    [
        ("2016-02-29", datetime.date(2016, 2, 29)),
        (" 2016-02-29 ", datetime.date(2016, 2, 29)),
        ("2016-02-29T10:15", datetime.datetime(2016, 2, 29, 10, 15)),
    ],
)
def test_a_line_may_have_a_reference_date(written, reference):
    request = request_of(f"20 July\t{written}", ["input", "ref"], no_locale_is_wrong)
    assert request == Request("20 July", reference_date=reference)


def test_a_reference_date_that_is_no_day_is_left_out_and_noted():
    request = request_of("20 July\tsoon", ["input", "ref"], no_locale_is_wrong)
    assert (request.reference_date, request.note) == (None, "ref 'soon' is not a day: ignored")
    assert request_of("20 July\t ", ["input", "ref"], no_locale_is_wrong) == Request("20 July")


def test_columns_of_other_names_are_ignored():
    assert request_of("x\t3 May\tYMD", ["place", "input", "order"], no_locale_is_wrong) == Request(
        "3 May", None, "YMD"
    )


def test_a_hint_that_means_nothing_is_left_out_and_noted():
    request = request_of("3 May\t!!\tYDM", ["input", "locale", "order"], every_locale_is_wrong)
    assert (request.text, request.locale, request.order) == ("3 May", None, None)
    assert "'YDM'" in request.note and "'!!'" in request.note


@pytest.mark.parametrize("names", [["locale"], ["input", "input"], [""]])
def test_columns_that_cannot_be_used_are_refused(names):
    with pytest.raises(ConfigError):
        check_fields(names)


def test_the_columns_of_lines_are_what_each_line_says():
    one, other = Request("3 May", "fr", note="a note"), Request("4 May", order="DMY", reference_date=None)
    assert Requests.of([one, other]) == (
        ("3 May", "4 May"),
        ("fr", None),
        (None, "DMY"),
        (None, None),
        ("a note", ""),
    )
    assert Requests.of([]) == ((), None, None, None, None)


@example([codecs.BOM_UTF8])
@given(st.lists(st.binary(max_size=12).map(lambda one: one.replace(b"\x07", b"\n")), max_size=8))
def test_lines_do_not_depend_on_how_a_stream_is_cut(chunks):
    """Decoding many lines at once gives what decoding each line gives."""
    splitter, whole = LineSplitter(1000), LineSplitter(1000)
    cut = [line for chunk in chunks for line in splitter.feed(chunk)] + splitter.rest()
    content = b"".join(chunks)
    assert cut == whole.feed(content) + whole.rest()
    body = content.removeprefix(codecs.BOM_UTF8)
    lines = body.split(b"\n")[: None if body[-1:] != b"\n" else -1] if body else []
    assert cut == [line.removesuffix(b"\r").decode("utf-8", "surrogateescape") for line in lines]
