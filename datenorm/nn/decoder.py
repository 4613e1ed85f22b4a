"""The decoders: LSTMs with attention to the source."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn

from datenorm.nn.attention import attend, masked_softmax
from datenorm.nn.cells import ONE_LAYER
from datenorm.nn.scorers import Scorer


class LstmState(NamedTuple):
    """The state of the decoder.

    Attributes:
        hidden: s_i, (B, D).
        cell: the memory cell, (B, D).
    """

    hidden: Tensor
    cell: Tensor


class Source(NamedTuple):
    """The source as the decoder sees it.

    Attributes:
        annotations: h_j of the source characters, (B, S, N); without attention one vector, (B, 1, N).
        keys: the scorer's projection of them, (B, S, K).
        mask: True at real characters, (B, S); None without padding.
    """

    annotations: Tensor
    keys: Tensor
    mask: Tensor | None


class Decoder(nn.Module):
    """LSTM decoder with attention in Bahdanau's order: the query is the previous state s_{i-1}.

    s_i = LSTM(s_{i-1}, [y_{i-1}; c_i]); p(y_i) = softmax(O [s_i; c_i]).
    """

    def __init__(self, target_size: int, embedding: int, annotation: int, size: int, scorer: Scorer) -> None:
        super().__init__()
        self.embedding = nn.Embedding(target_size, embedding)
        self.scorer = scorer
        self.cell = nn.LSTMCell(embedding + annotation, size)
        self.output = nn.Linear(size + annotation, target_size)

    def step(
        self, source: Source, state: LstmState, previous_ids: Tensor
    ) -> tuple[Tensor, Tensor, LstmState]:
        """Score the next character of every row.

        Args:
            source: the source.
            state: s_{i-1} of each row.
            previous_ids: y_{i-1} of each row, (B,).

        Returns:
            Logits, (B, V); attention weights alpha_i, (B, S); the state s_i.
        """
        seen, attention_weights, after = self._advance(source, state, self.embedding(previous_ids))
        return _in_full(self.output, seen), attention_weights, after

    def forward(self, source: Source, state: LstmState, previous_ids: Tensor) -> tuple[Tensor, Tensor]:
        """Score every character of the targets with teacher forcing.

        Args:
            source: the source.
            state: s_0.
            previous_ids: BOS and the targets without their last symbol, (B, T).

        Returns:
            Logits, (B, T, V), and attention weights, (B, T, S).
        """
        seen, weights = [], []
        for embedded in self.embedding(previous_ids.T):
            seen_now, attention_weights, state = self._advance(source, state, embedded)
            seen.append(seen_now)
            weights.append(attention_weights)
        # One product for all characters is faster than T.
        return _in_full(self.output, torch.stack(seen, dim=1)), torch.stack(weights, dim=1)

    def _advance(
        self, source: Source, state: LstmState, embedded: Tensor
    ) -> tuple[Tensor, Tensor, LstmState]:
        """One step: the input of the output layer, [s_i; c_i], (B, D + N); alpha_i, (B, S); the state s_i."""
        attention_weights = masked_softmax(self.scorer(state.hidden, source.keys), source.mask)
        context = attend(attention_weights, source.annotations)
        after = LstmState(*self.cell(torch.cat([embedded, context], dim=-1), tuple(state)))
        return torch.cat([after.hidden, context], dim=-1), attention_weights, after


class CurrentStateDecoder(nn.Module):
    """LSTM decoder with attention in Luong's order: the query is the state s_i of the character itself.

    s_i = LSTM(s_{i-1}, y_{i-1}); c_i from s_i; p(y_i) = softmax(O tanh(W_c [c_i; s_i])) (Luong et al. 2015,
    equations 5 and 6). No context is fed back, so with teacher forcing all states are computed before
    attention, and the energies are one matrix; see `datenorm.nn.scorers`.
    """

    def __init__(self, target_size: int, embedding: int, annotation: int, size: int, scorer: Scorer) -> None:
        super().__init__()
        self.embedding = nn.Embedding(target_size, embedding)
        self.scorer = scorer
        self.cell = nn.LSTMCell(embedding, size)
        self.combine = nn.Linear(annotation + size, size, bias=False)
        self.output = nn.Linear(size, target_size)

    def step(
        self, source: Source, state: LstmState, previous_ids: Tensor
    ) -> tuple[Tensor, Tensor, LstmState]:
        """Score the next character of every row; see `Decoder.step`."""
        after = LstmState(*self.cell(self.embedding(previous_ids), tuple(state)))
        attention_weights = masked_softmax(self.scorer(after.hidden, source.keys), source.mask)
        return self._score(source, after.hidden, attention_weights), attention_weights, after

    def forward(self, source: Source, state: LstmState, previous_ids: Tensor) -> tuple[Tensor, Tensor]:
        """Score every character of the targets in matrix form; see `Decoder.forward`."""
        states = self._states(state, previous_ids)
        attention_weights = masked_softmax(self.scorer.matrix(states, source.keys), source.mask)
        return self._score(source, states, attention_weights), attention_weights

    def _states(self, state: LstmState, previous_ids: Tensor) -> Tensor:
        """s_1 … s_T with teacher forcing, (B, T, D)."""
        embedded = self.embedding(previous_ids.T)
        # With autocast, the memory cell comes from the bridge in low precision, the embeddings do not.
        first = tuple(part.to(embedded.dtype)[None] for part in state)
        weights = [self.cell.weight_ih, self.cell.weight_hh, self.cell.bias_ih, self.cell.bias_hh]
        states, _, _ = torch.lstm(embedded, first, weights, **ONE_LAYER, train=self.training)
        return states.transpose(0, 1)

    def _score(self, source: Source, states: Tensor, attention_weights: Tensor) -> Tensor:
        """Logits of one step or of all, from s_i and alpha_i; (B, V) or (B, T, V)."""
        context = attend(attention_weights, source.annotations)
        return _in_full(self.output, torch.tanh(self.combine(torch.cat([context, states], dim=-1))))


def _in_full(output: nn.Linear, seen: Tensor) -> Tensor:
    """Logits in full precision, also under autocast."""
    with torch.autocast(seen.device.type, enabled=False):
        logits: Tensor = output(seen.to(output.weight.dtype))
    return logits
