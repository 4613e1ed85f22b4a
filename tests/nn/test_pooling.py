"""Attention pooling: weights are weights, padding changes nothing, and it looks where it is told."""

import torch

from datenorm.nn.attention import AttentionPooling, PoolingClassifier

QUESTIONS = 3


def annotations(rows=2, length=5, size=6, seed=0):
    return torch.randn(rows, length, size, generator=torch.Generator().manual_seed(seed))


def test_each_question_has_weights_of_its_own_that_sum_to_one():
    torch.manual_seed(1)
    pooled, weights = AttentionPooling(6, 4, QUESTIONS)(annotations())
    assert pooled.shape == (2, QUESTIONS, 6) and weights.shape == (2, QUESTIONS, 5)
    assert (weights > 0).all()
    torch.testing.assert_close(weights.sum(-1), torch.ones(2, QUESTIONS))
    assert not torch.allclose(weights[:, 0], weights[:, 1])


def test_what_is_pooled_is_the_weighted_sum_of_the_annotations():
    torch.manual_seed(1)
    seen = annotations()
    pooled, weights = AttentionPooling(6, 4, QUESTIONS)(seen)
    by_hand = sum(weights[:, :, place, None] * seen[:, place, None, :] for place in range(5))
    torch.testing.assert_close(pooled, by_hand)


def test_without_a_key_that_differs_every_character_counts_alike():
    pooling = AttentionPooling(6, 4, QUESTIONS)
    torch.nn.init.zeros_(pooling.key.weight)
    pooled, weights = pooling(annotations())
    torch.testing.assert_close(weights, torch.full((2, QUESTIONS, 5), 0.2))
    torch.testing.assert_close(pooled[:, 0], annotations().mean(1))


def test_padding_is_not_looked_at():
    torch.manual_seed(2)
    classifier = PoolingClassifier(6, 4, languages=7, orders=4)
    short = annotations(rows=3, length=4)
    padded = torch.cat([short, torch.full((3, 2, 6), 50.0)], dim=1)
    mask = torch.arange(6).expand(3, 6) < 4
    for alone, among in zip(classifier(short), classifier(padded, mask), strict=True):
        torch.testing.assert_close(alone, among)


def test_three_questions_are_answered():
    languages, orders, dates = PoolingClassifier(6, 4, languages=7, orders=4)(annotations())
    assert (languages.shape, orders.shape, dates.shape) == ((2, 7), (2, 4), (2,))
