"""Small words before a month and its year, which name no day: in March 1914, en mars 1914, im Monat März."""

from __future__ import annotations

from random import Random

from data_gen.language import texts


def before(text: str, language: str, rng: Random) -> str:
    """The month with one of them before it, in its language where it has some, else as it is."""
    words = texts(language, "habits.before_month")
    return rng.choice(words) + text if words else text
