"""The language head of older bundles; numbers made by hand."""

import json
import shutil

import numpy as np
import pytest

from datenorm.bundle import WEIGHTS_NAME, load_bundle
from datenorm.bundle.manifest import sha256
from datenorm.errors import BundleCorrupt
from datenorm.language import HEAD_NAME, LanguageHead, load_head

HEAD = LanguageHead(
    ("de", "fr", "pl"), np.eye(3, 4, dtype=np.float16) * 10, np.array([0, 0, -1], dtype=np.float32)
)


def store(bundle):
    """Write the head as older versions did."""
    from safetensors.numpy import save

    about = {
        "weights": sha256((bundle.path / WEIGHTS_NAME).read_bytes()),
        "languages": json.dumps(HEAD.languages),
    }
    stored = save({"weight": HEAD.weight, "bias": HEAD.bias}, metadata=about)
    (bundle.path / HEAD_NAME).write_bytes(stored)


def test_the_head_sees_mean_and_maximum_over_the_characters():
    # Two annotations of two characters: means 0.5 and 0, maxima 1 and 0.
    found = HEAD(np.array([[[1, 0], [0, 0]]], dtype=np.float32))
    scores = np.array([5, 0, 10 - 1])
    assert found[0] == pytest.approx(np.exp(scores) / np.exp(scores).sum(), rel=1e-3)


@pytest.fixture
def bundle(tiny_bundle, tmp_path):
    return load_bundle(shutil.copytree(tiny_bundle, tmp_path / "bundle"))


def test_a_head_is_read_from_beside_the_weights(bundle):
    assert load_head(bundle) is None
    store(bundle)
    loaded = load_head(bundle)
    assert loaded.languages == HEAD.languages
    np.testing.assert_array_equal(loaded.weight, HEAD.weight)
    np.testing.assert_array_equal(loaded.bias, HEAD.bias)


def test_a_head_of_other_weights_is_no_head(bundle):
    store(bundle)
    with (bundle.path / WEIGHTS_NAME).open("ab") as weights:
        weights.write(b" ")
    assert load_head(bundle) is None


def test_a_damaged_head_is_named(bundle):
    (bundle.path / HEAD_NAME).write_bytes(b"nothing")
    with pytest.raises(BundleCorrupt, match=HEAD_NAME):
        load_head(bundle)
