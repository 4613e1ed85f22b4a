"""Rows that were not converted, in a file of their own."""

import gzip
import io

import pytest

from datenorm import ConfigError, convert_table
from datenorm.bulk.cells import CellRule
from datenorm.bulk.tally import RefusedError

ROWS = (
    'name;born;died\n"Doe; J.";1964-04-03;1999\nRoe;unknown;2001-05\n\n'
    'Poe;1971-04-23;"??"\nToo;many;of;them\nAbe;;'
)
REJECTS = (
    "name;born;died;born_reason;died_reason\n"
    "Roe;unknown;2001-05;no date found;\n\n"
    'Poe;1971-04-23;"??";;no date found\n'
    "Too;many;of;them\n"
)


@pytest.fixture
def normalizer(scripted_normalizer):
    """Reads values, and nothing else."""
    return scripted_normalizer({})


def rejected(normalizer, table, columns=("born", "died"), **options):
    """The rows that are rejected."""
    rejects, written = io.BytesIO(), io.BytesIO()
    convert_table(
        io.BytesIO(table), written, columns, rejects=rejects, normalizer=normalizer, workers=1, **options
    )
    return rejects.getvalue()


def test_a_rejected_row_is_as_it_was_with_its_reason(normalizer):
    assert rejected(normalizer, ROWS.encode()).decode() == REJECTS


def test_rejected_rows_are_in_the_encoding_of_the_table(normalizer):
    table = ("\ufeff" + ROWS).replace("Roe", "Röé").encode("utf-16-le")
    expected = ("\ufeff" + REJECTS).replace("Roe", "Röé").encode("utf-16-le")
    assert rejected(normalizer, table) == expected


def test_what_is_written_does_not_depend_on_it(normalizer):
    plain, beside = io.BytesIO(), io.BytesIO()
    first = convert_table(io.BytesIO(ROWS.encode()), plain, "born", normalizer=normalizer, workers=1)
    second = convert_table(
        io.BytesIO(ROWS.encode()), beside, "born", rejects=io.BytesIO(), normalizer=normalizer, workers=1
    )
    assert (plain.getvalue(), first) == (beside.getvalue(), second)


def test_rows_of_all_windows_are_there(normalizer):
    rows = [f"{number},{'x' if number % 5_000 == 0 else 1900 + number % 100}" for number in range(20_001)]
    found = rejected(normalizer, "\n".join(["n,born", *rows]).encode(), ["born"])
    assert found.decode().splitlines()[1:] == [
        f"{number},x,no date found" for number in range(0, 20_001, 5_000)
    ]


def test_json_lines_keep_their_text(normalizer):
    table = b'{"born":"1969"}\nbroken\n\n{"born" : "x", "n":1}\n'
    assert rejected(normalizer, table, ["born"]) == (
        b'broken\n\n{"born" : "x", "n":1,"born_reason":"no date found"}\n'
    )


def test_parquet_stays_parquet(normalizer):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    stream = io.BytesIO()
    parquet.write_table(pyarrow.table({"n": [1, 2, 3], "born": ["1969", "x", None]}), stream)
    found = parquet.read_table(io.BytesIO(rejected(normalizer, stream.getvalue(), ["born"])))
    assert found.to_pydict() == {"n": [2], "born": ["x"], "born_reason": ["no date found"]}


def test_the_file_appears_with_the_output_compressed_as_it_is_named(normalizer, tmp_path):
    table, out, rejects = tmp_path / "in.csv", tmp_path / "out.csv", tmp_path / "open.csv.gz"
    table.write_text(ROWS)
    convert_table(table, out, ["born", "died"], rejects=rejects, normalizer=normalizer, workers=1)
    assert gzip.decompress(rejects.read_bytes()).decode() == REJECTS
    rejects.unlink(), out.unlink()
    with pytest.raises(RefusedError):
        convert_table(
            table,
            out,
            "born",
            rejects=rejects,
            rule=CellRule(on_error="fail"),
            normalizer=normalizer,
            workers=1,
        )
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_without_rejected_rows_it_has_only_the_header(normalizer):
    assert rejected(normalizer, b"born\n1969\n", ["born"]) == b"born,born_reason\n"


def test_it_is_another_file_than_those_of_the_run(normalizer, tmp_path):
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text(ROWS)
    for path, message in ((table, "is the input too"), (out, "is the output too")):
        with pytest.raises(ConfigError, match=message):
            convert_table(table, out, "born", rejects=path, normalizer=normalizer, workers=1)
    with pytest.raises(ConfigError, match="named as parquet"):
        convert_table(table, out, "born", rejects=tmp_path / "open.parquet", normalizer=normalizer, workers=1)
    assert table.read_text() == ROWS and [path.name for path in tmp_path.iterdir()] == ["in.csv"]
