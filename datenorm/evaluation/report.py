"""Runs a model over a table and reports the figures, for the terminal, JSON and the model card."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from datenorm.convert.conversion import Conversion
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import Policy
from datenorm.evaluation.outcomes import (
    AMBIGUOUS,
    THRESHOLDS,
    Bin,
    Judged,
    RiskPoint,
    Tally,
    answer_of,
    exact_match,
    expected_calibration_error,
    field_accuracy,
    is_apart,
    macro_average,
    reliability_bins,
    risk_at,
    risk_curve,
    tally,
    tally_by,
)
from datenorm.evaluation.peers import PeerRun
from datenorm.evaluation.tables import YEARLESS, Row

_DIGITS = 6
_RARE = "rare"


@dataclass(frozen=True)
class Run:
    """The conversions of a table.

    Attributes:
        judged: the rows with their conversions, in the order of the table.
        hinted: whether locale and order of the rows were given.
        threshold: readings below this confidence were refused.
        seconds: time of the conversions.
    """

    judged: tuple[Judged, ...]
    hinted: bool
    threshold: float
    seconds: float


def run_table(
    normalizer: Normalizer,
    rows: Sequence[Row],
    *,
    hinted: bool,
    min_confidence: float | None = None,
    advance: Callable[[int], None] = lambda count: None,
) -> Run:
    """Convert the rows of a table; only dates without a year get the reference date.

    Args:
        normalizer: the model.
        rows: the table.
        hinted: whether to give locale and order of the rows.
        min_confidence: see `Policy`.
        advance: called with the number of rows done since the last call.
    """
    started = time.perf_counter()
    conversions: list[Conversion] = []
    for conversion in normalizer.convert_many(
        [row.text for row in rows],
        [row.locale or None if hinted else None for row in rows],
        [row.order or None if hinted else None for row in rows],
        reference_date=[row.reference_date if row.kind == YEARLESS else None for row in rows],
        policy=Policy(min_confidence=min_confidence),
    ):
        conversions.append(conversion)
        advance(1)
    seconds = time.perf_counter() - started
    judged = tuple(Judged(row, one, hinted) for row, one in zip(rows, conversions, strict=True))
    fitted = normalizer.bundle.manifest.calibration.threshold
    return Run(judged, hinted, fitted if min_confidence is None else min_confidence, seconds)


def merged(runs: Sequence[Run]) -> Run:
    """Runs with the same settings as one run."""
    first = runs[0]
    judged = tuple(item for run in runs for item in run.judged)
    return Run(judged, first.hinted, first.threshold, sum(run.seconds for run in runs))


@dataclass(frozen=True)
class Failure:
    """A row with a wrong answer or none."""

    row: Row
    outcome: str
    value: str | None
    confidence: float
    reason: str


@dataclass(frozen=True)
class EvaluationReport:
    """The figures of one table.

    Attributes:
        title: of the table.
        command: the call that gives these figures.
        hinted: whether hints were given.
        threshold: readings below this confidence were refused.
        rows: number of all rows.
        seconds: time of the conversions.
        total: outcomes, without rows that have several right answers or are refused by design.
        macro_average: mean over languages of the share of dates that are right.
        by: outcomes by kind, language group, language, source and noise.
        statuses: number of conversions with each status.
        exact_match: share of rows whose best reading is right.
        fields: shares of the complete dates whose year, month and day are right.
        calibration_error: expected calibration error.
        reliability: its bins.
        curve: risk and coverage at every threshold that changes them.
        named: number of rows that need a hint, and of those refused with the right reading named.
        failures: a sample of wrong answers and refusals.
        peers: other parsers on the same rows.
    """

    title: str
    command: str
    hinted: bool
    threshold: float
    rows: int
    seconds: float
    total: Tally
    macro_average: float
    by: Mapping[str, Mapping[str, Tally]]
    statuses: Mapping[str, int]
    exact_match: float
    fields: Mapping[str, float]
    calibration_error: float
    reliability: Sequence[Bin]
    curve: Sequence[RiskPoint]
    named: tuple[int, int]
    failures: Sequence[Failure]
    peers: Sequence[PeerRun]

    @property
    def hints(self) -> str:
        """ "with hints" or "without hints"."""
        return f"{'with' if self.hinted else 'without'} hints"

    @property
    def risk_coverage(self) -> list[RiskPoint]:
        """The curve at round thresholds and at the one in force."""
        thresholds = sorted({*THRESHOLDS, self.threshold})
        return [risk_at(self.curve, threshold) for threshold in thresholds]

    @property
    def apart(self) -> list[str]:
        """Kinds that are left out of the total."""
        return [kind for kind in self.by["kind"] if is_apart(kind)]

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON values."""
        return {
            "title": self.title,
            "command": self.command,
            "hints": self.hinted,
            "threshold": self.threshold,
            "rows": self.rows,
            "seconds": round(self.seconds, 3),
            "total": self.total.to_dict(),
            "macro_average": round(self.macro_average, _DIGITS) if self.by.get("language") else None,
            "by": {
                name: {key: one.to_dict() for key, one in group.items()} for name, group in self.by.items()
            },
            "statuses": dict(self.statuses),
            "exact_match": round(self.exact_match, _DIGITS),
            "fields": {name: round(part, _DIGITS) for name, part in self.fields.items()},
            "calibration_error": round(self.calibration_error, _DIGITS),
            "reliability": [_rounded(asdict(one)) for one in self.reliability],
            "risk_coverage": [_rounded(asdict(one)) for one in self.risk_coverage],
            "ambiguous_without_hint": {"rows": self.named[0], "named": self.named[1]},
            "failures": [
                {
                    "line": one.row.number,
                    "kind": one.row.kind,
                    "input": one.row.text,
                    "expected": list(one.row.reference),
                    "outcome": one.outcome,
                    "value": one.value,
                    "confidence": one.confidence,
                    "reason": one.reason,
                }
                for one in self.failures
            ],
            "peers": [peer.to_dict() for peer in self.peers],
        }


