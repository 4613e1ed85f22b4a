"""JSON lines: texts of objects edited, never written anew."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datenorm.errors import ConfigError, InputError
from datenorm.tabular import KEPT, Layout, NewColumn, open_table

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
ROWS = st.dictionaries(st.sampled_from(["a", "b}", 'c"', "é"]), VALUES)


def opened(data):
    return open_table(io.BytesIO(data), Layout("jsonl"), ["born"], lambda text: False)


def rewritten(data, columns, cells):
    table = opened(data)
    stream = io.BytesIO()
    writer = table.writer(stream, columns)
    writer.begin()
    for window in table.windows():
        writer.write(window, [[cells(text) for text in window.texts(new.source)] for new in columns])
    writer.end()
    return stream.getvalue()


@st.composite
def lines(draw):
    """An object with "born" somewhere in it, written in one of many ways."""
    row = draw(ROWS)
    names = draw(st.permutations([*row, "born"]))
    row["born"] = draw(st.none() | st.text(max_size=6) | st.integers())
    space, end = draw(st.sampled_from(["", " ", "\t"])), draw(st.sampled_from(["", " ", "\r"]))
    ascii_only = draw(st.booleans())
    pairs = [
        f"{space}{json.dumps(name, ensure_ascii=ascii_only)}{space}:"
        f"{space}{json.dumps(row[name], ensure_ascii=ascii_only)}{space}"
        for name in names
    ]
    return space + "{" + ",".join(pairs) + "}" + end


@settings(deadline=None)
@given(st.lists(lines(), min_size=1, max_size=4))
def test_a_new_key_is_all_that_changes(texts):
    data = "\n".join(texts).encode("utf-8", "surrogatepass")
    born = opened(data).names.index("born")
    written = rewritten(data, [NewColumn("new", born)], lambda text: "1969").decode("utf-8", "surrogatepass")
    for old, new in zip(texts, written.split("\n"), strict=True):
        assert json.loads(new) == {**json.loads(old), "new": "1969"}
        for addition in (', "new": "1969"', ',"new":"1969"'):
            new = new.replace(addition, "")
        assert new == old


@settings(deadline=None)
@given(st.lists(lines(), min_size=1, max_size=4))
def test_in_place_one_value_is_all_that_changes(texts):
    data = "\n".join(texts).encode("utf-8", "surrogatepass")
    born = opened(data).names.index("born")
    columns = [NewColumn("", born, in_place=True)]
    assert rewritten(data, columns, lambda text: KEPT) == data
    written = rewritten(data, columns, lambda text: "1969").decode("utf-8", "surrogatepass")
    for old, new in zip(texts, written.split("\n"), strict=True):
        assert json.loads(new) == {**json.loads(old), "born": "1969"}
        value = json.loads(old)["born"]
        raw = next(raw for raw in (json.dumps(value), json.dumps(value, ensure_ascii=False)) if raw in old)
        assert len(new) - len(old) == len('"1969"') - len(raw)


def test_what_is_no_object_is_left_as_it_is_and_said_to_be():
    data = b'\n{"born": "x"}\n\nnonsense\n[1]\n{"born": "y"}\n'
    [window] = list(opened(data).windows())
    assert window.texts(0) == ["x", None, None, "y"]
    assert [(oddity.row, oddity.is_left) for oddity in window.oddities] == [(1, True), (2, True)]
    assert rewritten(data, [NewColumn("n", 0)], lambda text: "1") == (
        b'\n{"born": "x", "n": "1"}\n\nnonsense\n[1]\n{"born": "y", "n": "1"}\n'
    )


def test_a_row_without_the_key_gets_a_null_and_in_place_nothing():
    data = b'{"born":"x"}\n{}\n'
    assert rewritten(data, [NewColumn("n", 0)], lambda text: text) == (b'{"born":"x","n":"x"}\n{"n":null}\n')
    assert rewritten(data, [NewColumn("", 0, in_place=True)], lambda text: "1") == b'{"born":"1"}\n{}\n'


def test_a_kept_value_is_the_old_one_whatever_it_is():
    data = b'{"born": 1969}\n'
    assert rewritten(data, [NewColumn("n", 0)], lambda text: KEPT) == b'{"born": 1969, "n": 1969}\n'


def test_numbers_are_read_as_they_are_written():
    [window] = list(opened(b'{"born": 1969}\n{"born": null}\n').windows())
    assert window.texts(0) == ["1969", None]


def test_bytes_that_are_no_text_pass_through():
    data = b'{"a":"\xff", "born":"\xfc"}\n' * 2
    data = b'{"a":1, "born":"x"}\n' * 20_000 + data
    written = rewritten(data, [NewColumn("n", 1)], lambda text: KEPT)
    assert written.replace(b',"n":"x"', b"").replace(b',"n":"\xfc"', b"") == data


def test_a_key_that_is_taken_is_refused():
    with pytest.raises(ConfigError, match="'born' already"):
        opened(b'{"born":1}').writer(io.BytesIO(), [NewColumn("born", 0)])
    late = b'{"born":1}\n' * 100_000 + b'{"born":1,"n":2}\n'
    with pytest.raises(InputError, match="row 100,001 has a key 'n' already"):
        rewritten(late, [NewColumn("n", 0)], lambda text: "x")


def test_a_file_without_any_object_is_none_of_this_format():
    with pytest.raises(InputError, match="JSON object"):
        opened(b"born,died\n1,2\n")
