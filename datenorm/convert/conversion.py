"""The result of converting one text. Standard library and NumPy types only."""

from __future__ import annotations

import datetime as datetime_module
from collections.abc import Callable
from dataclasses import dataclass, field, fields, make_dataclass
from operator import attrgetter
from typing import Literal, NamedTuple, cast

from datenorm.convert.reasons import Facts, ReasonCode
from datenorm.runtime.base import FloatArray
from datenorm.values import GREGORIAN, Interval, Style, interval_of, split

Status = Literal["converted", "ambiguous", "several", "relative", "no-date", "doubtful", "unreadable"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One possible meaning of a text.

    Attributes:
        value: ISO 8601 or EDTF, or None for no date.
        probability: calibrated, 0 to 1.
    """

    value: str | None
    probability: float


class Span(NamedTuple):
    """Part of a text, `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DateInText:
    """One of several dates of a text.

    Attributes:
        value: ISO 8601 or EDTF.
        span: the characters that it was read from, or None if that is not known.
        datetime: the value with its time of day, or None if the text has none.
    """

    value: str
    span: Span | None = None
    datetime: str | None = None

    def __str__(self) -> str:
        """The date and where it stands: `1834 at 0-4`."""
        text = self.datetime or self.value
        return text if self.span is None else f"{text} at {self.span.start}-{self.span.end}"


@dataclass(frozen=True, slots=True)
class Conversion:
    """The result of converting one text.

    Attributes:
        source: the text as given.
        value: ISO 8601 or EDTF, or None if the text is refused.
        status: "converted"; "ambiguous": two readings are likely that differ only by field order, or the text
            is a value that people also write for another; "several": it has several dates with different
            roles; "relative": the date depends on another day, which is not known; "no-date": the text holds
            no valid date, or none of the requested precision; "doubtful": the best reading is below the
            threshold; "unreadable": too long or not text.
        confidence: calibrated probability of the best reading, rounded to six digits. Lowered by Bayes' rule,
            after the status is decided, if the text names another weekday; 0 if the best reading was replaced
            by a day that does not exist.
        reason: why there is no value, or what to know about the value; or "".
        code: the same as a stable code, see `datenorm.convert.reasons`; or "".
        facts: what the reason is about, by name.
        alternatives: the other readings, best first, as many as requested; for an ambiguous or doubtful text
            always those that were refused.
        date: the value as a Python date, or None: not every value is one day of the years 1 to 9999.
        calendar: the calendar the text was written in ("persian", "japanese-reiwa"); for Islamic dates the
            one they were converted by, "islamic-umalqura" or "islamic-civil".
        century_inferred: the century was not in the text.
        year_inferred: the year was not in the text.
        weekday_conflict: the text names a weekday that the day of the best reading does not have.
        style: "old" or "new" if the text says or shows Old Style or New Style; the value keeps the day that
            the text gives.
        written: what the network wrote for the best reading, in the value language ("XX69-07-20", "∅").
        attention: alpha of each of `symbols` over the characters of `source`, (T, S), each row summing to 1;
            None unless requested. Not part of equality.
        span: the characters of `source` that the date was read from; None unless requested, and if no date
            was read. Not part of equality.
        kept: whether the text already is a value, or a number that counts days or seconds by the policy. The
            network did not read it then, and `attention` shows each character at its own place, or all of
            them in the whole number.
        relative: what the text says of a date that depends on another, as a program of the value language
            (`@-3d`, see `datenorm.values.programs`); or None.
        datetime: the value with its time of day, in exactly the precision said, with the offset if the text
            gives it ("2014-04-26T17:24:37-07:00"); or None.
        zone: the IANA name of the zone that the text or the user names for the time, or None.
        dates: each date of a text that has several with different roles, in its order.
    """

    source: str
    value: str | None
    status: Status
    confidence: float
    reason: str = ""
    alternatives: tuple[Reading, ...] = ()
    date: datetime_module.date | None = None
    calendar: str = GREGORIAN
    century_inferred: bool = False
    year_inferred: bool = False
    weekday_conflict: bool = False
    style: Style = ""
    written: str = ""
    code: ReasonCode = ""
    facts: Facts = field(default_factory=dict, hash=False)
    attention: FloatArray | None = field(default=None, compare=False, repr=False)
    span: Span | None = field(default=None, compare=False)
    kept: bool = False
    relative: str | None = None
    datetime: str | None = None
    dates: tuple[DateInText, ...] = ()
    zone: str | None = None

    @property
    def symbols(self) -> tuple[str, ...]:
        """The symbols of `written`: characters, but months, days and seasons with their hyphen (`-07`).

        Of a text that already is a value: its characters.
        """
        return symbols_of(self.written, kept=self.kept)

    @property
    def interval(self) -> Interval | None:
        """The first and last day that the value means; None for no value or a value without a year."""
        return interval_of(self.value)

    def __reduce__(self) -> tuple[Callable[..., Conversion], tuple[object, ...]]:
        """How to copy and pickle it, several times as fast as the way of data classes."""
        return _restored, _values_of(self)


_values_of = attrgetter(*(one.name for one in fields(Conversion)))

ConversionDraft = cast(
    "type[Conversion]",
    make_dataclass(
        "ConversionDraft",
        [(one.name, one.type) for one in fields(Conversion)],
        repr=False,
        eq=False,
        match_args=False,
        slots=True,
    ),
)
"""A conversion that is not frozen, which takes a fraction of the time to make."""


def symbols_of(written: str, *, kept: bool) -> tuple[str, ...]:
    """The symbols of what was written, each with a row of attention; see `Conversion.symbols`."""
    return tuple(written) if kept or not written else split(written)


def frozen(draft: Conversion) -> Conversion:
    """Turn a draft into a conversion."""
    object.__setattr__(draft, "__class__", Conversion)
    return draft


def _restored(*values: object) -> Conversion:
    """The conversion with these values of its fields."""
    return frozen(ConversionDraft(*values))  # type: ignore[arg-type]
