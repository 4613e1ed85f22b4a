"""Parquet: other columns pass on as they are."""

import io

import pytest

from datenorm.errors import ConfigError, InputError
from datenorm.tabular import KEPT, Layout, NewColumn, open_table

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


@pytest.fixture
def table():
    return pyarrow.table(
        {
            "id": pyarrow.array([1, None, 3], pyarrow.int16()),
            "born": pyarrow.array(["x", None, "y"]).dictionary_encode(),
            "tags": [[1.5], [], None],
            "when": pyarrow.array([0, 1, 2], pyarrow.date32()),
        },
    ).replace_schema_metadata({"made": "here"})


def stored(table, **options):
    stream = io.BytesIO()
    parquet.write_table(table, stream, **options)
    return stream.getvalue()


def rewritten(data, columns, cells):
    source = open_table(io.BytesIO(data), Layout(), ["born"], lambda text: False)
    stream = io.BytesIO()
    writer = source.writer(stream, columns)
    writer.begin()
    for window in source.windows():
        writer.write(window, [[cells(text) for text in window.texts(new.source)] for new in columns])
    writer.end()
    return stream.getvalue()


def read(data):
    return parquet.read_table(io.BytesIO(data))


def test_new_columns_stand_behind_the_others_which_stay(table):
    table = read(stored(table))  # with the names that Parquet gives to the insides of lists
    values = rewritten(stored(table), [NewColumn("born_iso", 1)], lambda text: text and "1969")
    sure = NewColumn("sure", 1, is_number=True)
    written = read(rewritten(values, [sure], lambda text: None if text is None else 0.5))
    assert written.column_names == [*table.column_names, "born_iso", "sure"]
    assert written.select(table.column_names).equals(table, check_metadata=True)
    assert written["born_iso"].to_pylist() == ["1969", None, "1969"]
    assert written["sure"].to_pylist() == [0.5, None, 0.5]
    assert written.schema.metadata[b"made"] == b"here"


def test_in_place_the_type_becomes_text_and_the_place_stays(table):
    written = read(rewritten(stored(table), [NewColumn("", 1, in_place=True)], lambda text: "1969"))
    assert written.column_names == table.column_names
    assert written["born"].to_pylist() == ["1969"] * 3


def test_kept_cells_are_the_texts(table):
    written = read(rewritten(stored(table), [NewColumn("n", 1)], lambda text: KEPT))
    assert written["n"].to_pylist() == ["x", None, "y"]


@pytest.mark.parametrize("codec", ["none", "gzip", "zstd"])
def test_the_compression_stays(table, codec):
    data = stored(table, compression=codec)
    written = rewritten(data, [NewColumn("n", 1)], lambda text: KEPT)
    before, after = (parquet.ParquetFile(io.BytesIO(one)).metadata for one in (data, written))
    assert before.row_group(0).column(0).compression == after.row_group(0).column(0).compression


def test_many_row_groups_are_all_read(table):
    longer = pyarrow.concat_tables([table] * 50)
    written = read(rewritten(stored(longer, row_group_size=7), [NewColumn("n", 0)], lambda text: text))
    assert written["n"].to_pylist() == ["1", None, "3"] * 50


def test_an_empty_table_stays_one(table):
    written = read(rewritten(stored(table.slice(0, 0)), [NewColumn("n", 1)], lambda text: text))
    assert written.num_rows == 0 and "n" in written.column_names


def test_a_stream_that_cannot_seek_is_read_too(table):
    class Pipe(io.RawIOBase):
        def __init__(self, data):
            self.inner = io.BytesIO(data)

        def readable(self):
            return True

        def readinto(self, buffer):
            return self.inner.readinto(buffer)

    source = open_table(io.BufferedReader(Pipe(stored(table))), Layout(), ["born"], lambda text: False)
    assert source.names == table.column_names
    assert sum(len(window) for window in source.windows()) == 3


def test_a_column_that_holds_no_texts_is_an_error(table):
    with pytest.raises(InputError, match="'tags' holds no texts"):
        rewritten(stored(table), [NewColumn("n", 2)], lambda text: text)


def test_a_name_that_is_taken_is_refused(table):
    with pytest.raises(ConfigError, match="'when' already"):
        rewritten(stored(table), [NewColumn("when", 1)], lambda text: text)


def test_what_is_no_parquet_file_is_an_error():
    with pytest.raises(InputError, match="not a Parquet file"):
        open_table(io.BytesIO(b"PAR1 and nothing else"), Layout(), ["1"], lambda text: False)
