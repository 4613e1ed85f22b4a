"""The shape of the network, as the bundle stores it.

Standard library only; any module may import it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from datenorm.errors import ConfigError

SCORERS = ("additive", "dot", "general", "cosine", "location", "none")
"""How well a decoder state fits a source position; see `datenorm.nn.scorers`."""

QUERIES = ("previous", "current")
"""Which decoder state asks: the one before the character (Bahdanau) or that of the character (Luong)."""

ENCODERS = {"bilstm": ("lstm", 2), "lstm": ("lstm", 1), "bigru": ("gru", 2), "birnn": ("rnn", 2)}
"""Encoder → its recurrent cell and its directions."""

_CHOICES = {"scorer": SCORERS, "query": QUERIES, "encoder": tuple(ENCODERS)}
_MAY_BE_ZERO = ("hint_size", "positions")


@dataclass(frozen=True)
class ModelConfig:
    """Which network of the family it is, and the sizes that must match the weights.

    Attributes:
        source_size: symbols of the source vocabulary.
        target_size: symbols of the target vocabulary, V.
        embedding: size of a source embedding, E.
        hidden: hidden size of the encoder in each direction, H.
        decoder: hidden size of the decoder, D.
        alignment: size of the space the additive scorer compares in, A.
        target_embedding: size of a target embedding.
        hint_size: hint symbols whose meaning is added to every character of the source
            (docs/adr/0008-hints-throughout.md); 0: hints are symbols before the text and no more.
        scorer: one of `SCORERS`.
        query: one of `QUERIES`.
        encoder: one of `ENCODERS`.
        layers: recurrent layers of the encoder, one above the other.
        positions: characters that the location scorer can look at; 0 for every other scorer.
    """

    source_size: int
    target_size: int
    embedding: int = 64
    hidden: int = 128
    decoder: int = 192
    alignment: int = 96
    target_embedding: int = 32
    hint_size: int = 0
    scorer: str = "additive"
    query: str = "previous"
    encoder: str = "bilstm"
    layers: int = 1
    positions: int = 0

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            if item.name in _CHOICES:
                if value not in _CHOICES[item.name]:
                    known = ", ".join(_CHOICES[item.name])
                    raise ConfigError(f"no {item.name} is called {value!r}", hint=f"there are {known}")
                continue
            least = 0 if item.name in _MAY_BE_ZERO else 1
            if not isinstance(value, int) or isinstance(value, bool) or value < least:
                raise ConfigError(f"model size {item.name} must be a positive whole number, not {value!r}")
        self._check_scorer()

    def _check_scorer(self) -> None:
        """Refuse scorers that cannot compute what they are asked to."""
        if self.scorer in ("dot", "cosine") and self.decoder != self.annotation:
            fitting = f"--decoder {self.annotation}"
            if self.decoder % self.directions == 0:
                fitting += f", or --hidden {self.decoder // self.directions}"
            raise ConfigError(
                f"the {self.scorer} scorer compares vectors of one size: a decoder state has {self.decoder} "
                f"numbers, an annotation of the {self.encoder} encoder {self.annotation}",
                hint=f"use {fitting}; or --scorer general, which compares any sizes",
            )
        if self.scorer == "location" and not self.positions:
            raise ConfigError(
                "the location scorer learns weights for each position, so it must know how many there are",
                hint="say how many characters it can look at, for example --positions 64",
            )
        if self.scorer != "location" and self.positions:
            raise ConfigError(
                f"the {self.scorer} scorer has no bound on positions",
                hint="leave out --positions, or use --scorer location",
            )

    @property
    def cell(self) -> str:
        """The encoder's recurrent cell: lstm, gru or rnn."""
        return ENCODERS[self.encoder][0]

    @property
    def directions(self) -> int:
        """In how many directions the encoder reads."""
        return ENCODERS[self.encoder][1]

    @property
    def annotation(self) -> int:
        """Size of an annotation h_j: H for each direction."""
        return self.directions * self.hidden

    @property
    def attends(self) -> bool:
        """Whether there are attention weights at all."""
        return self.scorer != "none"

    @property
    def is_usual(self) -> bool:
        """Whether it is the member of the family that the runtimes in whole numbers compute."""
        return (self.scorer, self.query, self.encoder, self.layers) == ("additive", "previous", "bilstm", 1)

    @property
    def description(self) -> str:
        """Which network it is, in a sentence."""
        encoder = {"bilstm": "A BiLSTM", "lstm": "An LSTM", "bigru": "A BiGRU", "birnn": "A BiRNN"}[
            self.encoder
        ]
        depth = f" of {self.layers} layers" if self.layers > 1 else ""
        decoder = "an attentional LSTM decoder" if self.attends else "an LSTM decoder without attention"
        usual = (self.scorer, self.query) == ("additive", "previous") or not self.attends
        asking = "" if usual else f" ({self.scorer} scorer, query from the {self.query} state)"
        return f"{encoder}{depth} reads the text character by character, {decoder}{asking} writes the value."

    def to_dict(self) -> dict[str, int | str]:
        """The names and sizes as JSON can hold them."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, int | str]) -> ModelConfig:
        """The inverse of `to_dict`.

        Raises:
            ConfigError: if a size is missing, unknown or not a positive whole number.
        """
        unknown = set(values) - {item.name for item in fields(cls)}
        if unknown:
            raise ConfigError(f"unknown model sizes: {', '.join(sorted(unknown))}")
        try:
            return cls(**values)  # type: ignore[arg-type]
        except TypeError as error:
            raise ConfigError(f"model sizes are incomplete: {error}") from error
