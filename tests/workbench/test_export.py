"""What a project exports."""

import csv
import datetime
import gzip
import io
import json

import pytest

from datenorm import convert_table
from datenorm.errors import ConfigError
from datenorm.training.user_pairs import read_user_pairs
from datenorm.workbench import EXPORT_FORMS, Project, ReviewFilter, Ruling, Scope
from tests.workbench.conftest import BY_ROW, ROWS

VALUES = {
    "20 July 1969": "1969-07-20",
    "Monday 20 July 1969": "1969-07-20",
    "7/5/21": "2021-05-07",
}


def exported(project, form):
    target = io.BytesIO()
    project.export(form, target)
    return target.getvalue()


@pytest.fixture
def decided(project, group_of):
    """The project after four decisions, of each kind one, and one that was taken back."""
    project.decide(Scope(ids=(group_of("03/04/2005").id,)), Ruling("order", "MDY"))
    project.decide(Scope(ids=(group_of("1914-24").id,)), Ruling("reading", index=1))
    project.decide(Scope(ids=(group_of("hello").id,)), Ruling("value", "1850~"))
    project.decide(Scope(ids=(group_of("05/06/2005").id,)), Ruling("no-date"))
    project.decide(Scope(ids=(group_of("7/5/21").id,)), Ruling("no-date"))
    project.undo()
    return project


def test_the_table_has_the_values_in_a_new_column(decided):
    values = {**VALUES, "03/04/2005": "2005-03-04", "1914-24": "1914-24", "hello": "1850~"}
    lines = [f"{n},{text},{values.get(text, '')}" for n, text in enumerate(ROWS, start=1)]
    assert exported(decided, "table").decode() == "\n".join(["id,born,born_iso", *lines, ""])


def test_the_decisions_are_a_patch_for_the_same_table(decided, table, normalizer, tmp_path):
    patch = tmp_path / decided.export_name("decisions")
    report = decided.export("decisions", patch)
    assert report.rows == 4
    assert [json.loads(line) for line in patch.read_text().splitlines()] == [
        {"text": "03/04/2005", "kind": "order", "value": "MDY", "reading": "2005-03-04"},
        {"text": "1914-24", "kind": "value", "value": "1914-24"},
        {"text": "hello", "kind": "value", "value": "1850~"},
        {"text": "05/06/2005", "kind": "no-date", "value": None},
    ]
    target = io.BytesIO()
    convert_table(table, target, "born", order="none", decisions=patch, normalizer=normalizer, workers=1)
    assert target.getvalue() == exported(decided, "table")


def test_every_other_byte_stays(tmp_path, normalizer):
    content = '\ufeff"n";"when"\r\n1;"20 July 1969"\r\n\r\n2;\'x\r\n'.encode()
    path = tmp_path / "odd.csv.gz"
    path.write_bytes(gzip.compress(content))
    with Project.create(tmp_path / "p", path, "when", normalizer=normalizer, settings=BY_ROW) as project:
        assert project.export_name("table") == "odd_iso.csv"
        written = exported(project, "table")
        project.export("table", tmp_path / "out.csv.gz")
    assert written == (
        '\ufeff"n";"when";"when_iso"\r\n1;"20 July 1969";"1969-07-20"\r\n\r\n2;\'x;""\r\n'.encode()
    )
    assert gzip.decompress((tmp_path / "out.csv.gz").read_bytes()) == written


def test_a_table_without_a_header_is_exported_without_one(tmp_path, normalizer):
    path = tmp_path / "bare.csv"
    path.write_text("1,20 July 1969\n2,hello\n")
    with Project.create(tmp_path / "p", path, "2", normalizer=normalizer, settings=BY_ROW) as project:
        assert exported(project, "table") == b"1,20 July 1969,1969-07-20\n2,hello,\n"


def test_all_that_is_known_of_each_text_is_exported(decided):
    rows = list(csv.DictReader(io.StringIO(exported(decided, "csv").decode())))
    assert [row["text"] for row in rows] == [group.text for group in decided.groups(sort="first").groups]
    by_text = {row["text"]: row for row in rows}
    assert by_text["1914-24"] == {
        "text": "1914-24",
        "rows": "1",
        "first_row": "5",
        "shape": "dddd-dd",
        "status": "converted",
        "code": "",
        "reason": "",
        "value": "1914-24",
        "meaning": "winter 1914",
        "first": "1914-12-01",
        "last": "1915-02-28",
        "confidence": "0.5",
        "weekday_conflict": "false",
        "century_inferred": "false",
        "language": "",
        "decision": "value",
    }
    assert by_text["Monday 20 July 1969"]["weekday_conflict"] == "true"


