"""`python -m datenorm.spark`: a Parquet file in, the same with new columns out."""

import pytest
from click.testing import CliRunner

from datenorm.cli.spark_job import program

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

pytestmark = pytest.mark.filterwarnings(
    "ignore:PySpark does not yet fully support pandas:FutureWarning", "ignore:unclosed:ResourceWarning"
)

PEOPLE = {
    "id": [1, 2, 3, 4],
    "born": ["20 July 1969", None, "03/04/2005", "hello world"],
    "died": ["1 May 2000", " ", None, "1999"],
}


@pytest.fixture
def people(tmp_path):
    path = tmp_path / "people.parquet"
    parquet.write_table(pyarrow.table(PEOPLE), path)
    return path


@pytest.fixture
def run(spark, bundled_normalizer):
    def run(*arguments):
        return CliRunner().invoke(program, ["datenorm.spark", *map(str, arguments)], catch_exceptions=False)

    return run


def test_the_rows_stay_and_get_new_columns(run, people, tmp_path):
    target = tmp_path / "out.parquet"
    result = run(people, target, "--column", "born", "-c", "died", "--locale", "en-GB")
    written = parquet.read_table(target).sort_by("id")
    assert written.select(list(PEOPLE)).to_pydict() == PEOPLE
    assert [one and one["value"] for one in written["born_iso"].to_pylist()] == [
        "1969-07-20",
        None,
        "2005-04-03",
        None,
    ]
    assert result.stderr.splitlines() == [
        "born: 2 converted, 1 empty, 1 refused: 1 no date",
        "died: 2 converted, 2 empty",
    ]
    assert result.exit_code == 1


def test_the_exit_code_can_be_left_alone_and_the_name_chosen(run, people, tmp_path):
    target = tmp_path / "out.parquet"
    result = run(people, target, "-c", "born", "--new-column", "day of {}", "--exit-zero", "--quiet")
    assert result.exit_code == 0 and result.stderr == ""
    assert parquet.read_table(target).column_names == ["id", "born", "died", "day of born"]


def test_times_are_written_on_demand_and_counted(run, tiny_bundle, tmp_path):
    source, target = tmp_path / "log.parquet", tmp_path / "out.parquet"
    sent = ["2014-04-26T17:24:37-07:00", "XXXX-21", None]
    parquet.write_table(pyarrow.table({"id": [1, 2, 3], "sent": sent}), source)
    result = run(source, target, "-c", "sent", "--output", "datetime", "--model", tiny_bundle)
    written = parquet.read_table(target).sort_by("id")["sent_iso"].to_pylist()
    assert [one and one["value"] for one in written] == sent
    result = run(source, target, "-c", "sent", "--output", "iso", "--model", tiny_bundle, "--overwrite")
    written = parquet.read_table(target).sort_by("id")["sent_iso"].to_pylist()
    assert [one and one["value"] for one in written] == ["2014-04-26", None, None]
    assert (result.exit_code, result.stderr) == (
        0,
        "2 converted, 1 empty\n",
    )  # a season without a year is no refusal


def test_everything_converted_ends_with_0(run, people, tmp_path):
    result = run(people, tmp_path / "out.parquet", "--column", "died")
    assert result.exit_code == 0
    assert result.stderr == "2 converted, 2 empty\n"


def test_a_target_that_is_there_is_replaced_on_demand_only(run, people, tmp_path):
    target = tmp_path / "out.parquet"
    target.mkdir()
    (target / "part-0.parquet").write_bytes(people.read_bytes())
    result = run(people, target, "-c", "died")
    assert result.exit_code == 2 and "already exists" in result.stderr and "--overwrite" in result.stderr
    assert run(people, target, "-c", "died", "--overwrite").exit_code == 0
    assert parquet.read_table(target).num_rows == 4
    result = run(target, target, "-c", "born", "--overwrite")
    assert result.exit_code == 2 and "while it is read" in result.stderr
    assert parquet.read_table(target).num_rows == 4


def test_an_empty_table_stays_one(run, tmp_path):
    source, target = tmp_path / "none.parquet", tmp_path / "out.parquet"
    parquet.write_table(pyarrow.table({"born": pyarrow.array([], pyarrow.string())}), source)
    result = run(source, target, "-c", "born")
    assert result.exit_code == 0 and result.stderr == "0 converted\n"
    assert parquet.read_table(target).column_names == ["born", "born_iso"]


@pytest.mark.parametrize(
    ("options", "words", "code"),
    [
        (["-c", "bron"], "no column is named 'bron'", 2),
        (["-c", "born", "--locale", "??"], "is not a locale", 2),
        (["-c", "born", "--new-column", "id"], "a column named 'id' already", 2),
        (["-c", "born", "--on-ambiguous", "fail"], "workers do not stop each other", 2),
        (["-c", "born", "--model", "nowhere"], "no model bundle at nowhere", 3),
        ([], "--column", 2),
    ],
)
def test_what_cannot_be_done_is_said(run, people, tmp_path, options, words, code):
    result = run(people, tmp_path / "out.parquet", *options)
    assert result.exit_code == code and words in result.stderr
    assert not (tmp_path / "out.parquet").exists()


def test_a_source_that_is_no_table_is_said(run, tmp_path):
    result = run(tmp_path / "nothing.parquet", tmp_path / "out.parquet", "-c", "born")
    assert result.exit_code == 2 and "there is no such file" in result.stderr
    other = tmp_path / "other.parquet"
    other.write_text("id,born\n1,20 July 1969\n" * 10)
    result = run(other, tmp_path / "out.parquet", "-c", "born")
    assert result.exit_code == 2 and "cannot read" in result.stderr
