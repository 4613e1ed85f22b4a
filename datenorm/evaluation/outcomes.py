"""What became of each row: right, wrong or refused, and how many of each."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from datenorm.convert.conversion import Conversion
from datenorm.evaluation.tables import NO_DATE, YEARLESS, Row

Outcome = Literal["right", "wrong", "refused"]
Key = TypeVar("Key", bound=Hashable)

AMBIGUOUS = "ambig"
"""Flag of rows whose field order nobody can tell without a hint."""

OPEN_CENTURY = "pivot"
"""Flag of rows whose two-digit year is read either way."""

RELATIVE = "relative"
"""Kind of expressions that count from today; datenorm refuses them by design."""

_UNSETTLED, _OPEN = ", ambiguous", ", open century"
_WHOLE_KINDS = frozenset({"", "full", "full2y", "datetime", "embedded"})
_WHOLE_LENGTH = len("1969-07-20")


def verdict(row: Row, value: str | None) -> Outcome:
    """How good an answer is.

    Silence is right where there is no date. A true but incomplete answer (`1969-07` for a whole date) counts
    as refused. A date without a year is right by its month and day, with no year or one next to that of the
    reference date.

    >>> verdict(Row(1, "20 July", ("1969-07-20",), "noyear"), "XXXX-07-20")
    'right'
    >>> verdict(Row(1, "July 20, 1969", ("1969-07-20",), "full"), "1969-07")
    'refused'
    """
    if value is None:
        return "refused" if row.reference else "right"
    if value in row.reference or (row.kind == YEARLESS and _same_day_of_year(row, value)):
        return "right"
    return "refused" if _is_incomplete(row, value) else "wrong"


def _same_day_of_year(row: Row, value: str) -> bool:
    days = {reference[4:] for reference in row.reference}
    if len(value) != _WHOLE_LENGTH or value[4:] not in days:
        return False
    if value.startswith("XXXX"):
        return True
    return row.reference_date is not None and abs(int(value[:4]) - row.reference_date.year) <= 1


def _is_incomplete(row: Row, value: str) -> bool:
    is_short = row.kind in _WHOLE_KINDS and len(value) < _WHOLE_LENGTH
    return is_short and any(reference.startswith(f"{value}-") for reference in row.reference)


@dataclass(frozen=True, slots=True)
class Judged:
    """A row, what was given with it and what datenorm made of it."""

    row: Row
    conversion: Conversion
    hinted: bool = True

    @property
    def outcome(self) -> Outcome:
        """Of the value the user gets."""
        return verdict(self.row, self.conversion.value)

    @property
    def best(self) -> str | None:
        """The best reading, printed or not; that of a refused text stands first among the alternatives."""
        conversion = self.conversion
        if conversion.status in ("ambiguous", "doubtful") and conversion.alternatives:
            return conversion.alternatives[0].value
        return conversion.value

    @property
    def is_exact(self) -> bool:
        """Whether the best reading is right; `confidence` is how likely that is."""
        return verdict(self.row, self.best) == "right"

    @property
    def is_named(self) -> bool:
        """Whether the text was refused as ambiguous and the right reading is one of the two named."""
        readings = self.conversion.alternatives[:2]
        right = any(verdict(self.row, reading.value) == "right" for reading in readings)
        return self.conversion.status == "ambiguous" and right

    @property
    def group(self) -> str:
        """The kind of the row; one that cannot be held to one answer stands apart under a name of its own."""
        return group_of(self.row, hinted=self.hinted)

    @property
    def is_apart(self) -> bool:
        """Whether the row stands apart and is left out of every total."""
        return is_apart(self.group)


def group_of(row: Row, *, hinted: bool) -> str:
    """See `Judged.group`."""
    kind = row.kind or "any"
    if AMBIGUOUS in row.flags and kind != YEARLESS and not (hinted and (row.order or row.locale)):
        return kind + _UNSETTLED
    return kind + _OPEN if OPEN_CENTURY in row.flags else kind


def is_apart(group: str) -> bool:
    """See `Judged.is_apart`."""
    return group == RELATIVE or group.endswith((_UNSETTLED, _OPEN))


@dataclass(frozen=True, slots=True)
class Tally:
    """Outcomes counted.

    >>> Tally(right=97, wrong=1, refused=2).rates
    (0.97, 0.01, 0.02)
    """

    right: int = 0
    wrong: int = 0
    refused: int = 0

    @property
    def total(self) -> int:
        """How many there are."""
        return self.right + self.wrong + self.refused

    @property
    def rates(self) -> tuple[float, float, float]:
        """Right, wrong and refused as parts of all; zeros where there is nothing."""
        total = max(1, self.total)
        return self.right / total, self.wrong / total, self.refused / total

    def to_dict(self) -> dict[str, int]:
        """The counts as JSON can hold them."""
        return {"right": self.right, "wrong": self.wrong, "refused": self.refused}

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.wrong + other.wrong, self.refused + other.refused)


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """Count outcomes."""
    listed = list(outcomes)
    return Tally(listed.count("right"), listed.count("wrong"), listed.count("refused"))


def tally_by(judged: Iterable[Judged], keys: Callable[[Judged], Iterable[Key]]) -> dict[Key, Tally]:
    """Count outcomes group by group, the largest group first; a row counts in each group it belongs to."""
    groups: dict[Key, list[Outcome]] = {}
    for item in judged:
        for key in keys(item):
            groups.setdefault(key, []).append(item.outcome)
    counted = {key: tally(outcomes) for key, outcomes in groups.items()}
    return dict(sorted(counted.items(), key=lambda pair: -pair[1].total))


def worst(groups: Mapping[str, Tally], count: int, *, least: int = 1) -> dict[str, Tally]:
    """The groups with the smallest part right, the worst first.

    Args:
        groups: groups by name.
        count: how many; fewer where the others are all right.
        least: rows that a group must have to say something.
    """
    failing = [(name, one) for name, one in groups.items() if one.right < one.total >= least]
    return dict(sorted(failing, key=lambda pair: (pair[1].rates[0], -pair[1].total))[:count])


def macro_average(tallies: Iterable[Tally]) -> float:
    """Mean of the right parts, each group weighing the same; 0 where there is no group."""
    rates = [group.rates[0] for group in tallies]
    return sum(rates) / max(1, len(rates))


def exact_match(judged: Sequence[Judged]) -> float:
    """Part of the texts whose best reading is the reference, thresholds aside."""
    return sum(item.is_exact for item in judged) / max(1, len(judged))


def field_accuracy(judged: Iterable[Judged]) -> dict[str, float]:
    """Parts of the printed whole dates whose year, month and day are right, each taken alone."""
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
    """Year, month and day as printed, and those of the reference that has most of them."""
    value = (item.conversion.value or "").rsplit("-", 2)
    references = [
        fields for fields in (text.rsplit("-", 2) for text in item.row.reference) if len(fields) == 3
    ]
    if len(value) != 3 or not references:
        return None
    return value, max(references, key=lambda fields: sum(map(str.__eq__, fields, value)))
