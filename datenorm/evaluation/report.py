"""The figures of one table, as data: what the terminal, the JSON and the model card show."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from datenorm.evaluation.calibration import (
    THRESHOLDS,
    Bin,
    RiskPoint,
    expected_calibration_error,
    reliability_bins,
    risk_at,
    risk_curve,
)
from datenorm.evaluation.outcomes import (
    AMBIGUOUS,
    Judged,
    Tally,
    exact_match,
    field_accuracy,
    is_apart,
    macro_average,
    tally,
    tally_by,
)
from datenorm.evaluation.peers import PeerRun
from datenorm.evaluation.running import Run
from datenorm.evaluation.tables import Row

_DIGITS = 6
_RARE = "rare"


@dataclass(frozen=True)
class Failure:
    """A row that was not answered as it should be."""

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
        threshold: confidence below which readings were refused.
        rows: how many rows there are, those that stand apart included.
        seconds: time the conversions took.
        total: outcomes, rows that stand apart left out.
        macro_average: mean over languages of the part that is right, texts without a date left out.
        by: outcomes by kind, language group, language, source and noise.
        statuses: how many conversions have each status.
        exact_match: part whose best reading is right, thresholds aside.
        fields: parts of the printed whole dates whose year, month and day are right.
        calibration_error: expected calibration error.
        reliability: the bins behind it.
        curve: risk against coverage at every threshold that makes a difference.
        named: of the rows that only a hint can settle, how many there are and how many were refused as
            ambiguous with the right reading among the two named.
        failures: a sample.
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
        """The report as JSON can hold it."""
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
            "reliability": [
                {
                    "count": one.count,
                    "confidence": round(one.confidence, _DIGITS),
                    "right": round(one.right, _DIGITS),
                }
                for one in self.reliability
            ],
            "risk_coverage": [
                {
                    "threshold": one.threshold,
                    "coverage": round(one.coverage, _DIGITS),
                    "risk": round(one.risk, _DIGITS),
                }
                for one in self.risk_coverage
            ],
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


def summarise(
    run: Run, *, title: str, command: str, failures: int = 0, seed: int = 0, peers: Sequence[PeerRun] = ()
) -> EvaluationReport:
    """Work out the figures of a run.

    Args:
        run: what a model made of a table.
        title: of the table.
        command: the call that gives these figures.
        failures: how many wrong answers, and how many refusals, to sample.
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
    """Coarse groups: no words at all, English, the long tail of small languages, other, not said.

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
    """Wrong answers, then refusals of texts with a date, each drawn at random."""
    drawn = random.Random(seed)
    sample: list[Failure] = []
    for outcome in ("wrong", "refused"):
        failed = [item for item in judged if item.outcome == outcome]
        chosen = drawn.sample(failed, min(count, len(failed)))
        sample += [
            Failure(
                item.row,
                outcome,
                item.conversion.value or item.best,
                item.conversion.confidence,
                item.conversion.reason,
            )
            for item in sorted(chosen, key=lambda item: item.row.number)
        ]
    return sample
