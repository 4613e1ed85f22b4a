"""The attentional decoder: each state from the one before, the last character and where that state looks."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn

from datenorm.nn.attention import attend, masked_softmax
from datenorm.nn.scorers import Scorer


class DecoderState(NamedTuple):
    """What the decoder carries from one character to the next.

    Attributes:
        hidden: s_i, (B, D).
        cell: the memory cell, (B, D).
    """

    hidden: Tensor
    cell: Tensor


class Source(NamedTuple):
    """What the decoder looks at.

    Attributes:
        annotations: h_j of the source characters, (B, S, 2H).
        keys: what the scorer made of them, (B, S, A).
        mask: True at real characters, (B, S); None when no row is padded.
    """

    annotations: Tensor
    keys: Tensor
    mask: Tensor | None


class Decoder(nn.Module):
    """LSTM decoder with attention in Bahdanau's order: the query is the previous state s_{i-1}."""

    def __init__(self, target_size: int, embedding: int, annotation: int, size: int, scorer: Scorer) -> None:
        super().__init__()
        self.embedding = nn.Embedding(target_size, embedding)
        self.scorer = scorer
        self.cell = nn.LSTMCell(embedding + annotation, size)
        self.output = nn.Linear(size + annotation, target_size)

    def step(
        self, source: Source, state: DecoderState, previous_ids: Tensor
    ) -> tuple[Tensor, Tensor, DecoderState]:
        """Score the next character of every row.

        Args:
            source: what to look at.
            state: s_{i-1} of each row.
            previous_ids: y_{i-1} of each row, (B,).

        Returns:
            Logits, (B, V); attention weights alpha_i, (B, S); the state s_i.
        """
        seen, attention_weights, after = self._advance(source, state, self.embedding(previous_ids))
        return self._score(seen), attention_weights, after

    def forward(self, source: Source, state: DecoderState, previous_ids: Tensor) -> tuple[Tensor, Tensor]:
        """Score every character of the targets, each after the true characters before it (teacher forcing).

        Args:
            source: what to look at.
            state: s_0, the bridge's.
            previous_ids: BOS and the targets without their last symbol, (B, T).

        Returns:
            Logits, (B, T, V), and attention weights, (B, T, S).
        """
        seen, weights = [], []
        for embedded in self.embedding(previous_ids.T):
            seen_now, attention_weights, state = self._advance(source, state, embedded)
            seen.append(seen_now)
            weights.append(attention_weights)
        # All characters are scored at once: one product is faster than T.
        return self._score(torch.stack(seen, dim=1)), torch.stack(weights, dim=1)

    def _advance(
        self, source: Source, state: DecoderState, embedded: Tensor
    ) -> tuple[Tensor, Tensor, DecoderState]:
        """One step: what the output layer sees, [s_i; c_i], (B, D + 2H); alpha_i, (B, S); the state s_i."""
        attention_weights = masked_softmax(self.scorer(state.hidden, source.keys), source.mask)
        context = attend(attention_weights, source.annotations)
        after = DecoderState(*self.cell(torch.cat([embedded, context], dim=-1), tuple(state)))
        return torch.cat([after.hidden, context], dim=-1), attention_weights, after

    def _score(self, seen: Tensor) -> Tensor:
        """Logits in full precision, whatever the products before them ran in."""
        with torch.autocast(seen.device.type, enabled=False):
            logits: Tensor = self.output(seen.to(self.output.weight.dtype))
        return logits
