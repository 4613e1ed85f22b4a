"""Noise: the errors of people, OCR engines and programs.

Noise never changes a digit into another, never drops, doubles or moves a digit, and never makes a date
unrecoverable.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import accumulate
from random import Random

from data_gen.language import NO_LANGUAGE, pick, rows, texts
from data_gen.noise import encodings, lookalikes, separators, slips

Noise = Callable[[str, Random], str]

_ENDING = re.compile(r"(?<=\d)(st|nd|rd|th|er|re|e|º|ª|o|a|\.)(?!\w)", re.IGNORECASE)
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


NOISES: dict[str, Noise] = {
    "swap": slips.swap,
    "drop": slips.drop,
    "double": slips.double,
    "key": slips.key,
    "ocr_letter": lookalikes.ocr_letter,
    "leet": lookalikes.leet,
    "homoglyph": lookalikes.homoglyph,
    "diacritic": lookalikes.diacritic,
    "split": slips.split,
    "ordinal": ordinal,
    "apostrophe": separators.apostrophe,
    "space": separators.space,
    "unspace": separators.unspace,
    "mark": separators.mark,
    "ocr_digit": lookalikes.ocr_digit,
    "scan": lookalikes.scan,
    "case": case,
    "odd_space": separators.odd_space,
    "wide": lookalikes.wide,
    "wrap": wrap,
    "mojibake": encodings.mojibake,
    "html": encodings.html,
}
"""Kind → noise, in the order in which several are applied."""

HELD_OUT = ("leet", "homoglyph")
"""Kinds held out of training, to measure how far robustness carries over to unseen noise."""

WEIGHTS = {
    **dict.fromkeys(("swap", "drop", "double", "key"), 4.0),
    **{
        "ocr_letter": 4.0,
        "ocr_digit": 7.0,
        "scan": 3.0,
        "space": 4.0,
        "unspace": 4.0,
        "mark": 6.0,
        "wrap": 4.0,
        "diacritic": 3.0,
    },
    # Canonicalisation removes most of these before the network reads the text.
    **{"case": 1.0, "odd_space": 1.0, "wide": 1.5, "apostrophe": 0.7},
    **{"split": 1.0, "ordinal": 2.0, "mojibake": 2.2, "html": 1.5, "leet": 1.0, "homoglyph": 1.0},
}
"""How often a kind is drawn."""

TRAINED = tuple(kind for kind in NOISES if kind not in HELD_OUT)

_PLACE = {kind: place for place, kind in enumerate(NOISES)}
_SLIPS: dict[str, Callable[[str, Random, int], str]] = {
    "swap": slips.swap,
    "drop": slips.drop,
    "double": slips.double,
    "key": slips.key,
    "split": slips.split,
    "ocr_letter": lookalikes.ocr_letter,
    "leet": lookalikes.leet,
    "scan": lookalikes.scan,
}
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
        kinds: names of `NOISES` to draw from, by `WEIGHTS`.

    Returns:
        The text and the kinds that changed it.

    >>> add_noise("20 July 1969", Random(5), 1, ["swap"])
    ('20 Jluy 1969', ('swap',))
    """
    weights = list(accumulate(WEIGHTS[kind] for kind in kinds))
    names: list[str] = []
    slipped = False
    for kind in _draw(rng, count, kinds, weights):
        if len(names) == count:
            break
        if names and _PLACE[kind] <= _PLACE[names[-1]]:
            continue
        again = slipped and kind in _SLIPS
        spoilt = _SLIPS[kind](text, rng, _LONG_WORD) if again else NOISES[kind](text, rng)
        if spoilt != text:
            names.append(kind)
            slipped = slipped or kind in _SLIPS
            text = spoilt
    return text, tuple(names)


def _draw(rng: Random, count: int, kinds: Sequence[str], weights: list[float]) -> list[str]:
    """The kinds to try: `count` of them in their order, then spares in case some do not apply."""
    first = sorted(rng.choices(kinds, cum_weights=weights, k=count), key=_PLACE.__getitem__)
    return first + rng.choices(kinds, cum_weights=weights, k=8)
