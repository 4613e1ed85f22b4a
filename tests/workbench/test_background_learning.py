"""Learning in the background: how it stands, and what remains of it after an interruption."""

import contextlib
import importlib.util
import shutil
import time
from types import MappingProxyType

import pytest

from datenorm import Normalizer
from datenorm.errors import InputError, MissingExtra
from datenorm.workbench import BackgroundLearning, LearningFiles, Project, Ruling, Scope, TextCount
from tests.workbench.conftest import BY_ROW

LONG = 1200  # seconds that training may take on a machine with other work
TEXTS = [f"no. {number}" for number in range(40)]


@pytest.fixture
def numbers(tmp_path, tiny_bundle):
    """The project of forty texts, read by a model with random weights."""
    table = tmp_path / "numbers.csv"
    table.write_text("when\n" + "\n".join(TEXTS) + "\n")
    normalizer = Normalizer.load(tiny_bundle)
    with Project.create(tmp_path / "p", table, "when", normalizer=normalizer, settings=BY_ROW) as project:
        project.convert_waiting()
        yield project


@pytest.fixture
def candidate(numbers, family_bundle):
    """A model that has learnt, as a service that was killed then leaves it; its files."""
    files = LearningFiles(numbers.path)
    shutil.copytree(family_bundle(alignment=11), files.candidate)
    return files


@pytest.fixture
def learn_from():
    """A function that prepares learning from a project; it is stopped at the end."""
    with contextlib.ExitStack() as stack:

        def prepare(project, recipe=MappingProxyType({})):
            learning = BackgroundLearning(project, recipe)
            stack.callback(learning.stop)
            return learning

        yield prepare


def decide(project, count):
    for group in project.groups(limit=count).groups:
        project.decide(Scope(ids=(group.id,)), Ruling("no-date"))


def ended(learning):
    deadline = time.monotonic() + LONG
    while (state := learning.state()).phase in ("training", "comparing"):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return state


def test_too_few_decisions_are_told_before_learning_begins(numbers, learn_from):
    decide(numbers, 9)
    learning = learn_from(numbers)
    state = learning.state()
    assert (state.phase, state.decisions, state.fewest) == ("idle", 9, 10)
    assert "at least 10 decisions, and there are 9" in state.obstacle
    with pytest.raises(InputError, match="there are 9"):
        learning.start()
    assert not LearningFiles(numbers.path).directory.exists()


def test_a_missing_extra_is_told_with_what_installs_it(numbers, learn_from, monkeypatch):
    decide(numbers, 10)
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "torch" else find(name))
    learning = learn_from(numbers)
    obstacle = learning.state().obstacle
    assert "torch" in obstacle and "pip install 'datenorm[train]'" in obstacle
    with pytest.raises(MissingExtra, match="torch"):
        learning.start()


def test_a_model_that_has_learnt_is_compared_and_accepted_after_a_crash(numbers, learn_from, candidate):
    decide(numbers, 20)
    before = numbers.model
    learning = learn_from(numbers)
    assert learning.state().phase == "interrupted"
    with pytest.raises(InputError, match="no new model is ready"):
        learning.accept()
    learning.start()
    state = ended(learning)
    assert (state.phase, state.trouble, state.revision) == ("ready", "", 20)
    assert state.effect.measured > 0
    assert numbers.model == before

    learning.accept()
    assert learning.state().phase == "idle"
    assert numbers.model != before
    assert candidate.accepted_model == numbers.normalizer.bundle.path
    assert not candidate.directory.exists()
    numbers.convert_waiting()
    assert numbers.summary().counts["no-date"].texts >= 20


def test_the_next_model_takes_the_place_of_the_accepted_one(numbers, learn_from, candidate, family_bundle):
    learning = learn_from(numbers)
    learning.start()
    ended(learning)
    learning.accept()
    first = numbers.model
    shutil.copytree(family_bundle(alignment=13), candidate.candidate)
    learning.start()
    ended(learning)
    learning.accept()
    assert numbers.model != first
    assert Normalizer.load(candidate.accepted).bundle.manifest.architecture.alignment == 13


def test_a_model_that_is_gone_does_not_take_the_accepted_one_with_it(numbers, candidate, learn_from):
    shutil.copytree(candidate.candidate, candidate.accepted)
    learning = learn_from(numbers)
    learning.start()
    ended(learning)
    shutil.rmtree(candidate.candidate)
    with pytest.raises(InputError, match="cannot write"):
        learning.accept()
    assert candidate.accepted_model is not None


def test_a_discarded_model_leaves_nothing(numbers, learn_from, candidate):
    before = numbers.model
    learning = learn_from(numbers)
    learning.start()
    ended(learning)
    learning.discard()
    assert learning.state().phase == "idle"
    assert not candidate.directory.exists() and candidate.accepted_model is None
    assert numbers.model == before


def test_a_damaged_model_is_told_and_can_be_discarded(numbers, learn_from, candidate):
    (candidate.candidate / "weights.safetensors").write_bytes(b"damaged")
    learning = learn_from(numbers)
    learning.start()
    state = ended(learning)
    assert state.phase == "interrupted"
    assert "weights.safetensors" in state.trouble
    learning.discard()
    assert learning.state().trouble == ""


def test_texts_wait_for_the_process_that_reads_with_the_model_in_use(numbers, family_bundle):
    """Two processes have the project open; the later one has another model, and its answers hold."""
    other = Normalizer.load(family_bundle(alignment=11))
    with Project.open(numbers.path, normalizer=other) as later:
        assert numbers.convert_some() == 0
        assert later.summary().progress.done == 0
        assert later.convert_some() == len(TEXTS)


@pytest.mark.slow
def test_training_is_interrupted_and_goes_on(numbers, learn_from):
    pytest.importorskip("torch")
    decide(numbers, 40)
    recipe = {"preset": "tiny", "pairs": 3_000, "pool": 1_000, "validation_size": 40, "workers": 0}
    learning = learn_from(numbers, recipe)
    learning.start()
    with pytest.raises(InputError, match="under way"):
        learning.start()
    deadline = time.monotonic() + LONG
    while (state := learning.state()).share is None:
        assert state.phase == "training", state.trouble
        assert time.monotonic() < deadline
        time.sleep(0.02)
    learning.stop()
    assert learning.state().phase == "interrupted"

    again = learn_from(numbers, recipe)
    again.start()
    state = ended(again)
    assert (state.phase, state.trouble) == ("ready", "")
    again.accept()
    numbers.convert_waiting()
    assert numbers.summary().counts["no-date"] == TextCount(40, 40)
