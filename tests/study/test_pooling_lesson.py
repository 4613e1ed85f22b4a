"""Attention pooling in the lesson computes what the module that is trained computes."""

import numpy as np
import pytest

from datenorm.display.lesson import pooled
from datenorm.errors import InputError
from datenorm.study.pooling_lesson import KEY, QUERY, pooling_lesson


@pytest.mark.parametrize("text", ["7 May", "5 Jul", "May 7", "Jul 5", "7 Jul"])
def test_it_looks_at_the_month_and_names_it(text):
    read = pooling_lesson(text)
    assert read.answer == max(text.split(), key=len)
    month = np.array([character.isalpha() for character in text])
    assert read.weights[month].min() > read.weights[~month].max()
    assert read.weights.sum() == pytest.approx(1)


def test_the_weights_are_those_of_the_module_that_is_trained():
    torch = pytest.importorskip("torch")
    from datenorm.nn.attention import AttentionPooling

    module = AttentionPooling(2, 1, questions=1)
    with torch.no_grad():
        module.key.weight.copy_(torch.from_numpy(KEY))
        module.key.bias.zero_()
        module.query.weight.copy_(torch.from_numpy(QUERY)[None])
        read = pooling_lesson("7 May")
        contexts, weights = module(torch.from_numpy(np.array(read.annotations))[None])
    assert read.weights == pytest.approx(weights[0, 0].numpy(), abs=1e-6)
    assert read.context == pytest.approx(contexts[0, 0].numpy(), abs=1e-6)


def test_everything_is_printed():
    lines = list(pooled(pooling_lesson("7 May")))
    assert lines[-1] == "answer: May" and any(line.startswith("β ") for line in lines)


def test_other_characters_are_refused():
    with pytest.raises(InputError):
        pooling_lesson("8 May")
