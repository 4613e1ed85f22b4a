"""Texts with what is known about each."""

import datetime
import itertools

import pytest

from datenorm import ConfigError, InputError, Policy, Reckoning
from datenorm.convert.options import MAX_ALTERNATIVES, ConvertOptions, aligned

DAY = datetime.date(2016, 2, 29)


def test_one_for_all_and_one_each_stand_beside_the_texts():
    rows = list(aligned(["a", "b"], "fr", ["DMY", None], DAY))
    assert rows == [("a", ("fr", "DMY", DAY)), ("b", ("fr", None, DAY))]


def test_what_is_known_of_all_stands_beside_any_number_of_texts():
    assert list(aligned(iter("ab"), None, "DMY", None)) == [
        ("a", (None, "DMY", None)),
        ("b", (None, "DMY", None)),
    ]
    assert list(aligned([], None, None, DAY)) == []


def test_no_row_is_taken_before_it_is_asked_for():
    rows = aligned(iter(["a", 3]), None, None, DAY)
    assert next(rows) == ("a", (None, None, DAY))
    with pytest.raises(InputError, match="a text is a string"):
        next(rows)


def test_a_repeated_hint_is_a_column_as_long_as_it_is():
    with pytest.raises(InputError, match="text 2"):
        list(aligned(["a", "b"], itertools.repeat("fr", 1), None, None))


@pytest.mark.parametrize("dates", [[DAY], [DAY] * 3])
def test_reference_dates_are_as_many_as_texts(dates):
    with pytest.raises(InputError, match="reference date"):
        list(aligned(["a", "b"], None, None, dates))


def test_a_text_with_a_reference_date_of_its_own_has_its_own_policy():
    general = Policy(
        precision="day", reckoning=Reckoning(reference_date=datetime.date(1999, 1, 1), prefer="past")
    )
    wish = ConvertOptions(general, 0, False, False)
    assert wish.policy_for(None) is general
    own = wish.policy_for(DAY)
    assert own == Policy(precision="day", reckoning=Reckoning(reference_date=DAY, prefer="past"))


def test_attention_is_read_for_itself_and_for_spans():
    assert [
        ConvertOptions(Policy(), 0, *asked).reads_attention
        for asked in [(False, False), (True, False), (False, True)]
    ] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize("count", [-1, MAX_ALTERNATIVES + 1])
def test_alternatives_have_a_bound(count):
    with pytest.raises(ConfigError):
        ConvertOptions(Policy(), count, False, False)
