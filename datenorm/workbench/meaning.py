"""What a value means, in English words."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from datenorm.convert.reasons import WEEKDAY_NAMES
from datenorm.values import DateValue, is_value, parse, resolve
from datenorm.values.parsing import RangeValue, SetValue

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_PARTS_OF_YEAR = {
    **{21 + place: f"{name} {{}}" for place, name in enumerate(("spring", "summer", "autumn", "winter"))},
    **{
        33 + place: f"{name} quarter of {{}}"
        for place, name in enumerate(("first", "second", "third", "fourth"))
    },
    **{40 + place: f"{name} half of {{}}" for place, name in enumerate(("first", "second"))},
}
_QUALIFIERS = {"": "{}", "~": "about {}", "?": "perhaps {}", "%": "perhaps about {}"}

# Years of a century, or of a decade, from the first to the last → what catalogues call them.
_PARTS_OF_CENTURY = {
    (0, 49): "first half",
    (50, 99): "second half",
    (0, 24): "first quarter",
    (25, 49): "second quarter",
    (50, 74): "third quarter",
    (75, 99): "last quarter",
}
_THIRDS_OF_CENTURY = {(0, 33): "first third", (34, 66): "second third", (67, 99): "last third"}
_PARTS_OF_DECADE = {(0, 3): "early", (4, 6): "mid", (7, 9): "late"}
_APPROXIMATE = "~"
_YEARLESS_MONTH = "{} of any year"


class CheckedValue(NamedTuple):
    """Whether a text is a value.

    Attributes:
        valid: whether it is.
        value: the value as it is stored, or None.
        meaning: what it means, or "".
    """

    valid: bool
    value: str | None
    meaning: str


def check_value(text: str) -> CheckedValue:
    """Check what a person types as a value: ISO 8601 or EDTF, with a time of day or without.

    >>> check_value(" 1914-24 "), check_value("1914-99").valid, check_value("1945/1914").valid
    (CheckedValue(valid=True, value='1914-24', meaning='winter 1914'), False, False)
    """
    written = text.strip()
    if not is_value(written) or resolve(written).value is None:
        return CheckedValue(False, None, "")
    return CheckedValue(True, written, in_words(written))


@lru_cache(maxsize=1 << 14)  # the values of a column repeat
def in_words(value: str | None) -> str:
    """What a value means, in English; "" for no value and for what is not one.

    >>> in_words("1850~"), in_words("1914-24"), in_words("1767~/1799~")
    ('about 1850', 'winter 1914', 'last third of the 18th century')
    >>> in_words("1969-07-20"), in_words("196X?"), in_words("../1945")
    ('20 July 1969', 'perhaps the 1960s', '1945 or before')
    >>> in_words("[1914,1915]"), in_words("-0043-03-15"), in_words("XXXX-07")
    ('1914 or 1915', '15 March 44 BC', 'July of any year')
    """
    if value is None or not is_value(value):
        return ""
    parsed = parse(value)
    if isinstance(parsed, SetValue):
        return _set(parsed)
    if isinstance(parsed, RangeValue):
        return _range(parsed)
    return "" if parsed is None else _date(parsed)


def _set(value: SetValue) -> str:
    *most, last = [_range(one) if isinstance(one, RangeValue) else _date(one) for one in value.members]
    link = "or" if value.is_choice else "and"
    return f"{', '.join(most)} {link} {last}" if most else last


def _range(value: RangeValue) -> str:
    start, end = value
    if start is None:
        return "any time" if end is None else f"{_date(end)} or before"
    if end is None:
        return f"{_date(start)} or after"
    return _named_years(start, end) or f"{_date(start)} to {_date(end)}"


def _named_years(start: DateValue, end: DateValue) -> str:
    """What catalogues call the years of a range, or ""."""
    years = [one.year for one in (start, end) if one == DateValue(one.year, qualifier=one.qualifier)]
    if len(years) < 2 or not all(year.isdecimal() for year in years) or years[0][:2] != years[1][:2]:
        return ""
    is_approximate = start.qualifier == end.qualifier == _APPROXIMATE
    if not is_approximate and (start.qualifier or end.qualifier):
        return ""
    places = int(years[0][2:]), int(years[1][2:])
    century = _years(f"{years[0][:2]}XX")
    if not is_approximate and places in _PARTS_OF_CENTURY:
        return f"{_PARTS_OF_CENTURY[places]} of {century}"
    if places in _THIRDS_OF_CENTURY:
        named = f"{_THIRDS_OF_CENTURY[places]} of {century}"
        return named if is_approximate else f"{named}, {_years(years[0])} to {_years(years[1])}"
    if is_approximate and years[0][:3] == years[1][:3]:
        part = _PARTS_OF_DECADE.get((places[0] % 10, places[1] % 10))
        return f"{part} {_years(f'{years[0][:3]}X').removeprefix('the ')}" if part else ""
    return ""


def _date(date: DateValue) -> str:
    day = _day(date)
    if date.time:
        clock = _time(date.time)
        day = f"{day} at {clock}" if day else clock
    return _QUALIFIERS[date.qualifier].format(day)


def _day(date: DateValue) -> str:
    """A date without its time and without how sure it is."""
    if date.year == "":
        return ""
    year = "" if date.is_yearless else _years(date.year)
    if date.week is not None:
        week = f"week {date.week} of {year}"
        return week if date.day_of_week is None else f"{WEEKDAY_NAMES[date.day_of_week - 1]} of {week}"
    if date.day_of_year is not None:
        return f"day {date.day_of_year} of {year}"
    if date.month is None:
        return year if date.day is None else f"the {_ordinal(date.day)} of any month"
    if date.month in _PARTS_OF_YEAR:
        return _PARTS_OF_YEAR[date.month].format(year or "any year")
    month = MONTH_NAMES[date.month - 1]
    if date.day is None:
        return f"{month} {year}" if year else _YEARLESS_MONTH.format(month)
    return f"{date.day} {month} {year}" if year else _YEARLESS_MONTH.format(f"{date.day} {month}")


def _years(year: str) -> str:
    """A year, a decade or a century.

    >>> _years("0508"), _years("18XX"), _years("-04XX"), _years("004X"), _years("-0043")
    ('508', 'the 19th century', 'the 5th century BC', 'the 40s', '44 BC')
    """
    is_before = year.startswith("-")
    digits = year.removeprefix("-")
    known = digits.rstrip("X")
    unknown = len(digits) - len(known)
    if not unknown:
        number = int(digits)
        return f"{number + 1} BC" if is_before else str(number) if number else "1 BC"
    if "X" in known or unknown > 2:
        return f"a year {year}"
    if unknown == 2:
        # From the year 0 on as -04XX is written: its years are those from 500 BC to 401 BC.
        return f"the {_ordinal(int(known) + 1)} century{' BC' if is_before else ''}"
    decade = int(known) * 10
    return f"the years {decade + 10} BC to {decade + 1} BC" if is_before else f"the {decade}s"


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _time(written: str) -> str:
    """A time of day, from its T on; an offset is written as that from UTC."""
    clock, sign, offset = written.removeprefix("T"), "", ""
    for mark in "+-":
        if mark in clock:
            clock, _, offset = clock.partition(mark)
            sign = mark
    if clock.endswith("Z"):
        return f"{clock[:-1]} UTC"
    return f"{clock} (UTC{sign}{offset})" if sign else clock
