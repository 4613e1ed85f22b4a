"""Tables of the pages are those that the figures beside them make."""

import json
from pathlib import Path

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
