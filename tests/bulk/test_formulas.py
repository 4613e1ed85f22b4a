"""A spreadsheet calculates a cell that starts with = + - or @; no cell that is added starts so.

The one exception is the minus of ISO 8601: before a year that is before the year 1 (-0043-03-15), and, in the
form `iso` alone, of a date without a year (--06, ---24). With `for_spreadsheets` there is none.
"""

import csv
import io
import json
import re
from random import Random

import pytest

from datenorm.bulk.cells import CellRule
from datenorm.bulk.table import convert_table
from datenorm.values import in_columns
from tests.values.walks import drawn_value

SIGNS = ("=", "+", "-", "@", "\t", "\r")
BEFORE_CHRIST = re.compile(r"-[0-9]{2}[0-9X]{2}(?![0-9])[-0-9XTZ:+/.,~?%{}\[\]]*")
WITHOUT_YEAR = re.compile(r"(--[0-9]{2}|---[0-9]{2})(?![0-9])[-0-9TZ:+/.~?%]*")
TEXTS = ("=1+1", "+1 day", "-3 days", "@today", "-44", "44 BC", "-0043-03-15", "yesterday", '=HYPERLINK("x")')


def is_formula(cell):
    """Whether a spreadsheet may run a cell, other than a date with a minus."""
    is_date = BEFORE_CHRIST.fullmatch(cell) or WITHOUT_YEAR.fullmatch(cell)
    return cell.startswith(SIGNS) and not is_date


@pytest.mark.parametrize("form", ["edtf", "iso", "interval", "datetime", "ixdtf"])
def test_a_value_begins_with_a_minus_only_before_a_year_before_the_year_1(form):
    rng = Random(1)
    for _ in range(3000):
        value = drawn_value(rng)
        if value.startswith("@"):  # a program that was not run; the value of such a text is None
            continue
        for cell in (value, *in_columns(value, form)):
            if cell.startswith(SIGNS):
                is_year = BEFORE_CHRIST.fullmatch(cell) and not cell.startswith("-0000")
                assert is_year or (form == "iso" and WITHOUT_YEAR.fullmatch(cell)), (value, cell)


@pytest.mark.parametrize("form", ["edtf", "iso", "interval", "datetime", "ixdtf"])
def test_no_added_cell_begins_as_a_formula(scripted_normalizer, form):
    normalizer = scripted_normalizer(
        {text: {value: 1.0} for text in TEXTS for value in ("∅", "@-3d", "-0043-03-15")}
    )
    written = io.StringIO()
    csv.writer(written).writerows([["born"], *([text] for text in TEXTS)])
    source = io.BytesIO(written.getvalue().encode())
    target, rejects = io.BytesIO(), io.BytesIO()
    rule = CellRule("new_{}", form=form, status=True, confidence=True)
    convert_table(
        source, target, ["born"], order=None, rule=rule, normalizer=normalizer, workers=1, rejects=rejects
    )
    names, *rows = csv.reader(io.StringIO(target.getvalue().decode()))
    assert len(rows) == len(TEXTS) and len(names) > 2
    _, *rejected = csv.reader(io.StringIO(rejects.getvalue().decode()))
    assert rejected
    assert not [cell for row in (*rows, *rejected) for cell in row[1:] if is_formula(cell)]


@pytest.mark.parametrize(
    ("form", "on_error", "kind"),
    [("edtf", "blank", "csv"), ("interval", "keep", "csv"), ("datetime", "keep", "jsonl")],
)
def test_for_spreadsheets_nothing_that_is_added_begins_with_a_sign(scripted_normalizer, form, on_error, kind):
    name = "=born"
    texts = [*TEXTS, " =1", "\t=1", "＝1", "1969"]
    normalizer = scripted_normalizer({"44 bc": {"-0043": 1.0}, "-44": {"-0043": 1.0}, "1969": {"1969": 1.0}})
    written = io.StringIO()
    if kind == "csv":
        csv.writer(written).writerows([[name], *([text] for text in texts)])
    else:
        written.writelines(json.dumps({name: text}) + "\n" for text in texts)
    target = io.BytesIO()
    rule = CellRule("{}_new", form=form, status=True, on_error=on_error, for_spreadsheets=True)
    source = io.BytesIO(written.getvalue().encode())
    convert_table(source, target, [name], order=None, rule=rule, normalizer=normalizer, workers=1)
    lines = target.getvalue().decode()
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(lines)))
    else:
        objects = [json.loads(line) for line in lines.splitlines()]
        rows = [list(objects[0]), *(list(one.values()) for one in objects)]
    added = [cell for row in rows for cell in row[1:] if cell]
    assert not [cell for cell in added if cell.strip().startswith(tuple("=+-@＝"))]
    assert added[0].startswith("'=born_new")
    assert any(cell.startswith("'-0043") for cell in added) and any(cell.startswith("1969") for cell in added)
    assert [row[0] for row in rows[1:]] == texts
    kept = [row[1] for row in rows[1:] if row[0] == TEXTS[0]]
    assert kept == (["'=1+1"] if on_error == "keep" else kept) and (on_error == "keep" or not kept[0])


def test_in_place_only_what_is_written_gets_an_apostrophe(scripted_normalizer):
    normalizer = scripted_normalizer({"44 bc": {"-0043": 1.0}})
    source, target = io.BytesIO(b"born\n=1+1\n44 BC\n"), io.BytesIO()
    rule = CellRule(in_place=True, on_error="keep", for_spreadsheets=True)
    convert_table(source, target, ["born"], order=None, rule=rule, normalizer=normalizer, workers=1)
    assert target.getvalue() == b"born\n=1+1\n'-0043\n"
