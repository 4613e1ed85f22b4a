"""A bundle counts as written when what it converts with answers like the network."""

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from datenorm.bundle import Manifest, load_bundle  # noqa: E402
from datenorm.convert.normalizer import Normalizer  # noqa: E402
from datenorm.errors import TrainingError  # noqa: E402
from datenorm.runtime import Float32Runtime  # noqa: E402
from datenorm.training.export import check_parity, export, network_of, weights_of  # noqa: E402
from datenorm.training.trainer import RunSettings, Trainer  # noqa: E402


def manifest(trainer, vocabulary):
    return Manifest(trainer.averaged.config, vocabulary.symbols, locales={"en-gb": ("en", "DMY")})


@pytest.fixture
def trainer(recipe, batcher):
    trainer = Trainer(replace(recipe, pairs=800), batcher, {}, RunSettings(workers=0))
    for _ in trainer.fit():
        pass
    return trainer


def test_bundle_answers_like_the_network(trainer, vocabulary, held_out, tmp_path):
    exported = export(
        tmp_path / "model",
        trainer.averaged,
        manifest(trainer, vocabulary),
        checks=held_out,
        held_out=held_out,
    )
    assert exported.checked == len(held_out)
    assert exported.difference < 1e-3
    bundle = load_bundle(tmp_path / "model")
    assert bundle.manifest.calibration == exported.calibration
    assert bundle.manifest.locales == {"en-gb": ("en", "DMY")}
    assert bundle.manifest.metrics["calibration"]["pairs"] == len(held_out)
    assert len(list(Normalizer(bundle).convert_many(["1969", "n.d."], locale="en-GB"))) == 2


def test_a_runtime_that_answers_otherwise_is_caught(trainer, held_out):
    weights = weights_of(trainer.averaged)
    network = network_of(trainer.averaged, weights)
    assert check_parity(network, Float32Runtime(weights), held_out) < 1e-3
    swapped = {**weights, "decoder.cell.weight_hh": np.roll(weights["decoder.cell.weight_hh"], 24, axis=0)}
    with pytest.raises(TrainingError):
        check_parity(network, Float32Runtime(swapped), held_out)


def test_logits_may_differ_in_proportion_to_their_size(trainer, held_out):
    weights = weights_of(trainer.averaged)
    names = ("decoder.output.weight", "decoder.output.bias")
    louder = {**weights, **{name: weights[name].astype(np.float32) * 10_000 for name in names}}
    assert check_parity(network_of(trainer.averaged, louder), Float32Runtime(louder), held_out) < 1e-3
