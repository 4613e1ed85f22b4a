"""A spreadsheet runs a cell that starts with = + - or @; no cell that is added starts so.

The one exception is a minus of ISO 8601: a year before the era (-0043-03-15), or a date without a year (--06,
---24). Only digits and marks follow it, which call nothing.
"""

import csv
import io
import re
from random import Random

import pytest

from datenorm.bulk.cells import CellRule
from datenorm.bulk.table import convert_table
from datenorm.values import in_columns
from tests.values.walks import drawn_value

MINUS = re.compile(r"-{1,3}[0-9X]{2,4}[-0-9XTZ:+/.,~?%{}\[\]]*")
TEXTS = ("=1+1", "+1 day", "-3 days", "@today", "-44", "44 BC", "-0043-03-15", "yesterday", '=HYPERLINK("x")')


def is_formula(cell):
    """Whether a spreadsheet may run a cell."""
    return cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not MINUS.fullmatch(cell)


@pytest.mark.parametrize("form", ["iso", "interval"])
def test_no_value_begins_as_a_formula(form):
    rng = Random(1)
    for _ in range(3000):
        value = drawn_value(rng)
        if value.startswith("@"):  # a program that was not run; the value of such a text is None
            continue
        cells = (value, *in_columns(value, form))
        assert not any(map(is_formula, cells)), cells


@pytest.mark.parametrize("form", ["edtf", "iso", "interval", "datetime", "ixdtf"])
def test_no_added_cell_begins_as_a_formula(scripted_normalizer, form):
    normalizer = scripted_normalizer(
        {text: {value: 1.0} for text in TEXTS for value in ("∅", "@-3d", "-0043-03-15")}
    )
    written = io.StringIO()
    csv.writer(written).writerows([["born"], *([text] for text in TEXTS)])
    source = io.BytesIO(written.getvalue().encode())
    target = io.BytesIO()
    rule = CellRule("new_{}", form=form, status=True, confidence=True)
    convert_table(source, target, ["born"], order=None, rule=rule, normalizer=normalizer, workers=1)
    names, *rows = csv.reader(io.StringIO(target.getvalue().decode()))
    assert len(rows) == len(TEXTS) and len(names) > 2
    assert not [cell for row in rows for cell in row[1:] if is_formula(cell)]
