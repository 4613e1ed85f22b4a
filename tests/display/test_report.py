"""Figures on a terminal and as charts."""

import io
import xml.etree.ElementTree as ElementTree

import pytest
from rich.console import Console

from datenorm.display.charts import reliability_chart, risk_coverage_chart
from datenorm.display.report import render
from datenorm.evaluation import Row, Tally, run_table, summarise
from datenorm.evaluation.peers import PeerRun

ROWS = [
    Row(2, "20 July 1969", ("1969-07-20",), "full", "en", sources=("a",)),
    Row(3, "[bold]\x1b[31m1968", ("1969",), "[/red]\x1b[2J", "fr", sources=("b",)),
    *[Row(number, "1967", ("1969",), "full", "fr") for number in range(4, 9)],
    Row(9, "tomorrow", ("1969-07-20",), "relative", "en"),
]
READINGS = {"20 july 1969": {"1969-07-20": 0.98, "1969-07-02": 0.02}, "1967": {"1967": 0.9, "1969": 0.1}}


@pytest.fixture
def report(scripted_normalizer):
    run = run_table(scripted_normalizer(READINGS), ROWS, hinted=True)
    peers = [PeerRun("other", "1.2", Tally(1, 2, 3), {}, 0.5, 6)]
    return summarise(run, title="<mine> & yours", command="", failures=9, peers=peers)


@pytest.fixture
def printed(report):
    def draw(**options):
        console = Console(file=io.StringIO(), color_system=None, width=100, highlight=False)
        for part in render(report, **options):
            console.print(part)
        return console.file.getvalue()

    return draw


def test_outcomes_are_shown_by_group(printed):
    lines = [line.split() for line in printed().splitlines()]
    assert ["full", "6", "16.7", "83.3", "0.0"] in lines
    assert ["all", "7", "14.3", "71.4", "14.3"] in lines
    assert ["relative,", "no", "reference", "date", "(apart)", "1", "0.0", "0.0", "100.0"] in lines
    assert ["other", "1.2", "6", "16.7", "33.3", "50.0", "12"] in lines


def test_texts_of_the_table_neither_style_nor_move_anything(printed):
    text = printed()
    assert "\x1b" not in text
    assert "[bold]" in text and "[/red]" in text


def test_a_brief_report_ends_before_the_details(printed):
    assert "calibration error" in printed() and "Failures" in printed()
    assert "calibration error" not in printed(brief=True) and "exact match" in printed(brief=True)


@pytest.mark.parametrize("chart", [reliability_chart, risk_coverage_chart])
def test_charts_are_well_formed_and_load_nothing(report, chart):
    drawing = chart([report, report])
    root = ElementTree.fromstring(drawing)
    assert len(root.findall("{*}polyline")) == 2
    assert "<mine> & yours, with hints" in [text.text for text in root.findall("{*}text")]
    assert "http" not in drawing.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("chart", [reliability_chart, risk_coverage_chart])
def test_charts_of_nothing_have_axes(chart, scripted_normalizer):
    empty = summarise(run_table(scripted_normalizer({}), [], hinted=True), title="none", command="")
    assert ElementTree.fromstring(chart([empty])).find("{*}path") is not None
    assert ElementTree.fromstring(chart([])).find("{*}path") is not None
