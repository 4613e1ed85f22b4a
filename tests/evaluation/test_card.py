"""The model card: facts of the bundle, a table for every figure, the command beside it."""

import re

import pytest

from datenorm.bundle import load_bundle
from datenorm.evaluation import Row, merged, run_table, summarise
from datenorm.evaluation.card import Card, Held, markdown
from datenorm.evaluation.smoke import TEXTS

ROWS = (
    Row(1, "20 July 1969", ("1969-07-20",), "full", "en", noise=("case",)),
    Row(2, "1|2", ("1969",), "partial|odd", "fr"),
    Row(3, "hello", (), "nodate", "fr"),
)


@pytest.fixture
def card(tiny_bundle, scripted_normalizer):
    normalizer = scripted_normalizer({"20 july 1969": {"1969-07-20": 1.0}})
    runs = {hinted: run_table(normalizer, ROWS, hinted=hinted) for hinted in (True, False)}
    splits = [summarise(run, title="valid-seen", command="measure pairs") for run in runs.values()]
    together = [summarise(merged([run]), title="all", command="measure pairs") for run in runs.values()]
    return Card(
        bundle=load_bundle(tiny_bundle),
        model_id="abc123",
        sizes={"weights.safetensors": 1_500_000},
        held=Held(splits, together),
        tables=[summarise(runs[True], title="mine.tsv", command="measure mine.tsv")],
        smoke=list(normalizer.convert_many(TEXTS)),
        figures={"Reliability": "figures/reliability.svg"},
    )


def test_every_table_has_as_many_cells_a_row_as_headings(card):
    for table in re.findall(r"(?:^\|.*\n)+", markdown(card), flags=re.MULTILINE):
        widths = {len(re.split(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(widths) == 1, table


def test_figures_stand_below_the_command_that_gives_them(card):
    text = markdown(card)
    assert "```\nmeasure pairs\n```" in text and "```\nmeasure mine.tsv\n```" in text
    assert "| seen patterns | yes | 3 | 66.67 | 66.67 | 0.00 | 33.33 |" in text
    assert "Of 1 texts without a date, 100.00 % were refused." in text
    assert "![Reliability](figures/reliability.svg)" in text


def test_facts_come_from_the_bundle(card):
    text = markdown(card)
    parameters = sum(array.size for array in card.bundle.weights.values())
    assert f"| parameters | {parameters:,} |" in text
    assert "`abc123`, written by datenorm tests" in text
    assert "weights.safetensors 1.50 MB" in text


def test_a_card_needs_no_generated_pairs(card):
    text = markdown(Card(card.bundle, "abc123", card.sizes, Held(), [], card.smoke, {}))
    assert "## Accuracy" not in text and "## Intended use" in text
