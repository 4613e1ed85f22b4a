"""What code may add to what a text says, and by which calendar it reckons."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from datenorm.errors import ConfigError

POSIX_PIVOT = 69
"""Two-digit years from here on are 19xx, the others 20xx (POSIX.1-2017, strptime %y)."""

Hijri = Literal["umm-al-qura", "civil"]

HIJRI: tuple[Hijri, ...] = ("umm-al-qura", "civil")
"""The calendars that Islamic dates may be reckoned by."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What code may add to what the text says.

    Attributes:
        pivot: two-digit years from this on belong to the 1900s (0–100); None is `POSIX_PIVOT`.
        direction: "past" or "future" picks the century on that side of `reference_date`, or of today. Cannot
            be combined with a pivot.
        reference_date: the day a missing year is counted from; None leaves it missing.
        prefer: which year completes a date without one: "nearest", "past" or "future".
        hijri: how Islamic dates are reckoned: "umm-al-qura", the calendar of Saudi Arabia, where it is
            published (1343–1500 AH) and else the civil one; or "civil", the tabular calendar, always.
    """

    pivot: int | None = None
    direction: str | None = None
    reference_date: datetime.date | None = None
    prefer: str = "nearest"
    hijri: Hijri = "umm-al-qura"

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
        if not isinstance(self.reference_date, datetime.date | None):
            raise ConfigError(f"`reference_date` must be a datetime.date, got {self.reference_date!r}")
        if isinstance(self.reference_date, datetime.datetime):  # cannot be compared with a day
            object.__setattr__(self, "reference_date", self.reference_date.date())
