"""One member from training to a file of results, and what decoders cost."""

from dataclasses import replace

import pytest

pytest.importorskip("torch")

from datenorm.study.members import MEMBERS, recipe_for
from datenorm.study.results import load_costs, load_result, save_costs, save_result
from datenorm.study.study import measure_costs, study
from datenorm.training.events import StepDone
from datenorm.training.trainer import RunSettings
from tests.training.years import Years


@pytest.mark.parametrize("name", ["additive", "lstm-none"])
def test_a_member_is_trained_measured_and_kept(material, tmp_path, name):
    recipe = replace(
        recipe_for(MEMBERS[name], pairs=320, seed=3), batch_size=16, pool=160, validate_every=100
    )
    seen, made_by = [], {**recipe.to_dict(), "languages": list(recipe.languages), "generator": 1}
    result = study(name, recipe, made_by, Years(160), material, RunSettings(workers=0), seen.append)
    assert sum(isinstance(event, StepDone) for event in seen) >= 320 / 16
    assert result.curve[-1].pairs >= 320 and result.curve[-1].loss < result.curve[0].loss
    assert result.by_length.keys() == material.lengths.keys()
    assert (result.alignment is None) == (name == "lstm-none")
    assert [(one.place, one.length) for one in result.reach] == list(material.places)
    assert all(one.untrained >= 0 and 0 <= one.share <= 1 for one in result.reach)
    path = tmp_path / "results" / "one.json"
    save_result(result, path)
    assert load_result(path, made_by) == result
    assert load_result(path, {**made_by, "generator": 2}) is None


def test_no_result_and_half_a_result_are_none(tmp_path):
    assert load_result(tmp_path / "none.json", {}) is None
    (tmp_path / "half.json").write_text('{"version": 1, "member":')
    assert load_result(tmp_path / "half.json", {}) is None
    assert load_costs(tmp_path / "half.json") is None


def test_gradients_of_one_direction_without_attention_fade_with_distance(material):
    recipe = replace(recipe_for(MEMBERS["lstm-none"], pairs=16, seed=1), batch_size=16, pool=16)
    result = study("lstm-none", recipe, {}, Years(16), material, RunSettings(workers=0), lambda event: None)
    norms = {(one.place, one.length): one.untrained for one in result.reach}
    assert norms["start", 40] < 1e-3 * norms["start", 7]
    assert norms["end", 40] > 0.1 * norms["start", 7]


def test_memory_grows_with_the_source_where_attention_has_weights_for_it(tmp_path):
    members = [MEMBERS[name] for name in ("additive", "dot", "none")]
    costs = measure_costs(members, sources=(10, 40), targets=(3,), tries=1)
    kept = {(cost.member, cost.source): cost.kept for cost in costs}
    assert kept["none", 40] == kept["none", 10]
    # tanh(keys + query) is kept for every step: 32 rows, S places, 48 numbers of 4 bytes.
    assert kept["additive", 40] - kept["additive", 10] >= 3 * 32 * 30 * 48 * 4
    assert kept["none", 40] <= kept["dot", 40] < kept["additive", 40]
    save_costs(costs, tmp_path / "costs.json")
    assert load_costs(tmp_path / "costs.json") == costs
