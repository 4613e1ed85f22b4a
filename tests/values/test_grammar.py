"""The grammar of values: what it lets through is exactly the dates that exist."""

import calendar
import re
import zlib
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from datenorm.values import (
    FINAL,
    FORBIDDEN,
    MAX_VALUE_LENGTH,
    START,
    TRANSITIONS,
    accepts,
    parse,
    resolve,
    split,
    transitions_of_any_digits,
)
from datenorm.values.alphabet import EOS_ID, PAD_ID, TARGET_SYMBOLS
from datenorm.values.automaton import CHARACTERS, TABLES, is_value
from datenorm.values.build_automata import tables
from datenorm.values.grammar import programs, values
from datenorm.values.regular import spelled, state_machine
from tests.values.walks import drawn_value

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
    "2021-04-32",
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
    "[1914,1915]~",
    "[1914,1915]/1916",
    "[1914,∅]",
]


ONLY_WRITTEN = [
    *("∅", "XX69-07-20", "1969-07-20⑦", "B2512-07-20T14:30", "@-3d", "@①/@⑤", "@«w/..", "@-2H", "@+1dT03p"),
    *("2014-04-26T05:24p", "2014-04-26T05z", "2021-05-10T10:00/T12:00", "2021-05-03T10:00/2021-05-04T12:00"),
    *("1900-05-03;1950-06-04", "1834;1835;[1840,1841]", "[XX14,XX15]"),
]
"""Texts that the network writes and the user does not get."""


@pytest.mark.parametrize("text", ONLY_WRITTEN)
def test_not_everything_that_the_network_writes_is_a_value(text: str) -> None:
    assert accepts(text)
    assert not is_value(text)


@given(st.randoms(use_true_random=False))
def test_the_network_writes_all_values(rng: Random) -> None:
    text = drawn_value(rng)
    assume(len(text) <= MAX_VALUE_LENGTH and text.count(";") == 0)
    assert accepts(text)


IMPOSSIBLE = [
    *(
        "2014-04-26T25:00",
        "2014-04-26T13:00p",
        "2014-04-26T24:01",
        "2014-04T10:00",
        "@3d",
        "@-0d",
        "2021-W54",
    ),
    *(
        "2021-366",
        "XXXX-W23",
        "1834;",
        ";1835",
        "{1834}",
        "{1834,1835-05}",
        "@-3d;@",
        "1969-37",
        "2021-05-32",
    ),
]


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_what_cannot_be_is_not_written(text: str) -> None:
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
def test_a_day_is_a_value_exactly_when_the_calendar_has_it(year: int, month: int, day: int) -> None:
    exists = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(2000 + year % 400, month)[1]
    text = f"{year:04d}-{month:02d}-{day:02d}"
    assert is_value(text) == exists
    assert accepts(text) == (1 <= month <= 12 and 1 <= day <= 31)


@given(st.integers(1, 9999), st.integers(1, 29))
def test_leap_days_before_year_one_follow_the_astronomical_year(year: int, day: int) -> None:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    assert is_value(f"-{year:04d}-02-{day:02d}") == (day <= 28 or leap)


@pytest.mark.parametrize(
    "text",
    [
        "1900-02-29",
        "2021-04-31",
        "XXXX-02-30",
        "2021-06-31T10:15",
        "XX15-02-29",
        "[1893-02-29,1893-03-01]",
        "1893-02-29/1893-03-01",
        "1893-02-29~",
        "-0001-02-29",
    ],
)
def test_the_network_may_write_a_day_that_does_not_exist(text: str) -> None:
    assert accepts(text)
    assert resolve(text).value is None


@given(st.data())
def test_every_walk_through_the_table_has_other_symbols(data: st.DataObject) -> None:
    """A value has one spelling: its text gives back the symbols."""
    state, text, symbols = START, "", []
    while state != FINAL:
        allowed = [index for index, following in enumerate(TRANSITIONS[state]) if following != FORBIDDEN]
        symbol = data.draw(st.sampled_from(allowed))
        text += "" if symbol == EOS_ID else TARGET_SYMBOLS[symbol]
        state = TRANSITIONS[state][symbol]
        symbols.append(TARGET_SYMBOLS[symbol])
    assume(len(symbols) <= MAX_VALUE_LENGTH)
    assert "".join(symbols[:-1]) == text
    assert split(text) == tuple(symbols[:-1])


def test_after_the_end_only_padding_is_allowed() -> None:
    allowed = [index for index, following in enumerate(TRANSITIONS[FINAL]) if following != FORBIDDEN]
    assert allowed == [PAD_ID]


def test_no_state_is_a_dead_end() -> None:
    assert all(max(row) != FORBIDDEN for row in TRANSITIONS)


def spelt_by(transitions, text):
    """Whether a table of transitions lets a text through, up to its end symbol."""
    state = START
    for symbol in re.findall(r"(?<=[0-9X])-[0-9]{2}|.", text):
        if symbol not in TARGET_SYMBOLS:
            return False
        state = transitions[state][TARGET_SYMBOLS.index(symbol)]
        if state == FORBIDDEN:
            return False
    return transitions[state][EOS_ID] == len(transitions) - 1


def test_days_of_any_digits_need_not_exist() -> None:
    transitions = transitions_of_any_digits()
    for day in ("2021-04-31", "2021-04-31④", "2021-13-31", "XXXX-02-30", "XX21-02-30①"):
        assert spelt_by(transitions, day)
    for other in ("2021-04", "∅", "202X-04-31", "-0043-03-15", "2021-04-31④④", "2021-04-31~"):
        assert not spelt_by(transitions, other)


def test_the_characters_of_values_and_programs_are_those_of_their_grammars() -> None:
    machines = state_machine(spelled(values())), state_machine(spelled(programs()))
    assert set(CHARACTERS) == {one for machine in machines for row in machine.following for one in row}


@pytest.mark.parametrize("name", ["written", "written-characters", "any-digits", "values", "programs"])
def test_the_stored_automata_are_those_of_the_grammar(name: str) -> None:
    """If not: python -m datenorm.values.build_automata."""
    assert zlib.decompress((TABLES / f"{name}.zlib").read_bytes()) == tables()[name]
