"""Encodings: found in a file, and carried so that nothing is lost."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datenorm.errors import ConfigError, InputError
from datenorm.tabular.stream import FALLBACK, find_encoding

WIDE = ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells(name):
    data = "né,b\n".encode(name)
    encoding = find_encoding(data, whole=True)
    assert data.startswith(encoding.mark) and encoding.mark
    assert b"".join(encoding.carried(iter([data]))) == "né,b\n".encode()


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_zeros(name):
    assert find_encoding("name,born\n".encode(name), whole=True).name == name


def test_what_is_no_utf_8_is_taken_for_windows_and_the_user_told():
    encoding = find_encoding("né\n".encode("cp1252"), whole=True)
    assert encoding.name == FALLBACK
    assert any("`encoding`" in remark for remark in encoding.remarks)
    assert not find_encoding(b"plain", whole=True).remarks


def test_a_character_cut_off_by_the_end_of_the_sample_is_no_error():
    cut = "日".encode()[:2]
    assert find_encoding(cut, whole=False).name == "utf-8"
    assert find_encoding(cut, whole=True).name == FALLBACK


@settings(deadline=None)
@given(st.sampled_from(WIDE), st.text(max_size=20), st.lists(st.integers(0, 90)))
def test_wide_encodings_come_back_as_they_were(name, text, ends):
    data = text.encode(name)
    encoding = find_encoding(data, name, whole=True)
    places = [0, *sorted(min(end, len(data)) for end in ends), len(data)]
    # The first chunk holds a whole mark, as chunks that are read do.
    places[1:-1] = [max(place, 4) for place in places[1:-1] if len(data) >= 4]
    chunks = [data[start:stop] for start, stop in itertools.pairwise(places)]
    carried = b"".join(encoding.carried(iter(chunks)))
    assert encoding.mark + encoding.restored(carried) == data


@settings(deadline=None)
@given(st.binary(max_size=40), st.sampled_from(["utf-8", "cp1252", "gb18030", "shift_jis"]))
def test_other_encodings_leave_every_byte_alone(data, name):
    encoding = find_encoding(data, name, whole=True)
    assert encoding.mark + b"".join(encoding.carried(iter([data]))) == data
    assert encoding.restored(data) == data


def test_half_a_character_at_the_end_is_an_error():
    encoding = find_encoding(b"", "utf-16-le", whole=True)
    with pytest.raises(InputError, match="utf-16-le"):
        list(encoding.carried(iter([b"a\0b"])))


@pytest.mark.parametrize("name", ["nonsense", "utf-7", "iso2022_jp", "hz", "cp037", "base64", "rot13"])
def test_encodings_in_which_ascii_bytes_are_other_characters_are_refused(name):
    with pytest.raises(ConfigError, match="cannot be used"):
        find_encoding(b"", name, whole=True)


def test_a_mark_that_may_be_half_a_character_is_refused():
    japanese = find_encoding(b"", "shift_jis", whole=True)
    japanese.check_mark(b",")
    with pytest.raises(ConfigError, match="half a character"):
        japanese.check_mark(b"|")
