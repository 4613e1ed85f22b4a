"""Relative dates: programs that the network writes, run against a reference date.

A program is an anchor and steps. Each step takes the day or period that the ones before it gave.

========================  =====================================================================
`@`                       the reference date; `@⑤` the Friday near it, on the preferred side
`&`                       the date before it in the same text
`2024-05`, `XXXX-05-03`   a day, month or year, which may lack its year
`2024e`, `2024E`          Easter of that year, in the Western or the Eastern churches
`+3d`, `-2w`, `-2⑤`       later or earlier by days, weeks, months, ..., working days, Fridays
`»w`, `«06`, `=⑤`         the next, last or this week, June, Friday
`»w⑤`                     Friday of next week
`>⑤`, `<⑤`                the first Friday after, the last one before
`>12#25d`                 the first 25 December after
`#1①`, `#-1d`, `#2w`      the first Monday, the last day, the second week of it
`#06`, `#22`              June, summer of that year
`^`, `$`                  its first, its last day
`-2H`, `+30M`, `-5S`      earlier or later by hours, minutes, seconds, from a time of day
========================  =====================================================================

docs/adr/0022-relative-dates.md says where the operators come from and what people mean by "next Friday".
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from datenorm.values.alphabet import NO_YEAR, WEEKDAYS
from datenorm.values.automaton import is_program
from datenorm.values.periods import (
    GRAINS,
    PARTS_OF_YEAR,
    Grain,
    Next,
    Period,
    Prefer,
    Side,
    easter,
    months_later,
    side_of,
)

_GRAINS: dict[str, Grain] = {
    "d": "day",
    "k": "weekend",
    "w": "week",
    "m": "month",
    "q": "quarter",
    "h": "half",
    "y": "year",
    "c": "century",
}
_WORKING_DAY = "b"
_CLOCK_UNITS = {"H": "hours", "M": "minutes", "S": "seconds"}
_THURSDAY, _SATURDAY = 4, 6
_DAY = datetime.timedelta(days=1)
_WEEK = 7
_ANCHOR = re.compile(
    rf"@(?P<near>[{WEEKDAYS}]?)|&"
    r"|(?P<easter>-?[0-9X]{4})(?P<church>[eE])"
    rf"|(?P<year>-?[0-9X]{{4}})(?:-(?P<month>\d\d)(?![\da-z{WEEKDAYS}])(?:-(?P<day>\d\d)(?![\da-z{WEEKDAYS}]))?)?"
)
_STEP = re.compile(
    rf"(?P<operator>[-+»«=><#^$])(?P<number>-?\d+(?=[a-zHMS{WEEKDAYS}]))?(?P<what>w?[{WEEKDAYS}]|[a-zHMS]|\d\d)?"
)


class Operation(NamedTuple):
    """An operator, how many, and of what: a unit, a weekday, a month or season as EDTF numbers them."""

    operator: str
    number: int
    what: str


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
                (period,) = _shifted(Period(moment.date(), "day"), step)
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
        ends = [list(_after_steps(start, program.steps, next_means)) for start in starts]
        if len(ends) > 1 and reference is not None:  # of several years
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
            yield Period(_near(day, _number(found["near"]), prefer) if found["near"] else day, "day")
        return
    for year in _years(found["easter"] or found["year"], reference):
        if found["easter"]:
            yield Period(easter(year, julian=found["church"] == "E"), "day")
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


def _near(day: datetime.date, weekday: int, prefer: Prefer) -> datetime.date:
    """A weekday on the preferred side of a day, which may be the day itself."""
    ahead = (weekday - day.isoweekday()) % _WEEK
    if (prefer == "past" and ahead) or (prefer == "nearest" and ahead > _WEEK // 2):
        ahead -= _WEEK
    return day + ahead * _DAY


def _number(weekday: str) -> int:
    return WEEKDAYS.index(weekday) + 1


def _after_steps(start: Period, steps: Iterable[Operation], next_means: Next | None) -> Iterable[Period]:
    periods = [start]
    steps = tuple(steps)
    if (
        len(steps) > 1
        and steps[0].operator in "<>"
        and steps[0].what.isdecimal()
        and steps[1].operator == "#"
    ):
        periods, steps = list(_day_beside(start, steps[0], steps[1])), steps[2:]
    for step in steps:
        apply = _OPERATORS[step.operator]
        reached = [list(apply(period, step)) for period in periods]
        if next_means is not None:  # the first reading counts by weeks
            reached = [some[:1] if next_means == "week" else some[-1:] for some in reached]
        periods = list(itertools.chain.from_iterable(reached))
    return periods


def _shifted(period: Period, step: Operation) -> Iterator[Period]:
    """`-2y` from a day is a year and `-1y-2m` a month, but goes on from the exact day."""
    count = step.number if step.operator == "+" else -step.number
    if step.what in WEEKDAYS:
        first = _weekday_beside(period.day, _number(step.what), 1 if count > 0 else -1)
        yield Period(first, "day").moved((abs(count) - 1) * (_WEEK if count > 0 else -_WEEK))
    elif step.what == _WORKING_DAY:
        yield Period(_working_days_later(period.day, count), "day")
    else:
        unit = _GRAINS[step.what]
        day = Period(period.day, unit).moved(count).day
        if period.grain != "day":
            unit = min(unit, period.grain, key=GRAINS.index)
        yield Period(day, "day" if unit == "week" and period.grain == "day" else unit)


def _working_days_later(day: datetime.date, count: int) -> datetime.date:
    step = _DAY if count > 0 else -_DAY
    left = abs(count)
    while left:
        day += step
        left -= day.isoweekday() < _SATURDAY
    return day


def _beside(period: Period, step: Operation) -> Iterator[Period]:
    """Next, last and this. Of a weekday, people mean that of next week or the one that comes next."""
    direction = {"»": 1, "«": -1, "=": 0}[step.operator]
    day, what = period.day, step.what
    if what == "k" or what in WEEKDAYS:
        weekday = _SATURDAY if what == "k" else _number(what)
        grain = _GRAINS.get(what, "day")
        yield Period(_day_of_week(day, weekday, direction), grain)
        yield Period(
            _weekday_beside(day, weekday, direction) if direction else _near(day, weekday, "future"), grain
        )
    elif what.isdecimal():
        yield _part_of_year(period, what, direction)
    elif what == _WORKING_DAY:
        yield Period(_working_days_later(day, direction), "day")
    elif what in _GRAINS:
        yield Period(day, _GRAINS[what]).moved(direction)
    else:  # a weekday of the week beside
        yield Period(_day_of_week(day, _number(what[1]), direction), "day")


def _next_to(period: Period, step: Operation) -> Iterator[Period]:
    """The first weekday or month after a period, the last one before it."""
    direction = 1 if step.operator == ">" else -1
    if step.what in WEEKDAYS:
        edge = period.last if direction > 0 else period.first
        yield Period(_weekday_beside(edge, _number(step.what), direction), "day")
    else:
        yield _part_of_year(period, step.what, direction)


def _day_beside(period: Period, beside: Operation, nth: Operation) -> Iterator[Period]:
    """The first such day of a month after a period, or the last one before it."""
    code = int(beside.what)
    for years in (0, 1) if beside.operator == ">" else (0, -1):
        month, grain = PARTS_OF_YEAR[code]
        within = Period(months_later(period.day.replace(month=month, day=1), 12 * years), grain)
        for found in _nth(within, nth):
            if found.first > period.last if beside.operator == ">" else found.last < period.first:
                yield found
                return


def _day_of_week(day: datetime.date, weekday: int, weeks: int) -> datetime.date:
    """A weekday of the week so many weeks later; weeks begin on Monday (ISO 8601)."""
    return Period(day, "week").moved(weeks).first + (weekday - 1) * _DAY


def _weekday_beside(day: datetime.date, weekday: int, direction: int) -> datetime.date:
    """The first such weekday after a day, or the last one before it."""
    ahead = (weekday - day.isoweekday()) % _WEEK
    return day + (ahead - _WEEK if direction < 0 else ahead or _WEEK) * _DAY


def _part_of_year(period: Period, code: str, direction: int) -> Period:
    """The nearest such month, season or quarter after or before a period; 0 for that of its year."""
    month, grain = PARTS_OF_YEAR[int(code)]
    found = Period(period.day.replace(month=month, day=1), grain)
    is_beside = found.first > period.last if direction > 0 else found.last < period.first
    return found if is_beside or not direction else Period(months_later(found.day, 12 * direction), grain)


def _nth(period: Period, step: Operation) -> Iterator[Period]:
    """The nth day, weekday, week, month of a period; none where it has not so many."""
    if step.what.isdecimal():
        yield _part_of_year(period, step.what, 0)
        return
    if step.what in WEEKDAYS:
        part, length = Period(_near(period.first, _number(step.what), "future"), "day"), _WEEK
    else:
        part, length = Period(period.first, _GRAINS[step.what]), 1
    parts = []
    while _middle(part) <= period.last:
        if _middle(part) >= period.first:
            parts.append(part)
        part = part.moved(length)
    index = step.number - 1 if step.number > 0 else step.number
    if -len(parts) <= index < len(parts):
        yield parts[index]


def _middle(period: Period) -> datetime.date:
    """A week belongs to the month or year that its Thursday lies in (ISO 8601-1:2019, 3.1.1.24)."""
    return period.first + (_THURSDAY - 1) * _DAY if period.grain == "week" else period.first


def _edge(period: Period, step: Operation) -> Iterator[Period]:
    yield Period(period.first if step.operator == "^" else period.last, "day")


_OPERATORS: dict[str, Callable[[Period, Operation], Iterator[Period]]] = {
    "+": _shifted,
    "-": _shifted,
    "»": _beside,
    "«": _beside,
    "=": _beside,
    ">": _next_to,
    "<": _next_to,
    "#": _nth,
    "^": _edge,
    "$": _edge,
}
