"""Words that say which of all years a day without one is in: next 6th of April, le 3 mai dernier.

What is written is the day; in which year it falls is reckoned from a reference date and no part of the value.
"""

from __future__ import annotations

from random import Random

from data_gen.language import texts


def before(text: str, language: str, rng: Random) -> str:
    """The day with such words, in its language where there are some, else as it is."""
    forms = texts(language, "habits.which_year")
    return rng.choice(forms).replace("{d}", text) if forms else text
