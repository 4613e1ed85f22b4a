"""The pairs that a run learns from, is measured and calibrated with. Needs the `train` extra."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from random import Random

from data_gen.locales import hint_table, inventory
from data_gen.user_patterns import PatternError, Style, draw, read_styles
from datenorm.errors import InputError
from datenorm.pipeline.pools import (
    NOISE_SPLIT,
    VALIDATION_SPLITS,
    CorpusPools,
    DocumentPools,
    OwnPools,
    Share,
    StylePools,
    held_out,
    mixed,
)
from datenorm.text.vocabulary import Vocabulary, extended_vocabulary, known_languages, source_vocabulary
from datenorm.training.batching import EncodedPair, Pools, TrainingPair, encode, frequent_characters
from datenorm.training.checkpoint import Checkpoint
from datenorm.training.continuation import Origin
from datenorm.training.documents import Documents, EncodedWindow, encode_window
from datenorm.training.recipes import OwnFile, Recipe
from datenorm.training.user_pairs import UserPairs, read_user_pairs

PAIRS, PATTERNS = "yours", "your patterns"
"""Names of the validation sets of the user's own pairs and patterns."""

_HELD_OUT = 1 << 20  # pool of documents far from those of training
_REFITTING = 4  # windows that a head is fitted again with, for each pair of a validation set
_LONG = 500_000  # runs of this many pairs or more calibrate with many pairs, too
_SCANNED, _MEASURED = 2_000, 500  # dates in the user's patterns: to find characters, and to measure with


@dataclass(frozen=True)
class TrainingData:
    """The pairs of a run.

    Attributes:
        pools: pairs to learn from.
        vocabulary: the source vocabulary.
        locales: for the manifest: locale → language, usual order.
        measured: validation set → pairs.
        calibrating: pairs to calibrate with.
        noisy: pairs to calibrate with, with noise that training does not see.
        documents: windows of documents to learn from, or None.
        windows: held-out windows of documents to measure with.
    """

    pools: Pools
    vocabulary: Vocabulary
    locales: Mapping[str, tuple[str, str]]
    measured: Mapping[str, Sequence[EncodedPair]]
    calibrating: Sequence[EncodedPair]
    noisy: Sequence[EncodedPair]
    documents: DocumentPools | None = None
    windows: Sequence[EncodedWindow] = ()


def gather_training_data(recipe: Recipe, origin: Origin | None, resumed: Checkpoint | None) -> TrainingData:
    """Generate and read everything that a run needs except weights.

    Raises:
        InputError: if a file of the user cannot be used.
    """
    own = read_own_material(recipe)
    corpus = CorpusPools(recipe.pool, recipe.seed, recipe.languages)
    if resumed is None:
        vocabulary = _vocabulary(recipe, corpus, own, origin)
    else:
        vocabulary = Vocabulary.from_list(resumed.source_symbols)
    measured, calibrating = _held_out(recipe, vocabulary)
    measured |= {name: _hinted(pairs, vocabulary) for name, pairs in own.held_out().items()}
    # A fifth of the pairs for calibration: most columns have less noise.
    size = _calibrating(recipe) * recipe.validation_size // 2
    noisy = list(held_out(NOISE_SPLIT, size, recipe.seed, recipe.languages))
    return TrainingData(
        mixed(corpus, own.shares) if own.shares else corpus,
        vocabulary,
        _locales(vocabulary),
        measured,
        calibrating,
        _half_hinted(noisy, vocabulary),
        DocumentPools(recipe.seed, recipe.languages) if recipe.documents else None,
        _held_out_windows(recipe, vocabulary) if recipe.documents else (),
    )


