"""The head in NumPy: its equations, its file."""

import numpy as np
import pytest

from datenorm.bundle import MANIFEST_NAME, load_bundle, rewrite_manifest, write_bundle
from datenorm.detection import HEAD_NAME, QUESTIONS, load_head, save_head
from datenorm.errors import BundleCorrupt


def annotations(rows=3, length=7, size=4, seed=1):
    return np.random.default_rng(seed).normal(size=(rows, length, size)).astype(np.float32)


def test_answers_are_probabilities(random_head):
    found = random_head(4)(annotations())
    assert found.languages.shape == (3, 3) and found.orders.shape == (3, 4) and found.date.shape == (3,)
    assert found.languages.sum(axis=1) == pytest.approx(1) and found.orders.sum(axis=1) == pytest.approx(1)
    assert ((found.date > 0) & (found.date < 1)).all()
    assert found.attention_weights.shape == (3, len(QUESTIONS), 7)
    np.testing.assert_allclose(found.attention_weights.sum(axis=2), 1)


def test_each_question_is_answered_from_where_its_own_query_looks(random_head):
    head, seen = random_head(4), annotations(rows=1)
    found = head(seen)
    keys = np.tanh(seen[0] @ head.key_weight.T + head.key_bias)
    for place, question in enumerate(QUESTIONS):
        energies = keys @ head.query[place]
        weights = np.exp(energies) / np.exp(energies).sum()
        np.testing.assert_allclose(found.attention_weights[0, place], weights, rtol=1e-5)
        pooled = weights @ seen[0]
        scores = getattr(head, f"{question}_weight") @ pooled + getattr(head, f"{question}_bias")
        if question == "date":
            assert found.date[0] == pytest.approx(1 / (1 + np.exp(-scores[0])))
        else:
            plural = np.exp(scores) / np.exp(scores).sum()
            np.testing.assert_allclose(getattr(found, f"{question}s")[0], plural, rtol=1e-4)


def test_numpy_says_what_torch_says(random_head):
    torch = pytest.importorskip("torch")
    from datenorm.nn.attention import PoolingClassifier

    head, seen = random_head(4), annotations()
    network = PoolingClassifier(4, 5, len(head.languages), 4)
    arrays = {
        "pooling.key.weight": head.key_weight,
        "pooling.key.bias": head.key_bias,
        "pooling.query.weight": head.query,
    }
    for question in QUESTIONS:
        for part in ("weight", "bias"):
            arrays[f"{question}.{part}"] = getattr(head, f"{question}_{part}")
    network.load_state_dict({name: torch.from_numpy(array) for name, array in arrays.items()})
    with torch.no_grad():
        languages, orders, dates = network(torch.from_numpy(seen))
    found = head(seen)
    np.testing.assert_allclose(found.languages, languages.softmax(-1).numpy(), atol=1e-5)
    np.testing.assert_allclose(found.orders, orders.softmax(-1).numpy(), atol=1e-5)
    np.testing.assert_allclose(found.date, dates.sigmoid().numpy(), atol=1e-5)


def test_commoner_languages_are_likelier_where_the_text_says_nothing(random_head):
    head = random_head(4)
    np.testing.assert_allclose(head.weighed(np.full((1, 3), 1 / 3))[0], head.shares, rtol=1e-6)
    assert head.weighed(np.array([[1.0, 0.0, 0.0]]))[0].tolist() == [1, 0, 0]


def test_what_is_read_is_what_was_stored(plain_bundle, random_head):
    assert load_head(plain_bundle) is None
    head = random_head(2 * plain_bundle.manifest.architecture.hidden)
    save_head(plain_bundle, head)
    loaded = load_head(load_bundle(plain_bundle.path))
    assert loaded.languages == head.languages
    for name, array in head.arrays().items():
        np.testing.assert_array_equal(loaded.arrays()[name], array)


def test_a_damaged_head_is_named(detecting_bundle):
    path = detecting_bundle.path / HEAD_NAME
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(BundleCorrupt, match=HEAD_NAME):
        load_head(detecting_bundle)
    path.unlink()
    with pytest.raises(BundleCorrupt, match=HEAD_NAME):
        load_head(detecting_bundle)


def test_a_head_survives_a_new_calibration_and_is_none_of_new_weights(detecting_bundle):
    manifest = detecting_bundle.manifest
    rewrite_manifest(detecting_bundle.path, calibration=manifest.calibration, metrics={"card": 1})
    assert load_head(load_bundle(detecting_bundle.path)) is not None
    write_bundle(detecting_bundle.path, manifest, detecting_bundle.weights)
    assert HEAD_NAME not in (detecting_bundle.path / MANIFEST_NAME).read_text()
    assert load_head(load_bundle(detecting_bundle.path)) is None
