"""A file appears whole or not at all."""

import os
import sys
from pathlib import Path

import pytest

from datenorm.errors import ConfigError, DiskFull, InputError
from datenorm.tabular import open_target, remove_left_over

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and access rights of POSIX")


def test_a_file_is_there_when_the_block_has_ended_and_not_before(tmp_path):
    path = tmp_path / "out"
    with open_target(path) as stream:
        stream.write(b"new")
        assert not path.exists()
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, ValueError])
def test_a_block_that_ends_badly_leaves_what_was_there(tmp_path, error):
    path = tmp_path / "out"
    path.write_bytes(b"old")
    with pytest.raises(error), open_target(path) as stream:
        stream.write(b"half")
        raise error
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@posix
def test_access_rights_and_links_stay(tmp_path):
    path, link = tmp_path / "out", tmp_path / "link"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link.symlink_to(path)
    with open_target(link) as stream:
        stream.write(b"new")
    assert link.is_symlink() and path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_the_input_is_replaced_only_when_that_is_asked_for(tmp_path):
    path = tmp_path / "in"
    path.write_bytes(b"old")
    with pytest.raises(ConfigError, match="is the input"), open_target(path, path):
        pass
    (tmp_path / "hard").hardlink_to(path)
    with pytest.raises(ConfigError, match="is the input"), open_target(tmp_path / "hard", path):
        pass
    with path.open("rb") as source, open_target(path, path, overwrite=True) as stream:
        stream.write(b"new " + source.read())
    assert path.read_bytes() == b"new old"


def test_a_place_that_cannot_be_written_is_an_error_at_once(tmp_path):
    with pytest.raises(InputError, match="cannot write"), open_target(tmp_path / "none" / "out"):
        pytest.fail("the block must not begin")


@posix
def test_a_device_is_written_and_not_replaced():
    with open_target(Path(os.devnull)) as stream:
        stream.write(b"x")
    assert not Path(os.devnull).is_file()


@posix
def test_a_full_disk_is_an_error_in_words():
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no device that is always full")
    with pytest.raises(DiskFull, match="cannot write"), open_target(full) as stream:
        stream.write(b"x" * (1 << 20))


def test_what_killed_runs_left_is_removed_and_named(tmp_path):
    path, left = tmp_path / "out.csv", tmp_path / ".out.csv.0123abcd.part"
    others = [".out.csv.part", ".out.csv.0123abcg.part", ".other.csv.0123abcd.part", "out.csv.0123abcd.part"]
    for name in (left.name, *others):
        (tmp_path / name).write_bytes(b"half")
    assert remove_left_over(path) == [left.name]
    assert {entry.name for entry in tmp_path.iterdir()} == set(others)
    assert remove_left_over(tmp_path / "none" / "out.csv") == []


@posix
def test_what_another_run_writes_now_is_left_alone(tmp_path):
    path = tmp_path / "out.csv"
    with open_target(path) as stream:
        stream.write(b"half")
        assert remove_left_over(path) == []
    assert path.read_bytes() == b"half"
