"""Relative dates: programs that the network writes, run against a reference date.

A program is an anchor and steps. Each step takes the day or period that the ones before it gave.

========================  =====================================================================
`@`                       the reference date; `@⑤` the Friday near it, on the preferred side
`&`                       the date before it in the same text
`2024-05`, `XXXX-05-03`   a day, month or year, which may lack its year
`2024e`, `2024E`          Easter of that year, in the Western or the Eastern churches
`2024A-07-10`, `2024I-09` a day or month of another calendar in that year, see `datenorm.values.movable`
`+3d`, `-2w`, `-2⑤`       later or earlier by days, weeks, months, ..., working days, Fridays
`»w`, `«06`, `=⑤`         the next, last or this week, June, Friday
`»w⑤`                     Friday of next week
`«10y`                    the last decade, as people count them: the 2010s in 2026
`>⑤`, `<⑤`                the first Friday after, the last one before
`>12#25d`                 the first 25 December after
`<e`, `>E`                the last Easter before, the first one after in the Eastern churches
`#1①`, `#-1d`, `#2w`      the first Monday, the last day, the second week of it
`#06`, `#22`, `#e`        June, summer, Easter of that year
`^`, `$`                  its first, its last day
`-2H`, `+30M`, `-5S`      earlier or later by hours, minutes, seconds, from a time of day
========================  =====================================================================

docs/adr/0022-relative-dates.md says where the operators come from and what people mean by "next Friday".
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from datenorm.values.alphabet import FEAST_CALENDARS, NO_YEAR, WEEKDAYS
from datenorm.values.automaton import is_program
from datenorm.values.movable import movable_feast
from datenorm.values.periods import Grain, Next, Period, Prefer, Side, side_of
from datenorm.values.steps import Operation, after_steps, near, number_of, shifted

_CLOCK_UNITS = {"H": "hours", "M": "minutes", "S": "seconds"}
_FEAST = rf"[eE]|[{''.join(FEAST_CALENDARS)}]-\d\d(?:-\d\d(?![\da-z{WEEKDAYS}]))?"
_ANCHOR = re.compile(
    rf"@(?P<near>[{WEEKDAYS}]?)|&"
    rf"|(?P<year_of_feast>[0-9X]{{4}})(?P<feast>{_FEAST})"
    rf"|(?P<year>-?[0-9X]{{4}})(?:-(?P<month>\d\d)(?![\da-z{WEEKDAYS}])(?:-(?P<day>\d\d)(?![\da-z{WEEKDAYS}]))?)?"
)
_STEP = re.compile(
    r"(?P<operator>[-+»«=><#^$])"
    rf"(?P<number>(?<![$^])-?\d+(?=[a-zHMS{WEEKDAYS}]))?(?P<what>(?<![$^])(?:w?[{WEEKDAYS}]|{_FEAST}|[a-zHMS]|\d\d))?"
)


class Program(NamedTuple):
    """An anchor and steps, see the module."""

    anchor: str
    steps: tuple[Operation, ...]


def parse_program(text: str) -> Program:
    """Read a program, without its time of day.

    Raises:
        ValueError: if the text is not one.

    >>> parse_program("2024-05#-1①")
    Program(anchor='2024-05', steps=(Operation(operator='#', number=-1, what='①'),))
    """
    anchor = _ANCHOR.match(text)
    if anchor is None or not is_program(text):
        raise ValueError(f"not a program: {text!r}")
    steps = (
        Operation(step["operator"], int(step["number"] or 1), step["what"] or "")
        for step in _STEP.finditer(text, anchor.end())
    )
    return Program(anchor[0], tuple(steps))


def is_shift(text: str) -> bool:
    """Whether a program only goes so many days, months or years from the reference date: a day is meant.

    >>> is_shift("@-2y"), is_shift("@»w")
    (True, False)
    """
    program = parse_program(text)
    return program.anchor == "@" and all(step.operator in "+-" for step in program.steps)


def counts_hours(text: str) -> bool:
    """Whether a program goes by hours, minutes or seconds, see `run_clock`.

    >>> counts_hours("@-2H"), counts_hours("@-2d")
    (True, False)
    """
    return any(unit in text for unit in _CLOCK_UNITS)


def run_clock(text: str, reference: datetime.datetime) -> datetime.datetime | None:
    """The moment that a program of days, hours, minutes and seconds means; None if it means none.

    Args:
        text: a program from the reference date.
        reference: when it was said.

    Raises:
        ValueError: if the text is not a program.

    >>> run_clock("@-2H", datetime.datetime(2026, 11, 25, 1, 15))
    datetime.datetime(2026, 11, 24, 23, 15)
    """
    program = parse_program(text)
    moment = reference
    try:
        for step in program.steps:
            if step.operator not in "+-" or program.anchor != "@":
                return None
            count = step.number if step.operator == "+" else -step.number
            if step.what in _CLOCK_UNITS:
                moment += datetime.timedelta(**{_CLOCK_UNITS[step.what]: count})
            else:
                (period,) = shifted(Period(moment.date(), "day"), step)
                moment = datetime.datetime.combine(period.day, moment.timetz())
    except (OverflowError, ValueError):
        return None
    return moment


def run(
    text: str,
    reference: datetime.date | None,
    *,
    prefer: Prefer = "nearest",
    before: datetime.date | None = None,
    next_means: Next | None = None,
) -> tuple[Period, ...]:
    """What a program means.

    Args:
        text: a program.
        reference: the day it was said, if known.
        prefer: on which side of the reference date a bare weekday or a date without a year lies.
        before: the date before it in the same text, if there is one.
        next_means: what *next Friday* and its like mean: "week", "nearest", or None for both.

    Returns:
        Its readings, the likeliest first: one, or two where people differ on "next" and "last". None at all
        where a date is needed that is not known, and where it leads out of the years 1 to 9999.

    Raises:
        ValueError: if the text is not a program.

    >>> sunday = datetime.date(2026, 11, 29)
    >>> [str(period) for period in run("@-3d", sunday)], [str(period) for period in run("@»⑤", sunday)]
    (['2026-11-26'], ['2026-12-04'])
    >>> [str(period) for period in run("@»⑤", datetime.date(2026, 11, 25))]
    ['2026-12-04', '2026-11-27']
    """
    program = parse_program(text)
    try:
        starts = list(_anchors(program.anchor, reference, prefer, before))
        ends = [list(after_steps(start, program.steps, next_means)) for start in starts]
        if len(ends) > 1 and reference is not None and program.anchor.startswith(NO_YEAR):
            return tuple(_preferred(ends, reference, prefer))
    except (OverflowError, ValueError):  # ValueError: a day that the year does not have
        return ()
    return tuple(dict.fromkeys(itertools.chain.from_iterable(ends)))


def _preferred(ends: Iterable[list[Period]], reference: datetime.date, prefer: Prefer) -> list[Period]:
    """The readings of the year that puts the date on the preferred side of the reference date."""

    def side(periods: list[Period]) -> Side:
        return side_of(periods[0].first.toordinal(), periods[0].last.toordinal(), reference, prefer)

    return min(filter(None, ends), key=side, default=[])


def _anchors(
    text: str, reference: datetime.date | None, prefer: Prefer, before: datetime.date | None
) -> Iterator[Period]:
    """What the anchor may be: one period, or one of each year around the reference date."""
    found = _ANCHOR.fullmatch(text)
    if found is None:
        raise ValueError(f"not an anchor: {text!r}")
    if text[0] in "@&":
        day = reference if text[0] == "@" else before
        if day is not None:
            yield Period(near(day, number_of(found["near"]), prefer) if found["near"] else day, "day")
        return
    for year in _years(found["year_of_feast"] or found["year"], reference):
        if found["feast"]:
            yield from movable_feast(found["feast"], year)
        elif found["month"] is None:
            yield Period(datetime.date(year, 1, 1), "year")
        else:
            grain: Grain = "day" if found["day"] else "month"
            yield Period(datetime.date(year, int(found["month"]), int(found["day"] or 1)), grain)


def _years(text: str, reference: datetime.date | None) -> Iterable[int]:
    if text.isdecimal():
        return (int(text),)
    if text != NO_YEAR or reference is None:
        return ()
    return range(max(datetime.MINYEAR, reference.year - 1), min(datetime.MAXYEAR, reference.year + 1) + 1)
