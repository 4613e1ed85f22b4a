"""The outcome of each row (right, wrong or refused), and the figures computed from outcomes."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal, TypeVar

from datenorm.convert.conversion import Conversion
from datenorm.evaluation.tables import NO_DATE, YEARLESS, Row
from datenorm.values.alphabet import NAMED_ZONE, NO_YEAR
from datenorm.values.parsing import SEPARATOR, is_compound
from datenorm.values.times import Moment

Outcome = Literal["right", "wrong", "refused"]
Key = TypeVar("Key", bound=Hashable)

AMBIGUOUS = "ambig"
"""Flag of rows whose field order is unknown without a hint."""

OPEN_CENTURY = "pivot"
"""Flag of rows whose two-digit year has no certain century."""

RELATIVE = "relative"
"""Kind of relative expressions."""

_UNSETTLED, _OPEN, _NO_DAY = ", ambiguous", ", open century", ", no reference date"
_WHOLE_KINDS = frozenset({"", "full", "full2y", "datetime", "embedded"})
_WHOLE_LENGTH = len("1969-07-20")


def verdict(row: Row, value: str | None) -> Outcome:
    """The outcome of an answer.

    No value is right if there is no date. A correct but incomplete answer (`1969-07` for a complete date)
    counts as refused. For a date without a year, month and day must be right; the year may be missing or
    differ from that of the reference date by at most one.

    >>> verdict(Row(1, "20 July", ("1969-07-20",), "noyear"), "XXXX-07-20")
    'right'
    >>> verdict(Row(1, "July 20, 1969", ("1969-07-20",), "full"), "1969-07")
    'refused'

    If the zone of a time is only named, as in the pair `2021-05-12T14:30z`, its offset does not matter.

    >>> verdict(Row(1, "12 May 2021 14:30 EST", ("2021-05-12T14:30z",)), "2021-05-12T14:30-05:00")
    'right'
    """
    if value is None:
        return "refused" if row.reference else "right"
    is_right = value in row.reference or _without_offsets(value) in _named_zones(row)
    if is_right or (row.kind == YEARLESS and _same_day_of_year(row, value)):
        return "right"
    return "refused" if _is_incomplete(row, value) else "wrong"


def _same_day_of_year(row: Row, value: str) -> bool:
    days = {reference[4:] for reference in row.reference}
    if len(value) != _WHOLE_LENGTH or value[4:] not in days:
        return False
    if value.startswith(NO_YEAR):
        return True
    return row.reference_date is not None and abs(int(value[:4]) - row.reference_date.year) <= 1


def _named_zones(row: Row) -> Iterator[str]:
    """The right answers in which a zone is only named, without it."""
    return (one.replace(NAMED_ZONE, "") for one in row.reference if one.endswith(NAMED_ZONE))


def _without_offsets(value: str) -> str:
    if "T" not in value:
        return value
    moments = ((Moment.parse(end), end) for end in re.split("([/;])", value))
    return "".join(end if moment is None else str(moment.at("")) for moment, end in moments)


def answer_of(conversion: Conversion, row: Row) -> str | None:
    """What counts as the answer to a row: the value, with its time if the row has one.

    Where that is the right answer, it is the program of a relative date, or all of several dates.
    """
    if conversion.value is None:
        if not any(map(is_compound, row.reference)):
            return None
        dates = SEPARATOR.join(one.datetime or one.value for one in conversion.dates)
        return conversion.relative if conversion.status == "relative" else dates or None
    has_time = conversion.datetime is not None and any("T" in reference for reference in row.reference)
    return conversion.datetime if has_time else conversion.value


def _is_incomplete(row: Row, value: str) -> bool:
    if any(reference.startswith(f"{value}T") for reference in row.reference):
        return True
    is_short = row.kind in _WHOLE_KINDS and len(value) < _WHOLE_LENGTH
    return is_short and any(reference.startswith(f"{value}-") for reference in row.reference)


@dataclass(frozen=True, slots=True)
class Judged:
    """A row, its conversion, and whether hints were given."""

    row: Row
    conversion: Conversion
    hinted: bool = True

    @property
    def outcome(self) -> Outcome:
        """The outcome of the value that the user gets."""
        return verdict(self.row, answer_of(self.conversion, self.row))

    @property
    def best(self) -> str | None:
        """The best reading, also of a refused text."""
        conversion = self.conversion
        if conversion.status in ("ambiguous", "doubtful") and conversion.alternatives:
            return conversion.alternatives[0].value
        return answer_of(conversion, self.row)

    @property
    def is_exact(self) -> bool:
        """Whether the best reading is right; `confidence` is the probability of that."""
        return verdict(self.row, self.best) == "right"

    @property
    def is_named(self) -> bool:
        """Whether the text was refused as ambiguous and one of the two readings named is right."""
        readings = self.conversion.alternatives[:2]
        right = any(verdict(self.row, reading.value) == "right" for reading in readings)
        return self.conversion.status == "ambiguous" and right

    @property
    def group(self) -> str:
        """The kind of the row; rows with several right answers have groups of their own."""
        return group_of(self.row, hinted=self.hinted)

    @property
    def is_apart(self) -> bool:
        """Whether the row is left out of every total."""
        return is_apart(self.group)


def group_of(row: Row, *, hinted: bool) -> str:
    """See `Judged.group`."""
    kind = row.kind or "any"
    if AMBIGUOUS in row.flags and kind != YEARLESS and not (hinted and (row.order or row.locale)):
        return kind + _UNSETTLED
    if kind == RELATIVE and row.reference_date is None:
        return kind + _NO_DAY
    return kind + _OPEN if OPEN_CENTURY in row.flags else kind


def is_apart(group: str) -> bool:
    """See `Judged.is_apart`."""
    return group.endswith((_UNSETTLED, _OPEN, _NO_DAY))


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of outcomes.

    >>> Tally(right=97, wrong=1, refused=2).rates
    (0.97, 0.01, 0.02)
    """

    right: int = 0
    wrong: int = 0
    refused: int = 0

    @property
    def total(self) -> int:
        """Number of outcomes."""
        return self.right + self.wrong + self.refused

    @property
    def rates(self) -> tuple[float, float, float]:
        """Shares of right, wrong and refused; zeros if there are none."""
        total = max(1, self.total)
        return self.right / total, self.wrong / total, self.refused / total

    def to_dict(self) -> dict[str, int]:
        """The counts as JSON values."""
        return asdict(self)


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """Count outcomes."""
    listed = list(outcomes)
    return Tally(listed.count("right"), listed.count("wrong"), listed.count("refused"))


