"""Recipes: all settings that a training run depends on. Imports no torch."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import PurePath
from typing import Any

from datenorm.errors import ConfigError
from datenorm.nn.config import ModelConfig
from datenorm.text.vocabulary import Vocabulary, hint_count
from datenorm.values import TARGET_SYMBOLS

OPTIMISERS = ("muon", "adamw")
"""See `datenorm.training.optimiser`."""


@dataclass(frozen=True)
class HintDropping:
    """How often hints are dropped in training, so that the network does not rely on them.

    Attributes:
        both: share of pairs without either hint.
        language: share of the others without the language.
        order: share of the others without the field order.
    """

    both: float = 0.15
    language: float = 0.4
    order: float = 0.4


@dataclass(frozen=True)
class OwnFile:
    """A file of the user's own pairs or patterns, mixed with generated pairs.

    Attributes:
        path: of the file.
        checksum: its SHA-256.
        share: share of the training pairs that come from it.
    """

    path: str
    checksum: str
    share: float = 0.3

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1:
            raise ConfigError(f"the share of your own must be above 0 and at most 1, got {self.share:g}")


@dataclass(frozen=True)
class Recipe:
    """How to train a model. The same recipe on the same machine gives the same weights.

    Attributes:
        name: of the preset.
        pairs: training pairs; the schedule runs over them.
        languages: languages of the pairs, or None for all.
        embedding, hidden, decoder, alignment, target_embedding: sizes of the network, see `ModelConfig`.
        scorer, query, encoder, layers, positions: type of the network, see `ModelConfig`.
        hints_throughout: whether hints are added to every character, or are only symbols before the text.
        batch_size: pairs per update.
        optimiser: `muon` or `adamw`, see `datenorm.training.optimiser`.
        learning_rate: the peak, reached after the warm-up; then half a cosine down to zero.
        warm_up: share of the budget in which the rate rises.
        weight_decay: of matrices only.
        label_smoothing: share of the probability spread over all symbols.
        clip_norm: maximum norm of the gradient.
        averaging: decay per update of the averaged weights, which are measured and exported.
        dropping: how often hints are dropped.
        documents: windows of documents per update, which the tagging head learns from; 0 for no such head.
        tagging: weight of the loss of the labels.
        pool: pairs that are generated, sorted by length and split into batches together.
        vocabulary_pools: pools scanned for the characters of the source vocabulary.
        minimum_count: characters that occur less often stay unknown.
        validate_every: pairs between validations.
        validation_size: pairs in each validation set.
        checkpoint_every: pairs between checkpoints.
        patience: stop after this many validations without improvement; None for never.
        minutes: time budget that replaces `pairs`; such a run cannot be repeated exactly.
        continues: identifier of the model it continues from, or None for random weights.
        data: the user's own pairs, or None.
        patterns: the user's own patterns of dates, or None.
        screen: bundle that reads each pair first, see `datenorm.training.screening`: its directory or
            `default`; None to learn from all pairs.
        seed: of weights, pairs and hints.
    """

    name: str
    pairs: int
    languages: tuple[str, ...] | None = None
    embedding: int = 64
    hidden: int = 128
    decoder: int = 192
    alignment: int = 96
    target_embedding: int = 32
    scorer: str = "additive"
    query: str = "previous"
    encoder: str = "bilstm"
    layers: int = 1
    positions: int = 0
    hints_throughout: bool = True
    batch_size: int = 256
    optimiser: str = "muon"
    learning_rate: float = 3e-3
    warm_up: float = 0.02
    weight_decay: float = 0.01
    label_smoothing: float = 0.0
    clip_norm: float = 1.0
    averaging: float = 0.998
    dropping: HintDropping = field(default_factory=HintDropping)
    documents: int = 24
    tagging: float = 0.5
    pool: int = 20_000
    vocabulary_pools: int = 5
    minimum_count: int = 3
    validate_every: int = 100_000
    validation_size: int = 2_000
    checkpoint_every: int = 100_000
    patience: int | None = None
    minutes: float | None = None
    continues: str | None = None
    data: OwnFile | None = None
    patterns: OwnFile | None = None
    screen: str | None = None
    seed: int = 1

    def __post_init__(self) -> None:
        counts = ("pairs", "batch_size", "pool", "validate_every", "validation_size")
        for name in (*counts, "checkpoint_every"):
            if getattr(self, name) < 1:
                raise ConfigError(f"{name} must be at least 1, got {getattr(self, name)}")
        if sum(own.share for own in (self.data, self.patterns) if own is not None) > 1:
            raise ConfigError("the shares of your pairs and patterns together are above 1")
        if self.documents < 0 or not self.tagging >= 0:
            raise ConfigError("the number of documents and the weight of their labels are at least 0")
        if self.minutes is not None and not self.minutes > 0:
            raise ConfigError(f"minutes must be above 0, got {self.minutes}")
        if self.optimiser not in OPTIMISERS:
            raise ConfigError(f"unknown optimiser {self.optimiser!r}; there are {', '.join(OPTIMISERS)}")
        if not self.learning_rate > 0 or not 0 <= self.warm_up < 1 or not 0 <= self.averaging < 1:
            raise ConfigError("the learning rate must be above 0; warm-up and averaging from 0 to below 1")
        ModelConfig(1, len(TARGET_SYMBOLS), **self._network())  # refuse impossible networks

    def model_config(self, vocabulary: Vocabulary) -> ModelConfig:
        """The network for a source vocabulary."""
        hint_size = hint_count(vocabulary) if self.hints_throughout else 0
        return ModelConfig(len(vocabulary), len(TARGET_SYMBOLS), **self._network(), hint_size=hint_size)

    def _network(self) -> dict[str, Any]:
        """The fields of the `ModelConfig`."""
        names = {item.name for item in fields(ModelConfig)} & {item.name for item in fields(self)}
        return {name: getattr(self, name) for name in names}

    def continuing(self, model: str) -> Recipe:
        """The same recipe for continuing from a model: fewer pairs, AdamW and a third of the learning rate.

        Higher rates would undo much of what the model knows, and so would the updates of Muon, which are as
        long where gradients are small.
        """
        return replace(
            self,
            pairs=-(-self.pairs // 5),
            optimiser="adamw",
            learning_rate=self.learning_rate / 3,
            warm_up=max(self.warm_up, 0.05),
            continues=model,
        )

    def adapting(self, data: OwnFile | None, patterns: OwnFile | None) -> Recipe:
        """The same recipe with the user's own pairs and patterns.

        A model that reads dates learns another way to write them in a few hundred updates; more would undo
        what it knows.
        """
        own: dict[str, Any] = {"data": data, "patterns": patterns}
        if self.continues is None:
            return replace(self, **own)
        return replace(
            self,
            pairs=60_000,
            warm_up=0.1,
            pool=min(self.pool, 6_000),
            vocabulary_pools=0,
            validate_every=20_000,
            checkpoint_every=20_000,
            **own,
        )

    def to_dict(self) -> dict[str, Any]:
        """The recipe as JSON values."""
        return asdict(self)

    def to_public_dict(self) -> dict[str, Any]:
        """The recipe as a bundle records it, without the directories of the user's files."""
        values = self.to_dict()
        for name in _OWN:
            if values[name] is not None:
                values[name]["path"] = PurePath(values[name]["path"]).name
        if self.screen is not None:
            values["screen"] = PurePath(self.screen).name
        return values

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Recipe:
        """The inverse of `to_dict`.

        Raises:
            ConfigError: if a field is unknown or missing.
        """
        values = {**_ADDED, **values}
        if set(values) != {item.name for item in fields(cls)}:
            raise ConfigError("the recipe was written by another version of datenorm")
        known = {**values, "dropping": HintDropping(**values["dropping"])}
        known |= {name: OwnFile(**values[name]) for name in _OWN if values[name] is not None}
        languages = values["languages"]
        return cls(**{**known, "languages": None if languages is None else tuple(languages)})


