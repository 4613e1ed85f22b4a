"""Expressions for languages and the automata made of them."""

from __future__ import annotations

import itertools
import re

import pytest

from datenorm.values.regular import Language, numbers, of, one_of, optional, repeated, state_machine


def _accepts(language: Language, text: str) -> bool:
    automaton = state_machine(language)
    state: int | None = 0
    for character in text:
        state = automaton.following[state].get(character) if state is not None else None
    return state in automaton.accepting


@pytest.mark.parametrize(
    ("language", "pattern"),
    [
        (of(""), ""),
        (of("ab"), "ab"),
        (one_of("ab") + "a", "[ab]a"),
        ("a" + optional("b") + "a", "ab?a"),
        (repeated("ab"), "(ab)*"),
        (repeated(one_of(("a", "bb"))) + "a", "(a|bb)*a"),
        (optional(repeated("a") + "b") + repeated("b"), "(a*b)?b*"),
        ("a" | of("ab") | of("ab") + "b", "a|ab|abb"),
    ],
)
def test_an_automaton_accepts_what_the_regular_expression_matches(language: Language, pattern: str) -> None:
    texts = ["".join(letters) for length in range(6) for letters in itertools.product("ab", repeat=length)]
    assert [_accepts(language, text) for text in texts] == [
        re.fullmatch(pattern, text) is not None for text in texts
    ]


def test_equal_derivatives_are_one_state() -> None:
    """Months 01–12: the start, one state after 0, one after 1, one at the end."""
    assert len(state_machine(numbers(1, 12)).following) == 4


def test_equal_expressions_are_one_object() -> None:
    assert of("ab") + "c" is "a" + of("bc")
    assert one_of("ab") | of("c") is one_of("cba")
