"""Values whose final form can be read off: most of what the network writes, at a fraction of the cost.

A shortcut gives what `datenorm.values.resolution` finds by the fields of a value, or None where only the
fields tell: days that may not exist, other calendars, years that are to be added. Patterns match only texts
of the language, so such texts need not be checked.
"""

from __future__ import annotations

import datetime
import operator
import re
from collections.abc import Callable
from functools import cache

from datenorm.values.alphabet import (
    ALL_CLOSE,
    ALL_OPEN,
    ANCHORS,
    GREGORIAN,
    NO_YEAR,
    QUALIFIERS,
    SET_CLOSE,
    SET_OPEN,
    SET_SEPARATOR,
    TIME,
    UNKNOWN_DIGIT,
    WEEKDAYS,
)
from datenorm.values.automaton import MAX_VALUE_LENGTH, accepts
from datenorm.values.calendars import DAY_LENGTH
from datenorm.values.completion import by_pivot
from datenorm.values.parsing import OPEN
from datenorm.values.reckoning import Reckoning, Resolution
from datenorm.values.times import parse_time

_QUALIFIED = f"[{QUALIFIERS}]?"
_YEAR = r"(?:\d{4}|-(?!0000)\d{4})"
_MONTH = r"-(?:0[1-9]|1[0-2])"
_PART_OF_YEAR = r"-(?:0[1-9]|1[0-2]|2[1-4]|3[3-6]|4[01])"
# A day that each year has.
_DAY = r"-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
_LEAP_DAY = "-02-29"
_DAY_OF_MONTH = r"-XX-(?:0[1-9]|[12]\d|3[01])"
_DECADE = r"-?\d\d[\dX]X"

_HOUR, _SIXTY = r"(?:[01]\d|2[0-3])", r"[0-5]\d"
_FINER = rf"(?::{_SIXTY}(?::(?:{_SIXTY}|60)(?:\.\d+)?)?)?"
_FINAL_TIME = rf"T{_HOUR}{_FINER}(?:Z|[-+]{_HOUR}:{_SIXTY})?"
_SAID_TIME = (
    rf"T(?:{_HOUR}{_FINER}|24:00(?::00)?|(?:0\d|1[0-2]){_FINER}[ap])(?:Z|[-+]{_HOUR}(?::{_SIXTY})?|z)?"
)

_SHORT_YEAR = r"XX(\d\d)"
_DATE = rf"(?:{_YEAR}(?:{_PART_OF_YEAR}|{_DAY})?|{_DECADE})"
_PLAIN = rf"(?:{_DATE}|\d{{4}}-W(?:0[1-9]|[1-4]\d|5[0-2])){_QUALIFIED}"
_YEARLESS_DAY = f"(?:{_DAY}|{_LEAP_DAY}|{_DAY_OF_MONTH})"
_YEARLESS = rf"(XXXX(?:{_YEARLESS_DAY}|{_PART_OF_YEAR}){_QUALIFIED})|(XXXX{_YEARLESS_DAY})([{WEEKDAYS}])"
_END = rf"(\d{{4}}(?:{_DAY}|{_MONTH})?|\d\d[\dX]X){_QUALIFIED}"
_RANGE = f"{_END}/{_END}"
_YEARLESS_END = rf"(XXXX(?:{_DAY}|{_MONTH})){_QUALIFIED}"
_YEARLESS_RANGE = f"{_YEARLESS_END}/{_YEARLESS_END}"
_OPEN_RANGE = rf"\.\./{_DATE}{_QUALIFIED}|{_DATE}{_QUALIFIED}/\.\."
_MEMBERS = (r"\d{4}", r"\d\d\dX", rf"\d{{4}}{_MONTH}", rf"\d{{4}}{_DAY}", f"XXXX{_DAY}")
_BRACKETS = {SET_OPEN: SET_CLOSE, ALL_OPEN: ALL_CLOSE}
_MONTH_LENGTH = len("XXXX-07")


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    """A compiled pattern; to compile all of them takes as long as a tenth of the start of a command."""
    return re.compile(pattern, re.ASCII)


def _matches(pattern: str, text: str) -> re.Match[str] | None:
    return _pattern(pattern).fullmatch(text)


def shortcut(text: str, rules: Reckoning) -> Resolution | None:
    """What a value means; None if its fields have to be looked at.

    Args:
        text: a value as the network writes it.
        rules: what may be added.
    """
    if text[:1] in ANCHORS:
        return None
    return whole_day(text) or (_moment(text, rules) if TIME in text else _date(text, rules))


