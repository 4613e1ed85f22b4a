"""Which network of the family it is, and its sizes, as the bundle stores them.

Standard library only; any module may import it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from datenorm.errors import ConfigError

SCORERS = ("additive", "dot", "general", "cosine", "location", "none")
"""Functions that score a source position against a decoder state; see `datenorm.nn.scorers`."""

QUERIES = ("previous", "current")
"""Which decoder state is the query: the previous one (Bahdanau) or the current one (Luong)."""

ENCODERS = {"bilstm": ("lstm", 2), "lstm": ("lstm", 1), "bigru": ("gru", 2), "birnn": ("rnn", 2)}
"""Encoder → its recurrent cell and number of directions."""

_CHOICES = {"scorer": SCORERS, "query": QUERIES, "encoder": tuple(ENCODERS)}
_MAY_BE_ZERO = ("hint_size", "positions")


@dataclass(frozen=True)
class ModelConfig:
    """Network type and sizes; they must match the weights.

    Attributes:
        source_size: symbols of the source vocabulary.
        target_size: symbols of the target vocabulary, V.
        embedding: size of a source embedding, E.
        hidden: hidden size of the encoder in each direction, H.
        decoder: hidden size of the decoder, D.
        alignment: size of the space the additive scorer compares in, A.
        target_embedding: size of a target embedding.
        hint_size: number of hint symbols that are added to every character of the source
            (docs/adr/0008-hints-throughout.md); 0: hints are only symbols before the text.
        scorer: one of `SCORERS`.
        query: one of `QUERIES`.
        encoder: one of `ENCODERS`.
        layers: stacked recurrent layers of the encoder.
        positions: characters that the location scorer can attend to; 0 for other scorers.
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
                    raise ConfigError(f"unknown {item.name} {value!r}", hint=f"choose from {known}")
                continue
            least = 0 if item.name in _MAY_BE_ZERO else 1
            if not isinstance(value, int) or isinstance(value, bool) or value < least:
                raise ConfigError(f"model size {item.name} must be a positive whole number, not {value!r}")
        self._check_scorer()

    def _check_scorer(self) -> None:
        """Refuse sizes that the scorer cannot work with."""
        if self.scorer in ("dot", "cosine") and self.decoder != self.annotation:
            fitting = f"`decoder` {self.annotation}"
            if self.decoder % self.directions == 0:
                fitting += f", or `hidden` {self.decoder // self.directions}"
            raise ConfigError(
                f"the {self.scorer} scorer needs vectors of equal size: a decoder state has {self.decoder} "
                f"numbers, an annotation of the {self.encoder} encoder {self.annotation}",
                hint=f"use {fitting}; or the general scorer, which accepts any sizes",
            )
        if self.scorer == "location" and not self.positions:
            raise ConfigError(
                "the location scorer has a weight for each position and needs their number",
                hint="give the number of characters, for example `positions` 64",
            )
        if self.scorer != "location" and self.positions:
            raise ConfigError(
                f"the {self.scorer} scorer does not use positions",
                hint="leave out `positions`, or use the location scorer",
            )

    @property
    def cell(self) -> str:
        """The encoder's recurrent cell: lstm, gru or rnn."""
        return ENCODERS[self.encoder][0]

    @property
    def directions(self) -> int:
        """Number of directions in which the encoder reads."""
        return ENCODERS[self.encoder][1]

    @property
    def annotation(self) -> int:
        """Size of an annotation h_j: H for each direction."""
        return self.directions * self.hidden

    @property
    def attends(self) -> bool:
        """Whether the decoder has attention."""
        return self.scorer != "none"

    @property
    def is_usual(self) -> bool:
        """Whether it is the network that the int8 runtimes support."""
        return (self.scorer, self.query, self.encoder, self.layers) == ("additive", "previous", "bilstm", 1)

    @property
    def description(self) -> str:
        """The network in one sentence."""
        encoder = {"bilstm": "A BiLSTM", "lstm": "An LSTM", "bigru": "A BiGRU", "birnn": "A BiRNN"}[
            self.encoder
        ]
        depth = f" of {self.layers} layers" if self.layers > 1 else ""
        decoder = "an attentional LSTM decoder" if self.attends else "an LSTM decoder without attention"
        usual = (self.scorer, self.query) == ("additive", "previous") or not self.attends
        asking = "" if usual else f" ({self.scorer} scorer, query from the {self.query} state)"
        return f"{encoder}{depth} reads the text character by character; {decoder}{asking} writes the value."

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
