"""Dates that depend on another day: programs and ranges of them, with their times of day, made dates."""

from __future__ import annotations

import datetime
import itertools
from typing import NamedTuple

from datenorm.values.alphabet import ALL_OPEN, SET_OPEN, SET_SEPARATOR, WEEKDAYS
from datenorm.values.automaton import is_program, is_value
from datenorm.values.calendars import LAST_DAY, weekday_of
from datenorm.values.completion import completed, in_order, python_date
from datenorm.values.interval import extent, iso_day
from datenorm.values.parsing import OPEN, DateValue, RangeValue, SetValue, is_compound, parse
from datenorm.values.periods import Period
from datenorm.values.programs import counts_hours, is_shift, run, run_clock
from datenorm.values.reckoning import Reckoning, Resolution
from datenorm.values.spans import with_times
from datenorm.values.times import ClockTime, is_time, offset_text, parse_time

_INVALID = Resolution(None)


class _Context(NamedTuple):
    """What a program is run with.

    Attributes:
        rules: what may be added.
        as_days: whether a shift by months or years is a day.
    """

    rules: Reckoning
    as_days: bool


class _OpenError(Exception):
    """A date needs another day that is not known, or a time of day."""

    def __init__(self, *, is_time: bool = False) -> None:
        super().__init__()
        self.is_time = is_time


def resolve_relative(text: str, rules: Reckoning, *, as_days: bool = False) -> Resolution:
    """Turn a program, or a range with one, into dates.

    Args:
        text: as the network writes it.
        rules: the reference date, and what may be added.
        as_days: whether a shift by months or years is the day so much later or earlier.

    Raises:
        ValueError: if the text is not in the language.
    """
    context = _Context(rules, as_days)
    program = "/".join(map(_with_final_time, text.split("/")))
    if _waits_for_its_day(text, rules):
        return Resolution(None, program=program, needs="time" if counts_hours(_start_of(text)) else "day")
    try:
        readings = _readings(text, context)
    except _OpenError as error:
        return _INVALID._replace(program=program, needs="time" if error.is_time else "day")
    found = tuple(dict.fromkeys(one._replace(program=program) for one in readings))
    if not found:
        return _INVALID._replace(program=program)
    return found[0] if len(found) == 1 else found[0]._replace(readings=found)


def _waits_for_its_day(text: str, rules: Reckoning) -> bool:
    """Whether the start counts from a reference date that is not known, seen without running the program."""
    if rules.reference_date is not None:
        return False
    return _is_set(text) or (text[0] == "@" and is_program(_start_of(text)))


def _start_of(text: str) -> str:
    """The program of a date or of the start of a range, without its time of day."""
    return text.partition("/")[0].partition("T")[0]


def _with_final_time(program: str) -> str:
    """A program as the user gets it: `@+1dT15` where the network wrote `@+1dT03p`."""
    day, clock, time = program.partition("T")
    return f"{day}{parse_time(clock + time)}" if clock else program


def _readings(text: str, context: _Context) -> list[Resolution]:
    if _is_set(text):
        return _sets(text, context)
    start, slash, end = text.partition("/")
    if not slash:
        return [_of_one(date) for date in _dates(text, context, in_range=False)]
    starts = [None] if start == OPEN else list(_dates(start, context, in_range=True))
    if is_time(end):
        ends: list[DateValue | RangeValue | None] = [DateValue("", time=end)]
    else:
        ends = [None] if end == OPEN else list(_dates(end, context, in_range=True))
    count = max(len(starts), len(ends)) if starts and ends else 0
    pairs = zip(itertools.cycle(starts), itertools.cycle(ends), strict=False)
    ranges = (_between(one, other, end) for one, other in itertools.islice(pairs, count))
    return [one for one in ranges if one is not None]


def _is_set(text: str) -> bool:
    return text[0] in (SET_OPEN, ALL_OPEN)


