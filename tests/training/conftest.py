"""The small task of `years` as the trainer takes it."""

import pytest

pytest.importorskip("torch")

from datenorm.training.batching import Batcher, build_vocabulary, encode
from tests.training.years import RECIPE, Years


@pytest.fixture
def recipe():
    return RECIPE


@pytest.fixture
def vocabulary():
    return build_vocabulary(Years(300)(0), ["en", "fr"], minimum_count=1)


@pytest.fixture
def batcher(recipe, vocabulary):
    return Batcher(Years(recipe.pool), vocabulary, recipe.batch_size, recipe.dropping, recipe.seed)


@pytest.fixture
def held_out(vocabulary):
    return [encode(pair, vocabulary, pair.language, pair.order) for pair in Years(60)(-1)]
