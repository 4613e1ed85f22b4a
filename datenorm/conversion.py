"""What converting gives: the result of one text, and how the user wants it decided.

Standard library and NumPy types only.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Literal

from datenorm.errors import ConfigError
from datenorm.runtime.base import FloatArray
from datenorm.values import GREGORIAN, Reckoning

Status = Literal["converted", "ambiguous", "no-date", "doubtful", "unreadable"]


@dataclass(frozen=True, slots=True)
class Policy:
    """How readings become an answer.

    Attributes:
        on_ambiguous: "blank" gives an ambiguous text no value, "best" its most likely one.
        min_confidence: readings below are doubtful; None takes the threshold of the bundle.
        reckoning: centuries and missing years that code may add.
    """

    on_ambiguous: Literal["blank", "best"] = "blank"
    min_confidence: float | None = None
    reckoning: Reckoning = field(default_factory=Reckoning)

    def __post_init__(self) -> None:
        if self.on_ambiguous not in ("blank", "best"):
            raise ConfigError(f"on_ambiguous is 'blank' or 'best', not {self.on_ambiguous!r}")
        if self.min_confidence is not None and not 0 <= self.min_confidence <= 1:
            raise ConfigError(f"min_confidence lies between 0 and 1, not at {self.min_confidence!r}")


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing a text may mean.

    Attributes:
        value: ISO 8601 or EDTF, or None: it holds no date.
        probability: calibrated, 0 to 1.
    """

    value: str | None
    probability: float


@dataclass(frozen=True, slots=True)
class Conversion:
    """The outcome of one text.

    Attributes:
        source: the text as given.
        value: ISO 8601 or EDTF, or None when refused.
        status: "converted"; "ambiguous": two readings differ only by field order and both are likely;
            "no-date": the text holds none; "doubtful": the best reading is below the threshold;
            "unreadable": too long or not text.
        confidence: calibrated probability of the best reading, rounded to six digits.
        reason: why there is no value, or what to know about it; "" when there is nothing to say.
        alternatives: the other readings, best first, as many as asked for; of a text that is refused as
            ambiguous or doubtful always those refused.
        date: the day as Python holds it, or None: not every value is one day between the years 1 and 9999.
        calendar: the calendar the text was written in.
        century_inferred: the century was not in the text.
        year_inferred: the year was not in the text.
        written: what the network wrote for the best reading, in the value language ("XX69-07-20", "∅").
        attention: alpha of each character of `written` over the characters of `source`, (T, S), each row
            summing to 1; None when not asked for. Not part of equality.
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
    written: str = ""
    attention: FloatArray | None = field(default=None, compare=False, repr=False)