def tally_by(judged: Iterable[Judged], keys: Callable[[Judged], Iterable[Key]]) -> dict[Key, Tally]:
    """Count outcomes by group, the largest group first; a row counts in each of its groups."""
    groups: dict[Key, list[Outcome]] = {}
    for item in judged:
        for key in keys(item):
            groups.setdefault(key, []).append(item.outcome)
    counted = {key: tally(outcomes) for key, outcomes in groups.items()}
    return dict(sorted(counted.items(), key=lambda pair: -pair[1].total))


def worst(groups: Mapping[str, Tally], count: int, *, least: int = 1) -> dict[str, Tally]:
    """The groups with the smallest share of right outcomes, the worst first.

    Args:
        groups: groups by name.
        count: maximum number; groups without an error are left out.
        least: minimum number of rows in a group.
    """
    failing = [(name, one) for name, one in groups.items() if one.right < one.total >= least]
    return dict(sorted(failing, key=lambda pair: (pair[1].rates[0], -pair[1].total))[:count])


def macro_average(tallies: Iterable[Tally]) -> float:
    """Mean share of right outcomes over groups of equal weight; 0 without groups."""
    rates = [group.rates[0] for group in tallies]
    return sum(rates) / max(1, len(rates))


def exact_match(judged: Sequence[Judged]) -> float:
    """Share of the texts whose best reading is right, whatever the threshold."""
    return sum(item.is_exact for item in judged) / max(1, len(judged))


def field_accuracy(judged: Iterable[Judged]) -> dict[str, float]:
    """Shares of the complete dates whose year, month and day are right."""
    pairs = [
        pair
        for item in judged
        if item.row.kind not in (YEARLESS, NO_DATE) and (pair := _field_pair(item)) is not None
    ]
    return {
        name: sum(value[place] == reference[place] for value, reference in pairs) / max(1, len(pairs))
        for place, name in enumerate(("year", "month", "day"))
    }


def _field_pair(item: Judged) -> tuple[list[str], list[str]] | None:
    """Year, month and day of the value, and of the closest reference."""
    value = (item.conversion.value or "").rsplit("-", 2)
    references = [
        fields for fields in (text.rsplit("-", 2) for text in item.row.reference) if len(fields) == 3
    ]
    if len(value) != 3 or not references:
        return None
    return value, max(references, key=lambda fields: sum(map(str.__eq__, fields, value)))


BINS = 15

THRESHOLDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999)
"""Thresholds of printed curves."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Texts of similar confidence: number, mean confidence, share whose best reading is right."""

    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """A threshold, the share of dates answered, and the share of answers that are wrong."""

    threshold: float
    coverage: float
    risk: float


def reliability_bins(judged: Iterable[Judged], bins: int = BINS) -> list[Bin]:
    """A reliability diagram over bins of equal width, without empty bins and unreadable texts."""
    groups: dict[int, list[Judged]] = {}
    for item in judged:
        if item.conversion.written:
            groups.setdefault(min(bins - 1, int(item.conversion.confidence * bins)), []).append(item)
    return [
        Bin(
            len(group),
            sum(item.conversion.confidence for item in group) / len(group),
            sum(item.is_exact for item in group) / len(group),
        )
        for _, group in sorted(groups.items())
    ]


def expected_calibration_error(judged: Iterable[Judged], bins: int = BINS) -> float:
    """Mean distance between confidence and accuracy over bins (Naeini et al. 2015)."""
    reliability = reliability_bins(judged, bins)
    total = max(1, sum(one.count for one in reliability))
    return sum(one.count * abs(one.confidence - one.right) for one in reliability) / total


def risk_curve(judged: Sequence[Judged]) -> list[RiskPoint]:
    """Coverage and risk at each threshold that changes them, in falling order.

    Doubtful texts count with their best reading, so the curve does not depend on the threshold in force.
    Ambiguous texts are never answers.
    """
    dates = max(1, sum(bool(item.row.reference) for item in judged))
    answers = sorted(
        (item for item in judged if item.conversion.status in ("converted", "doubtful") and item.best),
        key=lambda item: -item.conversion.confidence,
    )
    curve: list[RiskPoint] = []
    right = wrong = covered = 0
    for item in answers:
        outcome = verdict(item.row, item.best)
        right, wrong = right + (outcome == "right"), wrong + (outcome == "wrong")
        covered += outcome != "refused" and bool(item.row.reference)
        if curve and curve[-1].threshold == item.conversion.confidence:
            curve.pop()  # answers of one confidence count together
        curve.append(RiskPoint(item.conversion.confidence, covered / dates, wrong / max(1, right + wrong)))
    return curve


def risk_at(curve: Sequence[RiskPoint], threshold: float) -> RiskPoint:
    """The point of a curve at a threshold."""
    reached = [point for point in curve if point.threshold >= threshold]
    return replace(reached[-1], threshold=threshold) if reached else RiskPoint(threshold, 0.0, 0.0)
