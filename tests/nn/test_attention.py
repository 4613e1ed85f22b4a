"""Attention weights are a distribution over the real characters."""

from dataclasses import replace

import pytest

torch = pytest.importorskip("torch")

from datenorm.nn.attention import attend, masked_softmax  # noqa: E402
from datenorm.nn.scorers import AdditiveScorer  # noqa: E402
from datenorm.nn.seq2seq import Seq2Seq  # noqa: E402


def test_attention_weights_are_zero_on_padding_and_sum_to_one(network, source_ids, previous_ids, lengths):
    _, weights = network(source_ids, previous_ids, lengths)
    assert weights.shape == (6, 8, 10)
    for row, length in enumerate((lengths - 2).tolist()):
        assert torch.all(weights[row, :, length:] == 0)
        assert torch.all(weights[row, :, :length] > 0)
    torch.testing.assert_close(weights.sum(-1), torch.ones(6, 8, dtype=torch.double))


def test_hint_symbols_cannot_be_looked_at(network, source_ids):
    source, _ = network.encode(source_ids)
    assert source.annotations.shape[1] == source.keys.shape[1] == 10


@pytest.mark.parametrize("hint_size", [0, 13], ids=["before", "throughout"])
def test_a_hint_acts_on_annotations_and_on_the_first_state(config, hint_size, source_ids):
    network = Seq2Seq(replace(config, hint_size=hint_size)).double()
    other = source_ids.clone()
    other[:, 0] = 4 + (source_ids[:, 0] - 3) % 13
    one, two = network.encode(source_ids), network.encode(other)
    assert not torch.allclose(one[0].annotations, two[0].annotations)
    assert not torch.allclose(one[1].hidden, two[1].hidden)


def test_equal_energies_give_the_mean_of_the_annotations():
    annotations = torch.randn(3, 5, 4, dtype=torch.double)
    mask = torch.tensor([[True] * 5, [True] * 2 + [False] * 3, [True] + [False] * 4])
    context = attend(masked_softmax(torch.zeros(3, 5, dtype=torch.double), mask), annotations)
    expected = [annotations[0].mean(0), annotations[1, :2].mean(0), annotations[2, 0]]
    torch.testing.assert_close(context, torch.stack(expected))


def test_a_scorer_of_zeros_looks_everywhere_alike():
    scorer = AdditiveScorer(annotation=6, decoder=5, alignment=4)
    torch.nn.init.zeros_(scorer.energy.weight)
    energies = scorer(torch.randn(3, 5), scorer.project(torch.randn(3, 7, 6)))
    assert energies.shape == (3, 7)
    assert torch.all(energies == 0)


def test_energies_follow_the_formula():
    scorer = AdditiveScorer(annotation=6, decoder=5, alignment=4).double()
    state, annotations = torch.randn(3, 5).double(), torch.randn(3, 7, 6).double()
    energies = scorer(state, scorer.project(annotations))
    w, u, v = scorer.query.weight, scorer.key.weight, scorer.energy.weight[0]
    expected = v @ torch.tanh(w @ state[1] + u @ annotations[1, 4])
    torch.testing.assert_close(energies[1, 4], expected)
