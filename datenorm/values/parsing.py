"""From written values to their fields."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from datenorm.values.alphabet import (
    CALENDARS,
    GREGORIAN,
    QUALIFIERS,
    REFUSAL,
    SET_CLOSE,
    SET_OPEN,
    SET_SEPARATOR,
    STYLES,
    WEEKDAYS,
    Style,
)
from datenorm.values.grammar import accepts

_TOKENS = {calendar: token for token, calendar in CALENDARS.items()}
_STYLE_TOKENS: dict[Style, str] = {"": "", **{style: token for token, style in STYLES.items()}}
_MARKS = WEEKDAYS + "".join(STYLES)
_BESIDE_NUMBERS = QUALIFIERS + _MARKS


class DateValue(NamedTuple):
    """One date.

    Attributes:
        year: the four characters of the year (five before the year 0), X for an unknown digit.
        month: 1–12 (1–13 in calendars that have so many), a season 21–24 or a quarter 33–36
            (ISO 8601-2:2019, 4.8), or None.
        day: 1–31 or None.
        qualifier: "~" approximate, "?" uncertain, "%" both, "" neither.
        calendar: one of `CALENDARS`, or "gregorian".
        weekday: the weekday the text names, 1 Monday to 7 Sunday (ISO 8601-1:2019, 4.2.2), or None.
        style: "old" or "new" if the text says Old Style or New Style, else "".
    """

    year: str
    month: int | None = None
    day: int | None = None
    qualifier: str = ""
    calendar: str = GREGORIAN
    weekday: int | None = None
    style: Style = ""

    @property
    def is_short(self) -> bool:
        """Whether the text gives only the last two digits of the year."""
        return self.year.startswith("XX") and self.year != "XXXX"

    @property
    def is_yearless(self) -> bool:
        """Whether the text gives no year."""
        return self.year == "XXXX"

    def __str__(self) -> str:
        month = "" if self.month is None else f"-{self.month:02d}"
        day = "" if self.day is None else f"-{self.day:02d}"
        weekday = "" if self.weekday is None else WEEKDAYS[self.weekday - 1]
        token, style = _TOKENS.get(self.calendar, ""), _STYLE_TOKENS[self.style]
        return f"{token}{self.year}{month}{day}{self.qualifier}{weekday}{style}"


class RangeValue(NamedTuple):
    """A range; None is an open end."""

    start: DateValue | None
    end: DateValue | None

    def __str__(self) -> str:
        return "/".join(".." if end is None else str(end) for end in (self.start, self.end))


class OneOfValue(NamedTuple):
    """One of several dates, the earliest first, all equally precise."""

    members: tuple[DateValue, ...]

    def __str__(self) -> str:
        return f"{SET_OPEN}{SET_SEPARATOR.join(map(str, self.members))}{SET_CLOSE}"


Value = DateValue | RangeValue | OneOfValue


@lru_cache(maxsize=1 << 13)  # the values of a column repeat
def parse(text: str) -> Value | None:
    """The fields of a value as the network writes it; None for the refusal ∅.

    Raises:
        ValueError: if the text is not in the language.

    >>> parse("1850~")
    DateValue(year='1850', month=None, day=None, qualifier='~', calendar='gregorian', weekday=None, style='')
    """
    if not accepts(text):
        raise ValueError(f"not a value: {text!r}")
    if text == REFUSAL:
        return None
    if text[0] == SET_OPEN:
        members = text[len(SET_OPEN) : -len(SET_CLOSE)].split(SET_SEPARATOR)
        return OneOfValue(tuple(map(_parse_date, members)))
    ends = [None if end == ".." else _parse_date(end) for end in text.split("/")]
    if len(ends) == 1 and ends[0] is not None:
        return ends[0]
    return RangeValue(*ends)


def _parse_date(text: str) -> DateValue:
    """The fields of one date, which is known to be valid."""
    calendar = CALENDARS.get(text[0], GREGORIAN)
    style = STYLES.get(text[-1], "")
    named = text[:-1][-1:] if style else text[-1]
    weekday = WEEKDAYS.index(named) + 1 if named in WEEKDAYS else None
    body = (text if calendar == GREGORIAN else text[1:]).rstrip(_MARKS)
    qualifier = body[-1] if body[-1] in QUALIFIERS else ""
    body = body.removesuffix(qualifier)
    sign, digits = ("-", body[1:]) if body[0] == "-" else ("", body)
    year, *rest = digits.split("-")
    month, day = [int(field) for field in rest] + [None] * (2 - len(rest))
    return DateValue(sign + year, month, day, qualifier, calendar, weekday, style)


def differs_only_by_order(one: str, other: str) -> bool:
    """Whether two values are the same numbers in another field order; weekdays and styles are ignored.

    >>> differs_only_by_order("2005-04-03", "2005-03-04"), differs_only_by_order("XX03-04-05", "XX05-04-03")
    (True, True)
    >>> differs_only_by_order("2005-04-03", "2005-04-08")
    False
    """
    if one == other or REFUSAL in (one, other):
        return False
    if one[:4] != other[:4] and not (one.startswith("XX") and other.startswith("XX")):
        return False
    if sorted(one.rstrip(_BESIDE_NUMBERS)) != sorted(other.rstrip(_BESIDE_NUMBERS)):  # cheap, for most pairs
        return False
    first, second = parse(one), parse(other)
    if not isinstance(first, DateValue) or not isinstance(second, DateValue):
        return False
    if first.day is None or second.day is None or first.calendar != second.calendar:
        return False
    if (first.month, first.day, first.year) == (second.month, second.day, second.year):
        return False
    return _numbers(first) == _numbers(second)


def _numbers(date: DateValue) -> tuple[str, list[str]]:
    """The fields, sorted; a whole year keeps its place."""
    loose = [f"{date.month:02d}", f"{date.day:02d}"]
    return ("", sorted([date.year[2:], *loose])) if date.is_short else (date.year, sorted(loose))
