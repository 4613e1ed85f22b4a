"""The attention of values that were found without it."""

import numpy as np
import pytest

from datenorm.search import top_k_many
from datenorm.search.replay import attention_of
from datenorm.text.vocabulary import encode_hints

TEXTS = ["on 20 July 1969 in Lyon", "1914 to 1918", "July 1969", "7/1969", "9"]


@pytest.fixture
def batch(tiny_normalizer):
    hints = [encode_hints(tiny_normalizer.bundle.vocabulary, None, None)] * len(TEXTS)
    ((_, ids),) = tiny_normalizer.sources.batches(TEXTS, hints)
    return tiny_normalizer.runtime, ids


def test_it_is_to_the_last_bit_that_of_a_search_with_attention(batch):
    found = [hypotheses[0] for hypotheses in top_k_many(*batch, k=4, least=0.015, attention=True)]
    weights = attention_of(*batch, [one.text for one in found])
    for one, again in zip(found, weights, strict=True):
        assert np.array_equal(again, one.attention_weights)


def test_values_of_any_length_can_be_asked_for(batch):
    values = ["1969", "1914-07-20/1918-11-11", "1969-07", "@", "-0043-03-15"]
    weights = attention_of(*batch, values)
    assert [one.shape[1] for one in weights] == [len(text) for text in TEXTS]
    assert len(weights[0]) == 4
    assert len(weights[1]) > len(weights[4]) > len(weights[3]) == 1
    for one in weights:
        assert one.sum(axis=1) == pytest.approx(1, abs=1e-5)
