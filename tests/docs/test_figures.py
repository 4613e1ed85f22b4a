"""Tables and figures of the pages are made from the numbers that are kept beside them."""

import json
from pathlib import Path

from datenorm.display.study import write_page
from datenorm.study.members import MEMBERS
from datenorm.study.results import load_costs, load_result
from tests.benchmarks import frontier
from tests.benchmarks.peers.markdown import tables

ROOT = Path(__file__).parents[2]


def test_the_tables_of_other_parsers_are_made_from_the_figures_that_are_kept():
    figures = json.loads((ROOT / "docs/figures/peers.json").read_text(encoding="utf-8"))
    *made, _about = tables(figures).split("\n\n")
    page = (ROOT / "docs/speed.md").read_text(encoding="utf-8")
    assert [table for table in made if table not in page] == []


def test_the_readme_says_what_the_figures_say():
    figures = json.loads((ROOT / "docs/figures/peers.json").read_text(encoding="utf-8"))["match"]["parsers"]
    ours, dateparser = figures["datenorm"]["hinted"], figures["dateparser"]["hinted"]
    readme = (ROOT / "README.md").read_text(encoding="utf-8").replace("\n", " ")
    total = sum(ours["accuracy"]["all"].values())
    assert f"Of {total:,} generated texts" in readme
    assert f"datenorm gets {_shares(ours, total)}; dateparser gets {_shares(dateparser, total)}." in readme
    assert f"One thread converts {ours['per_second']:,.0f} texts a second" in readme


def _shares(measured, total):
    right, wrong = (100 * measured["accuracy"]["all"][name] / total for name in ("right", "wrong"))
    return f"{right:.1f} % right and {wrong:.1f} % wrong"


def test_the_figures_of_streams_are_made_from_those_that_are_kept():
    figures = json.loads((ROOT / "docs/figures/streams.json").read_text(encoding="utf-8"))
    table, _about = tables(figures).split("\n\n")
    assert table in (ROOT / "docs/speed.md").read_text(encoding="utf-8")


def test_the_table_of_sizes_is_made_from_the_figures_that_are_kept():
    figures = json.loads((ROOT / "docs/figures/frontier.json").read_text(encoding="utf-8"))
    assert frontier.markdown(figures) in (ROOT / "docs/speed.md").read_text(encoding="utf-8")


def test_the_study_is_written_from_the_results_that_are_kept(tmp_path):
    kept = ROOT / "docs/attention-study/results"
    paths = [path for name in MEMBERS for path in sorted(kept.glob(f"{name}-[0-9].json"))]
    results = [load_result(path, json.loads(path.read_text(encoding="utf-8"))["made_by"]) for path in paths]
    figures = tmp_path / "attention-study"
    figures.mkdir()
    write_page(tmp_path, figures, results, load_costs(kept / "costs.json"))
    written = [tmp_path / "attention-study.md", *figures.glob("*.svg")]
    assert len(written) > 10
    for path in written:
        text = (ROOT / "docs" / path.relative_to(tmp_path)).read_text(encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text, path.name
