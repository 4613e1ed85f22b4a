import itertools
import shutil

import numpy as np
import pytest

from datenorm.bundle import load_bundle
from datenorm.detection.tagging import TaggingHead, best_labels, load_tagging, save_tagging, spans_in
from datenorm.errors import BundleCorrupt
from datenorm.runtime.base import LabelledSources
from datenorm.text.labels import END, INSIDE, LABELS, OUTSIDE, START, WHOLE, labels_of, spans_of


def is_legal(labels):
    """Whether every date that starts has an end."""
    between, within = (OUTSIDE, END, WHOLE), (START, INSIDE)
    following = dict.fromkeys(between, (OUTSIDE, START, WHOLE)) | dict.fromkeys(within, (INSIDE, END))
    return (
        labels[0] in following[OUTSIDE]
        and labels[-1] in between
        and all(after in following[before] for before, after in itertools.pairwise(labels))
    )


def test_the_best_labels_are_those_of_an_exhaustive_search():
    rng = np.random.default_rng(7)
    scores = rng.normal(size=(20, 5, len(LABELS)))
    sequences = [one for one in itertools.product(range(len(LABELS)), repeat=5) if is_legal(one)]
    for row, found in zip(scores, best_labels(scores), strict=True):
        best = max(sequences, key=lambda labels: sum(row[place, label] for place, label in enumerate(labels)))
        assert tuple(found) == best


def test_two_dates_may_touch():
    spans = [(0, 4), (4, 5), (5, 7)]
    scores = np.eye(len(LABELS))[labels_of(spans, 9)][None]
    assert spans_of(best_labels(scores)[0]) == spans


def test_dates_are_the_same_in_every_batch_and_as_likely_as_their_characters():
    batch = np.random.default_rng(11).normal(size=(5, 9, len(LABELS)))
    batch[1] = np.eye(len(LABELS))[0]  # no date
    labels = best_labels(batch)
    together = list(spans_in(LabelledSources(labels, batch[labels != OUTSIDE])))
    for row, scores in enumerate(batch):
        inside = 1 - (np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True))[:, 0]
        expected = [
            [start, end, pytest.approx(inside[start:end].mean())] for start, end in spans_of(labels[row])
        ]
        assert [rest for place, *rest in together if place == row] == expected
    assert together
    assert list(spans_in(LabelledSources(labels[1:2], np.zeros((0, len(LABELS)))))) == []


def test_scores_of_bytes_are_the_same_in_every_batch_and_near_those_of_exact_weights():
    rng = np.random.default_rng(3)
    weight, bias = rng.normal(size=(5, 256)).astype(np.float32), rng.normal(size=5).astype(np.float32)
    head = TaggingHead(weight, bias)
    annotations = rng.integers(0, 256, size=(7, 11, 256)).astype(np.uint8)
    together = head.scores(annotations)
    alone = np.concatenate([head.scores(annotations[row : row + 1]) for row in range(7)])
    assert np.array_equal(together, alone)
    exact = (annotations.astype(np.float64) - 128) / 128 @ weight.T + bias
    assert np.abs(together - exact).max() < 0.2
    assert np.allclose(head.scores((annotations.astype(np.float32) - 128) / 128), exact)


@pytest.fixture
def own_bundle(tiny_bundle, tmp_path):
    return load_bundle(shutil.copytree(tiny_bundle, tmp_path / "bundle"))


def test_a_head_is_stored_in_the_bundle_and_checked(own_bundle):
    assert load_tagging(own_bundle) is None
    size = own_bundle.manifest.architecture.annotation
    head = TaggingHead(np.ones((5, size), np.float32), np.arange(5, dtype=np.float32))
    save_tagging(own_bundle, head)
    loaded = load_tagging(load_bundle(own_bundle.path))
    assert np.array_equal(loaded.weight, head.weight)
    assert np.array_equal(loaded.bias, head.bias)


@pytest.mark.parametrize(
    "weight", [np.ones((5, 3), np.float32), np.full((5, 0), np.nan, np.float32), np.ones((5, 2))]
)
def test_a_head_of_another_size_or_type_is_refused(own_bundle, weight):
    save_tagging(own_bundle, TaggingHead(weight, np.zeros(5, np.float32)) if weight.size else bad(own_bundle))
    with pytest.raises(BundleCorrupt):
        load_tagging(load_bundle(own_bundle.path))


def bad(bundle):
    """A head with a weight that is not a number."""
    weight = np.ones((5, bundle.manifest.architecture.annotation), np.float32)
    weight[2, 1] = np.nan
    return TaggingHead(weight, np.zeros(5, np.float32))
