"""Fitting the head that tells languages apart."""

import numpy as np

from datenorm.training.language import fit_head


def clusters(seed):
    generator = np.random.default_rng(seed)
    labels = ["de", "fr", "pl"] * 100
    centres = {"de": 0, "fr": 3, "pl": 6}
    annotations = generator.normal(size=(300, 8)).astype(np.float32)
    for row, label in enumerate(labels):
        annotations[row, centres[label]] += 5
    return annotations, labels


def test_languages_that_can_be_told_apart_are():
    head = fit_head(*clusters(0))
    annotations, labels = clusters(1)
    found = [head.languages[index] for index in head.of_texts(annotations).argmax(axis=1)]
    assert np.mean([one == label for one, label in zip(found, labels, strict=True)]) > 0.95


def test_the_same_texts_and_seed_give_the_same_head():
    one, other = fit_head(*clusters(0), seed=3), fit_head(*clusters(0), seed=3)
    np.testing.assert_array_equal(one.weight, other.weight)
    np.testing.assert_array_equal(one.bias, other.bias)
