"""Learning from decisions, and what another model would change."""

import pytest

from datenorm import Normalizer
from datenorm.bundle import load_bundle
from datenorm.errors import InputError
from datenorm.workbench import (
    Change,
    Project,
    Ruling,
    Scope,
    TextCount,
    effect_of_model,
    learn,
)
from datenorm.workbench.comparison import decided_texts
from tests.workbench.conftest import BY_ROW, HINTED, READINGS


@pytest.fixture
def other(scripted_normalizer):
    """A model that settles one open text, changes a settled one, and doubts another."""
    readings = {
        **READINGS,
        "03/04/2005": {"2005-04-03": 1.0},
        "7/5/21": {"XX21-07-05": 1.0},
        "20 july 1969": {"∅": 1.0},
        "hello": {"1850~": 1.0},
    }
    return scripted_normalizer(readings, hinted=HINTED)


def test_the_effect_of_another_model_is_told_and_nothing_changes(project, other):
    before = project.groups()
    effect = effect_of_model(project, other)
    assert effect.settles.count == TextCount(2, 4)
    assert effect.settles.examples == (
        Change("03/04/2005", None, "2005-04-03"),
        Change("hello", None, "1850~"),
    )
    assert effect.changes.count == TextCount(2, 2)
    assert effect.changes.examples == (
        Change("20 July 1969", "1969-07-20", None),
        Change("7/5/21", "2021-05-07", "2021-07-05"),
    )
    assert project.groups() == before
    assert not project.summary().can_undo


def test_decided_texts_are_no_part_of_what_changes(project, other, group_of):
    project.decide(Scope(ids=(group_of("03/04/2005").id, group_of("7/5/21").id)), Ruling("no-date"))
    effect = effect_of_model(project, other)
    assert [one.text for one in effect.settles.examples] == ["hello"]
    assert [one.text for one in effect.changes.examples] == ["20 July 1969"]


def test_held_out_decisions_measure_both_models(tmp_path, scripted_normalizer):
    """Of forty decided texts the model in use reads none and the other one all."""
    texts = [f"the year {year}" for year in range(1900, 1940)]
    table = tmp_path / "years.csv"
    table.write_text("when\n" + "\n".join(texts) + "\n")
    able = scripted_normalizer({text: {text[-4:]: 1.0} for text in texts})
    path = tmp_path / "p"
    with Project.create(path, table, "when", normalizer=scripted_normalizer({}), settings=BY_ROW) as project:
        for group in project.groups().groups:
            project.decide(Scope(ids=(group.id,)), Ruling("value", group.text[-4:]))
        effect = effect_of_model(project, able)
    assert 1 <= effect.measured < 20
    assert (effect.right_before, effect.right_after) == (0, effect.measured)


def test_what_is_learnt_has_the_values_of_decided_orders(project, group_of):
    project.decide(Scope(ids=(group_of("03/04/2005").id,)), Ruling("order", "MDY"))
    project.decide(Scope(ids=(group_of("hello").id,)), Ruling("no-date"))
    project.decide(Scope(ids=(group_of("1914-24").id,)), Ruling("order", "MDY"))
    assert decided_texts(project) == [("03/04/2005", "2005-03-04"), ("hello", None)]


def test_few_decisions_are_not_learnt_from(project, group_of):
    project.decide(Scope(ids=(group_of("hello").id,)), Ruling("no-date"))
    with pytest.raises(InputError, match="at least 10 decisions, and there are 1"):
        learn(project)


def test_another_model_is_taken_into_use(project, group_of, family_bundle):
    project.decide(Scope(ids=(group_of("hello").id,)), Ruling("value", "1900"))
    before = project.model
    other = Normalizer(load_bundle(family_bundle(alignment=11)))
    project.use_model(other)
    assert project.model != before
    assert project.summary().progress.done == 1, "only the decided text does not wait"
    project.convert_waiting()
    assert group_of("hello").value == "1900"
    assert group_of("1914-24").status == "ambiguous"


@pytest.mark.slow
def test_a_model_learns_from_decisions_and_is_kept_beside_the_project(tmp_path, tiny_bundle):
    pytest.importorskip("torch")
    texts = [f"no. {number}" for number in range(40)]
    table = tmp_path / "numbers.csv"
    table.write_text("when\n" + "\n".join(texts) + "\n")
    normalizer = Normalizer.load(tiny_bundle)
    path = tmp_path / "p"
    with Project.create(path, table, "when", normalizer=normalizer, settings=BY_ROW) as project:
        project.convert_waiting()
        for group in project.groups().groups:
            project.decide(Scope(ids=(group.id,)), Ruling("no-date"))
        few = {"pairs": 2_000, "pool": 1_000, "validation_size": 40, "validate_every": 1_000}
        learning = learn(project, preset="tiny", threads=1, workers=0, **few)
        assert learning.model == tmp_path / "p.learning" / "model"
        assert learning.learnt + learning.effect.measured == 40
        assert learning.effect.right_after >= learning.effect.right_before
        project.use_model(Normalizer.load(learning.model))
        assert project.summary().counts["no-date"] == TextCount(40, 40)
