"""What a time of day is and means: the hands of a clock, and a written time with its meaning."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Clock:
    """A written time of day, or a text with one.

    Attributes:
        text: the text.
        meant: its meaning in the value language from the `T` on: `T17:24:37-07:00`, `T05:09p`; "" if the text
            has no time.
    """

    text: str
    meant: str


@dataclass(frozen=True, slots=True)
class Hands:
    """A time of day, to be written.

    Attributes:
        hour: 0–23.
        minute: 0–59.
        second: 0–59.
    """

    hour: int
    minute: int
    second: int

    @property
    def twelve(self) -> int:
        """The hour on a clock of twelve hours, 1–12."""
        return self.hour % 12 or 12

    @property
    def half(self) -> str:
        """`a` before noon, `p` after it."""
        return "a" if self.hour < 12 else "p"


def draw_hands(rng: Random) -> Hands:
    """A time of day; hours 0 and 12, which are hard to learn, are more frequent, and so are quarters."""
    hour = rng.choice((0, 12)) if rng.random() < 0.12 else rng.randrange(24)
    minute = rng.choice((0, 15, 30, 45)) if rng.random() < 0.08 else rng.randrange(60)
    return Hands(hour, minute, 0 if rng.random() < 0.03 else rng.randrange(60))


def meaning(
    hour: int,
    minute: int | None = None,
    second: int | None = None,
    *,
    half: str = "",
    zone: str = "",
) -> str:
    """The value of a time of day from the `T` on, with the digits and the precision of the text.

    Args:
        hour: the hour in the text.
        minute: the minute, or None if the text has none.
        second: the second, or None.
        half: `a` or `p` if the text says the half of the day; left out after hour 12, which says it.
        zone: meaning of the zone.

    >>> meaning(5, 9, half="p"), meaning(15, 20, half="p"), meaning(7), meaning(17, 24, 37, zone="Z")
    ('T05:09p', 'T15:20', 'T07', 'T17:24:37Z')
    """
    parts = [f"{part:02d}" for part in (hour, minute, second) if part is not None]
    return "T" + ":".join(parts) + (half if hour <= 12 else "") + zone