def _rounded(numbers: dict[str, float]) -> dict[str, float]:
    return {name: round(number, _DIGITS) for name, number in numbers.items()}


def summarise(
    run: Run, *, title: str, command: str, failures: int = 0, seed: int = 0, peers: Sequence[PeerRun] = ()
) -> EvaluationReport:
    """The figures of a run.

    Args:
        run: the conversions of a table.
        title: of the table.
        command: the call that gives these figures.
        failures: number of wrong answers, and of refusals, to sample.
        seed: of the sample.
        peers: other parsers on the same rows.
    """
    counted = [item for item in run.judged if not item.is_apart]
    dated = [item for item in counted if item.row.reference]
    unsettled = [item for item in run.judged if AMBIGUOUS in item.row.flags and item.is_apart]
    return EvaluationReport(
        title=title,
        command=command,
        hinted=run.hinted,
        threshold=run.threshold,
        rows=len(run.judged),
        seconds=run.seconds,
        total=tally(item.outcome for item in counted),
        macro_average=macro_average(tally_by(dated, _languages).values()),
        by={
            "kind": tally_by(run.judged, lambda item: [item.group]),
            "group": tally_by(dated, lambda item: [language_group(item.row)]),
            "language": tally_by(dated, _languages),
            "source": tally_by(counted, lambda item: item.row.sources),
            "noise": tally_by(counted, lambda item: item.row.noise),
        },
        statuses=Counter(item.conversion.status for item in counted),
        exact_match=exact_match(counted),
        fields=field_accuracy(counted),
        calibration_error=expected_calibration_error(counted),
        reliability=reliability_bins(counted),
        curve=risk_curve(counted),
        named=(len(unsettled), sum(item.is_named for item in unsettled)),
        failures=_sample(counted, failures, seed),
        peers=peers,
    )


def language_group(row: Row) -> str:
    """Coarse groups: numeric, English, rare languages, other languages, unknown.

    >>> language_group(Row(1, "20.7.1969", ("1969-07-20",), locale="de"))
    'numeric'
    """
    text = row.text.casefold()
    letters = [character for character in text if character.isalpha()]
    if not letters or (set(letters) <= {"t", "z"} and len(letters) <= 2):  # the marks of ISO 8601
        return "numeric"
    if _RARE in row.flags:
        return _RARE
    return {"en": "English", "": "no locale"}.get(row.language, "other")


def _languages(item: Judged) -> list[str]:
    return [item.row.language] if item.row.language else []


def _sample(judged: Sequence[Judged], count: int, seed: int) -> list[Failure]:
    """A random sample of wrong answers, then one of refused dates."""
    drawn = random.Random(seed)
    sample: list[Failure] = []
    for outcome in ("wrong", "refused"):
        failed = [item for item in judged if item.outcome == outcome]
        chosen = drawn.sample(failed, min(count, len(failed)))
        sample += [
            Failure(
                item.row,
                outcome,
                answer_of(item.conversion, item.row) or item.best,
                item.conversion.confidence,
                item.conversion.reason,
            )
            for item in sorted(chosen, key=lambda item: item.row.number)
        ]
    return sample
