"""From a written value to its fields."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from datenorm.values.alphabet import CALENDARS, GREGORIAN, QUALIFIERS, REFUSAL, WEEKDAYS
from datenorm.values.automaton import accepts

_TOKENS = {calendar: token for token, calendar in CALENDARS.items()}


@dataclass(frozen=True, slots=True)
class DateValue:
    """One date with the precision the text gave it.

    Attributes:
        year: the four characters of the year (five with the minus of a year before 0), X where a digit is
            unknown.
        month: 1–12, a season 21–24 or a quarter 33–36 (ISO 8601-2:2019, 4.8), or None.
        day: 1–31 or None.
        qualifier: "~" approximate, "?" uncertain, "%" both, "" neither.
        calendar: one of `CALENDARS`, or "gregorian".
        weekday: the one the text names, 1 Monday to 7 Sunday (ISO 8601-1:2019, 4.2.2), or None.
    """

    year: str
    month: int | None = None
    day: int | None = None
    qualifier: str = ""
    calendar: str = GREGORIAN
    weekday: int | None = None

    @property
    def is_short(self) -> bool:
        """Whether the text gave the last two digits of the year alone."""
        return self.year.startswith("XX") and self.year != "XXXX"

    @property
    def is_yearless(self) -> bool:
        """Whether the text gave no year."""
        return self.year == "XXXX"

    def __str__(self) -> str:
        month = "" if self.month is None else f"-{self.month:02d}"
        day = "" if self.day is None else f"-{self.day:02d}"
        weekday = "" if self.weekday is None else WEEKDAYS[self.weekday - 1]
        return f"{_TOKENS.get(self.calendar, '')}{self.year}{month}{day}{self.qualifier}{weekday}"


@dataclass(frozen=True, slots=True)
class RangeValue:
    """A range; an end that is None is open."""

    start: DateValue | None
    end: DateValue | None

    def __str__(self) -> str:
        return "/".join(".." if end is None else str(end) for end in (self.start, self.end))


Value = DateValue | RangeValue


@lru_cache(maxsize=1 << 15)  # a column of dates holds few of them, each many times
def parse(text: str) -> Value | None:
    """Read a value.

    Args:
        text: a value as the network writes it.

    Returns:
        Its fields, or None for the refusal ∅.

    Raises:
        ValueError: if the text is not in the language.

    >>> parse("1850~")
    DateValue(year='1850', month=None, day=None, qualifier='~', calendar='gregorian', weekday=None)
    """
    if not accepts(text):
        raise ValueError(f"not a value: {text!r}")
    if text == REFUSAL:
        return None
    ends = [None if end == ".." else _parse_date(end) for end in text.split("/")]
    if len(ends) == 1 and ends[0] is not None:
        return ends[0]
    return RangeValue(*ends)


def _parse_date(text: str) -> DateValue:
    """Read one end that `accepts` has already let through."""
    calendar = CALENDARS.get(text[0], GREGORIAN)
    weekday = WEEKDAYS.index(text[-1]) + 1 if text[-1] in WEEKDAYS else None
    body = (text if calendar == GREGORIAN else text[1:]).rstrip(WEEKDAYS)
    qualifier = body[-1] if body[-1] in QUALIFIERS else ""
    body = body.removesuffix(qualifier)
    sign, digits = ("-", body[1:]) if body[0] == "-" else ("", body)
    year, *rest = digits.split("-")
    month, day = [int(field) for field in rest] + [None] * (2 - len(rest))
    return DateValue(sign + year, month, day, qualifier, calendar, weekday)


def differs_only_by_order(one: str, other: str) -> bool:
    """Whether two values are the same numbers read in another field order; weekdays do not matter.

    >>> differs_only_by_order("2005-04-03", "2005-03-04"), differs_only_by_order("XX03-04-05", "XX05-04-03")
    (True, True)
    >>> differs_only_by_order("2005-04-03", "2005-04-08")
    False
    """
    if one == other or REFUSAL in (one, other):
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
    """The fields whose places can be exchanged, without their places; a whole year always keeps its own."""
    loose = [f"{date.month:02d}", f"{date.day:02d}"]
    return ("", sorted([date.year[2:], *loose])) if date.is_short else (date.year, sorted(loose))
