"""The options of converting: hints for each text, how to decide, and what to report."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar, cast

from datenorm.convert.column_rules import NO_RULES, ColumnRules
from datenorm.errors import ConfigError, InputError
from datenorm.text import checked
from datenorm.values import Reckoning
from datenorm.values.counted import EPOCH_UNITS, EpochUnit
from datenorm.values.forms import PRECISIONS, Precision
from datenorm.values.several import ON_SEVERAL, OnSeveral

MAX_ALTERNATIVES = 20

T = TypeVar("T")
OneOrMany: TypeAlias = T | Iterable[T | None] | None
"""One for all texts, or one for each."""

_END = object()


@dataclass(frozen=True, slots=True)
class Policy:
    """How readings become an answer.

    Errors start with the name of the field between backticks.

    Attributes:
        on_ambiguous: "blank" gives an ambiguous text no value, "best" its most likely one.
        min_confidence: readings below it are doubtful; None takes the threshold of the bundle.
        max_risk: fraction of the answers that may be wrong, 0 to 1; sets the threshold by the risks measured
            for the bundle, so it cannot be combined with `min_confidence`.
        precision: "day", "month" or "year": what each text holds, if anything; finer values are truncated,
            coarser ones refused. "any" takes values as they are.
        reckoning: centuries and missing years that may be added, and the calendar of Islamic dates.
        keep_values: whether a text that is ISO 8601 or EDTF always means that: 1914-24 is winter 1914.
        on_several: what a text gives that has several dates with different roles: "refuse", no value;
            "first" or "last", that date; "set", the set of all if they are equally precise.
        with_time: whether times of day matter as dates do: the confidence is that of both.
        with_offset: whether a time needs its offset from UTC: a zone that leaves it open makes the text
            ambiguous.
        zone: IANA name of the zone that a time without one is in; None leaves its offset open.
        utc: whether times with an offset are given in UTC.
        excel_serial: whether a number is the serial day of a spreadsheet; its fraction is the time of day.
        column: what the column of the texts decides, as `ColumnReading.applied_to` sets it.
        epoch: unit of numbers that are Unix times: "s", "ms", "us" or "ns"; their days are those of `zone`,
            or of UTC.
    """

    on_ambiguous: Literal["blank", "best"] = "blank"
    min_confidence: float | None = None
    max_risk: float | None = None
    precision: Precision = "any"
    reckoning: Reckoning = field(default_factory=Reckoning)
    keep_values: bool = False
    on_several: OnSeveral = "refuse"
    with_time: bool = False
    with_offset: bool = False
    zone: str | None = None
    utc: bool = False
    excel_serial: bool = False
    epoch: EpochUnit | None = None
    column: ColumnRules = NO_RULES

    def __post_init__(self) -> None:
        if self.on_ambiguous not in ("blank", "best"):
            raise ConfigError(f"`on_ambiguous` must be 'blank' or 'best', got {self.on_ambiguous!r}")
        if self.min_confidence is not None and not 0 <= self.min_confidence <= 1:
            raise ConfigError(f"`min_confidence` must be between 0 and 1, got {self.min_confidence!r}")
        if self.max_risk is not None and not 0 <= self.max_risk <= 1:
            raise ConfigError(f"`max_risk` must be between 0 and 1, got {self.max_risk!r}")
        if self.max_risk is not None and self.min_confidence is not None:
            raise ConfigError("`max_risk` cannot be combined with `min_confidence`")
        if self.on_several not in ON_SEVERAL:
            raise ConfigError(f"`on_several` must be one of {', '.join(ON_SEVERAL)}, got {self.on_several!r}")
        if self.zone is not None:
            from datenorm.values.zones import known_zone  # few policies name a zone

            object.__setattr__(self, "zone", known_zone(self.zone))
        if self.epoch is not None and self.epoch not in EPOCH_UNITS:
            raise ConfigError(f"`epoch` must be one of {', '.join(EPOCH_UNITS)}, got {self.epoch!r}")
        if self.epoch is not None and self.excel_serial:
            raise ConfigError("`excel_serial` cannot be combined with `epoch`")
        if self.precision not in PRECISIONS:
            raise ConfigError(f"`precision` must be one of {', '.join(PRECISIONS)}, got {self.precision!r}")

    @property
    def counts_numbers(self) -> bool:
        """Whether numbers count days or seconds."""
        return self.excel_serial or self.epoch is not None

    @property
    def needs_offset(self) -> bool:
        """Whether a time needs its offset from UTC."""
        return self.with_offset or self.utc

    def in_form(self, form: str) -> Policy:
        """The policy for values in a form: where a form has times, they matter as dates do."""
        if form not in ("datetime", "ixdtf"):
            return self
        return replace(self, with_time=True, with_offset=self.with_offset or form == "ixdtf")


class Hints(NamedTuple):
    """What the user knows about a text; None for what is unknown.

    Attributes:
        locale: the locale it was written in.
        order: the order of its fields.
        reference_date: the day a missing year is counted from; None for that of the policy.
    """

    locale: str | None = None
    order: str | None = None
    reference_date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class ConvertOptions:
    """How to decide texts, and what to report; see `Normalizer.convert`."""

    policy: Policy
    alternatives: int
    attention: bool
    span: bool

    def __post_init__(self) -> None:
        if not 0 <= self.alternatives <= MAX_ALTERNATIVES:
            raise ConfigError(
                f"`alternatives` must be between 0 and {MAX_ALTERNATIVES}, got {self.alternatives!r}"
            )

    @property
    def reads_attention(self) -> bool:
        """Whether attention weights are needed."""
        return self.attention or self.span

    def policy_for(self, reference_date: datetime.date | None) -> Policy:
        """The policy, with the reference date of a text if it has its own."""
        if reference_date is None:
            return self.policy
        reckoning = replace(self.policy.reckoning, reference_date=reference_date, reference_time=None)
        return replace(self.policy, reckoning=reckoning)


def aligned(
    texts: Iterable[str],
    locale: OneOrMany[str],
    order: OneOrMany[str],
    reference_date: OneOrMany[datetime.date],
) -> Iterator[tuple[str, Hints]]:
    """Texts with the hints for each, as an iterator.

    Raises:
        InputError: if a text is not a string, or there are more or fewer hints than texts.
        ConfigError: if the reference date is a string.
    """
    sources = map(checked, texts)
    if isinstance(reference_date, str):  # its characters would count as the dates of the texts
        raise ConfigError(f"`reference_date` must be a datetime.date, got {reference_date!r}")
    if _is_one(locale, str) and _is_one(order, str) and _is_one(reference_date, datetime.date):
        hints = Hints(*cast("tuple[Any, Any, Any]", (locale, order, reference_date)))
        return zip(sources, itertools.repeat(hints), strict=False)
    dates = _one_each(reference_date, datetime.date)
    return _aligned(sources, _one_each(locale, str), _one_each(order, str), dates)


def _aligned(
    sources: Iterator[str],
    locales: Iterator[str | None],
    orders: Iterator[str | None],
    dates: Iterator[datetime.date | None],
) -> Iterator[tuple[str, Hints]]:
    hints = map(Hints._make, zip(locales, orders, dates, strict=False))
    for number, source in enumerate(sources, start=1):
        row = next(hints, None)
        if row is None:
            raise InputError(f"there is no locale, order or reference date for text {number}")
        yield source, row
    for column in (locales, orders, dates):
        if not isinstance(column, itertools.repeat) and next(column, _END) is not _END:
            raise InputError("there are more locales, orders or reference dates than texts")


def _one_each(known: OneOrMany[T], kind: type[T]) -> Iterator[T | None]:
    if _is_one(known, kind):
        return itertools.repeat(cast("T | None", known))
    return iter(cast("Iterable[T | None]", known))


def _is_one(known: object, kind: type) -> bool:
    """Whether a hint is the same for all texts."""
    return known is None or isinstance(known, kind)
