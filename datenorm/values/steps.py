"""The steps of relative programs: from a day or period to the next; see `datenorm.values.programs`."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from datenorm.values.alphabet import WEEKDAYS
from datenorm.values.movable import is_movable, movable_feast
from datenorm.values.periods import (
    GRAINS,
    PARTS_OF_YEAR,
    Grain,
    Next,
    Period,
    Prefer,
    months_later,
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
_DECADE = 10  # years, as in `«10y`
_THURSDAY, _SATURDAY = 4, 6
_DAY = datetime.timedelta(days=1)
_WEEK = 7
_HALF_MONTH = 15  # days


class Operation(NamedTuple):
    """An operator, how many, and of what: a unit, a weekday, a month or season as EDTF numbers them."""

    operator: str
    number: int
    what: str


def near(day: datetime.date, weekday: int, prefer: Prefer) -> datetime.date:
    """A weekday on the preferred side of a day, which may be the day itself."""
    ahead = (weekday - day.isoweekday()) % _WEEK
    if (prefer == "past" and ahead) or (prefer == "nearest" and ahead > _WEEK // 2):
        ahead -= _WEEK
    return day + ahead * _DAY


def number_of(weekday: str) -> int:
    """The number of a weekday, 1 for Monday (ISO 8601)."""
    return WEEKDAYS.index(weekday) + 1


def after_steps(start: Period, steps: Iterable[Operation], next_means: Next | None) -> Iterable[Period]:
    """Where some steps lead from a period; two readings where people differ on "next" and "last".

    Args:
        start: the period of the anchor.
        steps: the steps in their order.
        next_means: see `datenorm.values.programs.run`.
    """
    periods = [start]
    steps = tuple(steps)
    if len(steps) > 1 and _is_feast(steps[0], steps[1]):
        periods, steps = list(_feast_beside(start, steps[0], steps[1])), steps[2:]
    for step in steps:
        apply = _OPERATORS[step.operator]
        reached = [list(apply(period, step)) for period in periods]
        if next_means is not None:  # the first reading counts by weeks
            reached = [some[:1] if next_means == "week" else some[-1:] for some in reached]
        periods = list(itertools.chain.from_iterable(reached))
    return periods


def shifted(period: Period, step: Operation) -> Iterator[Period]:
    """`-2y` from a day is a year and `-1y-2m` a month, but goes on from the exact day."""
    count = step.number if step.operator == "+" else -step.number
    if step.what in WEEKDAYS:
        first = _weekday_beside(period.day, number_of(step.what), 1 if count > 0 else -1)
        yield Period(first, "day").moved((abs(count) - 1) * (_WEEK if count > 0 else -_WEEK))
    elif step.what == _WORKING_DAY:
        yield Period(_working_days_later(period.day, count), "day")
    else:
        unit = _GRAINS[step.what]
        day = Period(period.day, unit).moved(count).day
        if period.grain != "day":
            unit = min(unit, period.grain, key=GRAINS.index)
        if unit == "days":
            yield period._replace(day=day)
        else:
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
        weekday = _SATURDAY if what == "k" else number_of(what)
        grain = _GRAINS.get(what, "day")
        yield Period(_day_of_week(day, weekday, direction), grain)
        yield Period(
            _weekday_beside(day, weekday, direction) if direction else near(day, weekday, "future"), grain
        )
    elif what.isdecimal():
        yield _part_of_year(period, what, direction)
    elif what == _WORKING_DAY:
        yield Period(_working_days_later(day, direction), "day")
    elif what in _GRAINS:
        grain = "decade" if step.number == _DECADE else _GRAINS[what]
        yield Period(day, grain).moved(direction)
    else:  # a weekday of the week beside
        yield Period(_day_of_week(day, number_of(what[1]), direction), "day")


def _next_to(period: Period, step: Operation) -> Iterator[Period]:
    """The first weekday, month or feast after a period, the last one before it."""
    direction = 1 if step.operator == ">" else -1
    if is_movable(step.what):
        yield from _feast_beside(period, step)
    elif step.what in WEEKDAYS:
        edge = period.last if direction > 0 else period.first
        yield Period(_weekday_beside(edge, number_of(step.what), direction), "day")
    else:
        yield _part_of_year(period, step.what, direction)


def _is_feast(beside: Operation, day: Operation) -> bool:
    """Whether two steps are a day of every year, after or before another: `>12#25d`, `<e-2d`."""
    if beside.operator not in "<>":
        return False
    return day.operator == "#" if beside.what.isdecimal() else is_movable(beside.what) and day.what == "d"


def _feast_beside(period: Period, beside: Operation, day: Operation | None = None) -> Iterator[Period]:
    """The first such month or feast after a period, or the last one before it; or a day counted from it."""
    direction = 1 if beside.operator == ">" else -1
    for years in (0, direction, 2 * direction):  # Easter may be past, and the days before the next one too
        for within in _of_year(beside.what, period, years)[::direction]:
            for found in _OPERATORS[day.operator](within, day) if day else (within,):
                if found.first > period.last if direction > 0 else found.last < period.first:
                    yield found
                    return


def _of_year(what: str, period: Period, years: int) -> tuple[Period, ...]:
    """A month, part or feast of the year of a period, or of the year so many years later."""
    if not what.isdecimal():
        return movable_feast(what, period.day.year + years)
    month, grain = PARTS_OF_YEAR[int(what)]
    return (Period(months_later(period.day.replace(month=month, day=1), 12 * years), grain),)


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
    """The nth day, weekday, week, month of a period; none where it has not so many. A feast of its year."""
    if is_movable(step.what):
        yield from movable_feast(step.what, period.day.year)
        return
    if step.what.isdecimal():
        yield _part_of_year(period, step.what, 0)
        return
    if step.what == "h" and period.grain == "month":
        parts = _halves_of_month(period)
    else:
        parts = _parts_within(period, step.what)
    index = step.number - 1 if step.number > 0 else step.number
    if -len(parts) <= index < len(parts):
        yield parts[index]


def _halves_of_month(month: Period) -> list[Period]:
    """The days 1 to 15, and the rest."""
    first, last = month.first, month.last
    return [
        Period(first, "days", _HALF_MONTH),
        Period(first + _HALF_MONTH * _DAY, "days", last.day - _HALF_MONTH),
    ]


def _parts_within(period: Period, what: str) -> list[Period]:
    """All days, weeks, months, or such weekdays of a period."""
    if what in WEEKDAYS:
        part, length = Period(near(period.first, number_of(what), "future"), "day"), _WEEK
    else:
        part, length = Period(period.first, _GRAINS[what]), 1
    parts, first, last = [], period.first, period.last
    while (middle := _middle(part)) <= last:
        if middle >= first:
            parts.append(part)
        part = part.moved(length)
    return parts


def _middle(period: Period) -> datetime.date:
    """A week belongs to the month or year that its Thursday lies in (ISO 8601-1:2019, 3.1.1.24)."""
    return period.first + (_THURSDAY - 1) * _DAY if period.grain == "week" else period.first


def _edge(period: Period, step: Operation) -> Iterator[Period]:
    yield Period(period.first if step.operator == "^" else period.last, "day")


_OPERATORS: dict[str, Callable[[Period, Operation], Iterator[Period]]] = {
    "+": shifted,
    "-": shifted,
    "»": _beside,
    "«": _beside,
    "=": _beside,
    ">": _next_to,
    "<": _next_to,
    "#": _nth,
    "^": _edge,
    "$": _edge,
}
