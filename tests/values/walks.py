"""Texts of the value language, drawn by walks through an automaton."""

from __future__ import annotations

from random import Random

from datenorm.values import FORBIDDEN, MAX_VALUE_LENGTH, START, TRANSITIONS
from datenorm.values.alphabet import EOS_ID, TARGET_SYMBOLS
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


def drawn_target(rng: Random) -> str:
    """A target as the network may write it, short ones about as often as long ones."""
    text, state, length = "", START, 0
    while True:
        if length > MAX_VALUE_LENGTH:  # the search drops it
            return drawn_target(rng)
        following = [symbol for symbol, after in enumerate(TRANSITIONS[state]) if after != FORBIDDEN]
        symbol = EOS_ID if EOS_ID in following and rng.random() < 0.5 else rng.choice(following)
        if symbol == EOS_ID:
            return text
        text, state, length = text + TARGET_SYMBOLS[symbol], TRANSITIONS[state][symbol], length + 1
