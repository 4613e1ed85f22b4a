"""Compressed tables are read and written as what they are, and damaged ones are errors."""

import gzip
import io
import zlib
from functools import cache

import pytest

from datenorm.errors import ConfigError, InputError
from datenorm.tabular import Layout, open_table, open_target
from datenorm.tabular.compression import compressing, compression_of_bytes, decompressed
from datenorm.tabular.layout import format_of
from datenorm.tabular.stream import CHUNK

CONTENT = b"name,born\n" + b"".join(b"%d,20 July 1969\n" % number for number in range(20_000))


@cache
def compressed(content, name):
    if name == "zstd":
        pyarrow = pytest.importorskip("pyarrow")
        return pyarrow.compress(content, "zstd", asbytes=True)
    return gzip.compress(content, mtime=0)


def opened(data):
    return open_table(io.BytesIO(data), Layout(), ["born"], lambda text: False)


def texts_of(table):
    return [text for window in table.windows() for text in window.texts(1)]


@pytest.mark.parametrize("name", ["gzip", "zstd"])
def test_a_compressed_table_is_read(name):
    table = opened(compressed(CONTENT, name))
    assert table.names == ["name", "born"]
    assert texts_of(table) == ["20 July 1969"] * 20_000


@pytest.mark.parametrize("name", ["gzip", "zstd"])
@pytest.mark.parametrize("end", [1, 4, 9, 1000])
def test_a_truncated_file_is_an_error(name, end):
    data = compressed(CONTENT, name)
    with pytest.raises(InputError, match="damaged"):
        texts_of(opened(data[:-end]))


def test_a_damaged_gzip_file_is_an_error():
    data = bytearray(compressed(CONTENT, "gzip"))
    data[len(data) // 2] ^= 0b100
    with pytest.raises(InputError, match="gzip file is damaged"):
        texts_of(opened(bytes(data)))


def test_what_follows_the_end_of_a_gzip_file_is_an_error():
    with pytest.raises(InputError, match="damaged"):
        texts_of(opened(compressed(CONTENT, "gzip") + b"rest"))


def test_members_and_padding_follow_each_other():
    half = len(CONTENT) // 2
    data = gzip.compress(CONTENT[:half]) + gzip.compress(CONTENT[half:]) + b"\0" * 512
    chunks = iter([data[start : start + 7] for start in range(0, len(data), 7)])
    assert b"".join(decompressed(chunks, "gzip")) == CONTENT


def test_a_bomb_is_unpacked_piece_by_piece():
    bomb = gzip.compress(b"\0" * (50 << 20))
    assert max(len(chunk) for chunk in decompressed(iter([bomb]), "gzip")) <= CHUNK


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"BZh91AY&SY", b"\xfd7zXZ\x00"])
def test_what_cannot_be_read_is_named(start):
    with pytest.raises(InputError, match="cannot be read here"):
        opened(start + b"rest of it\n" * 10)


@pytest.mark.parametrize(("suffix", "name"), [(".gz", "gzip"), (".zst", "zstd")])
def test_a_file_is_written_as_its_name_says(tmp_path, suffix, name):
    if name == "zstd":
        pytest.importorskip("pyarrow")
    path = tmp_path / f"out.csv{suffix}"
    with open_target(path) as stream:
        for start in range(0, len(CONTENT), 10_000):
            stream.write(CONTENT[start : start + 10_000])
            stream.flush()
    data = path.read_bytes()
    assert compression_of_bytes(data) == name
    assert b"".join(decompressed(iter([data]), name)) == CONTENT
    assert len(data) < len(CONTENT) / 5


@pytest.mark.parametrize("name", ["gzip", "zstd"])
def test_a_compressed_stream_that_was_not_finished_is_damaged(name):
    stream = io.BytesIO()
    with pytest.raises(KeyboardInterrupt), compressing(stream, name) as inner:
        inner.write(CONTENT)
        raise KeyboardInterrupt
    written = stream.getvalue()
    if written:
        with pytest.raises(InputError, match="damaged"):
            list(decompressed(iter([written]), name))


def test_the_name_within_the_name_says_the_format(tmp_path):
    assert format_of(tmp_path / "a.csv.gz") == "csv"
    assert format_of(tmp_path / "a.JSONL.ZST") == "jsonl"
    assert format_of(tmp_path / "a.gz") is None


def test_parquet_is_not_compressed_again(tmp_path):
    with pytest.raises(ConfigError, match="compressed within"), open_target(tmp_path / "a.parquet.gz"):
        pytest.fail("the block must not begin")


def test_raw_deflate_is_no_gzip():
    assert compression_of_bytes(zlib.compress(CONTENT)) is None
