"""The sample of a column's distinct values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datenorm.column.sample import draw_sample
from datenorm.errors import InputError

COLUMNS = st.lists(st.text(max_size=3), max_size=60)


def contents(sample):
    return {value.text: value.row for value in sample.values}


@given(COLUMNS)
def test_a_short_column_is_sampled_whole(texts):
    sample = draw_sample(texts)
    assert contents(sample) == {text: texts.index(text) + 1 for text in texts}
    assert sample.rows == len(texts)


@given(COLUMNS, st.integers(1, 8))
def test_what_is_kept_of_a_long_column_is_known_exactly(texts, size):
    sample = draw_sample(texts, size)
    assert len(sample.values) == min(size, len(set(texts)))
    for text, row in contents(sample).items():
        assert row == texts.index(text) + 1


@given(COLUMNS, st.integers(1, 8))
def test_the_same_values_are_kept_whatever_the_order_of_the_rows(texts, size):
    forwards, backwards = draw_sample(texts, size), draw_sample(reversed(texts), size)
    assert [value.text for value in forwards.values] == [value.text for value in backwards.values]


def test_a_column_sorted_by_its_source_is_sampled_from_both_halves():
    sample = draw_sample([f"a{n}" for n in range(2000)] + [f"b{n}" for n in range(2000)], 200)
    from_first = sum(value.text.startswith("a") for value in sample.values)
    assert 60 < from_first < 140  # 100 expected, standard deviation 7


def test_memory_stays_bounded_on_a_stream():
    sample = draw_sample((str(number) for number in range(30_000)), 50)
    assert len(sample.values) == 50
    assert sample.rows == 30_000


def test_broken_text_can_be_sampled():
    assert contents(draw_sample(["\udc80", "\udc80"])) == {"\udc80": 1}


def test_what_is_no_text_is_refused():
    with pytest.raises(InputError, match="not int"):
        draw_sample(["1/2/2003", 20030201])
