"""Tables through a model whose answers are known."""

import datetime
from dataclasses import replace

import pytest

from datenorm.evaluation import Row, Tally, merged, run_table, summarise

READINGS = {
    "20 july 1969": {"1969-07-20": 0.99, "1969-07-02": 0.01},
    "20 july": {"XXXX-07-20": 1.0},
    "c. 1969": {"1969~": 0.4, "1969": 0.3, "1978": 0.3},
    "03/04/2005": {"2005-03-04": 0.5, "2005-04-03": 0.5},
}
ROWS = (
    Row(2, "20 July 1969", ("1969-07-20",), "full", "en", sources=("a", "b")),
    Row(3, "20 July", ("1970-07-20",), "noyear", "en", reference_date=datetime.date(1970, 1, 31)),
    Row(4, "c. 1969", ("1969~",), "archival", "fr", noise=("case",)),
    Row(5, "03/04/2005", ("2005-04-03",), "full", "fr", "DMY", flags=frozenset({"ambig"})),
    Row(6, "hello", (), "nodate"),
)


@pytest.fixture
def normalizer(scripted_normalizer):
    return scripted_normalizer(READINGS, hinted={("03/04/2005", "DMY"): {"2005-04-03": 1.0}})


def test_hints_are_given_or_not(normalizer):
    given = run_table(normalizer, ROWS, hinted=True)
    assert [item.outcome for item in given.judged] == ["right", "right", "refused", "right", "right"]
    bare = run_table(normalizer, ROWS, hinted=False)
    assert [item.conversion.status for item in bare.judged][3] == "ambiguous"
    assert [item.group for item in bare.judged][3] == "full, ambiguous"


def test_only_a_date_without_a_year_is_told_what_day_it_was(normalizer):
    with_year = Row(1, "20 July", ("1970-07-20",), "full", reference_date=datetime.date(1970, 1, 31))
    filled, bare = run_table(normalizer, (ROWS[1], with_year), hinted=True).judged
    assert (filled.conversion.value, filled.outcome) == ("1970-07-20", "right")
    assert (bare.conversion.value, bare.outcome) == ("XXXX-07-20", "wrong")


def test_progress_comes_to_the_number_of_rows(normalizer):
    steps = []
    run_table(normalizer, ROWS, hinted=True, advance=steps.append)
    assert sum(steps) == len(ROWS)


def test_a_lower_threshold_prints_what_was_doubtful(normalizer):
    run = run_table(normalizer, ROWS, hinted=True, min_confidence=0)
    assert run.threshold == 0
    assert [item.outcome for item in run.judged] == ["right"] * 5


def test_a_report_leaves_rows_that_stand_apart_out_of_its_totals(normalizer):
    report = summarise(run_table(normalizer, ROWS, hinted=False), title="t", command="c", failures=3)
    assert report.rows == 5 and report.total == Tally(3, 0, 1)
    assert report.apart == ["full, ambiguous"] and report.named == (1, 1)
    assert report.by["kind"]["full"] == Tally(1)
    assert report.by["language"] == {"en": Tally(2), "fr": Tally(0, 0, 1)}
    assert report.by["source"] == {"a": Tally(1), "b": Tally(1)}
    assert report.by["noise"] == {"case": Tally(0, 0, 1)}
    assert report.macro_average == pytest.approx(0.5)
    assert report.exact_match == 1.0
    assert [(failure.row.number, failure.value) for failure in report.failures] == [(4, "1969~")]


def test_the_threshold_in_force_is_on_the_curve(normalizer):
    report = summarise(run_table(normalizer, ROWS, hinted=True, min_confidence=0.45), title="t", command="c")
    point = next(point for point in report.risk_coverage if point.threshold == 0.45)
    assert (point.coverage, point.risk) == (0.75, 0.0)


def test_runs_are_merged_row_by_row(normalizer):
    runs = [run_table(normalizer, rows, hinted=True) for rows in (ROWS[:2], ROWS[2:])]
    together = merged(runs)
    assert [item.row.number for item in together.judged] == [2, 3, 4, 5, 6]
    assert together.seconds == sum(run.seconds for run in runs)


def test_rows_of_no_language_have_no_mean_over_languages(normalizer):
    rows = [replace(row, locale="") for row in ROWS]
    report = summarise(run_table(normalizer, rows, hinted=True), title="t", command="c")
    assert report.to_dict()["macro_average"] is None
