"""Excel workbooks as tables."""

import datetime
import io
import time
import zipfile

import pytest

from datenorm.bulk.table import convert_table
from datenorm.errors import ConfigError, InputError
from datenorm.tabular import excel
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


def with_sheet(change, rows=ROWS):
    """A workbook whose first sheet is changed as XML."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(rows))) as source, zipfile.ZipFile(content, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, change(text) if name == "xl/worksheets/sheet1.xml" else text)
    return content.getvalue()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda xml: xml.replace(b"</row>", b"<", 3), id="broken XML"),
        pytest.param(lambda xml: xml.replace(b'r="B3"', b'r="?3"'), id="a cell in no column"),
        pytest.param(lambda xml: xml.replace(b"<v>1850</v>", b"<v>x</v>"), id="a number that is none"),
    ],
)
def test_a_damaged_sheet_is_an_error(change):
    with pytest.raises(InputError, match="damaged"):
        texts(with_sheet(change))


def test_a_sheet_has_no_more_rows_than_a_sheet_can_have(monkeypatch):
    far = b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData>'
    monkeypatch.setattr(excel, "MAX_ROWS", 10_000)
    with pytest.raises(InputError, match="more than 10,000 rows"):
        texts(with_sheet(lambda xml: xml.replace(b"</sheetData>", far)))


def test_cells_beyond_the_columns_take_no_memory():
    row = b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>'
    many = b"".join(row % (number, number) for number in range(8, 3000)) + b"</sheetData>"
    windows = ExcelTable(with_sheet(lambda xml: xml.replace(b"</sheetData>", many))).windows()
    assert {len(row) for window in windows for row in window.rows} == {2}


def test_a_window_of_many_columns_has_few_rows():
    names = [f"c{number}" for number in range(16_000)]
    windows = list(ExcelTable(workbook([names, *([number] for number in range(50))])).windows())
    assert sum(map(len, windows)) == 50 and max(map(len, windows)) < 40


def test_what_unpacks_to_more_than_a_gigabyte_is_refused(monkeypatch):
    monkeypatch.setattr(excel, "MAX_UNPACKED", 100)
    with pytest.raises(InputError, match="more than 100 bytes unpacked"):
        ExcelTable(workbook())


def test_many_rejected_rows_take_no_time(converted, tmp_path):
    rows = [["id", "born"], *([number, "1850~" if number % 2 else "hello"] for number in range(3000))]
    started = time.process_time()
    converted(workbook(rows), rejects=tmp_path / "open.xlsx")
    assert time.process_time() - started < 20
    rejected = openpyxl.load_workbook(tmp_path / "open.xlsx").worksheets[0]
    found = [row[:2] for row in rejected.iter_rows(values_only=True)]
    assert found == [("id", "born"), *((number, "hello") for number in range(0, 3000, 2))]


def test_a_wrong_size_of_the_sheet_loses_no_row_and_no_column(converted):
    book = converted(
        with_sheet(lambda xml: xml.replace(b'<dimension ref="A1:B7"', b'<dimension ref="A1:A2"'))
    )
    rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    assert [row[:2] for row in rows] == ROWS and rows[6][0] == 6


def test_a_column_without_a_name_is_not_overwritten(converted):
    rows = [["id", "born"], [1, "1850~", "kept"]]
    book = converted(
        with_sheet(lambda xml: xml.replace(b'<dimension ref="A1:C2"', b'<dimension ref="A1:B2"'), rows)
    )
    assert [cell.value for cell in book.worksheets[0][2]] == [1, "1850~", "kept", "1850~"]
