"""Recipes: every number a training run depends on; no torch, so that the command line may show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import PurePath
from typing import Any

from datenorm.errors import ConfigError
from datenorm.nn.config import ModelConfig
from datenorm.text.vocabulary import Vocabulary, hint_count
from datenorm.values import TARGET_SYMBOLS

OPTIMISERS = ("muon", "adamw")
"""Rules by which weights are updated, see `datenorm.training.optimiser`."""


@dataclass(frozen=True)
class HintDropping:
    """How often hints are hidden from the network, so that they help and are never needed.

    Attributes:
        both: share of examples that lose both hints.
        language: share of the others that lose the language.
        order: share of the others that lose the field order.
    """

    both: float = 0.15
    language: float = 0.4
    order: float = 0.4


@dataclass(frozen=True)
class OwnFile:
    """A file of the user's own pairs or patterns, learnt among the pairs of the generator.

    Attributes:
        path: where it lies.
        checksum: SHA-256 of it: with another content it is another recipe.
        share: part of the pairs learnt from that come from it.
    """

    path: str
    checksum: str
    share: float = 0.3

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1:
            raise ConfigError(f"the share of your own must be above 0 and at most 1, not {self.share:g}")


@dataclass(frozen=True)
class Recipe:
    """One way to train a model. The same recipe on the same machine gives the same weights.

    Attributes:
        name: of the preset.
        pairs: pairs to learn from; the schedule runs over them.
        languages: languages to draw pairs of, or None for all.
        embedding, hidden, decoder, alignment, target_embedding: sizes of the network, see `ModelConfig`.
        scorer, query, encoder, layers, positions: which network of the family, see `ModelConfig`.
        hints_throughout: whether every character is read in the light of the hints, or hints are symbols
            before the text and no more.
        batch_size: pairs an update.
        optimiser: `muon` or `adamw`, see `datenorm.training.optimiser`.
        learning_rate: the highest; reached after the warm-up, then falling to zero along a cosine.
        warm_up: share of the budget over which the rate rises.
        weight_decay: on matrices only.
        label_smoothing: share of the probability spread over all symbols.
        clip_norm: longest gradient.
        averaging: decay of the averaged weights, the ones that are measured and exported, an update.
        dropping: how often hints are hidden.
        pool: pairs drawn, sorted by length and cut into batches together.
        vocabulary_pools: pools scanned for the characters of the source vocabulary.
        minimum_count: characters seen less often than this stay unknown.
        validate_every: pairs between validations.
        validation_size: pairs in each validation set.
        checkpoint_every: pairs between checkpoints.
        patience: validations without a better one before the run stops, or None for never.
        minutes: budget of time that takes the place of `pairs`; such a run cannot be repeated exactly.
        continues: identifier of the model whose weights it starts from, or None for weights drawn by chance.
        data: pairs of the user's own, or None.
        patterns: ways of writing dates that the user describes, or None.
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
    seed: int = 1

    def __post_init__(self) -> None:
        counts = ("pairs", "batch_size", "pool", "validate_every", "validation_size")
        for name in (*counts, "checkpoint_every"):
            if getattr(self, name) < 1:
                raise ConfigError(f"{name} must be at least 1, not {getattr(self, name)}")
        if sum(own.share for own in (self.data, self.patterns) if own is not None) > 1:
            raise ConfigError("your pairs and patterns together cannot be more than all that is learnt")
        if self.minutes is not None and not self.minutes > 0:
            raise ConfigError(f"minutes must be more than 0, not {self.minutes}")
        if self.optimiser not in OPTIMISERS:
            raise ConfigError(f"unknown optimiser {self.optimiser!r}; there are {', '.join(OPTIMISERS)}")
        if not self.learning_rate > 0 or not 0 <= self.warm_up < 1 or not 0 <= self.averaging < 1:
            raise ConfigError("the learning rate must be positive, warm-up and averaging from 0 to below 1")
        ModelConfig(1, len(TARGET_SYMBOLS), **self._network())  # no network that cannot be built

    def model_config(self, vocabulary: Vocabulary) -> ModelConfig:
        """The sizes of the network for a source vocabulary."""
        hint_size = hint_count(vocabulary) if self.hints_throughout else 0
        return ModelConfig(len(vocabulary), len(TARGET_SYMBOLS), **self._network(), hint_size=hint_size)

    def _network(self) -> dict[str, Any]:
        """The fields that a `ModelConfig` has too."""
        names = {item.name for item in fields(ModelConfig)} & {item.name for item in fields(self)}
        return {name: getattr(self, name) for name in names}

    def continuing(self, model: str) -> Recipe:
        """The same from the weights of a model: the shape of dates is known, so less is learnt and carefully.

        The highest rate is a third: at the full one much of what the model knows would be learnt anew. AdamW
        makes small steps where gradients are small; Muon's are of one length in every direction, and wear
        off more than they teach.
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
        """The same for what is the user's own.

        A model that reads dates learns one more way of writing them in some hundred updates; more would only
        wear off what it knows.
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
        """The recipe as JSON can hold it."""
        return asdict(self)

    def to_public_dict(self) -> dict[str, Any]:
        """The recipe as a bundle tells it: where a file lay on somebody's machine is not for others."""
        values = self.to_dict()
        for name in _OWN:
            if values[name] is not None:
                values[name]["path"] = PurePath(values[name]["path"]).name
        return values

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Recipe:
        """The inverse of `to_dict`.

        Raises:
            ConfigError: if a field is unknown or missing.
        """
        if set(values) != {item.name for item in fields(cls)}:
            raise ConfigError("the recipe was written by another version of datenorm")
        languages = values["languages"]
        known = {**values, "dropping": HintDropping(**values["dropping"])}
        for name in _OWN:
            if values[name] is not None:
                known[name] = OwnFile(**values[name])
        return cls(**{**known, "languages": None if languages is None else tuple(languages)})


_OWN = ("data", "patterns")

SHRINKING = ("hidden", "decoder", "alignment")
"""Sizes that may be smaller than those of the bundle a run starts from, see `datenorm.training.shrinking`."""


def check_shrinking(network: ModelConfig, sizes: Mapping[str, int]) -> None:
    """Refuse sizes that a network cannot be brought down to.

    Args:
        network: as it is.
        sizes: those of `SHRINKING` that are asked for, by name.

    Raises:
        ConfigError: if one is larger than it is, or the network is not the usual one.
    """
    if sizes and not network.is_usual:
        raise ConfigError("only a BiLSTM encoder of one layer with the additive scorer can be made smaller")
    for name, size in sizes.items():
        if size > getattr(network, name):
            raise ConfigError(
                f"`{name}` {size} is more than the {getattr(network, name)} of the bundle",
                hint="a network can be made smaller, not larger; without `start` one is trained from nothing",
            )


DEFAULT = Recipe(
    "default", pairs=5_500_000, vocabulary_pools=10, validate_every=250_000, checkpoint_every=250_000
)
"""Every language; the bundle in the wheel."""

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
    pool=10_000,
    vocabulary_pools=1,
    validate_every=100_000,
    validation_size=1_000,
    checkpoint_every=200_000,
)
"""English alone; minutes on two cores."""

PRESETS = {recipe.name: recipe for recipe in (DEFAULT, TINY)}
