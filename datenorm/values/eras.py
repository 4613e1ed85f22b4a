"""Centuries and years before Christ as the network writes them: with the numbers that the text has.

The network copies, code counts. A century is its number and `c`, perhaps with a part of it, and `b` if it is
before Christ; a year before Christ is its number and `b`:

    18c     the 18th century           17XX
    18c<    early 18th century         1700~/1733~
    18c=    mid-18th century           1734~/1766~
    18c>    late 18th century          1767~/1799~
    18c#24  its second quarter         1725/1749
    04c>b   late 4th century BC        -0332~/-0300~
    0044b   44 BC                      -0043

The thirds of a century are those of docs/adr/0014-archival-readings.md.
"""

from __future__ import annotations

import re

from datenorm.values.alphabet import BEFORE_CHRIST, CENTURY, PART, QUALIFIERS

YEARS = 100
"""Years of a century."""

THIRDS = {"<": (0, 33), "=": (34, 66), ">": (67, 99)}
"""How early, middle and late are written, and the years of the century that they are, counted from 0."""

PARTS = (2, 3, 4)
"""Halves, thirds and quarters are numbered."""

_APPROXIMATE = {"": "~", "~": "~", "?": "%", "%": "%"}
_CENTURY = re.compile(
    rf"(?P<number>\d\d){CENTURY}(?P<part>[<=>]|{PART}\d\d)?(?P<before>{BEFORE_CHRIST}?)(?P<mark>[{QUALIFIERS}]?)"
)
_YEAR = re.compile(rf"(?<![^/;,.\[{{])(\d{{4}}){BEFORE_CHRIST}")  # a number at the start of a date


def years_of(rank: int, parts: int) -> tuple[int, int]:
    """The first and last year of a numbered part of a century, counted from 0.

    >>> years_of(2, 4), years_of(1, 3), years_of(3, 3)
    ((25, 49), (0, 33), (67, 99))
    """
    if parts == len(THIRDS):
        return tuple(THIRDS.values())[rank - 1]
    return YEARS * (rank - 1) // parts, YEARS * rank // parts - 1


def written_part(rank: int, parts: int) -> str:
    """How a numbered part of a century is written.

    >>> written_part(2, 4)
    '#24'
    """
    return f"{PART}{rank}{parts}"


def spelled_out(text: str) -> str:
    """A written value with astronomical years in place of centuries and years before Christ.

    >>> spelled_out("18c"), spelled_out("04c>b/03c<b"), spelled_out("0044b-03-15"), spelled_out("12c#24?")
    ('17XX', '-0332~/-0266~', '-0043-03-15', '1125?/1149?')
    """
    if CENTURY in text:
        text = ";".join(map(_with_centuries, text.split(";")))
    return _YEAR.sub(lambda found: astronomical(1 - int(found[1])), text) if BEFORE_CHRIST in text else text


def astronomical(year: int) -> str:
    """A year as a value; 44 BC is -43, see ISO 8601-1:2019, 4.3.2.

    >>> astronomical(-43), astronomical(79)
    ('-0043', '0079')
    """
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def _with_centuries(text: str) -> str:
    """One date or range; a part of a century at the end of a range gives its own start or end."""
    ends = [_ends_of(end) for end in text.split("/")]
    start, end = ends[0][0], ends[-1][1]
    return start if len(ends) == 1 and start == end else f"{start}/{end}"


def _ends_of(text: str) -> tuple[str, str]:
    """The first and last year of a part of a century; of another date twice itself."""
    found = _CENTURY.fullmatch(text)
    if found is None:
        return text, text
    number, part, mark = int(found["number"]), found["part"], found["mark"]
    if not part:
        whole = f"{'-' if found['before'] else ''}{number - 1:02d}XX{mark}"
        return whole, whole
    if part in THIRDS:
        years, mark = THIRDS[part], _APPROXIMATE[mark]
    else:
        years = years_of(int(part[1]), int(part[2]))
    first = 1 - YEARS * number if found["before"] else YEARS * (number - 1)
    start, end = (f"{astronomical(first + year)}{mark}" for year in years)
    return start, end
