"""What converting gives: the result of one text, and how the user wants it decided.

Standard library and NumPy types only.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, fields, make_dataclass
from typing import Literal, NamedTuple, cast

from datenorm.convert.reasons import Facts, ReasonCode
from datenorm.runtime.base import FloatArray
from datenorm.values import GREGORIAN, Interval, Style, interval_of

Status = Literal["converted", "ambiguous", "no-date", "doubtful", "unreadable"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing a text may mean.

    Attributes:
        value: ISO 8601 or EDTF, or None: it holds no date.
        probability: calibrated, 0 to 1.
    """

    value: str | None
    probability: float


class Span(NamedTuple):
    """A stretch of a text, `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Conversion:
    """The outcome of one text.

    Attributes:
        source: the text as given.
        value: ISO 8601 or EDTF, or None when refused.
        status: "converted"; "ambiguous": two readings differ only by field order and both are likely;
            "no-date": the text holds none, or none of the precision asked for; "doubtful": the best reading
            is below the threshold; "unreadable": too long or not text.
        confidence: calibrated probability of the best reading, rounded to six digits; lowered by Bayes' rule,
            after the status is decided, where the weekday contradicts it; 0 where the best reading turned out
            to be a day that does not exist.
        reason: why there is no value, or what to know about it; "" when there is nothing to say.
        code: the same as a stable code; "" when there is nothing to say. See `datenorm.convert.reasons`.
        facts: what the reason is about, by name.
        alternatives: the other readings, best first, as many as asked for; of a text that is refused as
            ambiguous or doubtful always those refused.
        date: the day as Python holds it, or None: not every value is one day between the years 1 and 9999.
        calendar: the calendar the text was written in ("persian", "japanese-reiwa"); of Islamic dates the one
            they were reckoned by, "islamic-umalqura" or "islamic-civil".
        century_inferred: the century was not in the text.
        year_inferred: the year was not in the text.
        weekday_conflict: the text names a weekday that the day of the best reading is not.
        style: "old" or "new" where the text says or shows Old Style or New Style; the value keeps the day
            that the text gives.
        written: what the network wrote for the best reading, in the value language ("XX69-07-20", "∅").
        attention: alpha of each character of `written` over the characters of `source`, (T, S), each row
            summing to 1; None when not asked for. Not part of equality.
        span: the characters of `source` that the date was read from; None when not asked for, or no date was
            read. Not part of equality.
    """

    source: str
    value: str | None
    status: Status
    confidence: float
    reason: str = ""
    alternatives: tuple[Reading, ...] = ()
    date: datetime.date | None = None
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

    @property
    def interval(self) -> Interval | None:
        """The first and last day that the value means; None where there is no value, or no year in it."""
        return interval_of(self.value)


ConversionDraft = cast(
    "type[Conversion]",
    make_dataclass("ConversionDraft", [(one.name, one.type) for one in fields(Conversion)], slots=True),
)
"""A conversion whose fields can be set: to make a frozen one takes several times as long."""


def frozen(draft: Conversion) -> Conversion:
    """Make a draft a conversion; there is no way back."""
    object.__setattr__(draft, "__class__", Conversion)
    return draft
