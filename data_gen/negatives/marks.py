"""Short codes, grades, formulas and rows: `Type X.25`, `Region [XY-19]`, `Fine, KL1`, `A = B C`.

The letters in braces are those of `data_gen.neighbours.figures`, and

- `w`, `W` a word of the language, small or with a capital; `p` a place, `N` a surname
- `C` the code of a country; `L` any capital letter; `u` a small one
- `G` two to four capital letters that make no date of a number
- `n` from 1 to 31, `o` the same with two digits; `D` from 100 to 999; `r` a span of two small numbers
- `k`, `S` a name in a program, in small and capital letters; `m` a word for *of*
"""

from __future__ import annotations

import string
from functools import cache
from random import Random

from data_gen.carriers import pools
from data_gen.language import NO_LANGUAGE, texts
from data_gen.negatives import codes, programs
from data_gen.neighbours.figures import FILLERS, Maker, fill

_OF = (
    "of",
    "of",
    "von",
    "de",
    "di",
    "sur",
    "van",
    "av",
    "af",
    "z",
    "ze",
    "из",
    "з",
    "от",
    "/",
    "out of",
    "dari",
)


def mark(rng: Random, language: str) -> str:
    """A code, grade, formula or count of rows, mostly beside words."""
    return fill(rng.choice(texts(NO_LANGUAGE, "codes.marks")), rng, _makers(language))


@cache
def _makers(language: str) -> dict[str, Maker]:
    words = pools.words(language)
    return FILLERS | {
        "w": lambda rng: rng.choice(words),
        "W": lambda rng: rng.choice(words).capitalize(),
        "p": lambda rng: rng.choice(pools.places(language)),
        "N": lambda rng: rng.choice(pools.people(language)).split()[-1],
        "C": lambda rng: rng.choice(pools.country_codes()),
        "L": lambda rng: rng.choice(string.ascii_uppercase),
        "u": lambda rng: rng.choice(string.ascii_lowercase),
        "G": lambda rng: codes.letters(rng, language, rng.choice((2, 2, 3, 3, 4))),
        "n": lambda rng: str(rng.randint(1, 31)),
        "o": lambda rng: f"{rng.randint(1, 31):02d}",
        "D": lambda rng: str(rng.randint(100, 999)),
        "r": _span,
        "k": programs.name,
        "S": lambda rng: programs.name(rng).upper(),
        "m": lambda rng: rng.choice(_OF),
    }


def _span(rng: Random) -> str:
    first = rng.choice((1, 1, 11, 21, rng.randint(2, 90)))
    return f"{first}{rng.choice(('-', '-', '–', ' - ', '..', ' to '))}{first + rng.choice((4, 9, 9, 19, 24))}"
