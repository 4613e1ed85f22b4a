"""`datenorm train` with what the user brings: a model to go on from, pairs, patterns, several processes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("babel")
pytest.importorskip("faker")

from datenorm.bundle import load_bundle, model_id
from datenorm.errors import InputError
from datenorm.pipeline.train_data import read_own_material
from datenorm.training.recipes import TINY, OwnFile

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PATTERNS = """
[[style]]
patterns = ["o 'daye of' MMMM y"]
months = ["Ianuarie", "Februarie", "Marche", "Aprill", "Maye", "Iune", "Iulie", "Auguste", "Septembre",
          "Octobre", "Nouembre", "Decembre"]
years = [1500, 1699]
"""


@pytest.fixture
def pairs(tmp_path):
    path = tmp_path / "house.tsv"
    days = [(year, day) for year in range(1500, 1510) for day in range(1, 21)]
    rows = [f"{day}. Iulij {year} ÿ\t{year}-07-{day:02d}\tenm\n" for year, day in days]
    path.write_text("".join(rows), encoding="utf-8")
    return path


@pytest.fixture
def patterns(tmp_path):
    path = tmp_path / "my.toml"
    path.write_text(PATTERNS, encoding="utf-8")
    return path


@pytest.fixture
def files(pairs, patterns, tiny_bundle):
    """What stands for paths that a test cannot know."""
    return {"PAIRS": pairs, "PATTERNS": patterns, "BUNDLE": tiny_bundle}


def test_the_same_seed_gives_the_same_weights_to_the_byte(train, trained, tmp_path):
    seed = str(load_bundle(trained).manifest.training["recipe"]["seed"])
    assert train("-o", tmp_path / "same", "--seed", seed).exit_code == 0
    assert train("-o", tmp_path / "other", "--seed", seed + "1").exit_code == 0
    paths = trained, tmp_path / "same", tmp_path / "other"
    one, same, other = ((path / "weights.safetensors").read_bytes() for path in paths)
    assert one == same != other


def test_a_model_goes_on_with_pairs_and_patterns_and_says_so(
    train, trained, invoke, tmp_path, pairs, patterns
):
    first, second = trained, tmp_path / "second"
    own = ("--data", pairs, "--data-share", "0.3", "--patterns", patterns)
    result = train("--from", first, *own, "--pairs", "1500", "-o", second)
    assert result.exit_code == 0, result.stderr
    before, after = load_bundle(first), load_bundle(second)
    assert "before the first update" in result.stderr
    assert after.manifest.training["continued_from"]["model"] == model_id(before)
    recipe = after.manifest.training["recipe"]
    assert (recipe["data"]["path"], recipe["data"]["share"]) == ("house.tsv", 0.3)
    assert recipe["patterns"]["path"] == "my.toml"
    assert set(after.manifest.metrics["exact_match"]) == {"seen", "unseen", "yours", "your patterns"}
    known = before.vocabulary.symbols
    assert "ÿ" in after.vocabulary and "<enm>" in after.vocabulary
    assert [symbol for symbol in after.vocabulary.symbols if symbol in known] == list(known)
    assert after.manifest.locales["enm"] == ("enm", "")
    third = tmp_path / "third"
    assert train("--from", second, "--pairs", "200", "-o", third).exit_code == 0
    assert load_bundle(third).manifest.locales == after.manifest.locales
    assert load_bundle(third).manifest.training["continued_from"]["training"]["continued_from"]
    told = invoke("models", "info", second).stdout
    assert all(part in told for part in (model_id(before), "house.tsv", "my.toml"))


def test_a_model_goes_on_in_a_smaller_network(train, trained, tmp_path):
    first, second = trained, tmp_path / "second"
    result = train("--from", first, "--hidden", "8", "--alignment", "6", "--pairs", "300", "-o", second)
    assert result.exit_code == 0, result.stderr
    before, after = (load_bundle(path).manifest.architecture for path in (first, second))
    assert (after.hidden, after.decoder, after.alignment) == (8, before.decoder, 6)
    assert before.hidden > 8


def test_the_mean_of_models_that_went_on_from_one_another_is_a_model(train, trained, invoke, tmp_path):
    first, second, mean = trained, tmp_path / "second", tmp_path / "mean"
    assert train("--from", first, "--pairs", "500", "-o", second).exit_code == 0
    result = invoke("models", "average", first, second, "-o", mean)
    assert result.exit_code == 0, result.stderr
    assert "exact match: seen" in result.stderr and f"wrote {mean}" in result.stderr
    one, other, between = (load_bundle(path) for path in (first, second, mean))
    for name in ("decoder.cell.weight_hh", "bridge.cell.bias"):
        expected = (one.weights[name].astype("f4") + other.weights[name].astype("f4")) / 2
        assert abs(between.weights[name] - expected).max() < 1e-3  # weights may be stored in half precision
    assert between.manifest.training["mean_of"] == [model_id(one), model_id(other)]
    assert model_id(one) in invoke("models", "info", mean).stdout
    assert "holds a bundle already" in invoke("models", "average", first, second, "-o", mean).stderr
    alone = invoke("models", "average", first, "-o", tmp_path / "alone")
    assert alone.exit_code == 2 and "two models or more" in alone.stderr
    narrower = tmp_path / "narrower"
    assert train("--hidden", "8", "--pairs", "200", "-o", narrower).exit_code == 0
    unlike = invoke("models", "average", first, narrower, "-o", tmp_path / "none")
    assert unlike.exit_code == 1 and "differ in type or size" in unlike.stderr
    assert not (tmp_path / "none").exists()


def test_bad_rows_are_listed_and_nothing_is_trained(train, tmp_path):
    (tmp_path / "bad.tsv").write_text("20 July 1569\t1569-07-20\n31 April 1569\t1569-04-31\n")
    result = train("--data", tmp_path / "bad.tsv", "-o", tmp_path / "model")
    assert result.exit_code == 2
    assert "1 row that cannot be learnt" in result.stderr
    assert "line 2: '1569-04-31'" in result.stderr
    assert "nothing was trained" in result.stderr
    assert not (tmp_path / "model").exists()


def test_bad_patterns_are_refused_with_their_key(train, tmp_path):
    (tmp_path / "bad.toml").write_text('[[style]]\npatterns = ["d daye y"]')
    result = train("--patterns", tmp_path / "bad.toml", "-o", tmp_path / "model")
    assert result.exit_code == 2
    assert "style 1, pattern 1" in result.stderr


@pytest.mark.parametrize(
    "options, reason",
    [
        (("--data-share", "0.5"), "--data-share needs --data"),
        (("--data", "PAIRS", "--data-share", "0.8", "--patterns", "PATTERNS"), "together"),
        (("--from", "BUNDLE", "--embedding", "8"), "leave out --embedding"),
        (("--from", "nowhere"), "no model bundle"),
    ],
)
def test_options_that_cannot_be_meant_are_refused(train, files, tmp_path, options, reason):
    result = train(*(files.get(option, option) for option in options), "-o", tmp_path / "model")
    assert result.exit_code in (2, 3)
    assert reason in result.stderr


def test_pairs_that_changed_since_the_run_began_are_another_run(pairs):
    recipe = TINY.adapting(OwnFile(str(pairs), "0" * 64), None)
    with pytest.raises(InputError, match="has changed since the run began"):
        read_own_material(recipe)


def test_two_processes_train_one_model_and_one_of_them_speaks(tmp_path):
    launch = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2"]
    program = Path(__file__).with_name("short_training.py")
    budget = ["--preset", "tiny", "--pairs", "1500", "--validate-every", "800", "--threads", "1"]
    result = subprocess.run(
        [*launch, program, "train", *budget, "-o", tmp_path / "model"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert result.returncode == 0, result.stderr
    assert result.stderr.count("recipe tiny") == result.stderr.count("finished: ") == 1
    lines = (tmp_path / "model.run" / "log.jsonl").read_text().splitlines()
    assert [json.loads(line)["pairs"] >= 800 for line in lines] == [True, True]
    assert load_bundle(tmp_path / "model").manifest.training["ended"] == "finished"
