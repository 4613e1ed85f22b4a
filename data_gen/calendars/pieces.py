"""A date put together by a CLDR pattern from pieces that are already written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from data_gen.dates.patterns import fields, has_short_year, is_numeric, tokens


@dataclass(frozen=True, slots=True)
class Pieces:
    """What stands in the place of each field; functions are asked only where the field is there.

    Attributes:
        year: with its era, in whatever figures.
        month: its name.
        number: the month's number.
        day: width of the field → the day.
        ordinal: the day with an ordinal mark.
        weekday: field → the weekday's name.
    """

    year: str
    month: str
    number: int
    day: Callable[[int], str]
    ordinal: Callable[[], str]
    weekday: Callable[[str], str]


def assemble(pattern: str, pieces: Pieces) -> str:
    """The date a pattern makes of the pieces."""
    found = []
    for token in tokens(pattern):
        field = token.field
        kind = field[:1]
        if not field:
            found.append(token.literal)
        elif kind == "y":
            found.append(pieces.year)
        elif kind in "ML":
            found.append(pieces.month if len(field) > 2 else f"{pieces.number:0{len(field)}d}")
        elif kind == "d":
            found.append(pieces.day(len(field)))
        elif kind == "o":
            found.append(pieces.ordinal())
        elif kind in "Ec":
            found.append(pieces.weekday(field))
    return "".join(found).strip()


@cache
def is_whole(pattern: str) -> bool:
    """Whether a pattern has a day, a month by name and a year of four digits, and no era of ours.

    >>> is_whole("EEEE, d MMMM y"), is_whole("d.MM.yy"), is_whole("d R y")
    (True, False, False)
    """
    kinds = fields(pattern)
    return (
        kinds >= {"y", "M", "d"}
        and "G" not in kinds
        and not has_short_year(pattern)
        and not is_numeric(pattern)
        and not any(token.field == "R" for token in tokens(pattern))
    )
