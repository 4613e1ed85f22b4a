"""What a run learns from, what it is measured and calibrated with. Needs the `train` extra."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from data_gen.locales import hint_table, inventory
from datenorm.pipeline.own_material import OwnMaterial, read_own_material
from datenorm.pipeline.pools import NOISE_SPLIT, VALIDATION_SPLITS, CorpusPools, held_out, mixed
from datenorm.text.vocabulary import Vocabulary, extended_vocabulary, known_languages, source_vocabulary
from datenorm.training.batching import EncodedPair, Pools, TrainingPair, encode, frequent_characters
from datenorm.training.checkpoint import Checkpoint
from datenorm.training.continuation import Origin
from datenorm.training.recipes import Recipe

_LONG = 500_000
"""Pairs of a run from which on the drawing of many more to calibrate with is a small part of it."""


@dataclass(frozen=True)
class TrainingData:
    """Pairs of a run, and what they are encoded with.

    Attributes:
        pools: to learn from.
        vocabulary: the source vocabulary.
        locales: for the manifest: locale → language, usual order.
        measured: to measure with, by name of the set.
        calibrating: to calibrate with.
        noisy: to calibrate with too; noise that training never sees.
    """

    pools: Pools
    vocabulary: Vocabulary
    locales: Mapping[str, tuple[str, str]]
    measured: Mapping[str, Sequence[EncodedPair]]
    calibrating: Sequence[EncodedPair]
    noisy: Sequence[EncodedPair]


def gather_training_data(recipe: Recipe, origin: Origin | None, resumed: Checkpoint | None) -> TrainingData:
    """Draw and read everything that a run needs besides its weights.

    Raises:
        InputError: if what the user brings cannot be used.
    """
    own = read_own_material(recipe)
    corpus = CorpusPools(recipe.pool, recipe.seed, recipe.languages)
    if resumed is None:
        vocabulary = _vocabulary(recipe, corpus, own, origin)
    else:
        vocabulary = Vocabulary.from_list(resumed.source_symbols)
    measured, calibrating = _held_out(recipe, vocabulary)
    measured |= {name: _hinted(pairs, vocabulary) for name, pairs in own.held_out().items()}
    # A fifth of the pairs to calibrate with: most columns are damaged less than that.
    size = _calibrating(recipe) * recipe.validation_size // 2
    noisy = list(held_out(NOISE_SPLIT, size, recipe.seed, recipe.languages))
    return TrainingData(
        mixed(corpus, own.shares) if own.shares else corpus,
        vocabulary,
        _locales(vocabulary),
        measured,
        calibrating,
        _half_hinted(noisy, vocabulary),
    )


def _vocabulary(recipe: Recipe, corpus: Pools, own: OwnMaterial, origin: Origin | None) -> Vocabulary:
    """Characters seen often enough, any of the user's own, and a hint symbol for each language."""
    examples = chain.from_iterable(corpus(number) for number in range(recipe.vocabulary_pools))
    characters = frequent_characters(examples, minimum_count=recipe.minimum_count)
    characters |= frequent_characters(own.examples(), minimum_count=1)
    languages = {*(recipe.languages or inventory()), *own.languages}
    if origin is None:
        return source_vocabulary(characters, languages)
    return extended_vocabulary(origin.vocabulary, characters, languages)


def _locales(vocabulary: Vocabulary) -> dict[str, tuple[str, str]]:
    """The locales of every language that the model knows, also of those it learnt long ago or from a user."""
    languages = set(known_languages(vocabulary))
    locales = {name: pair for name, pair in hint_table().items() if pair[0] in languages}
    added = languages - {language for language, _ in locales.values()}
    return {**locales, **{language: (language, "") for language in sorted(added)}}


def _held_out(
    recipe: Recipe, vocabulary: Vocabulary
) -> tuple[dict[str, list[EncodedPair]], list[EncodedPair]]:
    """Pairs of each split for both uses: none is both measured and calibrated with."""
    size = recipe.validation_size
    measured, calibrating = {}, []
    for name, split in VALIDATION_SPLITS.items():
        examples = list(held_out(split, (1 + _calibrating(recipe)) * size, recipe.seed, recipe.languages))
        measured[name] = _hinted(examples[:size], vocabulary)
        calibrating += _half_hinted(examples[size:], vocabulary)
    return measured, calibrating


def _calibrating(recipe: Recipe) -> int:
    """Pairs to calibrate with for each one that is measured with.

    The threshold depends on the few readings that are wrong: with 20,000 pairs it still moves by a tenth from
    sample to sample.
    """
    return 15 if recipe.pairs >= _LONG else 5


def _hinted(examples: Iterable[TrainingPair], vocabulary: Vocabulary) -> list[EncodedPair]:
    pairs = (encode(example, vocabulary, example.language, example.order) for example in examples)
    return [pair for pair in pairs if pair is not None]


def _half_hinted(examples: Sequence[TrainingPair], vocabulary: Vocabulary) -> list[EncodedPair]:
    """Users give hints or they do not; probabilities must hold for both."""
    bare = (encode(example, vocabulary, "", "") for example in examples[1::2])
    return [*_hinted(examples[::2], vocabulary), *(pair for pair in bare if pair is not None)]
