"""A table through a model: each row converted as a user would have it converted, then judged."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from datenorm.convert.conversion import Conversion
from datenorm.convert.normalizer import Normalizer
from datenorm.convert.options import Policy
from datenorm.evaluation.outcomes import Judged
from datenorm.evaluation.tables import YEARLESS, Row


@dataclass(frozen=True)
class Run:
    """What a model made of a table.

    Attributes:
        judged: the rows with their conversions, in the order of the table.
        hinted: whether locale and order of the rows were given.
        threshold: confidence below which readings were refused.
        seconds: time it took, the loading of the model aside.
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
    """Convert and judge the rows of a table.

    Only dates without a year are told what day it was: filling the year is what their reference asks for.

    Args:
        normalizer: the model.
        rows: the table.
        hinted: whether to give locale and order of the rows.
        min_confidence: see `Policy`.
        advance: called with how many more are done.
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
    """Runs of one model with the same settings as one."""
    first = runs[0]
    judged = tuple(item for run in runs for item in run.judged)
    return Run(judged, first.hinted, first.threshold, sum(run.seconds for run in runs))
