"""The page says what the numbers say, whichever way they fall."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from datenorm.display.study import write_page
from datenorm.study.members import CLASSROOM_CORPUS
from datenorm.study.results import Alignment, Cost, Grid, Point, Reach, Result

COSTS = [
    Cost(member, source, target, 0.1 * source, 1000 * source * target)
    for member in ("additive", "none")
    for source in (10, 40)
    for target in (5, 10)
]


def result(member, seed=1, *, long, norm=1e-3, share=0.9):
    attends = not member.endswith("none")
    alignment = Alignment({"y": share, "M": share}, {"y": 0.4, "M": 0.2}, {"en": share, "fi": share})
    grid = Grid("ar", "٢٠ يوليو", "07-20", [[0.125] * 8] * 5 if attends else [])
    return Result(
        member=member,
        seed=seed,
        made_by={},
        weights=1234,
        seconds=61.0,
        curve=[Point(1000, 2.0, 0.4), Point(2000, 1.0, 0.95)],
        by_length={10: 0.99, 25: 0.98, 200: long},
        alignment=alignment if attends else None,
        reach=[Reach("start", 25, 1e-2, 1e-2, 0.6), Reach("start", 200, norm, norm, 0.5)],
        grids=[grid],
    )


@pytest.fixture
def write(tmp_path):
    def call(*results, costs=COSTS):
        directory = tmp_path / "attention-study"
        directory.mkdir(exist_ok=True)
        write_page(tmp_path, directory, results, costs)
        return (tmp_path / "attention-study.md").read_text(encoding="utf-8")

    return call


def test_a_claim_that_the_data_bear_out_holds(write):
    text = write(result("additive", long=0.97), result("none", long=0.3, norm=1e-9))
    assert "loses 1.0 points, `none` 68.0 points: **the claim holds**" in text
    assert "`additive`: **holds** for every field" in text
    assert "`none`: from 25 to 200 characters the gradient falls to 1/1e+07 at the start" in text
    assert "it vanishes" in text


def test_a_claim_that_the_data_contradict_fails(write):
    text = write(result("additive", long=0.3, share=0.2), result("none", long=0.97))
    assert "**the claim fails**" in text
    assert "`additive`: **fails**" in text
    assert "it vanishes" not in text


def test_attention_that_learnt_alone_is_said_to_have_learnt(write):
    untaught = replace(result("none", long=0.01), by_length={10: 0.2, 25: 0.04, 200: 0.01})
    text = write(result("additive", long=0.97), untaught)
    said = "At 25 characters `additive` writes 98.0 % exactly, `none` 4.0 %: **attention has learnt what"
    assert said in text and "too little" not in text
    both = [replace(untaught, member=name) for name in ("additive", "none")]
    assert "learnt too little for a comparison" in write(*both)
    ahead = replace(untaught, by_length={10: 0.5, 25: 0.19, 200: 0.1})
    assert "learnt too little" in write(replace(ahead, member="additive"), untaught)


def test_the_dates_are_those_that_the_runs_record(write):
    classroom = {"languages": list(CLASSROOM_CORPUS.languages), **CLASSROOM_CORPUS.to_dict()}
    text = write(replace(result("additive", long=0.9), made_by=classroom))
    assert "patterns of 4 languages, five in ten\nof them in longer texts of up to 100 characters;" in text
    assert "patterns of 13 languages, three in ten\nof them in longer" in write(result("additive", long=0.9))


def test_a_difference_within_the_spread_of_the_seeds_is_none(write):
    runs = [result("additive", seed, long=long) for seed, long in ((1, 0.9), (2, 0.6))]
    text = write(*runs, result("none", long=0.7))
    assert "**no clear difference**" in text
    assert "75.0 ± 15.0" in text


def test_figures_are_there_well_formed_and_load_nothing(write, tmp_path):
    text = write(result("additive", long=0.9), result("none", long=0.5))
    figures = sorted(tmp_path.glob("attention-study/*.svg"))
    assert {figure.name for figure in figures} >= {
        "length-attention.svg",
        "cost-time.svg",
        "gradient-start.svg",
    }
    for figure in figures:
        assert f"(attention-study/{figure.name})" in text
        svg = figure.read_text(encoding="utf-8")
        ElementTree.fromstring(svg)
        assert "<script" not in svg and "@import" not in svg
    assert "يوليو" in (tmp_path / "attention-study" / "grids-right-to-left.svg").read_text(encoding="utf-8")


def test_costs_are_told_by_how_they_grow(write):
    text = write(result("additive", long=0.9))
    assert (
        "`additive`: S × 4 makes time × 4.0 and memory × 4.0; T × 2 makes time × 1.0 and memory × 2.0."
        in text
    )


def test_a_page_of_one_member_without_attention_is_whole(write):
    text = write(result("none", long=0.5), costs=[])
    assert "## 2." in text and "## 5." not in text
