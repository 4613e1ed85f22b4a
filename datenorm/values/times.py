"""Times of day: as the network writes them, as the user gets them, and at another offset from UTC.

The network writes the digits of the text: `T05:09p` for 5:09 pm, with `z` if the text names a zone. The user
gets `T17:09`, in exactly the precision said (ISO 8601-1:2019, 5.3).
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import NamedTuple

from datenorm.values.alphabet import NAMED_ZONE
from datenorm.values.calendars import DAY_LENGTH

_TIME = re.compile(
    r"T(?P<hour>\d\d)(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.(?P<fraction>\d+))?)?)?"
    r"(?P<half>[ap]?)(?P<offset>Z|[+-]\d\d(?::?\d\d)?|z|)"
)
_NOON = 12
_MINUTE = datetime.timedelta(minutes=1)


class ClockTime(NamedTuple):
    """A time of day, on the 24-hour clock; None is less precise.

    Attributes:
        hour: 0–24; 24:00 is the end of the day.
        minute: 0–59 or None.
        second: 0–60 or None; 60 is a leap second.
        fraction: the digits after the point, or "".
        offset: from UTC, with minutes: "Z", "+05:30"; "z" if the text names a zone; "" if it says nothing.
    """

    hour: int
    minute: int | None = None
    second: int | None = None
    fraction: str = ""
    offset: str = ""

    def __str__(self) -> str:
        fields = [self.hour, self.minute, self.second]
        clock = ":".join(f"{field:02d}" for field in fields if field is not None)
        return f"T{clock}{'.' if self.fraction else ''}{self.fraction}{self.offset}"


@lru_cache(maxsize=1 << 12)
def parse_time(text: str) -> ClockTime:
    """Read a time of day, from the T on.

    Raises:
        ValueError: if the text is not one.

    >>> str(parse_time("T05:09p")), str(parse_time("T12:30a+02")), str(parse_time("T24:00"))
    ('T17:09', 'T00:30+02:00', 'T24:00')
    """
    found = _TIME.fullmatch(text)
    if found is None:
        raise ValueError(f"not a time of day: {text!r}")
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % _NOON + (_NOON if found["half"] == "p" else 0)
    minute, second = (None if found[name] is None else int(found[name]) for name in ("minute", "second"))
    offset = found["offset"]
    if len(offset) == len("+02"):  # many programs read offsets with minutes only (RFC 3339)
        offset += ":00"
    return ClockTime(hour, minute, second, found["fraction"] or "", offset)


def is_time(text: str) -> bool:
    """Whether a text is a time of day alone, from the T on.

    >>> is_time("T12:00"), is_time("T0001")
    (True, False)
    """
    return _TIME.fullmatch(text) is not None


class Moment(NamedTuple):
    """A day and a time of day.

    Attributes:
        day: the day as a value.
        time: the time of day.
    """

    day: str
    time: ClockTime

    @classmethod
    def parse(cls, text: str) -> Moment | None:
        """Split a day with a time; None for a day without."""
        day, clock, rest = text.partition("T")
        return cls(day, parse_time(clock + rest)) if clock else None

    def __str__(self) -> str:
        return f"{self.day}{self.time}"

    @property
    def local(self) -> datetime.datetime | None:
        """What a clock on the wall shows; None if the day is not one of the years 1 to 9999."""
        try:
            day = datetime.datetime.fromisoformat(self.day)
            time = self.time
            return day + datetime.timedelta(
                hours=time.hour, minutes=time.minute or 0, seconds=min(time.second or 0, 59)
            )
        except (ValueError, OverflowError):
            return None

    def at(self, offset: str) -> Moment:
        """The same time on the wall, at an offset."""
        return self._replace(time=self.time._replace(offset=offset))

    def in_utc(self) -> Moment:
        """The moment in UTC; itself if its offset or its year is not known.

        >>> str(Moment.parse("2014-04-26T17:24:37-07:00").in_utc())
        '2014-04-27T00:24:37Z'
        >>> str(Moment.parse("2014-04-26T17+05:30").in_utc())  # an hour is too coarse for the result
        '2014-04-26T11:30Z'
        """
        return self.shifted("Z")

    def shifted(self, offset: str) -> Moment:
        """The same moment at another offset; itself if its own offset or its year is not known."""
        own, local = self.time.offset, self.local
        if local is None or own in ("", NAMED_ZONE):
            return self
        minutes = minutes_of(offset) - minutes_of(own)
        try:
            moved = local + minutes * _MINUTE
        except OverflowError:
            return self
        time = self.time._replace(hour=moved.hour, offset=offset)
        if time.minute is not None or minutes % 60:
            time = time._replace(minute=moved.minute)
        return Moment(moved.isoformat()[:DAY_LENGTH], time)


def minutes_of(offset: str) -> int:
    """The minutes of an offset from UTC.

    >>> minutes_of("Z"), minutes_of("+05:30"), minutes_of("-07")
    (0, 330, -420)
    """
    if offset == "Z":
        return 0
    digits = offset[1:].replace(":", "")
    minutes = 60 * int(digits[:2]) + int(digits[2:] or 0)
    return -minutes if offset[0] == "-" else minutes


def offset_text(minutes: int) -> str:
    """An offset in minutes as ISO 8601 writes it.

    >>> offset_text(330), offset_text(-420), offset_text(0)
    ('+05:30', '-07:00', '+00:00')
    """
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
