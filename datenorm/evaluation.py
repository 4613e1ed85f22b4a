"""How good conversions are: outcomes against references, calibration, risk and coverage.

Plain functions over conversions and what the texts mean; no files, no printing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from datenorm.conversion import Conversion

Outcome = Literal["right", "wrong", "refused"]
Key = TypeVar("Key", bound=Hashable)

BINS = 15


@dataclass(frozen=True, slots=True)
class Judged:
    """A conversion beside its reference.

    Attributes:
        conversion: what datenorm made of the text.
        reference: the values that are right; none where the text holds no date.
        kind: what sort of text it is ("full", "partial", "nodate" ...).
        language: its language, or "".
        noise: what was done to it, or "".
    """

    conversion: Conversion
    reference: tuple[str, ...]
    kind: str = ""
    language: str = ""
    noise: str = ""

    @property
    def outcome(self) -> Outcome:
        """Refusing a text without a date is right; a value for it is wrong."""
        value = self.conversion.value
        if value is None:
            return "refused" if self.reference else "right"
        return "right" if value in self.reference else "wrong"

    @property
    def is_exact(self) -> bool:
        """Whether the best reading, printed or not, is the reference; `confidence` is how likely that is."""
        return self._best in self.reference if self.reference else self._best is None

    @property
    def _best(self) -> str | None:
        """The value of the best reading; that of a refused one stands first among the alternatives."""
        conversion = self.conversion
        if conversion.status in ("ambiguous", "doubtful") and conversion.alternatives:
            return conversion.alternatives[0].value
        return conversion.value


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


def tally(judged: Iterable[Judged]) -> Tally:
    """Count outcomes."""
    outcomes = [item.outcome for item in judged]
    return Tally(outcomes.count("right"), outcomes.count("wrong"), outcomes.count("refused"))


def tally_by(judged: Iterable[Judged], key: Callable[[Judged], Key]) -> dict[Key, Tally]:
    """Count outcomes group by group, groups in the order they first appear."""
    groups: dict[Key, list[Judged]] = {}
    for item in judged:
        groups.setdefault(key(item), []).append(item)
    return {group: tally(members) for group, members in groups.items()}


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
        (item.conversion.value.rsplit("-", 2), item.reference[0].rsplit("-", 2))
        for item in judged
        if item.conversion.value and item.reference and item.conversion.value.count("-") >= 2
    ]
    pairs = [(value, reference) for value, reference in pairs if len(value) == len(reference) == 3]
    return {
        name: sum(value[place] == reference[place] for value, reference in pairs) / max(1, len(pairs))
        for place, name in enumerate(("year", "month", "day"))
    }


def expected_calibration_error(judged: Iterable[Judged], bins: int = BINS) -> float:
    """Mean distance between confidence and share of right readings over bins of equal width, 0 to 1.

    Naeini et al. 2015. Texts that were not read (empty, unreadable) have no confidence to judge.
    """
    reliability = reliability_bins(judged, bins)
    total = max(1, sum(count for count, _, _ in reliability))
    return sum(count * abs(confidence - right) for count, confidence, right in reliability) / total


def reliability_bins(judged: Iterable[Judged], bins: int = BINS) -> list[tuple[int, float, float]]:
    """A reliability diagram: (count, mean confidence, part right) of each bin that is not empty."""
    groups: dict[int, list[Judged]] = {}
    for item in judged:
        if item.conversion.written:
            groups.setdefault(min(bins - 1, int(item.conversion.confidence * bins)), []).append(item)
    return [
        (
            len(group),
            sum(item.conversion.confidence for item in group) / len(group),
            sum(item.is_exact for item in group) / len(group),
        )
        for _, group in sorted(groups.items())
    ]


def risk_coverage(judged: Sequence[Judged]) -> list[tuple[float, float, float]]:
    """What each threshold would cost: (threshold, coverage, risk), thresholds falling.

    Coverage is the part of all texts that get a value, risk the part of those values that is wrong. Convert
    with a threshold of 0 to see the whole curve; ambiguous texts are no answers.
    """
    answers = sorted(
        (
            item
            for item in judged
            if item.conversion.value is not None and item.conversion.status == "converted"
        ),
        key=lambda item: -item.conversion.confidence,
    )
    curve: list[tuple[float, float, float]] = []
    wrong = 0
    for count, item in enumerate(answers, start=1):
        wrong += item.outcome == "wrong"
        point = (item.conversion.confidence, count / len(judged), wrong / count)
        if curve and curve[-1][0] == point[0]:
            curve.pop()  # answers of one confidence are given together or not at all
        curve.append(point)
    return curve
