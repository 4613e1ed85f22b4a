"""Every int8 runtime finds the same dates, and the unquantised one nearly the same."""

import numpy as np
import pytest

from datenorm.detection.tagger import Tagger
from datenorm.detection.tagging import TaggingHead
from datenorm.runtime import CompiledRuntime, Float32Runtime, Int8Runtime
from datenorm.text.labels import LABELS
from datenorm.text.vocabulary import source_vocabulary
from tests.conftest import draw_weights, small_config

ALPHABET = "abcdefghij 0123456789.,\n"


@pytest.fixture(scope="module")
def texts():
    rng = np.random.default_rng(5)
    return ["".join(rng.choice(list(ALPHABET), size=size)) for size in (1, 7, 40, 150, 700)]


@pytest.fixture(scope="module")
def vocabulary():
    return source_vocabulary(set(ALPHABET) - {"\n"}, ["en"])


@pytest.fixture(scope="module")
def network(vocabulary):
    config = small_config(len(vocabulary))
    rng = np.random.default_rng(9)
    head = TaggingHead(
        (20 * rng.normal(size=(len(LABELS), config.annotation))).astype(np.float32),
        np.zeros(len(LABELS), np.float32),
    )
    return config, draw_weights(config, seed=4), head


def spans(runtime, vocabulary, head, texts):
    return [
        [(one.start, one.end, one.score) for one in found]
        for found in Tagger(runtime, vocabulary, head).tag_many(texts)
    ]


def test_a_kernel_finds_what_numpy_finds_to_the_last_bit(kernel, network, vocabulary, texts):
    _, weights, head = network
    expected = spans(Int8Runtime(weights), vocabulary, head, texts)
    assert sum(map(len, expected)) > 20
    assert spans(CompiledRuntime(weights, kernel), vocabulary, head, texts) == expected


def test_quantised_and_exact_weights_find_nearly_the_same(network, vocabulary, texts):
    config, weights, head = network
    ours = spans(Int8Runtime(weights), vocabulary, head, texts)
    exact = spans(Float32Runtime(weights, config), vocabulary, head, texts)
    places = [{(row, *one[:2]) for row, found in enumerate(some) for one in found} for some in (ours, exact)]
    assert len(places[0] & places[1]) > 0.9 * len(places[0] | places[1])
