"""Numbers in Roman numerals as printers and clerks set them: MDCLXV, M.DC.LXV, xxviij, MDCCCCX."""

from __future__ import annotations

from random import Random

_SIGNS = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def numeral(number: int, *, additive: bool = False) -> str:
    """A number from 1 to 3999.

    Args:
        number: the number.
        additive: whether four and nine are counted up (IIII, VIIII), as was common before 1700.

    >>> numeral(1665), numeral(1994), numeral(1494, additive=True)
    ('MDCLXV', 'MCMXCIV', 'MCCCCLXXXXIIII')
    """
    text = ""
    for value, letters in _SIGNS:
        if additive and len(letters) == 2:
            continue
        while number >= value:
            text += letters
            number -= value
    return text


def year(number: int, rng: Random) -> str:
    """A year as a title page or a clerk has it."""
    text = numeral(number, additive=rng.random() < 0.1)
    roll = rng.random()
    if roll < 0.1:
        return text.lower()
    if roll < 0.16:
        thousands = text.rindex("M") + 1 if text[0] == "M" else 0
        return ".".join(part for part in (text[:thousands], text[thousands:]) if part) + rng.choice((".", ""))
    return text


def day(number: int, rng: Random) -> str:
    """A day: XXIII, xxiij, iiij."""
    if rng.random() < 0.4:
        return numeral(number)
    text = numeral(number, additive=rng.random() < 0.5).lower()
    return text[:-1] + "j" if text.endswith("i") and rng.random() < 0.7 else text
