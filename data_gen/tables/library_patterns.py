"""Converts date formats of other libraries to CLDR patterns (with `o` for the ordinal day)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_MOMENT = re.compile(
    r"\[([^\]]*)\]|(MMMM|MMM|MM|M|Do|DD|D|dddd|ddd|dd|d|YYYY|YY|Y|LTS|LT|HH|H|hh|h|kk|k|mm|m|ss|s|A|a|Z)|(.)"
)
_MOMENT_FIELDS = {
    **{name: name for name in ("MMMM", "MMM", "MM", "M")},
    **{
        "DD": "dd",
        "D": "d",
        "Do": "o",
        "dddd": "EEEE",
        "ddd": "EEE",
        "dd": "EEE",
        "YYYY": "y",
        "YY": "yy",
        "Y": "y",
    },
}
_DATE_FNS = re.compile(r"'((?:[^']|'')*)'|(do|d+|M+|L+|y+|E+|e+|c+|i+|[A-Za-z]+)|(.)")
_STRFTIME = re.compile(r"%([-_0^E]?)([A-Za-z%])|(.)")
_STRFTIME_FIELDS = {
    "d": "dd",
    "e": "d",
    "m": "MM",
    "Y": "y",
    "y": "yy",
    "b": "MMM",
    "h": "MMM",
    "B": "MMMM",
    "a": "EEE",
}
_STRFTIME_FIELDS |= {"A": "EEEE", "F": "y-MM-dd", "D": "MM/dd/yy"}

Piece = tuple[str, str]
"""(field, "") or ("", literal)"""


def from_moment(form: str, ordinals: Sequence[str]) -> str | None:
    """A moment.js or dayjs format without its time; None if the time is inside the date."""
    pieces: list[Piece] = []
    timed = False
    for bracketed, field, literal in _MOMENT.findall(form):
        if field and field not in _MOMENT_FIELDS:
            timed = True
        elif field and timed:
            return None
        elif field:
            pieces.append((_MOMENT_FIELDS[field], ""))
        elif not timed:
            pieces.append(("", bracketed or literal))
    return _joined(_until_last_field(pieces) if timed else pieces, ordinals)


def from_date_fns(form: str, ordinals: Sequence[str]) -> str | None:
    """A date-fns format: CLDR's letters except `do` and the weekday."""
    pieces: list[Piece] = []
    for quoted, field, literal in _DATE_FNS.findall(form):
        if field == "do":
            pieces.append(("o", ""))
        elif field and field[0] in "eci":
            pieces.append(("E" * max(3, len(field)), ""))
        elif field and field[0] in "dMLyE":
            pieces.append(("y" if field == "yyyy" else field, ""))
        elif field:
            return None
        else:
            pieces.append(("", (quoted or literal).replace("''", "'")))
    return _joined(pieces, ordinals)


def from_strftime(form: str) -> str | None:
    """A format of the C library; None if it has a time."""
    pieces: list[Piece] = []
    for flag, letter, literal in _STRFTIME.findall(form):
        if (letter and letter not in _STRFTIME_FIELDS) or flag in ("E", "O"):
            return None
        if letter:
            field = _STRFTIME_FIELDS[letter]
            pieces.append((field[0] if flag == "-" and letter in "dm" else field, ""))
        else:
            pieces.append(("", literal))
    return _joined(pieces, ())


def _until_last_field(pieces: list[Piece]) -> list[Piece]:
    """Without the text between date and time, which includes a mark after the year (` г.`)."""
    last = max((index for index, (field, _) in enumerate(pieces) if field), default=-1)
    kept = pieces[: last + 1]
    opened = sum(literal.count("(") - literal.count(")") for _, literal in kept)
    return [*kept, ("", ")")] if opened > 0 else kept


def _joined(pieces: list[Piece], ordinals: Sequence[str]) -> str | None:
    """The CLDR pattern; None if it lacks a month with day or year, or has letters right after a name."""
    pieces = _merged(_with_ordinal(pieces, ordinals))
    fields = "".join(field for field, _ in pieces)
    if ("M" not in fields and "L" not in fields) or not set("dyo") & set(fields):
        return None
    for (field, _), (_, literal) in pairwise(pieces):
        if len(field) >= 3 and field[0] in "ML" and literal[:1].isalpha():
            return None
    return "".join(field or _quoted(literal) for field, literal in pieces).strip()


def _with_ordinal(pieces: list[Piece], ordinals: Sequence[str]) -> list[Piece]:
    """The ordinal day as a day with a literal, if every day has the same mark."""
    marks = {ordinal.replace(str(day), "\0", 1) for day, ordinal in enumerate(ordinals, 1)}
    if len(marks) != 1 or "\0" not in (mark := marks.pop()):
        return pieces
    before, after = mark.split("\0")
    day = [("", before), ("d", ""), ("", after)]
    return [new for piece in pieces for new in (day if piece[0] == "o" else [piece]) if new != ("", "")]


def _merged(pieces: list[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for field, literal in pieces:
        if literal and merged and not merged[-1][0]:
            merged[-1] = ("", merged[-1][1] + literal)
        else:
            merged.append((field, literal))
    return merged


def _quoted(literal: str) -> str:
    """A literal with its letters in quotes."""
    return re.sub(r"\S*[^\W\d_]\S*", lambda word: f"'{word.group()}'", literal.replace("'", "''"))
