"""`datenorm table`: what is written, what is said, how it ends."""

import csv
import gzip
import io
import json
import sys
from pathlib import Path

import pytest

CSV = 'id,born,died\n1,20 July 1969,x\n2,"July 20, 1969",\n3,03/04/2005,y\n4,hello world,\n5,,z\n'
READINGS = {
    "20 july 1969": {"1969-07-20": 1.0},
    "july 20, 1969": {"1969-07-20": 1.0},
    "03/04/2005": {"2005-03-04": 0.5, "2005-04-03": 0.5},
}
BY_HINT = {("03/04/2005", "DMY"): {"2005-04-03": 1.0}}


@pytest.fixture
def table(invoke, scripted_normalizer, monkeypatch):
    """Call the command with a network that knows what it is told."""
    normalizer = scripted_normalizer(READINGS, hinted=BY_HINT)
    monkeypatch.setattr("datenorm.convert.normalizer.Normalizer.load", lambda path=None: normalizer)

    def call(*arguments, input=b""):
        order = () if "--order" in arguments else ("--order", "none")
        return invoke("table", *arguments, *order, input=input)

    return call


@pytest.fixture
def people(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(CSV, newline="")
    return path


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_values_stand_in_a_new_column_and_everything_else_stays(table, people, tmp_path):
    result = table(people, "--column", "born", "-o", tmp_path / "out.csv")
    assert result.exit_code == 1
    assert result.stdout == ""
    written = (tmp_path / "out.csv").read_text()
    assert [row["born_iso"] for row in rows(written)] == ["1969-07-20", "1969-07-20", "", "", ""]
    for old, new in zip(CSV.splitlines(), written.splitlines(), strict=True):
        assert new.startswith(f"{old},")


@pytest.mark.parametrize(
    ("arguments", "columns"),
    [
        (["--output", "interval"], {"born_first": "1969-07-20", "born_last": "1969-07-20"}),
        (["--output", "interval", "--new-column", "x_{}"], {"x_born_first": "1969-07-20"}),
        (["--output", "iso"], {"born_iso": "1969-07-20"}),
        (["--output", "edtf"], {"born_iso": "1969-07-20"}),
    ],
)
def test_values_are_written_in_the_form_asked_for(table, people, arguments, columns):
    first, _, third, *_ = rows(table(people, "--column", "born", *arguments).stdout)
    for name, value in columns.items():
        assert (first[name], third[name]) == (value, "")


def test_output_names_a_file_where_it_names_no_form(table, people, tmp_path):
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    table(people, "--column", "born", "--output", one)
    table(people, "--column", "born", "-o", other)
    assert one.read_bytes() == other.read_bytes()
    assert table(people, "--column", "born", "--output", one, "-o", other).exit_code == 2


def test_an_unknown_form_is_not_taken_for_a_file(table, people, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = table(people, "--column", "born", "--output", "xml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "edtf, iso, interval" in result.stderr and "-o/--output-file" in result.stderr
    assert not (tmp_path / "xml").exists()


def test_any_number_of_workers_writes_the_same_table(table):
    rows = "".join(f"{number},{number} July 1969\n" for number in range(5000)).encode()
    one, three = (
        table("-", "--column", "born", "--workers", count, input=b"id,born\n" + rows) for count in "13"
    )
    assert (one.stdout, one.stderr) == (three.stdout, three.stderr)


@pytest.mark.parametrize(
    "arguments", [["--output", "iso", "--output", "edtf"], ["--output", "interval", "--in-place"]]
)
def test_forms_that_contradict_other_options_are_refused(table, people, arguments):
    assert table(people, "--column", "born", *arguments).exit_code == 2


def test_the_summary_counts_and_names_the_first_row_without_a_value(table, people):
    result = table(people, "--column", "born")
    [line] = result.stderr.splitlines()
    assert line.startswith("2 converted, 1 empty, 2 refused: 1 ambiguous, 1 no date (first at row 3: ")
    assert table(people, "--column", "born", "--quiet").stderr == ""


def test_both_ends_can_be_pipes(table, people, tmp_path):
    table(people, "--column", "born", "-o", tmp_path / "out.csv")
    result = table("-", "--column", "born", input=CSV.encode())
    assert result.stdout == (tmp_path / "out.csv").read_text()


def test_status_and_confidence_are_there_when_asked_for(table, people):
    result = table(people, "--column", "born", "--status", "--confidence")
    found = rows(result.stdout)
    assert list(found[0]) == ["id", "born", "died", "born_iso", "born_status", "born_confidence"]
    assert [row["born_status"] for row in found] == ["converted", "converted", "ambiguous", "no-date", ""]
    assert float(found[0]["born_confidence"]) > 0.9 and found[4]["born_confidence"] == ""


def test_spreadsheets_get_an_apostrophe_before_a_minus(table):
    result = table("-", "--column", "born", "--for-spreadsheets", "-q", input=b"born\n-0043-03-15\n1969\n")
    assert result.stdout == "born,born_iso\n-0043-03-15,'-0043-03-15\n1969,1969\n"


def test_several_columns_are_converted_each_with_its_own_summary(table, people):
    result = table(people, "--column", "/^(born|died)$/")
    assert list(rows(result.stdout)[0])[3:] == ["born_iso", "died_iso"]
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["born", "died"]
    assert table(people, "-c", "2", "-c", "died").stdout == result.stdout


def test_a_new_column_can_have_any_name(table, people):
    assert "birthday" in rows(table(people, "--column", "born", "--new-column", "birthday").stdout)[0]
    result = table(people, "-c", "born", "-c", "died", "--new-column", "iso {}")
    assert {"iso born", "iso died"} <= set(rows(result.stdout)[0])
    result = table(people, "-c", "born", "-c", "died", "--new-column", "iso")
    assert result.exit_code == 2 and "{}" in result.stderr


def test_in_place_refused_texts_stay_unless_they_are_to_go(table, people):
    result = table(people, "--column", "born", "--in-place")
    assert result.stdout == CSV.replace("20 July 1969", "1969-07-20").replace('"July 20, 1969"', "1969-07-20")
    blank = table(people, "--column", "born", "--in-place", "--on-error", "blank")
    assert [row["born"] for row in rows(blank.stdout)][2:] == ["", "", ""]


def test_refused_texts_can_be_kept_in_the_new_column(table, people):
    result = table(people, "--column", "born", "--on-error", "keep")
    assert [row["born_iso"] for row in rows(result.stdout)][2:] == ["03/04/2005", "hello world", ""]


@pytest.mark.parametrize(("option", "row"), [(("--on-error", "fail"), 3), (("--on-ambiguous", "fail"), 3)])
def test_the_first_refusal_can_end_it_without_a_file(table, people, tmp_path, option, row):
    result = table(people, "--column", "born", "-o", tmp_path / "out.csv", *option)
    assert result.exit_code == 1
    assert f"row {row}: " in result.stderr
    assert sorted(tmp_path.iterdir()) == [people]


def test_on_ambiguous_fail_lets_other_refusals_pass(table, tmp_path):
    result = table("-", "--column", "born", "--on-ambiguous", "fail", input=b"born\nhello world\n")
    assert result.exit_code == 1 and result.stdout == "born,born_iso\nhello world,\n"


def test_everything_converted_or_empty_is_success(table):
    result = table("-", "--column", "born", input=b"id,born\n1,20 July 1969\n2,\n3, \n")
    assert result.exit_code == 0
    assert result.stderr == "1 converted, 2 empty\n"


def test_a_hint_is_used(table, people):
    result = table(people, "--column", "born", "--order", "dmy")
    assert rows(result.stdout)[2]["born_iso"] == "2005-04-03"


def test_odd_rows_are_named_and_a_long_one_makes_it_no_success(table):
    result = table("-", "--column", "born", input=b"id,born\n1,20 July 1969,x\n2\n3,20 July 1969\n")
    assert result.exit_code == 1
    assert result.stdout == "id,born,born_iso\n1,20 July 1969,x\n2,,\n3,20 July 1969,1969-07-20\n"
    assert "row 1: 3 fields where the first row has 2" in result.stderr
    assert "row 2: 1 of 2 fields" in result.stderr
    assert "1 converted, 1 empty" in result.stderr


def test_many_odd_rows_are_not_all_named(table):
    result = table("-", "--column", "born", input=b"id,born\n" + b"1\n" * 50)
    assert result.exit_code == 0
    assert len(result.stderr.splitlines()) < 10 and "45 more rows like these" in result.stderr


def test_rows_are_counted_across_windows(table):
    lines = b"1,20 July 1969\n" * 30_000
    result = table("-", "--column", "born", input=b"id,born\n" + lines + b"2,hello\n" + lines)
    assert "60,000 converted, 1 refused: 1 no date (first at row 30,001" in result.stderr
    assert result.stdout.count("1969-07-20\n") == 60_000


def test_a_file_without_header_is_seen_as_such(table):
    result = table("-", "--column", "2", input=b"1;20 July 1969\n2;20 July 1969\n")
    assert result.stdout == "1;20 July 1969;1969-07-20\n2;20 July 1969;1969-07-20\n"
    assert "--header" in result.stderr
    given = table("-", "--column", "2", "--header", input=b"1;20 July 1969\n2;20 July 1969\n")
    assert given.stdout.startswith("1;20 July 1969;20 July 1969_iso\n")


def test_the_layout_can_be_given(table):
    result = table(
        "-", "-c", "b", "--delimiter", "semicolon", "--quote", "'", input=b"a;b\n';';'20 July 1969'\n"
    )
    assert result.stdout == "a;b;b_iso\n';';'20 July 1969';1969-07-20\n"
    tabs = table("-", "-c", "b", "--delimiter", "TAB", "--quote", "none", input=b'a\tb\n"\t20 July 1969\n')
    assert tabs.stdout == 'a\tb\tb_iso\n"\t20 July 1969\t1969-07-20\n'


def test_the_name_of_a_file_tells_its_delimiter(table, tmp_path):
    path = tmp_path / "one.tsv"
    path.write_text("a\nJuly 20, 1969\n")
    result = table(path, "--column", "a")
    assert result.stdout == "a\ta_iso\nJuly 20, 1969\t1969-07-20\n"


def test_other_encodings_come_out_as_they_went_in(table):
    data = "né,born\nü,20 July 1969\n"
    for encoding in ("utf-16", "cp1252"):
        result = table("-", "--column", "born", input=data.encode(encoding))
        assert result.stdout_bytes.decode(encoding) == "né,born,born_iso\nü,20 July 1969,1969-07-20\n"
    assert "--encoding" in result.stderr


def test_columns_of_one_name_are_told_apart_by_their_numbers(table):
    data = b"born,born\n20 July 1969,hello\n"
    assert table("-", "--column", "born", input=data).exit_code == 2
    result = table("-", "-c", "1", "-c", "2", "--in-place", "--on-error", "blank", input=data)
    assert result.stdout == "born,born\n1969-07-20,\n"


def test_a_name_that_would_move_the_cursor_is_shown_escaped(table):
    result = table("-", "-c", "/born/", input=b"born\x1b[2J,born2\n20 July 1969,20 July 1969\n")
    assert "\x1b" not in result.stderr and "\\x1b" in result.stderr


def test_json_lines_get_keys(table, tmp_path):
    path = tmp_path / "people.jsonl"
    path.write_text('{"born": "20 July 1969"}\n{"born": null}\n{"x": 1}\n')
    result = table(path, "--column", "born", "--status")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert found[0] == {"born": "20 July 1969", "born_iso": "1969-07-20", "born_status": "converted"}
    assert found[1] == {"born": None, "born_iso": None, "born_status": None}
    assert result.exit_code == 0


def test_parquet_goes_through_pipes_too(table, tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "people.parquet"
    parquet.write_table(pyarrow.table({"id": [1, 2, 3], "born": ["20 July 1969", None, "x"]}), path)
    result = table(path, "--column", "born", "-o", tmp_path / "out.parquet", "--confidence")
    assert result.exit_code == 1, result.output
    written = parquet.read_table(tmp_path / "out.parquet")
    assert written["born_iso"].to_pylist() == ["1969-07-20", None, None]
    assert written["born_confidence"].to_pylist()[1] is None
    piped = table("-", "--column", "born", "--confidence", input=path.read_bytes())
    assert parquet.read_table(io.BytesIO(piped.stdout_bytes)).equals(written)


def test_parquet_that_fails_leaves_no_file(table, tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "people.parquet"
    parquet.write_table(pyarrow.table({"born": ["x"]}), path)
    result = table(path, "--column", "born", "-o", tmp_path / "out.parquet", "--on-error", "fail")
    assert result.exit_code == 1
    assert sorted(tmp_path.iterdir()) == [path]


def test_parquet_without_its_extra_says_how_to_get_it(table, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    path = tmp_path / "people.parquet"
    path.write_bytes(b"PAR1")
    result = table(path, "--column", "born")
    assert result.exit_code == 4
    assert "pip install 'datenorm[parquet]'" in result.stderr


def test_the_input_is_replaced_only_when_asked_for(table, people):
    refused = table(people, "--column", "born", "-o", people)
    assert refused.exit_code == 2 and "--overwrite" in refused.stderr
    assert people.read_text() == CSV
    table(people, "--column", "born", "-o", people, "--overwrite")
    assert people.read_text().startswith("id,born,died,born_iso\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "--column"),
        (("--column", "brn"), "did you mean 'born'"),
        (("--column", "born", "--in-place", "--new-column", "x"), "--in-place"),
        (("--column", "born", "--new-column", "died"), "'died' already"),
        (("--column", "born", "--no-header"), "use its number"),
        (("--column", "born", "--delimiter", "ab"), "one ASCII character"),
        (("--column", "born", "--encoding", "nonsense"), "not known"),
        (("--column", "born", "-o", "x.parquet"), "stays so"),
        (("--column", "born", "-o", "none/x.csv"), "cannot write"),
        (("--column", "born", "--past", "--future"), "cannot be combined"),
        (("--column", "born", "--locale", "???"), "not a locale"),
    ],
)
def test_what_cannot_be_is_wrong_usage(table, people, arguments, message, monkeypatch):
    monkeypatch.chdir(people.parent)
    result = table(people, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr and "Traceback" not in result.output
    assert sorted(people.parent.iterdir()) == [people]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("option", ["-o", "--rejects"])
def test_a_full_disk_is_no_wrong_usage(table, people, option):
    result = table(people, "--column", "born", option, "/dev/full")
    assert result.exit_code == 1
    assert "Error: cannot write /dev/full: No space left on device" in result.stderr


def test_a_missing_file_is_wrong_usage(table, tmp_path):
    assert table(tmp_path / "none.csv", "--column", "born").exit_code == 2


def test_the_column_as_a_whole_settles_what_its_rows_leave_open(invoke, bundled_normalizer):
    data = b"born\n03/04/2005\n23/04/2005\n,\n"
    result = invoke("table", "-", "--column", "born", "--delimiter", ";", input=data)
    assert result.stdout == "born;born_iso\n03/04/2005;2005-04-03\n23/04/2005;2005-04-23\n,;\n"
    assert "day-month-year" in result.stderr and "row 2" in result.stderr


def test_what_is_found_in_the_first_rows_holds_for_all_others(invoke, bundled_normalizer):
    data = b"born\n23/04/2005\n" + b"24/04/2005\n" * 70_000 + b"03/04/2005\n"
    result = invoke("table", "-", "--column", "born", input=data)
    assert result.exit_code == 0
    assert result.stdout.endswith("03/04/2005,2005-04-03\n")


def test_a_compressed_table_stays_compressed(table, tmp_path):
    source, target = tmp_path / "people.csv.gz", tmp_path / "out.csv.gz"
    source.write_bytes(gzip.compress(CSV.encode()))
    result = table(source, "--column", "born", "-o", target)
    assert result.exit_code == 1, result.stderr
    written = gzip.decompress(target.read_bytes()).decode()
    assert [row["born_iso"] for row in rows(written)] == ["1969-07-20", "1969-07-20", "", "", ""]


def test_a_damaged_compressed_table_is_an_error_and_nothing_is_written(table, tmp_path):
    source, target = tmp_path / "people.csv.gz", tmp_path / "out.csv.gz"
    source.write_bytes(gzip.compress(CSV.encode() * 1000)[:-20])
    result = table(source, "--column", "born", "-o", target)
    assert result.exit_code == 2
    assert "damaged" in result.stderr
    assert list(tmp_path.iterdir()) == [source]


def test_what_a_killed_run_left_is_removed_and_said(table, people, tmp_path):
    (tmp_path / ".out.csv.0123abcd.part").write_bytes(b"half")
    result = table(people, "--column", "born", "-o", tmp_path / "out.csv")
    assert "removed .out.csv.0123abcd.part, which an interrupted run had left" in result.stderr
    assert {entry.name for entry in tmp_path.iterdir()} == {"people.csv", "out.csv"}