def _sets(text: str, context: _Context) -> list[Resolution]:
    """The sets that a set of programs may mean; a bare weekday is the first one from the one before it on."""
    programs = text[1:-1].split(SET_SEPARATOR)
    dates = [list(_dates(program, context, in_range=False)) for program in programs]
    found = []
    for place in range(max(map(len, dates)) if all(dates) else 0):
        members: list[DateValue] = []
        for program, readings in zip(programs, dates, strict=True):
            member = readings[place % len(readings)]
            if isinstance(member, DateValue):
                members.append(_not_before(members[-1], member, program) if members else member)
        days = sorted(set(members), key=lambda one: extent(one).first)
        whole = SetValue(tuple(days), is_choice=text[0] == SET_OPEN)
        if len(whole.members) == len(programs) and is_value(str(whole)):
            found.append(Resolution(str(whole)))
    return found


def _of_one(date: DateValue | RangeValue) -> Resolution:
    if isinstance(date, RangeValue):
        return Resolution(str(date))
    plain = date._replace(time="")
    time = f"{plain}{parse_time(date.time)}" if date.time else ""
    return Resolution(str(plain), date=python_date(plain), datetime=time)


def _between(
    start: DateValue | RangeValue | None, end: DateValue | RangeValue | None, written: str
) -> Resolution | None:
    """A range of two dates; of a range, its outer end."""
    first = start.start if isinstance(start, RangeValue) else start
    last = end.end if isinstance(end, RangeValue) else end
    if first is not None and last is not None and last.year and written[:1] == "@":
        last = _not_before(first, last, written)
    return with_times(first, last)


def _not_before(start: DateValue, end: DateValue, program: str) -> DateValue:
    """The end of a range; a bare weekday is the first one from the start on."""
    is_bare = len(program.partition("T")[0]) == len("@⑤") and program[1] in WEEKDAYS
    if not is_bare or in_order(start, end):
        return end
    first, weekday = extent(start).first, WEEKDAYS.index(program[1]) + 1
    number = first + (weekday - weekday_of(first)) % 7
    day = parse(iso_day(number)) if number <= LAST_DAY else None
    return day._replace(time=end.time) if isinstance(day, DateValue) else end


def _dates(text: str, context: _Context, *, in_range: bool) -> list[DateValue | RangeValue]:
    """The dates that one end may mean, without or with its time; a weekend is a range.

    Raises:
        _OpenError: if it depends on a day or a time that is not known.
    """
    rules = context.rules
    if not is_compound(text):
        written = parse(text)
        date = completed(written, rules, None) if isinstance(written, DateValue) else None
        return [] if date is None else [date._replace(weekday=None, style="")]
    program, clock, time = text.partition("T")
    if counts_hours(program):
        return _hours(program, rules)
    periods = run(program, rules.reference_date, prefer=rules.prefer, next_means=rules.next_means)
    if not periods and _is_open(program, rules):
        raise _OpenError
    if (in_range or context.as_days) and is_shift(program):
        periods = tuple(Period(period.day, "day") for period in periods)
    try:
        dates = [parse(str(period)) for period in periods if not clock or period.grain == "day"]
    except OverflowError:  # the first century begins in the year 0
        return []
    return [
        date._replace(time=clock + time) if isinstance(date, DateValue) else date
        for date in dates
        if isinstance(date, (DateValue, RangeValue))
    ]


def _is_open(program: str, rules: Reckoning) -> bool:
    """Whether a program without a result depends on a day that is not known."""
    return program[0] == "&" or (rules.reference_date is None and program[0] in "@X")


def _hours(program: str, rules: Reckoning) -> list[DateValue | RangeValue]:
    """The moment that is hours or minutes from the time of the reference date."""
    if rules.reference_date is None or rules.reference_time is None:
        raise _OpenError(is_time=True)
    moment = run_clock(program, datetime.datetime.combine(rules.reference_date, rules.reference_time))
    if moment is None:
        return []
    offset = moment.utcoffset()
    said = "" if offset is None else offset_text(round(offset.total_seconds() / 60))
    second = moment.second if moment.second or "S" in program else None
    time = ClockTime(moment.hour, moment.minute, second, offset=said)
    return [DateValue(f"{moment.year:04d}", moment.month, moment.day, time=str(time))]
