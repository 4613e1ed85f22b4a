"""Excel workbooks as tables."""

import datetime
import io

import pytest

from datenorm.bulk.table import convert_table
from datenorm.errors import ConfigError, InputError
from datenorm.tabular.excel import ExcelTable

openpyxl = pytest.importorskip("openpyxl")

ROWS = [
    ["id", "born"],
    [1, "20 July 1969"],
    [2, datetime.datetime(1971, 4, 23)],
    [3, datetime.datetime(2014, 4, 26, 17, 24)],
    [4, None],
    [5, 1850.0],
    [6, "=1+1"],
]


def workbook(rows=ROWS, *more):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for title in more:
        book.create_sheet(title).append(["kept"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def texts(content, column=1):
    return [text for window in ExcelTable(content).windows() for text in window.texts(column)]


@pytest.fixture
def converted(scripted_normalizer, tmp_path):
    """A function that converts a workbook and returns the rows of its first sheet."""
    normalizer = scripted_normalizer({"20 july 1969": {"1969-07-20": 1.0}})

    def convert(content, **options):
        source, target = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
        source.write_bytes(content)
        convert_table(
            source, target, "born", order="none", normalizer=normalizer, workers=1, overwrite=True, **options
        )
        return openpyxl.load_workbook(target)

    return convert


def test_real_dates_are_texts_in_iso():
    assert texts(workbook()) == [
        "20 July 1969",
        "1971-04-23",
        "2014-04-26T17:24:00",
        None,
        "1850",
        None,  # a formula that no program has reckoned yet
    ]


def test_the_values_stand_in_a_new_column_and_the_rest_stays(converted):
    book = converted(workbook(ROWS, "second"))
    rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    values = ["1969-07-20", "1971-04-23", "2014-04-26", None, "1850", None]
    assert [row[2] for row in rows] == ["born_iso", *values]
    assert [row[:2] for row in rows] == ROWS
    assert book["second"]["A1"].value == "kept"


def test_rejected_rows_are_a_workbook_of_their_own(converted, tmp_path):
    rows = [["id", "born"], [1, "hello"], [2, "1850~"], [3, "n. d."]]
    converted(workbook(rows), rejects=tmp_path / "open.xlsx")
    rejected = openpyxl.load_workbook(tmp_path / "open.xlsx").worksheets[0]
    assert [row[:2] for row in rejected.iter_rows(values_only=True)] == [
        ("id", "born"),
        (1, "hello"),
        (3, "n. d."),
    ]


def test_a_year_bc_is_no_formula(converted):
    book = converted(workbook([["born"], ["-0043-03-15"]]))
    cell = book.worksheets[0]["B2"]
    assert (cell.value, cell.data_type) == ("-0043-03-15", "s")


def test_several_sheets_are_remarked():
    assert ExcelTable(workbook(ROWS, "second")).remarks == ["read from the first sheet, 'Sheet', of 2"]
    assert ExcelTable(workbook()).remarks == []


def test_a_taken_name_is_refused(converted):
    with pytest.raises(ConfigError, match="born_iso"):
        converted(workbook([["born", "born_iso"], ["1850", ""]]))


def test_what_is_no_workbook_is_refused():
    with pytest.raises(InputError, match="not an Excel workbook"):
        ExcelTable(b"PK\x03\x04 no")
