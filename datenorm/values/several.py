"""Texts with several dates that have different roles: which of them is the value."""

from __future__ import annotations

from typing import Literal

from datenorm.values.alphabet import SET_SEPARATOR
from datenorm.values.automaton import is_value
from datenorm.values.interval import extent
from datenorm.values.parsing import SEPARATOR, DateValue, RangeValue, SetValue, parse
from datenorm.values.reckoning import Resolution

OnSeveral = Literal["refuse", "first", "last", "set"]
"""What a text with several dates gives: no value, its first or last date, or the set of all."""

ON_SEVERAL: tuple[OnSeveral, ...] = ("refuse", "first", "last", "set")


def chosen_of(resolution: Resolution, on_several: OnSeveral) -> Resolution:
    """The date that is taken of several; the resolution as it is if none is.

    Args:
        resolution: one with parts.
        on_several: what to take. A set needs dates that are equally precise.
    """
    parts = resolution.parts
    if on_several == "set":
        return resolution._replace(value=_set_of(parts))
    if on_several == "refuse":
        return resolution
    return parts[0 if on_several == "first" else -1]._replace(parts=parts)


def shown_of(part: Resolution) -> str:
    """How one of several dates is shown: its value, with its time if it has one."""
    return part.datetime or part.value or ""


def listed(resolution: Resolution) -> str:
    """A text for a meaning without a value: its dates, or the program of a relative date; or "".

    >>> listed(Resolution(None, parts=(Resolution("1834"), Resolution("1835"))))
    '1834;1835'
    """
    if resolution.parts:
        return SEPARATOR.join(map(shown_of, resolution.parts))
    return resolution.program if resolution.needs else ""


def _set_of(parts: tuple[Resolution, ...]) -> str | None:
    """All dates as one set, the earliest first; None if they are not equally precise."""
    members: set[DateValue | RangeValue] = set()
    for part in parts:
        value = None if part.value is None else parse(part.value)
        if isinstance(value, SetValue):
            members.update(value.members)
        elif isinstance(value, (DateValue, RangeValue)):
            members.add(value)
        else:
            return None
    ends = [(_end(member, 0), _end(member, -1), member) for member in members]
    if any(first is None or last is None for first, last, _ in ends):
        return None
    ends.sort(key=lambda one: (extent(one[0]).first, extent(one[1]).last) if one[0] and one[1] else (0, 0))
    text = str(SetValue(tuple(member for _, _, member in ends), is_choice=False))
    return text if is_value(text) and SET_SEPARATOR in text else None


def _end(member: DateValue | RangeValue, place: int) -> DateValue | None:
    return member if isinstance(member, DateValue) else member[place]
