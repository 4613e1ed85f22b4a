"""Fixtures that every kind of test may use: a small seeded network that was never trained."""

from __future__ import annotations

import numpy as np
import pytest

from datenorm.bundle import Manifest, default_bundle_path, load_bundle, weight_shapes, write_bundle
from datenorm.config import ModelConfig
from datenorm.normalizer import Normalizer
from datenorm.values import TARGET_SYMBOLS
from datenorm.vocabulary import source_vocabulary

CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyz ,.-/:'éû年月日"
LOCALES = {
    "en": ("en", "MDY"),
    "en-gb": ("en", "DMY"),
    "fr": ("fr", "DMY"),
    "ja": ("ja", "YMD"),
    "eo": ("eo", ""),
}


def random_weights(config, *, seed=0, scale=1.0):
    """Weights of the size torch would draw; a larger scale gives a network that is surer of itself."""
    generator = np.random.default_rng(seed)
    return {
        name: (generator.uniform(-1, 1, shape) * scale / np.sqrt(shape[-1])).astype(np.float16)
        for name, shape in weight_shapes(config).items()
    }


def random_config(source_size=60, **sizes):
    """A small network in which no two sizes are the same."""
    small = {"embedding": 7, "hidden": 12, "decoder": 20, "alignment": 9, "target_embedding": 5, **sizes}
    return ModelConfig(source_size=source_size, target_size=len(TARGET_SYMBOLS), **small)


@pytest.fixture(scope="session")
def tiny_bundle(tmp_path_factory):
    """The directory of a sound bundle that knows nothing: random weights, four languages."""
    vocabulary = source_vocabulary(CHARACTERS, {language for language, _ in LOCALES.values()})
    config = random_config(len(vocabulary))
    path = tmp_path_factory.mktemp("bundles") / "tiny"
    manifest = Manifest(config, vocabulary.symbols, locales=LOCALES, created_by="tests")
    write_bundle(path, manifest, random_weights(config, seed=4, scale=4.0), "# A model for tests\n")
    return path


@pytest.fixture(scope="session")
def tiny_normalizer(tiny_bundle):
    """A normalizer over `tiny_bundle`."""
    return Normalizer(load_bundle(tiny_bundle))


@pytest.fixture(scope="session")
def bundled_normalizer():
    """The normalizer of the wheel; skips where the checkout has no bundled model yet."""
    if not (default_bundle_path() / "manifest.json").is_file():
        pytest.skip("the bundled model has not been made yet")
    return Normalizer.load()
