"""Times, zones and relative dates on the command line; the texts are values, so any model reads them."""

from __future__ import annotations

import json

import pytest

MOMENT = "2014-04-26T17:24:37-07:00"


@pytest.fixture
def convert(invoke, tiny_bundle):
    """A function that converts with a small model: its output, its errors, its exit code."""

    def call(*arguments, input=b""):
        result = invoke("convert", "--model", tiny_bundle, *arguments, input=input)
        return result.stdout, result.stderr, result.exit_code

    return call


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ([], "2014-04-26"),
        (["--output", "iso"], "2014-04-26"),
        (["--output", "datetime"], MOMENT),
        (["--output", "ixdtf"], MOMENT),
        (["--output", "datetime", "--utc"], "2014-04-27T00:24:37Z"),
        (["--output", "datetime", "--zone", "Europe/Paris"], MOMENT),
    ],
)
def test_a_time_is_printed_where_it_is_asked_for(convert, options, line):
    assert convert(*options, MOMENT) == (f"{line}\n", "", 0)


@pytest.mark.parametrize(
    ("output", "line"),
    [("datetime", "2021-05-12T14:30+02:00"), ("ixdtf", "2021-05-12T14:30+02:00[Europe/Paris]")],
)
def test_a_zone_says_what_a_time_without_one_means(convert, output, line):
    arguments = ["--output", output, "--zone", "europe/paris", "2021-05-12T14:30", "2021-05-12"]
    assert convert(*arguments)[0] == f"{line}\n2021-05-12\n"


def test_lines_that_are_days_stay_days(convert):
    lines = b"2021-05-12\n2021-05-13\n2021-05-13T10:00\n"
    assert convert("--output", "datetime", "-", input=lines)[0].encode() == lines


def test_json_always_tells_the_time(convert):
    record = json.loads(convert("--jsonl", "--zone", "Europe/Paris", "2021-05-12T14:30")[0])
    assert (record["value"], record["datetime"], record["zone"]) == (
        "2021-05-12",
        "2021-05-12T14:30+02:00",
        "Europe/Paris",
    )
    assert record["dates"] == []


def test_an_unknown_zone_is_refused_with_names_like_it(convert):
    _, errors, code = convert("--zone", "Paris", "2021-05-12T14:30")
    assert code == 2
    assert "'Paris' is not a time zone" in errors
    assert "Europe/Paris" in errors


def test_next_friday_is_settled_by_an_option(convert):
    arguments = ["--reference-date", "2026-11-25", "@»⑤"]
    values, errors, code = convert(*arguments)
    assert (values, code) == ("\n", 1)
    assert "2026-12-04 or 2026-11-27; use --next" in errors
    assert convert("--next", "week", *arguments)[0] == "2026-12-04\n"
    assert convert("--next", "nearest", *arguments)[0] == "2026-11-27\n"


def test_hours_are_counted_from_a_reference_date_with_a_time(convert):
    arguments = ["--output", "datetime", "@-2H"]
    assert convert("--reference-date", "2026-11-25T14:30", *arguments)[0] == "2026-11-25T12:30\n"
    _, errors, code = convert("--reference-date", "2026-11-25", *arguments)
    assert code == 1
    assert "a reference date with a time of day; use --reference-date with a time" in errors


def test_a_line_may_have_a_reference_date_with_a_time(convert):
    lines = b"@-2H\t2026-11-25T14:30\n@-2H\t2026-11-25T15:30\n"
    values = convert("--output", "datetime", "--fields", "input,ref", "-", input=lines)[0]
    assert values == "2026-11-25T12:30\n2026-11-25T13:30\n"


def test_a_table_has_times_where_they_are_asked_for(invoke, tiny_bundle):
    table = f"id,at\n1,{MOMENT}\n2,2021-05-12\n3,\n".encode()
    arguments = [
        "table",
        "--model",
        tiny_bundle,
        "--column",
        "at",
        "--output",
        "datetime",
        "--utc",
        "--order",
        "none",
        "-",
    ]
    result = invoke(*arguments, input=table)
    assert result.stdout == f"id,at,at_iso\n1,{MOMENT},2014-04-27T00:24:37Z\n2,2021-05-12,2021-05-12\n3,,\n"


@pytest.mark.parametrize(
    "text", [MOMENT, "2021-05-10T10:00/2021-05-10T12:00", "2021-W23-4T10", "XXXX-05-12T14:30"]
)
def test_what_was_printed_is_read_as_itself(convert, text):
    assert convert("--output", "datetime", text)[0] == f"{text}\n"


def test_a_text_that_only_looks_like_moments_is_no_fault(convert):
    assert convert("2021-05-10T10:00/2021-05-11")[2] in (0, 1)
