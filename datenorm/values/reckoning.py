"""What may be added to what a text says, and what a value means with it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, NamedTuple

from datenorm.errors import ConfigError
from datenorm.values.alphabet import GREGORIAN, Style
from datenorm.values.periods import Next, Prefer

POSIX_PIVOT = 69
"""Two-digit years from here on are 19xx, the others 20xx (POSIX.1-2017, strptime %y)."""

Hijri = Literal["umm-al-qura", "civil"]

HIJRI: tuple[Hijri, ...] = ("umm-al-qura", "civil")
"""The calendars that Islamic dates can be converted by."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What may be added to what the text says.

    Attributes:
        pivot: two-digit years from this on belong to the 1900s (0–100); None is `POSIX_PIVOT`.
        direction: "past" or "future" picks the century on that side of `reference_date`, or of today. Cannot
            be combined with a pivot.
        first_year: two-digit years are in the hundred years from this one on, whatever the pivot; as a column
            shows it, see `datenorm.column`. None takes the pivot or the direction.
        reference_date: the day that relative dates and missing years are counted from; None leaves them open.
            A `datetime.datetime` gives `reference_time` too.
        prefer: which year completes a date without one: "nearest", "past" or "future".
        hijri: the calendar of Islamic dates: "umm-al-qura", that of Saudi Arabia, for the years it is
            published for (1343–1500 AH) and the civil one for others; or "civil", always the tabular one.
        reference_time: the time of day that hours and minutes are counted from.
        next_means: what *next Friday* and its like mean: "week", that of next week; "nearest", the first one
            from now on; None names both where they differ.
    """

    pivot: int | None = None
    direction: str | None = None
    reference_date: datetime.date | None = None
    prefer: Prefer = "nearest"
    hijri: Hijri = "umm-al-qura"
    reference_time: datetime.time | None = None
    next_means: Next | None = None
    first_year: int | None = None

    def __post_init__(self) -> None:
        if self.pivot is not None and not 0 <= self.pivot <= 100:
            raise ConfigError(f"`pivot` must be between 0 and 100, got {self.pivot!r}")
        if self.direction not in (None, "past", "future"):
            raise ConfigError(f"`direction` must be 'past' or 'future', got {self.direction!r}")
        if self.pivot is not None and self.direction is not None:
            raise ConfigError("`pivot` cannot be combined with a direction, past or future")
        if self.prefer not in ("nearest", "past", "future"):
            raise ConfigError(f"`prefer` must be 'nearest', 'past' or 'future', got {self.prefer!r}")
        if self.hijri not in HIJRI:
            raise ConfigError(f"`hijri` must be {' or '.join(map(repr, HIJRI))}, got {self.hijri!r}")
        if self.next_means not in (None, "week", "nearest"):
            raise ConfigError(f"`next_means` must be 'week', 'nearest' or None, got {self.next_means!r}")
        if not isinstance(self.reference_date, datetime.date | None):
            raise ConfigError(f"`reference_date` must be a datetime.date, got {self.reference_date!r}")
        if isinstance(self.reference_date, datetime.datetime):  # cannot be compared with a day
            object.__setattr__(self, "reference_time", self.reference_date.timetz())
            object.__setattr__(self, "reference_date", self.reference_date.date())


class Resolution(NamedTuple):
    """A value in its final form and what was inferred.

    Attributes:
        value: ISO 8601 or EDTF text, or None if it is not valid (a range that ends before it starts, a set
            that does not ascend, a day that its year does not have in another calendar), or not known yet.
        calendar: the calendar the text was written in.
        century_inferred: the century comes from the pivot, not the text.
        year_inferred: the year comes from the reference date, not the text.
        date: the day as a Python date, or None.
        weekday: the weekday the text names, 1 Monday to 7 Sunday, or None.
        weekday_conflict: the text names a weekday that the day does not have.
        style: "old" or "new" if the text says Old Style or New Style, else "".
        datetime: the value with its times of day, or "" if the text has none.
        program: what the text says of a date that depends on another day, or "".
        needs: what a relative date lacks: "day", a reference date; "time", a time of day too; or "".
        readings: if people mean different dates by the text, all of them; this is the first.
        parts: the dates of a text that has several, in its order; the value is None then.
    """

    value: str | None
    calendar: str = GREGORIAN
    century_inferred: bool = False
    year_inferred: bool = False
    date: datetime.date | None = None
    weekday: int | None = None
    weekday_conflict: bool = False
    style: Style = ""
    datetime: str = ""
    program: str = ""
    needs: Literal["", "day", "time"] = ""
    readings: tuple[Resolution, ...] = ()
    parts: tuple[Resolution, ...] = ()