def _held_out_windows(recipe: Recipe, vocabulary: Vocabulary) -> list[EncodedWindow]:
    """Windows of documents that are not learnt from, without hints."""
    texts = DocumentPools(recipe.seed, recipe.languages)(_HELD_OUT, recipe.validation_size // 2)
    encoded = (encode_window(text, vocabulary, "") for text in texts)
    return [window for window in encoded if window is not None]


def tagging_windows(recipe: Recipe, documents: Documents, vocabulary: Vocabulary) -> list[EncodedWindow]:
    """Windows of documents for a tagging head that is fitted again."""
    encoded = (
        encode_window(text, vocabulary, "") for text in documents(0, _REFITTING * recipe.validation_size)
    )
    return [window for window in encoded if window is not None]


def _vocabulary(recipe: Recipe, corpus: Pools, own: OwnMaterial, origin: Origin | None) -> Vocabulary:
    """Frequent characters, all of the user's own, and a hint symbol for each language."""
    examples = chain.from_iterable(corpus(number) for number in range(recipe.vocabulary_pools))
    characters = frequent_characters(examples, minimum_count=recipe.minimum_count)
    characters |= frequent_characters(own.examples(), minimum_count=1)
    languages = {*(recipe.languages or inventory()), *own.languages}
    if origin is None:
        return source_vocabulary(characters, languages)
    return extended_vocabulary(origin.vocabulary, characters, languages)


def _locales(vocabulary: Vocabulary) -> dict[str, tuple[str, str]]:
    """The locales of every language that the model knows, including the user's own."""
    languages = set(known_languages(vocabulary))
    locales = {name: pair for name, pair in hint_table().items() if pair[0] in languages}
    added = languages - {language for language, _ in locales.values()}
    return {**locales, **{language: (language, "") for language in sorted(added)}}


def _held_out(
    recipe: Recipe, vocabulary: Vocabulary
) -> tuple[dict[str, list[EncodedPair]], list[EncodedPair]]:
    """Disjoint pairs of each split to measure and to calibrate with."""
    size = recipe.validation_size
    measured, calibrating = {}, []
    for name, split in VALIDATION_SPLITS.items():
        examples = list(held_out(split, (1 + _calibrating(recipe)) * size, recipe.seed, recipe.languages))
        measured[name] = _hinted(examples[:size], vocabulary)
        calibrating += _half_hinted(examples[size:], vocabulary)
    return measured, calibrating


def _calibrating(recipe: Recipe) -> int:
    """Pairs to calibrate with, per pair to measure with.

    The threshold depends on the few wrong readings: with 20,000 pairs it still varies by 0.1 between samples.
    """
    return 15 if recipe.pairs >= _LONG else 5


def _hinted(examples: Iterable[TrainingPair], vocabulary: Vocabulary) -> list[EncodedPair]:
    pairs = (encode(example, vocabulary, example.language, example.order) for example in examples)
    return [pair for pair in pairs if pair is not None]


def _half_hinted(examples: Sequence[TrainingPair], vocabulary: Vocabulary) -> list[EncodedPair]:
    """Half the pairs with hints, half without, because probabilities must hold for both."""
    bare = (encode(example, vocabulary, "", "") for example in examples[1::2])
    return [*_hinted(examples[::2], vocabulary), *(pair for pair in bare if pair is not None)]


@dataclass(frozen=True)
class OwnMaterial:
    """The user's own pairs and patterns.

    Attributes:
        pairs: None without a file of pairs.
        styles: () without a file of patterns.
        shares: for `mixed`.
        seed: of dates and of the order of pairs.
    """

    pairs: UserPairs | None
    styles: tuple[Style, ...]
    shares: Sequence[Share]
    seed: int

    @property
    def languages(self) -> frozenset[str]:
        """Languages of the pairs and patterns."""
        named = {style.language for style in self.styles if style.language}
        return (self.pairs.languages if self.pairs is not None else frozenset()) | named

    def examples(self) -> Iterator[TrainingPair]:
        """Pairs that contain all their characters."""
        pairs = self.pairs.learnt if self.pairs is not None else ()
        return chain(pairs, self._drawn("characters", _SCANNED))

    def held_out(self) -> Mapping[str, Sequence[TrainingPair]]:
        """Validation set → pairs that are not learnt."""
        pairs = self.pairs.held_out if self.pairs is not None else ()
        sets = {PAIRS: pairs, PATTERNS: list(self._drawn("held out", _MEASURED))}
        return {name: found for name, found in sets.items() if found}

    def _drawn(self, purpose: str, count: int) -> Iterator[TrainingPair]:
        return draw(self.styles, count, Random(f"styles/{self.seed}/{purpose}")) if self.styles else iter(())


def read_own_material(recipe: Recipe) -> OwnMaterial:
    """Read the user's files of a recipe.

    Raises:
        InputError: if one cannot be used, or has changed since the run began.
    """
    pairs: UserPairs | None = None
    styles: tuple[Style, ...] = ()
    shares: list[Share] = []
    if recipe.data is not None:
        pairs = read_user_pairs(_unchanged(recipe.data), hint_table())
        languages = recipe.languages or tuple(inventory())
        make_pairs = partial(OwnPools, pairs.learnt, languages, seed=recipe.seed)
        shares.append(Share(recipe.data.share, make_pairs))
    if recipe.patterns is not None:
        path = _unchanged(recipe.patterns)
        try:
            styles = read_styles(path.read_text(encoding="utf-8"))
        except (PatternError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: {error}") from error
        shares.append(Share(recipe.patterns.share, partial(StylePools, styles, seed=recipe.seed)))
    return OwnMaterial(pairs, styles, shares, recipe.seed)


def _unchanged(file: OwnFile) -> Path:
    path = Path(file.path)
    try:
        checksum = sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    if checksum != file.checksum:
        raise InputError(f"{path} has changed since the run began", hint="`force` starts a new run")
    return path
