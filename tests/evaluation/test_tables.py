"""Reading tables: every row is used or named."""

import datetime
import json
from pathlib import Path

import pytest

from datenorm.errors import ConfigError, InputError
from datenorm.evaluation import Row, read_table, table_of_pairs


def check_locale(locale):
    if " " in locale:
        raise ConfigError(f"{locale!r} is not a locale")


def read(content, name="table.tsv"):
    return read_table(Path(name), content.encode() if isinstance(content, str) else content, check_locale)


def test_text_and_date_are_enough():
    table = read("input\texpected\n20 July 1969\t1969-07-20\nhello\t\n")
    assert table.title == "table.tsv"
    assert table.rows == (Row(2, "20 July 1969", ("1969-07-20",)), Row(3, "hello", (), "nodate"))


def test_every_column_is_read():
    header = "source\tlocale\torder_hint\tinput\texpected\tkind\tref\tflags\t?"
    line = "a+b\ten-GB\tDM\t 3/4 \t2005-04-03|2005-03-04\tfull\t2005-01-31\tambig,noise:case,noise:wide\t"
    assert read(f"{header}\n{line}\n").rows == (
        Row(
            number=2,
            text=" 3/4 ",
            reference=("2005-04-03", "2005-03-04"),
            kind="full",
            locale="en-GB",
            order="DMY",
            sources=("a", "b"),
            noise=("case", "wide"),
            flags=frozenset({"ambig"}),
            reference_date=datetime.date(2005, 1, 31),
        ),
    )


def test_json_lines_say_the_same_as_columns():
    objects = [
        {"input": "3/4", "expected": ["2005-04-03", "2005-03-04"], "order_hint": "dmy"},
        {"input": "3/4", "expected": "2005-04-03|2005-03-04", "order": "DMY", "locale": None},
        {"input": "hello", "expected": None},
    ]
    first, second, third = read("\n".join(map(json.dumps, objects))).rows
    assert (first.reference, first.order) == (second.reference, second.order)
    assert first.order == "DMY" and first.reference == ("2005-04-03", "2005-03-04")
    assert (third.reference, third.kind) == ((), "nodate")


def test_generated_pairs_are_held_to_the_value_they_come_to():
    pairs = [
        {"source": "20.7.69", "value": "XX69-07-20", "language": "de", "order": "DMY", "noise": "case,wide"},
        {"source": "23 April 2563", "value": "B2563-04-23", "language": "th", "locale": "th-TH"},
        {"source": "hello", "value": "∅"},
    ]
    rows = table_of_pairs(pairs, "drawn").rows
    assert [row.reference for row in rows] == [("1969-07-20",), ("2020-04-23",), ()]
    assert [row.locale for row in rows] == ["de", "th-TH", ""]
    assert rows[0].noise == ("case", "wide") and rows[2].kind == "nodate"
    assert read("\n".join(map(json.dumps, pairs))).rows == rows


def test_quotes_byte_order_marks_and_carriage_returns_are_as_editors_leave_them():
    content = '\ufeffinput\texpected\r\n"20 July 1969\t1969-07-20\r\n'
    assert read(content).rows[0].text == '"20 July 1969'


def test_every_bad_row_is_named_with_its_line():
    content = b"input\texpected\tkind\tref\n" + b"\n".join(
        [
            b"1969\t1969\tpartial\t",
            b"1969\t1969\tpartial",
            b"1969\t\tpartial\t",
            b"hello\t1969\tnodate\t",
            b"\xff\t1969\tpartial\t",
            b"1969\t1969\tpartial\tyesterday",
            b"",
            b"1970\t1970\tpartial\t",
        ]
    )
    with pytest.raises(InputError) as caught:
        read(content)
    message = str(caught.value)
    assert "6 rows that cannot be used" in message
    assert [int(line.split()[1].rstrip(":")) for line in message.splitlines()[1:]] == [3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[1]",
        '{"input": "1969"}',
        '{"input": 1969, "expected": "1969"}',
        '{"input": "1969", "expected": 1969}',
        '{"source": "1969", "value": "196"}',
        '{"source": "1971/1969", "value": "1971/1969"}',
    ],
)
def test_bad_objects_are_named(line):
    with pytest.raises(InputError, match="line 2: "):
        read('{"input": "1969", "expected": "1969"}\n' + line)


@pytest.mark.parametrize("content", ["", "input\texpected\n", "text\tdate\n1969\t1969\n"])
def test_a_table_without_rows_or_columns_is_refused(content):
    with pytest.raises(InputError):
        read(content)


def test_hints_that_mean_nothing_are_left_out_and_noted_once():
    table = read("input\texpected\torder_hint\tlocale\n" + "1969\t1969\tYDM\tno such\n" * 3)
    assert {(row.order, row.locale) for row in table.rows} == {("", "")}
    assert table.notes == (
        "line 2: order 'YDM' is not known and was left out (3 rows)",
        "line 2: 'no such' is not a locale: left out (3 rows)",
    )


@pytest.mark.parametrize(
    ("value", "reference"),
    [
        ("2014-04-26T05:24pz", "2014-04-26T17:24z"),
        ("@-3d", "@-3d"),
        ("1900-05-03;1950-06-04T10z", "1900-05-03;1950-06-04T10"),
        ("{1902..1906,1957}", "{1902..1906,1957}"),
    ],
)
def test_pairs_may_have_times_relative_dates_and_several_dates(value, reference):
    table = table_of_pairs([{"source": "text", "value": value}], "pairs")
    assert [row.reference for row in table.rows] == [(reference,)]


def test_a_pair_with_a_leap_day_that_its_year_lacks_has_no_date():
    table = table_of_pairs([{"source": "29 February 1900", "value": "1900-02-29", "kind": "full"}], "pairs")
    assert table.rows == (Row(1, "29 February 1900", (), "nodate"),)
