"""*Two days later*: dates that count from the date before them in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from datenorm.finding.found import Found
from datenorm.values import DateValue, Reckoning, is_program, parse, resolve
from datenorm.values.parsing import RangeValue, SetValue

_BEFORE = "&"
"""In a program: the date before it in the text."""


class AnchorChain:
    """Resolves the dates of one document that count from the date before them."""

    def __init__(self, reckoning: Reckoning) -> None:
        self._reckoning = reckoning
        self._before = ""

    def resolved(self, dates: Iterable[Found]) -> Iterator[Found]:
        """The dates in their order; those of which the date before them is known have a value."""
        for found in dates:
            one = self._resolved(found)
            self._before = _anchor_of(one.value) or self._before
            yield one

    def _resolved(self, found: Found) -> Found:
        program = found.conversion.relative or ""
        if _BEFORE not in program or not self._before or found.value is not None:
            return found
        resolution = resolve(program.replace(_BEFORE, self._before), self._reckoning)
        if resolution.value is None or resolution.readings:
            return found
        conversion = replace(
            found.conversion,
            value=resolution.value,
            status="converted",
            reason="",
            code="",
            facts={},
            date=resolution.date,
            datetime=resolution.datetime or None,
        )
        return replace(found, value=resolution.value, conversion=conversion)


def _anchor_of(value: str | None) -> str:
    """The day, month or year that a program can start from; "" if the value is none.

    >>> _anchor_of("1969-07-20"), _anchor_of("1914-03-12/1914-03-15"), _anchor_of("19XX")
    ('1969-07-20', '1914-03-15', '')
    """
    parsed = parse(value) if value else None
    if isinstance(parsed, SetValue):
        parsed = parsed.dates[-1]
    date = parsed.end if isinstance(parsed, RangeValue) else parsed
    if not isinstance(date, DateValue) or not date.year.lstrip("-").isdecimal():
        return ""
    anchor = str(date._replace(qualifier="", time=""))
    return anchor if is_program(f"{anchor}+1d") else ""
