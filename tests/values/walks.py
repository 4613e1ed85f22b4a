"""Texts of the value language, drawn by walks through an automaton."""

from __future__ import annotations

from random import Random

from datenorm.values.grammar import values
from datenorm.values.regular import state_machine

VALUES = state_machine(values())


def drawn_value(rng: Random) -> str:
    """A value as the user gets it; each form is drawn about as often."""
    text, state = "", 0
    while following := VALUES.following[state]:
        if state in VALUES.accepting and rng.random() < 0.5:
            break
        character = rng.choice(sorted(following))
        text, state = text + character, following[character]
    return text
