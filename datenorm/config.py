"""The shape of the network, as the bundle stores it.

Standard library only; any module may import it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from datenorm.errors import ConfigError


@dataclass(frozen=True)
class ModelConfig:
    """Sizes that must match the weights.

    Attributes:
        source_size: symbols of the source vocabulary.
        target_size: symbols of the target vocabulary, V.
        embedding: size of a source embedding, E.
        hidden: hidden size of the encoder in each direction, H.
        decoder: hidden size of the decoder, D.
        alignment: size of the space the scorer compares in, A.
        target_embedding: size of a target embedding.
        hint_size: hint symbols whose meaning is added to every character of the source
            (docs/adr/0008-hints-throughout.md); 0: hints are symbols before the text and no more.
    """

    source_size: int
    target_size: int
    embedding: int = 64
    hidden: int = 128
    decoder: int = 192
    alignment: int = 96
    target_embedding: int = 32
    hint_size: int = 0

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            least = 0 if item.name == "hint_size" else 1
            if not isinstance(value, int) or isinstance(value, bool) or value < least:
                raise ConfigError(f"model size {item.name} must be a positive whole number, not {value!r}")

    def to_dict(self) -> dict[str, int]:
        """The sizes as JSON can hold them."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, int]) -> ModelConfig:
        """The inverse of `to_dict`.

        Raises:
            ConfigError: if a size is missing, unknown or not a positive whole number.
        """
        unknown = set(values) - {item.name for item in fields(cls)}
        if unknown:
            raise ConfigError(f"unknown model sizes: {', '.join(sorted(unknown))}")
        try:
            return cls(**values)
        except TypeError as error:
            raise ConfigError(f"model sizes are incomplete: {error}") from error
