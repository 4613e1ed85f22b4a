"""The small task of `years` as the trainer takes it."""

import pytest

pytest.importorskip("torch")

from datenorm.text.vocabulary import source_vocabulary
from datenorm.training.batching import BatchMaker, encode, frequent_characters
from tests.training.years import RECIPE, Years


@pytest.fixture
def recipe():
    return RECIPE


@pytest.fixture
def vocabulary():
    return source_vocabulary(frequent_characters(Years(300)(0), minimum_count=1), ["en", "fr"])


@pytest.fixture
def batcher(recipe, vocabulary):
    return BatchMaker(Years(recipe.pool), vocabulary, recipe.batch_size, recipe.dropping, recipe.seed)


@pytest.fixture
def held_out(vocabulary):
    return [encode(pair, vocabulary, pair.language, pair.order) for pair in Years(60)(-1)]
