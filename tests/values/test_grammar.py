"""The grammar of values: what it lets through is exactly the dates that exist."""

import calendar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datenorm.values import (
    FINAL,
    FORBIDDEN,
    MAX_VALUE_LENGTH,
    START,
    TRANSITIONS,
    accepts,
    parse,
    transitions_of_any_digits,
)
from datenorm.values.alphabet import EOS_ID, PAD_ID, TARGET_SYMBOLS
from datenorm.values.automaton import CHARACTERS, is_value
from datenorm.values.grammar import programs, values
from datenorm.values.regular import state_machine

VALID = [
    "1969-07-20",
    "1969-07",
    "1969",
    "196X",
    "19XX",
    "1969-21",
    "1969-24",
    "1969-33",
    "1969-36",
    "1850~",
    "1850?",
    "1850%",
    "1914-03-12/1914-03-15",
    "../1945",
    "1971/..",
    "-0043",
    "-0043-03-15",
    "0000",
    "XXXX-07-20",
    "XX69-07-20",
    "XX69",
    "B2563-04-23",
    "S0046-05-05",
    "C0109",
    "1737~/1740~",
    "-04XX",
    "-004X",
    "-00XX/-000X",
    "P1399-01-12",
    "I1441-09-15②",
    "A5780-13-29",
    "E2012-13-06",
    "K1736-08",
    "N1942-01-31",
    "F0008-02-18",
    "1732-02-10o",
    "1711-03-12①o",
    "1711-03-12~n",
    "1711-03o",
    "XX11-03-12o",
    "[1914,1915]",
    "[1914,1915,1916]",
    "[185X,186X]",
    "[1890-05,1890-06]",
    "[1892-02-29,1892-03-01]",
    "1969-07-20⑦",
    "XXXX-07-20①",
    "S0046-05-05③",
    "∅",
]
INVALID = [
    "",
    "1969-13",
    "1969-00",
    "1969-07-00",
    "1969-07-32",
    "2021-04-31",
    "-0000",
    "XXXX",
    "../..",
    "∅/1900",
    "1969-25",
    "1969-32",
    "1969-37",
    "1969-21-01",
    "B0000",
    "B2563/B2564",
    "1850~~",
    "19X",
    "X",
    "12345",
    "1969/",
    "/1969",
    "1969-7-20",
    "1969-07①",
    "1969-07-20⑦⑦",
    "1969-07-20⑦~",
    "1969-07-20⑦/1970",
    "../1969-07-20⑦",
    "⑦",
    "-0XXX",
    "P0000",
    "P1399-07-31",
    "P1399-13",
    "I1441-09-31",
    "A5780-14",
    "A5780-13-30",
    "E2012-13-07",
    "F0008-02-18~",
    "F0008/F0009",
    "../F0008",
    "N1942-02-03o",
    "S0046-05-05③o",
    "1732o",
    "1732-21o",
    "1732~o",
    "1732-02-10on",
    "1732-02-10o①",
    "1732-02-10o/1733",
    "1731/1732-02-10o",
    "[1914]",
    "[1914,1915",
    "1914,1915",
    "[1914,1915-03]",
    "[1914-03,1915]",
    "[1914-03-01,1915-03]",
    "[185X,1860]",
    "[18XX,19XX]",
    "[1914~,1915]",
    "[1914-21,1914-22]",
    "[1893-02-29,1893-03-01]",
    "[1892-02-28,1893-02-29]",
    "[1914,1915]~",
    "[1914,1915]/1916",
    "[1914,∅]",
    "[XX14,XX15]",
]


NOT_WRITTEN = ["XXXX-07", "[1914,1915,1916,1917]", "[185X,186X,187X]", "[-0043,1915]", "2021-W23", "1969-40"]
"""Values that the network does not write."""


@pytest.mark.parametrize("text", NOT_WRITTEN)
def test_the_network_does_not_write_every_value(text: str) -> None:
    assert is_value(text)
    assert not accepts(text)


@pytest.mark.parametrize("text", VALID)
def test_values_of_the_language_are_accepted_and_survive_parsing(text: str) -> None:
    assert accepts(text)
    assert text == "∅" or str(parse(text)) == text


@pytest.mark.parametrize("text", INVALID)
def test_other_texts_are_not_accepted(text: str) -> None:
    assert not accepts(text)
    with pytest.raises(ValueError):
        parse(text)


@given(st.integers(0, 9999), st.integers(0, 13), st.integers(0, 32))
def test_a_day_is_accepted_exactly_when_the_calendar_has_it(year: int, month: int, day: int) -> None:
    exists = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(2000 + year % 400, month)[1]
    assert accepts(f"{year:04d}-{month:02d}-{day:02d}") == exists


@given(st.integers(1, 9999), st.integers(1, 29))
def test_leap_days_before_year_one_follow_the_astronomical_year(year: int, day: int) -> None:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    assert accepts(f"-{year:04d}-02-{day:02d}") == (day <= 28 or leap)


@given(st.integers(0, 99))
def test_a_short_year_has_a_leap_day_when_some_century_gives_it_one(year: int) -> None:
    assert accepts(f"XX{year:02d}-02-29") == (year % 4 == 0)


@given(st.data())
def test_every_walk_through_the_table_spells_a_value_that_parses(data: st.DataObject) -> None:
    state, text = START, ""
    while state != FINAL:
        allowed = [index for index, following in enumerate(TRANSITIONS[state]) if following != FORBIDDEN]
        symbol = data.draw(st.sampled_from(allowed))
        text += "" if symbol == EOS_ID else TARGET_SYMBOLS[symbol]
        state = TRANSITIONS[state][symbol]
    assert len(text) <= MAX_VALUE_LENGTH
    assert accepts(text)
    assert text == "∅" or str(parse(text)) == text


def test_after_the_end_only_padding_is_allowed() -> None:
    allowed = [index for index, following in enumerate(TRANSITIONS[FINAL]) if following != FORBIDDEN]
    assert allowed == [PAD_ID]


def test_no_state_is_a_dead_end() -> None:
    assert all(max(row) != FORBIDDEN for row in TRANSITIONS)


def test_no_value_is_longer_than_the_longest() -> None:
    longest = {FINAL: 0}

    def length_from(state: int) -> int:
        """Characters of the longest way from a state to the end of the value."""
        if state not in longest:
            following = {one for one in TRANSITIONS[state] if one != FORBIDDEN}
            longest[state] = max(0 if one == FINAL else 1 + length_from(one) for one in following)
        return longest[state]

    assert length_from(START) == MAX_VALUE_LENGTH


def spelt_by(transitions, text):
    """Whether a table of transitions lets a text through, up to its end symbol."""
    state = START
    for character in text:
        state = transitions[state][TARGET_SYMBOLS.index(character)]
        if state == FORBIDDEN:
            return False
    return transitions[state][EOS_ID] == len(transitions) - 1


def test_days_of_any_digits_need_not_exist() -> None:
    transitions = transitions_of_any_digits()
    for day in ("2021-04-31", "2021-04-31④", "2021-00-31", "XXXX-99-99", "XX21-02-30①"):
        assert spelt_by(transitions, day)
    for other in ("2021-04", "∅", "202X-04-31", "-0043-03-15", "2021-04-31④④", "2021-04-31~"):
        assert not spelt_by(transitions, other)


def test_the_characters_of_values_and_programs_are_those_of_their_grammars() -> None:
    machines = state_machine(values()), state_machine(programs())
    assert set(CHARACTERS) == {one for machine in machines for row in machine.following for one in row}
