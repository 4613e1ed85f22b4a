"""Text beside a date: neighbours of every kind, in the words of a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

from data_gen.language import NO_LANGUAGE, languages, texts
from data_gen.neighbours.figures import fill


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A number, or words with a number.

    Attributes:
        text: the text.
        form: what it was made from, to hold forms out of training.
        is_bare: whether only its size shows that it is not a date.
    """

    text: str
    form: str
    is_bare: bool = False


_FAMILIES = {
    "money": 17.0,
    "codes": 5,
    "old_money": 6,
    "amounts": 6,
    "shelves": 9,
    "flights": 4,
    "identifiers": 13,
    "pages": 7,
    "measures": 12,
    "places": 6,
    "web": 4,
    "ages": 4,
    "notes": 8,
    "bare": 14,
    "pages_of": 3,
    "numbered_of": 4,
    "section_of": 2,
    "version_of": 1,
    "counted_of": 5,
}
"""Family → its share; those in `_of` take the labels of the language."""

_NAMES = tuple(_FAMILIES)
_UP_TO = tuple(accumulate(_FAMILIES.values()))
_LABELS = {f"{name}_of": f"labels.{name}" for name in ("pages", "numbered", "section", "version", "counted")}
_NUMBERS = ("{c}", "{c}", "{c}", "{l}", "{s}", "{y}", "{c}/{s}", "{s}-{c}", "{c}{U}")
_UNSPACED = re.compile(r"[\u2e80-\uffef§]\Z")


def draw(rng: Random, language: str) -> Neighbour:
    """A neighbour, with words of the language where it has words."""
    family = rng.choices(_NAMES, cum_weights=_UP_TO)[0]
    if family in _LABELS:
        return _labelled(rng, language, _LABELS[family])
    if family == "amounts":
        return _amount(rng, language)
    if family == "codes":
        return _in_code(rng)
    template = rng.choice(texts(NO_LANGUAGE, f"neighbours.{family}"))
    return Neighbour(fill(template, rng), template, family == "bare")


def _in_code(rng: Random) -> Neighbour:
    """An amount with the code of its currency."""
    form = rng.choice(("{a} {}", "{} {a}", "{a}{}", "{}{a}", "{}: {a}", "-{a} {}", "{c} {}", "{} {c}"))
    code = rng.choice(texts(NO_LANGUAGE, "neighbours.money_codes"))
    return Neighbour(fill(form, rng).replace("{}", code), form)


def _amount(rng: Random, language: str) -> Neighbour:
    """The name of an amount and the amount."""
    label = rng.choice(_labels(language, "labels.amounts", rng))
    shape = rng.choice(("money", "money", "money", "measures", "old_money", ""))
    template = (
        rng.choice(texts(NO_LANGUAGE, f"neighbours.{shape}")) if shape else rng.choice(("{a}", "{g}", "{c}"))
    )
    joint = rng.choice((": ", " ", " ", " = ", ":", " - "))
    return Neighbour(f"{label}{joint}{fill(template, rng)}", f"amounts:{template}")


def _labelled(rng: Random, language: str, key: str) -> Neighbour:
    label = rng.choice(_labels(language, key, rng))
    template = rng.choice(_NUMBERS) if key != "labels.version" else rng.choice(("{t}.{s}", "{t}.{s}.{d}"))
    number = fill(template, rng)
    joint = "" if _UNSPACED.search(label) and rng.random() < 0.6 else " "
    if key == "labels.counted":
        template = template if template in ("{c}", "{l}", "{s}", "{y}") else "{c}"
        return Neighbour(f"{fill(template, rng)}{joint}{label}", f"{key}:{template}")
    joint = joint if label[-1] in ":：" or rng.random() < 0.85 else ": "
    return Neighbour(f"{label}{joint}{number}", f"{key}:{template}")


def _labels(language: str, key: str, rng: Random) -> tuple[str, ...]:
    """The labels of the language, sometimes English ones; of another language if it has none."""
    own = texts(language, key)
    if own and rng.random() < 0.85:
        return own
    return texts("en" if rng.random() < 0.6 else rng.choice(_having(key)), key)


@cache
def _having(key: str) -> tuple[str, ...]:
    return languages(key)
