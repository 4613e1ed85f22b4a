"""Longer texts around a date: ordinary words of its language, to see what length does to reading."""

from __future__ import annotations

from random import Random

from data_gen.carriers import pools
from data_gen.times.timed import UNSPACED

PLACES = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""Where in the words the text stands → the share of them before it."""


def lengthen(
    text: str, length: int, rng: Random, language: str, *, before: float | None = None
) -> tuple[str, int]:
    """Put words around a text until no other fits.

    Args:
        text: a date.
        length: most characters of the result; a text that is as long already stays as it is.
        rng: source of chance.
        language: of the words.
        before: the share of the words that stand before the text; drawn where None.

    Returns:
        The longer text, and where in it the date begins.
    """
    share = rng.random() if before is None else before
    room = length - len(text)
    head = _words(round(room * share), rng, language)
    tail = _words(room - len(head) - 1, rng, language) if share < 1 else ""
    lead = head + " " if head else ""
    return lead + text + (" " + tail if tail else ""), len(lead)


def _words(room: int, rng: Random, language: str) -> str:
    """Words that fill so many characters with the space beside them, or nearly."""
    joint = "" if language in UNSPACED else " "
    known = pools.words(language)
    found: list[str] = []
    left = room - 1
    while True:
        word = rng.choice(known)
        if len(word) > left:
            return joint.join(found)
        found.append(word)
        left -= len(word) + len(joint)
