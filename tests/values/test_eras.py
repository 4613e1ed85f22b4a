"""Centuries and years before Christ, as the network writes them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datenorm.values import accepts, interval_of, parse, resolve
from datenorm.values.eras import THIRDS, spelled_out, years_of
from datenorm.values.parsing import is_compound


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("18c", "17XX"),
        ("01c", "00XX"),
        ("04cb", "-03XX"),
        ("18c~", "17XX~"),
        ("15c/17c", "14XX/16XX"),
        ("04cb/03cb?", "-03XX/-02XX?"),
        ("01cb/01c", "-00XX/00XX"),
        ("../12c", "../11XX"),
    ],
)
def test_a_century_is_its_hundred_years(written: str, value: str) -> None:
    assert accepts(written) and resolve(written).value == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("18c<", "1700~/1733~"),
        ("18c=?", "1734%/1766%"),
        ("18c#12", "1700/1749"),
        ("18c#24~", "1725~/1749~"),
        ("04c>b", "-0332~/-0300~"),
        ("05c#12b", "-0499/-0450"),
        ("18c>/19c<", "1767~/1833~"),
        ("04c#22b/03c", "-0349/02XX"),
        ("19c</19c=", "1800~/1866~"),
        ("1764/18c>", "1764/1799~"),
        ("18c#22/..", "1750/.."),
    ],
)
def test_a_part_of_a_century_is_its_first_and_last_year(written: str, value: str) -> None:
    assert accepts(written) and resolve(written).value == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0044b", "-0043"),
        ("0001b", "0000"),
        ("0044b-03-15", "-0043-03-15"),
        ("0500b~/0475b~", "-0499~/-0474~"),
        ("0021b/0007", "-0020/0007"),
        ("[0423b,0410b]", "[-0422,-0409]"),
        ("../0044b", "../-0043"),
    ],
)
def test_a_year_before_christ_is_one_less_with_a_minus(written: str, value: str) -> None:
    assert accepts(written) and resolve(written).value == value


@pytest.mark.parametrize("text", ["00c", "0000b", "18c#32", "18c#15", "18cb<", "18c-05", "044b", "XX44b"])
def test_other_centuries_cannot_be_written(text: str) -> None:
    assert not accepts(text)


def test_each_of_several_dates_may_be_a_century() -> None:
    parts = resolve("18c>;0044b;1950").parts
    assert [part.value for part in parts] == ["1767~/1799~", "-0043", "1950"]


@pytest.mark.parametrize("program", ["@-2c", "@»c", "1950-2c", "@+3b"])
def test_a_relative_date_with_a_unit_of_the_same_letter_is_no_century(program: str) -> None:
    assert spelled_out(program) == program and is_compound(program)


@given(st.integers(1, 60), st.sampled_from((2, 3, 4)), st.booleans())
def test_the_parts_of_a_century_follow_each_other_and_fill_it(number: int, parts: int, before: bool) -> None:
    suffix = "b" if before else ""
    spans = [
        interval_of(resolve(f"{number:02d}c#{rank}{parts}{suffix}").value) for rank in range(1, parts + 1)
    ]
    whole = interval_of(resolve(f"{number:02d}c{suffix}").value)
    assert whole and spans[0] and spans[-1]
    assert (whole.first, whole.last) == (spans[0].first, spans[-1].last)
    years = [years_of(rank, parts) for rank in range(1, parts + 1)]
    assert all(later[0] == earlier[1] + 1 for earlier, later in itertools.pairwise(years))


def test_early_middle_and_late_are_the_thirds() -> None:
    assert [years_of(rank, 3) for rank in (1, 2, 3)] == list(THIRDS.values())


def test_a_written_century_has_the_fields_of_its_value() -> None:
    assert parse("18c") == parse("17XX") and parse("0044b-03-15") == parse("-0043-03-15")
