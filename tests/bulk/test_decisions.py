"""Tables converted with what people decided."""

import io
import json

import pytest

from datenorm.bulk.cells import CellRule
from datenorm.bulk.decisions import Decisions, TextDecision
from datenorm.bulk.table import convert_table
from datenorm.convert.options import Policy
from datenorm.errors import InputError

TABLE = b"born\n03/04/2005\nhello\n20 july 1969\n03/04/2005\n"
READINGS = {
    "03/04/2005": {"2005-04-03": 0.6, "2005-03-04": 0.4},
    "20 july 1969": {"1969-07-20": 1.0},
}


@pytest.fixture
def converted(scripted_normalizer):
    """A function that converts `TABLE` with decisions and returns the values and the result."""
    normalizer = scripted_normalizer(READINGS, hinted={("03/04/2005", "MDY"): {"2005-03-04": 1.0}})

    def convert(decisions, **options):
        target = io.BytesIO()
        result = convert_table(
            io.BytesIO(TABLE),
            target,
            "born",
            order="none",
            decisions=decisions,
            normalizer=normalizer,
            workers=1,
            **options,
        )
        lines = target.getvalue().decode().splitlines()[1:]
        return [line.partition(",")[2] for line in lines], result

    return convert


@pytest.fixture
def file_of(tmp_path):
    """A function that writes lines of JSON and returns the path of their file."""

    def write(*records):
        path = tmp_path / "decisions.jsonl"
        path.write_text("".join(f"{json.dumps(record)}\n" for record in records))
        return path

    return write


def test_decisions_take_the_place_of_readings(converted, file_of):
    path = file_of(
        {"text": "03/04/2005", "kind": "order", "value": "MDY"},
        {"text": "hello", "kind": "value", "value": "1850~"},
        {"text": "20 july 1969", "kind": "no-date"},
    )
    values, result = converted(path)
    assert values == ["2005-03-04", "1850~", "", "2005-03-04"]
    assert result.tallies[0].summary() == (
        "3 converted, 1 refused: 1 no date (first at row 3: no date, as decided)"
    )


def test_without_decisions_the_model_reads(converted):
    assert converted(None)[0] == ["", "", "1969-07-20", ""]
    assert converted(Decisions({}))[0] == ["", "", "1969-07-20", ""]


def test_the_last_decision_of_a_text_holds(converted, file_of):
    path = file_of(
        {"text": "hello", "kind": "value", "value": "1850"},
        {"text": "hello", "kind": "value", "value": "1860"},
    )
    assert converted(path)[0][1] == "1860"


@pytest.mark.parametrize(
    ("form", "precision", "written"),
    [
        ("edtf", "any", "1969-07-20"),
        ("datetime", "any", "1969-07-20T20:17Z"),
        ("edtf", "month", "1969-07"),
        ("interval", "any", "1969-07-20,1969-07-20"),
    ],
)
def test_a_decided_value_is_written_as_asked(converted, form, precision, written):
    decisions = Decisions({"hello": TextDecision("value", "1969-07-20T20:17Z")})
    values, _ = converted(decisions, rule=CellRule(form=form), policy=Policy(precision=precision))
    assert values[1] == written


def test_a_decided_value_is_not_doubted(converted):
    decisions = Decisions({"hello": TextDecision("value", "1914-24"), "x": TextDecision("value", "0508")})
    values, _ = converted(decisions, policy=Policy(min_confidence=1))
    assert values[1] == "1914-24"


@pytest.mark.parametrize(
    "record",
    [
        [],
        {"kind": "no-date"},
        {"text": "x"},
        {"text": "x", "kind": "guess"},
        {"text": "x", "kind": "value", "value": "1914-99"},
        {"text": "x", "kind": "value", "value": "1945/1914"},
        {"text": "x", "kind": "value"},
        {"text": "x", "kind": "order", "value": "DYM"},
    ],
)
def test_a_line_that_is_no_decision_is_named(file_of, record):
    with pytest.raises(InputError, match=r"jsonl, line 2: "):
        Decisions.read(file_of({"text": "y", "kind": "no-date"}, record))


def test_a_file_that_is_not_json_lines_is_refused(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"\xff\n")
    with pytest.raises(InputError, match="line 1: not JSON"):
        Decisions.read(path)
    with pytest.raises(InputError, match="cannot read"):
        Decisions.read(tmp_path / "gone")


def test_a_text_with_bytes_that_are_not_text_is_found_again(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text('{"text": "h\\udcff", "kind": "no-date"}\n')
    assert Decisions.read(path).by_text == {"h\udcff": TextDecision("no-date")}
