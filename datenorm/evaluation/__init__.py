"""How good conversions are: tables in, figures out; for the command line and the displays, prints nothing."""

from datenorm.evaluation.calibration import (
    Bin,
    RiskPoint,
    expected_calibration_error,
    reliability_bins,
    risk_at,
    risk_curve,
)
from datenorm.evaluation.outcomes import (
    Judged,
    Outcome,
    Tally,
    exact_match,
    field_accuracy,
    is_apart,
    macro_average,
    tally,
    tally_by,
    verdict,
    worst,
)
from datenorm.evaluation.report import EvaluationReport, Failure, summarise
from datenorm.evaluation.running import Run, merged, run_table
from datenorm.evaluation.tables import NO_DATE, LabelledTable, Row, read_table, table_of_pairs

__all__ = [
    "NO_DATE",
    "Bin",
    "EvaluationReport",
    "Failure",
    "Judged",
    "LabelledTable",
    "Outcome",
    "RiskPoint",
    "Row",
    "Run",
    "Tally",
    "exact_match",
    "expected_calibration_error",
    "field_accuracy",
    "is_apart",
    "macro_average",
    "merged",
    "read_table",
    "reliability_bins",
    "risk_at",
    "risk_curve",
    "run_table",
    "summarise",
    "table_of_pairs",
    "tally",
    "tally_by",
    "verdict",
    "worst",
]
