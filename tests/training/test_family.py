"""Every member of the family learns, and what it has learnt converts."""

from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("torch")

from datenorm.bundle import Manifest, load_bundle
from datenorm.convert.explanation import explain
from datenorm.convert.normalizer import Normalizer
from datenorm.errors import ConfigError
from datenorm.training.batching import BatchMaker
from datenorm.training.events import StepDone
from datenorm.training.export import export
from datenorm.training.recipes import DEFAULT, Recipe
from datenorm.training.trainer import RunSettings, Trainer
from tests.families import MEMBERS
from tests.training.years import Years


def manifest(trainer, vocabulary):
    return Manifest(trainer.averaged.config, vocabulary.symbols, locales={"en-gb": ("en", "DMY")})


def member(recipe, name):
    """The recipe for a member; its encoder has 12 numbers in each direction."""
    return replace(recipe, hidden=12, pairs=640, **MEMBERS[name])


def train(recipe, vocabulary):
    batcher = BatchMaker(Years(recipe.pool), vocabulary, recipe.batch_size, recipe.dropping, recipe.seed)
    trainer = Trainer(recipe, batcher, {}, RunSettings(workers=0))
    return trainer, [event.loss for event in trainer.fit() if isinstance(event, StepDone)]


@pytest.mark.parametrize("name", MEMBERS)
def test_every_member_learns(recipe, vocabulary, name):
    _, losses = train(member(recipe, name), vocabulary)
    assert len(losses) == 40
    assert np.mean(losses[-5:]) < 0.8 * np.mean(losses[:5])


@pytest.mark.parametrize(
    "name", ["dot-current", "cosine-previous", "location-current", "none-previous", "two lstm layers, none"]
)
def test_what_it_learnt_is_exported_converts_and_explains_itself(
    recipe, vocabulary, held_out, name, tmp_path
):
    trainer, _ = train(member(recipe, name), vocabulary)
    exported = export(
        tmp_path / "model",
        trainer.averaged,
        manifest(trainer, vocabulary),
        checks=held_out,
        held_out=held_out,
    )
    assert exported.difference < 1e-3
    normalizer = Normalizer(load_bundle(tmp_path / "model"))
    assert normalizer.attends == trainer.averaged.config.attends
    for text in ("1969.", "n.d."):  # 1969 alone is a value, which the network does not read
        conversion = normalizer.convert(text, attention=True, span=True)
        assert conversion.status in ("converted", "no-date", "doubtful", "ambiguous")
        explanation = explain(normalizer, text)
        assert "".join(step.symbol for step in explanation.steps) == conversion.written
        if normalizer.attends:
            assert conversion.attention.shape == (len(conversion.symbols), len(text))
            assert conversion.attention.sum(axis=1) == pytest.approx(1)
        else:
            assert conversion.attention is None and conversion.span is None
            assert not any(step.attention_weights.any() for step in explanation.steps)


def test_a_recipe_that_no_network_can_follow_is_refused():
    with pytest.raises(ConfigError, match="equal size"):
        replace(DEFAULT, scorer="dot")
    assert replace(DEFAULT, scorer="dot", decoder=256).scorer == "dot"


def test_a_recipe_of_another_version_is_refused():
    values = DEFAULT.to_dict()
    assert Recipe.from_dict(values) == DEFAULT
    with pytest.raises(ConfigError, match="another version"):
        Recipe.from_dict({**values, "heads": 4})
    del values["scorer"]
    with pytest.raises(ConfigError, match="another version"):
        Recipe.from_dict(values)