_OWN = ("data", "patterns")

_ADDED = {"documents": Recipe.documents, "tagging": Recipe.tagging, "screen": None}
"""Fields that earlier runs did not record: they learn to find dates, too, once they are resumed."""

RESIZED = ("hidden", "decoder", "alignment")
"""Sizes that may differ from those of the bundle to continue from, see `datenorm.training.resizing`."""


def check_resizing(network: ModelConfig, sizes: Collection[str]) -> None:
    """Refuse other sizes for a network whose units cannot be told apart.

    Args:
        network: the network.
        sizes: names of the sizes that are to change.

    Raises:
        ConfigError: if there are any and the network is not the usual one.
    """
    if sizes and not network.is_usual:
        raise ConfigError(
            "only a network with a one-layer BiLSTM and the additive scorer can be made smaller or larger"
        )


DEFAULT = Recipe(
    "default", pairs=5_500_000, vocabulary_pools=10, validate_every=250_000, checkpoint_every=250_000
)
"""Every language; the bundled model."""

TINY = Recipe(
    "tiny",
    pairs=500_000,
    languages=("en",),
    embedding=32,
    hidden=64,
    decoder=64,
    alignment=32,
    target_embedding=16,
    batch_size=128,
    learning_rate=5e-3,
    documents=0,
    pool=10_000,
    vocabulary_pools=1,
    validate_every=100_000,
    validation_size=1_000,
    checkpoint_every=200_000,
)
"""English only, without the tagging head; takes minutes on two cores."""

PRESETS = {recipe.name: recipe for recipe in (DEFAULT, TINY)}