def test_the_same_is_exported_as_parquet(decided):
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = parquet.read_table(io.BytesIO(exported(decided, "parquet"))).to_pylist()
    written = list(csv.DictReader(io.StringIO(exported(decided, "csv").decode())))
    assert [row["text"] for row in rows] == [row["text"] for row in written]
    assert rows[0]["rows"] == 3
    assert rows[0]["first"] == "2005-03-04"
    assert rows[0]["language"] is None


def test_a_workbook_is_reviewed_and_its_real_dates_are_taken_as_they_are(tmp_path, normalizer):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for born in ("born", datetime.datetime(1971, 4, 23), "hello", "20 July 1969"):
        book.active.append([born])
    path = tmp_path / "births.xlsx"
    book.save(path)
    with Project.create(tmp_path / "p", path, "born", normalizer=normalizer, settings=BY_ROW) as project:
        project.convert_waiting()
        assert {group.text: group.value for group in project.groups().groups} == {
            "1971-04-23": "1971-04-23",
            "hello": None,
            "20 July 1969": "1969-07-20",
        }
        assert project.export_name("table") == "births_iso.xlsx"
        written = openpyxl.load_workbook(io.BytesIO(exported(project, "table"))).active
    assert [cell.value for cell in written["B"]] == ["born_iso", "1971-04-23", None, "1969-07-20"]


def test_texts_that_wait_are_converted_for_an_export(tmp_path, table, normalizer):
    with Project.create(tmp_path / "p", table, "born", normalizer=normalizer, settings=BY_ROW) as project:
        assert b"20 July 1969,1969-07-20\n" in exported(project, "table")


def test_an_export_says_that_the_table_has_changed(project, table):
    table.write_text(table.read_text() + "11,1 May 1900\n")
    report = project.export("table", target := io.BytesIO())
    assert "changed" in report.remarks[0]
    assert target.getvalue().endswith(b"11,1 May 1900,\n")


@pytest.mark.parametrize("form", EXPORT_FORMS)
def test_the_table_itself_is_not_overwritten(project, table, form):
    before = table.read_bytes()
    with pytest.raises(ConfigError, match="is the input"):
        project.export(form, table)
    assert table.read_bytes() == before


def test_an_unknown_form_is_refused(project):
    with pytest.raises(ConfigError, match="unknown form"):
        project.export("xlsx", io.BytesIO())


def test_a_decided_time_of_day_is_left_out_of_the_column(project, group_of):
    project.decide(Scope(ids=(group_of("hello").id,)), Ruling("value", "1969-07-20T20:17Z"))
    assert group_of("hello").value == "1969-07-20T20:17Z"
    assert b"hello,1969-07-20\n" in exported(project, "table")


def test_a_project_of_nothing_is_exported(tmp_path, normalizer):
    path = tmp_path / "empty.csv"
    path.write_text("id,born\n1,\n")
    with Project.create(tmp_path / "p", path, "born", normalizer=normalizer, settings=BY_ROW) as project:
        assert exported(project, "table") == b"id,born,born_iso\n1,,\n"
        assert exported(project, "decisions") == b""
        assert project.groups(ReviewFilter(search="x")).total == 0
        pytest.importorskip("pyarrow")
        assert exported(project, "parquet")


def test_exported_decisions_are_pairs_to_learn_from(project, group_of, tmp_path):
    """`datenorm train --data` reads the file, with what a decided order makes of its texts."""
    project.decide(Scope(ids=(group_of("hello").id,)), Ruling("no-date"))
    project.decide(Scope(ids=(group_of("7/5/21").id,)), Ruling("value", "1921-05-07T10:15"))
    project.decide(Scope(ids=(group_of("03/04/2005").id, group_of("1914-24").id)), Ruling("order", "MDY"))
    project.export("decisions", tmp_path / "decisions.jsonl")
    pairs = read_user_pairs(tmp_path / "decisions.jsonl", {})
    assert {(pair.source, pair.value[:10]) for pair in pairs.learnt} == {
        ("03/04/2005", "2005-03-04"),
        ("7/5/21", "1921-05-07"),
        ("hello", "∅"),
    }
