"""Noise: the errors of people, OCR engines and programs.

Noise never changes a digit into another, never drops, doubles or moves a digit, and never makes a date
unrecoverable.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from data_gen.language import NO_LANGUAGE, pick, rows, texts
from data_gen.noise import encodings, lookalikes, separators, slips

_ENDING = re.compile(r"(?<=\d)(?<!\d:\d\d)(st|nd|rd|th|er|re|e|º|ª|o|a(?!\.?\s?m)|\.)(?!\w)", re.IGNORECASE)
_ENGLISH = ("st", "nd", "rd", "th")


def ordinal(text: str, rng: Random) -> str:
    """A wrong or oddly written ordinal ending: `21th`, `3 rd`, `2'nd`, `1ST`."""
    matches = list(_ENDING.finditer(text))
    if not matches:
        return text
    match = rng.choice(matches)
    ending = match.group()
    if ending == ".":
        if text.count(".") > 1 or not text[match.end() :].startswith(" "):
            return text
        new = rng.choice((".", "", "º", "th", "°"))
    elif ending.lower() in _ENGLISH:
        wrong = rng.choice(_ENGLISH)
        new = rng.choice(
            (wrong, wrong, wrong, ending.upper(), " " + ending, "-" + ending, "'" + ending, "ht", "t", "ths")
        )
    else:
        new = rng.choice((ending.upper(), " " + ending, "°", "-" + ending, "º", ""))
    return text[: match.start()] + new + text[match.end() :]


def case(text: str, rng: Random) -> str:
    """Upper, lower, title, swapped or random case."""
    roll = rng.random()
    if roll < 0.3:
        return text.upper()
    if roll < 0.55:
        return text.lower()
    if roll < 0.7:
        return text.title()
    if roll < 0.85:
        return text.swapcase()
    bits = rng.getrandbits(len(text) + 1)
    return "".join(
        letter.upper() if bits >> index & 1 else letter.lower() for index, letter in enumerate(text)
    )


def wrap(text: str, rng: Random) -> str:
    """Adds brackets, quotes, a mark or a bullet, but no mark with a meaning (`?`, `~`)."""
    roll = rng.random()
    if roll < 0.45:
        left, right = rng.choice(rows(NO_LANGUAGE, "noise.around"))
        return left + text + right
    if roll < 0.75 or not _long_enough(text):
        return text + rng.choice(
            texts(NO_LANGUAGE, "noise.after") if _long_enough(text) else (".", ",", ";", ")")
        )
    return pick(rng, NO_LANGUAGE, "noise.before") + text


def _long_enough(text: str) -> bool:
    """Whether a text is more than a bare number, whose meaning added marks could change."""
    return len(text) > 7 and not text.isdigit()


@dataclass(frozen=True, slots=True)
class Noise:
    """A kind of noise.

    Attributes:
        add: adds it to a text; returns the text unchanged if it does not apply.
        weight: how often it is drawn.
        slip: whether it changes the letters of a word, and takes the minimum length of words.
    """

    add: Callable[..., str]
    weight: float
    slip: bool = False


NOISES = {
    "swap": Noise(slips.swap, 5, slip=True),
    "drop": Noise(slips.drop, 4, slip=True),
    "double": Noise(slips.double, 4, slip=True),
    "key": Noise(slips.key, 4, slip=True),
    "ocr_letter": Noise(lookalikes.ocr_letter, 4, slip=True),
    "leet": Noise(lookalikes.leet, 1, slip=True),
    "homoglyph": Noise(lookalikes.homoglyph, 1),
    "diacritic": Noise(lookalikes.diacritic, 3),
    "split": Noise(slips.split, 1, slip=True),
    "ordinal": Noise(ordinal, 2),
    "apostrophe": Noise(separators.apostrophe, 0.7),  # canonicalisation removes most of these
    "space": Noise(separators.space, 4),
    "unspace": Noise(separators.unspace, 4),
    "mark": Noise(separators.mark, 6),
    "ocr_digit": Noise(lookalikes.ocr_digit, 7),
    "scan": Noise(lookalikes.scan, 3, slip=True),
    "case": Noise(case, 1),
    "odd_space": Noise(separators.odd_space, 1),
    "wide": Noise(lookalikes.wide, 1.5),
    "wrap": Noise(wrap, 4),
    "mojibake": Noise(encodings.mojibake, 2.2),
    "html": Noise(encodings.html, 1.5),
    "broken_space": Noise(encodings.broken_space, 1.2),
    "editor": Noise(separators.editor, 0.8),
}
"""Kind → noise, in the order in which several are applied."""

HELD_OUT = ("leet", "homoglyph")
"""Kinds held out of training, to measure how far robustness carries over to unseen noise."""

TRAINED = tuple(kind for kind in NOISES if kind not in HELD_OUT)

_PLACE = {kind: place for place, kind in enumerate(NOISES)}
_LONG_WORD = 8
"""Length of words that may get a second slip."""


def add_noise(
    text: str, rng: Random, count: int = 1, kinds: Sequence[str] = TRAINED
) -> tuple[str, tuple[str, ...]]:
    """Add noise to a text.

    Args:
        text: a date, with or without other text.
        rng: random generator.
        count: number of kinds; fewer are added if no other kind applies.
        kinds: names of `NOISES` to draw from, by their weights.

    Returns:
        The text and the kinds that changed it.

    >>> add_noise("20 July 1969", Random(5), 1, ["swap"])
    ('20 Jluy 1969', ('swap',))
    """
    weights = list(accumulate(NOISES[kind].weight for kind in kinds))
    names: list[str] = []
    slipped = False
    for kind in _draw(rng, count, kinds, weights):
        if len(names) == count:
            break
        if names and _PLACE[kind] <= _PLACE[names[-1]]:
            continue
        noise = NOISES[kind]
        spoilt = noise.add(text, rng, _LONG_WORD) if slipped and noise.slip else noise.add(text, rng)
        if spoilt != text:
            names.append(kind)
            slipped = slipped or noise.slip
            text = spoilt
    return text, tuple(names)


def _draw(rng: Random, count: int, kinds: Sequence[str], weights: list[float]) -> list[str]:
    """The kinds to try: `count` of them in their order, then spares in case some do not apply."""
    first = sorted(rng.choices(kinds, cum_weights=weights, k=count), key=_PLACE.__getitem__)
    return first + rng.choices(kinds, cum_weights=weights, k=8)
