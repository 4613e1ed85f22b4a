"""The whole network: encoder, bridge and decoder."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from datenorm.nn.config import ModelConfig
from datenorm.nn.decoder import CurrentStateDecoder, Decoder, LstmState, Source
from datenorm.nn.encoder import Encoder
from datenorm.nn.scorers import make_scorer
from datenorm.text.vocabulary import HINTS


class Bridge(nn.Module):
    """Computes s_0 and its memory cell from the final states of the encoder."""

    def __init__(self, annotation: int, decoder: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(annotation, decoder)
        self.cell = nn.Linear(annotation, decoder)

    def forward(self, final_hidden: Tensor, final_cell: Tensor) -> LstmState:
        """Arguments (B, N), the state (B, D)."""
        return LstmState(torch.tanh(self.hidden(final_hidden)), self.cell(final_cell))


class Seq2Seq(nn.Module):
    """Reads a source and writes a value character by character."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        self.encoder = Encoder(
            config.source_size,
            config.embedding,
            config.hidden,
            config.hint_size,
            kind=config.encoder,
            layers=config.layers,
        )
        self.bridge = Bridge(config.annotation, config.decoder)
        kind = Decoder if config.query == "previous" else CurrentStateDecoder
        self.decoder: Decoder | CurrentStateDecoder = kind(
            config.target_size,
            config.target_embedding,
            config.annotation,
            config.decoder,
            make_scorer(config),
        )

    def encode(self, source_ids: Tensor, lengths: Tensor | None = None) -> tuple[Source, LstmState]:
        """Read a batch of sources once.

        Args:
            source_ids: hint symbols and characters, (B, S').
            lengths: symbols of each source without padding, (B,), more than `HINTS` each; None without
                padding.

        Returns:
            The source as the decoder sees it, and s_0.
        """
        encoded = self.encoder(source_ids, lengths)
        if self.config.attends:
            # Attention is on characters; hints act through the recurrence and the bridge.
            annotations = encoded.annotations[:, HINTS:].contiguous()
        else:
            annotations = encoded.final_hidden[:, None, :]
        mask = None
        if lengths is not None and self.config.attends:
            mask = torch.arange(HINTS, source_ids.shape[1], device=lengths.device) < lengths[:, None]
        source = Source(annotations, self.decoder.scorer.project(annotations), mask)
        return source, self.bridge(encoded.final_hidden, encoded.final_cell)

    def forward(
        self, source_ids: Tensor, previous_ids: Tensor, lengths: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """Score targets with teacher forcing.

        Args:
            source_ids: hint symbols and characters, (B, S').
            previous_ids: BOS and the targets without their last symbol, (B, T).
            lengths: symbols of each source without padding, (B,), or None.

        Returns:
            Logits, (B, T, V), and attention weights, (B, T, S); without attention (B, T, 1), all 1.
        """
        source, state = self.encode(source_ids, lengths)
        logits, attention_weights = self.decoder(source, state, previous_ids)
        return logits, attention_weights
