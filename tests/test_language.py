"""The head that tells languages apart; numbers made by hand."""

import shutil

import numpy as np
import pytest

from datenorm.bundle import load_bundle
from datenorm.errors import BundleCorrupt
from datenorm.language import HEAD_NAME, LanguageHead, load_head, save_head, summarise

HEAD = LanguageHead(
    ("de", "fr", "pl"), np.eye(3, 4, dtype=np.float16) * 10, np.array([0, 0, -1], dtype=np.float32)
)
DE, FR, PL = np.eye(3, 4, dtype=np.float32)
NOBODY = np.zeros(4, np.float32)


def column(*rows):
    return HEAD.of_column(np.stack(rows))


def test_each_text_has_probabilities_that_sum_to_one():
    found = HEAD.of_texts(np.stack([DE, FR, NOBODY]))
    assert found.sum(axis=1) == pytest.approx(1)
    assert found.argmax(axis=1).tolist()[:2] == [0, 1]
    assert found[2] == pytest.approx(np.exp([0, 0, -1]) / np.exp([0, 0, -1]).sum())


def test_the_language_of_a_column_stands_first():
    found = column(FR, FR, FR)
    assert next(iter(found)) == "fr"
    assert 0.95 < found["fr"] <= sum(found.values()) <= 1


def test_a_stranger_among_many_rows_does_not_matter():
    assert column(*[FR] * 20, DE)["fr"] > 0.95


@pytest.mark.parametrize("french", [6, 10, 14])
def test_a_column_in_two_languages_is_in_neither(french):
    assert max(column(*[FR] * french, *[DE] * (20 - french)).values()) < 0.9


def test_the_commoner_language_is_taken_for_likelier_where_nothing_else_tells():
    doubtful = np.stack([DE + FR])
    assert HEAD.of_column(doubtful)["fr"] == pytest.approx(HEAD.of_column(doubtful)["de"])
    assert HEAD.of_column(doubtful, {"fr": 30.0})["fr"] > 0.9


def test_rows_that_repeat_each_other_make_no_certainty():
    doubtful = 0.1 * FR
    assert column(*[doubtful] * 1000) == pytest.approx(column(*[doubtful] * 4))


@pytest.fixture
def bundle(tiny_bundle, tmp_path):
    return load_bundle(shutil.copytree(tiny_bundle, tmp_path / "bundle"))


def test_a_head_is_stored_beside_the_weights(bundle):
    assert load_head(bundle) is None
    save_head(bundle.path, HEAD)
    loaded = load_head(bundle)
    assert loaded.languages == HEAD.languages
    np.testing.assert_array_equal(loaded.weight, HEAD.weight)
    np.testing.assert_array_equal(loaded.bias, HEAD.bias)
    load_bundle(bundle.path)  # and the bundle is as sound as before


def test_a_head_of_other_weights_is_no_head(bundle):
    save_head(bundle.path, HEAD)
    with (bundle.path / "weights.safetensors").open("ab") as weights:
        weights.write(b" ")
    assert load_head(bundle) is None


def test_a_damaged_head_is_named(bundle):
    (bundle.path / HEAD_NAME).write_bytes(b"nothing")
    with pytest.raises(BundleCorrupt, match=HEAD_NAME):
        load_head(bundle)


def test_a_text_is_summarised_the_same_in_any_batch(bundle):
    texts = ["20 july 1969", "3 mars 1970", "14 aout 1988"]
    together = summarise(bundle, texts)
    assert together.shape == (3, 4 * bundle.manifest.architecture.hidden)
    for row, text in enumerate(texts):
        np.testing.assert_allclose(summarise(bundle, [text])[0], together[row], atol=1e-5)
