"""Neighbours of a date from templates, such as `£{a}` or `MS Add. {c}`.

The letters in braces are drawn numbers and signs:

- `c` a count of any size, also one like a day or year; `s` from 1 to 99; `y` like a year
- `l` of five to eight digits; `t` of one, `d` of three, `q` of four digits; `z` of four with zeros in front
- `a` an amount
- `b`, `g`, `f` a whole, grouped or decimal number that cannot be part of a date
- `x` hexadecimal digits; `U` a capital letter, none that names an era or a quarter
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from random import Random

Maker = Callable[[Random], str]

_FIELD = re.compile(r"\{([a-zA-Z])\}")
_LETTERS = "ABDEFGKLNPUVXYZ"
_HEX = "0123456789abcdef"
_GROUPS = (",", ".", "\u00a0", "\u202f", " ", "'", "’")
_POINTS = {",": ".", ".": ",", "\u00a0": ",", "\u202f": ",", " ": ",", "'": ".", "’": "."}
_LAST_CLOCK = 2500
"""Four digits from here on are not a time of day."""


def fill(template: str, rng: Random, makers: Mapping[str, Maker] | None = None) -> str:
    """A template with drawn numbers; `{{` and `}}` are braces.

    Args:
        template: the template.
        rng: random generator.
        makers: makers of its letters, if not `FILLERS`.

    >>> fill("vol. {s}", Random(1), {"s": lambda rng: "9"})
    'vol. 9'
    """
    known = FILLERS if makers is None else makers
    return "".join([known[piece](rng) if is_field else piece for is_field, piece in _pieces(template)])


@cache
def _pieces(template: str) -> tuple[tuple[bool, str], ...]:
    """The literal texts and the letters of a template, in turn."""
    pieces = _FIELD.split(template)
    return tuple(
        (index % 2 == 1, piece.replace("{{", "{").replace("}}", "}"))
        for index, piece in enumerate(pieces)
        if piece
    )


def year_like(rng: Random) -> int:
    """A number from 1000 to 2199, more often of later centuries."""
    return int(1000 + 1199 * max(rng.random(), rng.random()))


def _count(rng: Random) -> str:
    roll = rng.random()
    if roll < 0.2:
        return str(1 + int(31 * rng.random()))
    if roll < 0.55:
        return str(32 + int(968 * rng.random()))
    if roll < 0.8:
        return str(year_like(rng))
    return str(int(10 ** (3.4 + 1.6 * rng.random())))


def small(rng: Random) -> str:
    """A number from 1 to 99, half of the time one that could be a day."""
    return str(1 + int((31 if rng.random() < 0.5 else 99) * rng.random()))


def _long(rng: Random) -> str:
    return str(int(10 ** (4 + 4 * rng.random())))


def _amount(rng: Random) -> str:
    """An amount of money in some notation: `949.56`, `1.234,50`, `1,23,456`, `1 744`, `12`."""
    roll = rng.random()
    whole = int(10 ** (1 + 4.5 * rng.random())) if roll < 0.7 else year_like(rng) if roll < 0.85 else None
    number = str(whole) if whole is not None else small(rng)
    group = rng.choice(_GROUPS)
    if whole is not None and whole >= 1000 and rng.random() < 0.7:
        number = f"{whole:,}".replace(",", group)
    if rng.random() < 0.65:
        number += f"{_POINTS[group]}{int(100 * rng.random()):02d}"
    return number


def _bare(rng: Random) -> str:
    """A whole number that cannot be a day, a year or a time of day."""
    roll = rng.random()
    if roll < 0.3:
        return str(100 * rng.randint(1, 9) + rng.randint(60, 99))
    return str(rng.randint(_LAST_CLOCK, 9999)) if roll < 0.75 else str(int(10 ** (4 + 5 * rng.random())))


def _grouped(rng: Random) -> str:
    return f"{int(10 ** (3.5 + 4 * rng.random())):,}".replace(",", rng.choice(_GROUPS))


def _decimal(rng: Random) -> str:
    whole = str(rng.randint(60, 999)) if rng.random() < 0.7 else str(rng.randint(_LAST_CLOCK, 99_999))
    places = rng.choice((1, 2, 2, 2, 3))
    return f"{whole}{rng.choice('..,')}{int(10**places * rng.random()):0{places}d}"


def _hexadecimal(rng: Random) -> str:
    return "".join(rng.choices(_HEX, k=rng.randint(4, 9))) + rng.choice("abcdf")


FILLERS: dict[str, Maker] = {
    "c": _count,
    "s": small,
    "y": lambda rng: str(year_like(rng)),
    "l": _long,
    "t": lambda rng: str(int(10 * rng.random())),
    "d": lambda rng: f"{int(1000 * rng.random()):03d}",
    "q": lambda rng: f"{int(10_000 * rng.random()):04d}",
    "z": lambda rng: f"{int(1 + 999 * rng.random()):04d}",
    "a": _amount,
    "b": _bare,
    "g": _grouped,
    "f": _decimal,
    "x": _hexadecimal,
    "U": lambda rng: _LETTERS[int(len(_LETTERS) * rng.random())],
}
