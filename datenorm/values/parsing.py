"""From written values to their fields."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from datenorm.values.alphabet import (
    ANCHORS,
    CALENDARS,
    GREGORIAN,
    NO_YEAR,
    QUALIFIERS,
    REFUSAL,
    SET_CLOSE,
    SET_OPEN,
    SET_SEPARATOR,
    STYLES,
    TIME,
    WEEKDAYS,
    Style,
)
from datenorm.values.automaton import accepts, is_value
from datenorm.values.eras import spelled_out
from datenorm.values.times import is_time

_TOKENS = {calendar: token for token, calendar in CALENDARS.items()}
_STYLE_TOKENS: dict[Style, str] = {"": "", **{style: token for token, style in STYLES.items()}}
_MARKS = WEEKDAYS + "".join(STYLES)
_BESIDE_NUMBERS = QUALIFIERS + _MARKS

SEPARATOR = ";"
"""Between dates of one text that have different roles."""

OPEN = ".."
"""An open end of a range; between two members of a set, all from one to the other."""


class DateValue(NamedTuple):
    """One date.

    Attributes:
        year: the four characters of the year (five before the year 0), X for an unknown digit; "" in the
            second time of a span of times, whose day is that of the first.
        month: 1–12 (1–13 in calendars that have so many), a season 21–24, a quarter 33–36 or a half year
            40–41 (ISO 8601-2:2019, 4.8), or None.
        day: 1–31 or None.
        qualifier: "~" approximate, "?" uncertain, "%" both, "" neither.
        calendar: one of `CALENDARS`, or "gregorian".
        weekday: the weekday the text names, 1 Monday to 7 Sunday (ISO 8601-1:2019, 4.2.2), or None.
        style: "old" or "new" if the text says Old Style or New Style, else "".
        week: 1–53 or None.
        day_of_week: of a week, 1 Monday to 7 Sunday, or None.
        day_of_year: 1–366 or None.
        time: the time of day with its offset as it is written, from the T on ("T05:24p-07:00"), or "".
    """

    year: str
    month: int | None = None
    day: int | None = None
    qualifier: str = ""
    calendar: str = GREGORIAN
    weekday: int | None = None
    style: Style = ""
    week: int | None = None
    day_of_week: int | None = None
    day_of_year: int | None = None
    time: str = ""

    @property
    def is_short(self) -> bool:
        """Whether the text gives only the last two digits of the year."""
        return self.year.startswith("XX") and self.year != NO_YEAR

    @property
    def is_yearless(self) -> bool:
        """Whether the text gives no year."""
        return self.year == NO_YEAR

    def __str__(self) -> str:
        weekday = "" if self.weekday is None else WEEKDAYS[self.weekday - 1]
        token, style = _TOKENS.get(self.calendar, ""), _STYLE_TOKENS[self.style]
        return f"{token}{self.year}{self._finer()}{self.qualifier}{weekday}{style}{self.time}"

    def _finer(self) -> str:
        """What follows the year."""
        if self.week is not None:
            return f"-W{self.week:02d}" + ("" if self.day_of_week is None else f"-{self.day_of_week}")
        if self.day_of_year is not None:
            return f"-{self.day_of_year:03d}"
        if self.month is None:
            return "" if self.day is None else f"-XX-{self.day:02d}"
        return f"-{self.month:02d}" + ("" if self.day is None else f"-{self.day:02d}")


class RangeValue(NamedTuple):
    """A range; None is an open end."""

    start: DateValue | None
    end: DateValue | None

    def __str__(self) -> str:
        return "/".join(".." if end is None else str(end) for end in (self.start, self.end))


class SetValue(NamedTuple):
    """One of several dates, or all of them, the earliest first, all equally precise.

    Attributes:
        members: dates, and stretches of them such as 1902..1906.
        is_choice: whether it is one of them.
    """

    members: tuple[DateValue | RangeValue, ...]
    is_choice: bool

    def __str__(self) -> str:
        members = SET_SEPARATOR.join(str(member).replace("/", OPEN) for member in self.members)
        return f"{SET_OPEN}{members}{SET_CLOSE}" if self.is_choice else f"{{{members}}}"

    @property
    def dates(self) -> tuple[DateValue, ...]:
        """The members, of a stretch its first and its last."""
        ends = ([one] if isinstance(one, DateValue) else [one.start, one.end] for one in self.members)
        return tuple(end for some in ends for end in some if end is not None)


Value = DateValue | RangeValue | SetValue


@lru_cache(maxsize=1 << 13)  # the values of a column repeat
def parse(text: str) -> Value | None:
    """The fields of a value as the network writes it; None for the refusal ∅ and if `is_compound`.

    Raises:
        ValueError: if the text is not in the language.

    >>> value = parse("{1902..1906,1957}")
    >>> value.is_choice, [date.year for date in value.dates]
    (False, ['1902', '1906', '1957'])
    """
    if not accepts(text) and not is_value(text):
        raise ValueError(f"not a value: {text!r}")
    text = spelled_out(text)
    if text == REFUSAL or is_compound(text):
        return None
    if text[0] in _SET_BRACKETS:
        return SetValue(tuple(map(_parse_member, text[1:-1].split(SET_SEPARATOR))), text[0] == SET_OPEN)
    ends = [None if end == OPEN else _parse_date(end) for end in text.split("/")]
    if len(ends) == 1 and ends[0] is not None:
        return ends[0]
    return RangeValue(*ends)


_SET_BRACKETS = SET_OPEN + "{"


def _parse_member(text: str) -> DateValue | RangeValue:
    ends = tuple(map(_parse_date, text.split(OPEN)))
    return RangeValue(*ends) if len(ends) > 1 else ends[0]


def is_compound(text: str) -> bool:
    """Whether a text of the language has several dates with different roles, or is relative to another date.

    >>> is_compound("1834;1835"), is_compound("@-3d"), is_compound("2024-05#1①"), is_compound("E2012-01-01")
    (True, True, True, False)
    """
    if text[:1] in ANCHORS:
        return True
    return not _OF_COMPOUNDS.isdisjoint(text[1:]) and not _OF_COMPOUNDS.isdisjoint(spelled_out(text)[1:])


_OF_COMPOUNDS = frozenset(
    SEPARATOR + "@&»«=<>#^$bcdehkmqwyACEHIMPS"
)  # capitals start values of other calendars too


def _parse_date(text: str) -> DateValue:
    """The fields of one date, which is known to be valid."""
    if text[0] == TIME and is_time(text):
        return DateValue("", time=text)
    calendar = CALENDARS.get(text[0], GREGORIAN)
    body, clock, time = (text if calendar == GREGORIAN else text[1:]).partition("T")
    style = STYLES.get(body[-1], "")
    named = body[:-1][-1:] if style else body[-1]
    weekday = WEEKDAYS.index(named) + 1 if named in WEEKDAYS else None
    body = body.rstrip(_MARKS)
    qualifier = body[-1] if body[-1] in QUALIFIERS else ""
    body = body.removesuffix(qualifier)
    sign, digits = ("-", body[1:]) if body[0] == "-" else ("", body)
    year, *rest = digits.split("-")
    month, day, *_ = (*[None if field == "XX" else field for field in rest], None, None)
    week = day_of_week = day_of_year = None
    if month is not None and month[0] == "W":
        week, day_of_week, month, day = month[1:], day, None, None
    elif month is not None and len(month) > 2:
        day_of_year, month = month, None
    return DateValue(
        sign + year,
        None if month is None else int(month),
        None if day is None else int(day),
        qualifier,
        calendar,
        weekday,
        style,
        None if week is None else int(week),
        None if day_of_week is None else int(day_of_week),
        None if day_of_year is None else int(day_of_year),
        clock + time,
    )


def differs_only_by_order(one: str, other: str) -> bool:
    """Whether two values are the same numbers in another field order; weekdays and styles are ignored.

    >>> differs_only_by_order("2005-04-03", "2005-03-04"), differs_only_by_order("XX03-04-05", "XX05-04-03")
    (True, True)
    >>> differs_only_by_order("2005-04-03", "2005-04-08")
    False
    """
    if one[:4] != other[:4] and not (one.startswith("XX") and other.startswith("XX")):
        return False
    if one == other or REFUSAL in (one, other) or is_compound(one) or is_compound(other):
        return False
    if sorted(one.rstrip(_BESIDE_NUMBERS)) != sorted(other.rstrip(_BESIDE_NUMBERS)):  # cheap, for most pairs
        return False
    first, second = parse(one), parse(other)
    if not isinstance(first, DateValue) or not isinstance(second, DateValue):
        return False
    if None in (first.day, second.day, first.month, second.month) or first.calendar != second.calendar:
        return False
    if (first.month, first.day, first.year) == (second.month, second.day, second.year):
        return False
    return _numbers(first) == _numbers(second)


def _numbers(date: DateValue) -> tuple[str, list[str]]:
    """The fields, sorted; a whole year keeps its place."""
    loose = [f"{date.month:02d}", f"{date.day:02d}"]
    return ("", sorted([date.year[2:], *loose])) if date.is_short else (date.year, sorted(loose))
