"""The attentional decoder: each state from the one before, the last character and where that state looks."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn

from datenorm.nn.attention import attend, masked_softmax
from datenorm.nn.scorers import AdditiveScorer
from datenorm.nn.unrolled import Unrolled


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

    def __init__(
        self, target_size: int, embedding: int, annotation: int, size: int, scorer: AdditiveScorer
    ) -> None:
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
        attention_weights = masked_softmax(self.scorer(state.hidden, source.keys), source.mask)
        context = attend(attention_weights, source.annotations)
        entering = torch.cat([self.embedding(previous_ids), context], dim=-1)
        after = DecoderState(*self.cell(entering, tuple(state)))
        logits = self.output(torch.cat([after.hidden, context], dim=-1))
        return logits, attention_weights, after

    def forward(self, source: Source, state: DecoderState, previous_ids: Tensor) -> tuple[Tensor, Tensor]:
        """Score every character of the targets, each after the true characters before it (teacher forcing).

        Does what a loop over `step` does; see `datenorm.nn.unrolled`.

        Args:
            source: what to look at.
            state: s_0, the bridge's.
            previous_ids: BOS and the targets without their last symbol, (B, T).

        Returns:
            Logits, (B, T, V), and attention weights, (B, T, S).
        """
        from_embedding, from_context = self.cell.weight_ih.tensor_split([self.embedding.embedding_dim], dim=1)
        # One row a symbol, not one a character written: the vocabulary of targets is small.
        full = self.embedding.weight.dtype
        biases = self.cell.bias_ih + self.cell.bias_hh
        table = nn.functional.linear(self.embedding.weight, from_embedding, biases).to(full)
        states, contexts, attention_weights = Unrolled.apply(  # type: ignore[no-untyped-call]
            nn.functional.embedding(previous_ids.T, table),
            source.annotations,
            source.keys,
            source.mask,
            state.hidden.to(full),
            state.cell.to(full),
            self.scorer.query.weight,
            self.scorer.energy.weight,
            torch.cat([from_context, self.cell.weight_hh], dim=1),
        )
        with torch.autocast(states.device.type, enabled=False):
            logits = self.output(torch.cat([states, contexts.to(full)], dim=-1))
        return logits.transpose(0, 1), attention_weights.transpose(0, 1)
