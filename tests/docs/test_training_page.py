"""The worked example of docs/training.md, with a budget so small that it learns little."""

import datetime
import re
import shlex
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("torch")
pytest.importorskip("babel")
pytest.importorskip("faker")

from data_gen.user_patterns import draw, read_styles
from datenorm.bundle import load_bundle
from datenorm.cli import cli
from datenorm.training.recipes import PRESETS
from datenorm.training.user_pairs import read_user_pairs

PAGE = (Path(__file__).parents[2] / "docs" / "training.md").read_text(encoding="utf-8")
MONTHS = (
    "Ianuarie Februarie Marche Aprill Maye Iune Iulie Auguste Septembre Octobre Nouembre Decembre".split()
)


def block(language, heading="Your own pairs"):
    """The first block of a section."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(rf"^```{language}\n(.*?)^```$", section, flags=re.MULTILINE | re.DOTALL)[0]


def written(day):
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day // 10 != 1 else 0, "th")
    return f"{day.day}{ending} daye of {MONTHS[day.month - 1]} {day.year}"


@pytest.fixture
def house(tmp_path):
    """Five hundred pairs in the way of the page, below those that stand on it."""
    rng = Random(1)
    days = {datetime.date(1500, 1, 1) + datetime.timedelta(rng.randrange(73_000)) for _ in range(500)}
    path = tmp_path / "house.tsv"
    lines = [f"{written(day)}\t{day}\n" for day in sorted(days) if day.year != 1569]
    path.write_text(block("tsv") + "".join(lines), encoding="utf-8")
    return path


def test_the_pairs_of_the_page_are_read(house):
    pairs = read_user_pairs(house, {})
    known = {pair.source: pair.value for pair in (*pairs.learnt, *pairs.held_out)}
    assert known["20th daye of Iulie 1569"] == "1569-07-20"
    assert known["date torne away"] == "∅"
    assert len(pairs.held_out) > 20


def test_the_patterns_of_the_page_write_what_the_page_says():
    styles = read_styles(block("toml", "Your own patterns"))
    texts = [example.source for example in draw(styles, 200, Random(1)) if not example.noise]
    assert any(re.fullmatch(r"\d+(st|nd|rd|th) daye of (Marche|Marsh) 1[56]\d\d", text) for text in texts)
    assert any(re.fullmatch(r"the \d+(st|nd|rd|th) of Iulie, anno 1[56]\d\d", text) for text in texts)


def pairs_of_origins(training):
    """What each bundle that the run goes back to was trained on."""
    while "continued_from" in training:
        training = training["continued_from"]["training"]
        yield training["pairs"]


@pytest.mark.slow
def test_the_example_of_the_page_runs(house, tmp_path, monkeypatch, bundled_normalizer):
    from click.testing import CliRunner

    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(PRESETS, "default", replace(PRESETS["default"], validation_size=500))
    train, convert = block("sh").splitlines()
    budget = ["--pairs", "2000", "--threads", "1", "--workers", "0"]
    result = CliRunner().invoke(cli, [*train.split()[1:], *budget])
    assert result.exit_code == 0, result.output
    assert "yours" in result.stderr
    model = load_bundle(tmp_path / "house-model")
    assert model.manifest.metrics["exact_match"]["yours"] > 0.9
    assert sum(pairs_of_origins(model.manifest.training)) > 1_000_000
    result = CliRunner().invoke(cli, shlex.split(convert)[1:])
    assert result.stdout == "1616-01-03\n"