def whole_day(text: str, *, century_inferred: bool = False) -> Resolution | None:
    """A whole day, with or without its weekday: half of all values."""
    day, named = text[:DAY_LENGTH], text[DAY_LENGTH:]
    if text[4:5] != "-" or text[7:8] != "-" or text[0] == "X" or (named and named not in _WEEKDAY_NUMBERS):
        return None
    try:
        date = datetime.date.fromisoformat(day)
    except ValueError:
        return None
    if not named:
        return Resolution(day, GREGORIAN, century_inferred, False, date)
    weekday = _WEEKDAY_NUMBERS[named]
    return Resolution(day, GREGORIAN, century_inferred, False, date, weekday, weekday != date.isoweekday())


_WEEKDAY_NUMBERS = {symbol: number for number, symbol in enumerate(WEEKDAYS, start=1)}


def _moment(text: str, rules: Reckoning) -> Resolution | None:
    """A day with a time of day."""
    start = text.index(TIME)
    day, time = text[:start], text[start:]
    is_final = _matches(_FINAL_TIME, time) is not None
    if not day or len(text) > MAX_VALUE_LENGTH or not (is_final or _matches(_SAID_TIME, time)):
        return None
    found = whole_day(day) or _date(day, rules)
    if found is None or found.value is None or not _may_have_a_time(found.value):
        return None
    return found._replace(datetime=found.value + (time if is_final else str(parse_time(time))))


def _may_have_a_time(value: str) -> bool:
    return len(value) == DAY_LENGTH and value[4:8:3] == "--" and value[5] != UNKNOWN_DIGIT


def _date(text: str, rules: Reckoning) -> Resolution | None:
    """A date, a range or a set without times of day, but not a whole day."""
    whole = text
    if UNKNOWN_DIGIT in text:
        if rules.reference_date is not None and NO_YEAR in text:
            return None
        whole = _pattern(_SHORT_YEAR).sub(lambda found: str(by_pivot(int(found[1]), rules)), text)
    if whole == text:
        return _form_of(text)(text)
    if rules.direction is not None or not accepts(text):
        return None
    day = whole_day(whole, century_inferred=True)
    found = day or _form_of(whole)(whole)
    return found if day or found is None or found.value is None else found._replace(century_inferred=True)


def _form_of(text: str) -> Callable[[str], Resolution | None]:
    if text[:1] in _BRACKETS:
        return _set
    return _range if "/" in text else _yearless if text.startswith(NO_YEAR) else _plain


def _plain(text: str) -> Resolution | None:
    """A year, month, season, week, decade or century, or a day that Python does not have."""
    return Resolution(text) if _matches(_PLAIN, text) else None


def _yearless(text: str) -> Resolution | None:
    """A month, a day or both without a year."""
    found = _matches(_YEARLESS, text)
    if found is None:
        return None
    value, day, named = found.groups()
    return Resolution(value or day, weekday=_WEEKDAY_NUMBERS.get(named))


def _range(text: str) -> Resolution | None:
    """A range of years, months and days from the year 0 on, of decades and centuries, or without years."""
    ends = _matches(_RANGE, text) or _matches(_YEARLESS_RANGE, text)
    if ends is None:
        return Resolution(text) if _matches(_OPEN_RANGE, text) else None
    return Resolution(text if _is_in_order(*ends.groups()) else None)


def _is_in_order(start: str, end: str) -> bool:
    """Whether a range may end after it starts; one without years may reach into the next."""
    if not start.startswith(NO_YEAR):
        start, end = start.replace(UNKNOWN_DIGIT, "0"), end.replace(UNKNOWN_DIGIT, "9")
    elif start[:_MONTH_LENGTH] != end[:_MONTH_LENGTH]:
        return True
    shared = min(len(start), len(end))  # of two that are equal so far, one lies in the other
    return start[:shared] <= end[:shared]


def _set(text: str) -> Resolution | None:
    """A set from the year 0 on, or without years; it has to ascend."""
    stretches = [one.split(OPEN) for one in text[1:-1].split(SET_SEPARATOR)]
    members = [member for stretch in stretches for member in stretch]
    kind = next((one for one in _MEMBERS if _matches(one, members[0])), None)
    if kind is None or text[-1] != _BRACKETS[text[0]] or len(members) == 1 or max(map(len, stretches)) > 2:
        return None
    if not all(_matches(kind, member) for member in members):
        return None
    if len(text) > MAX_VALUE_LENGTH and not accepts(text):
        return None
    return Resolution(text if all(map(operator.lt, members, members[1:])) else None)
