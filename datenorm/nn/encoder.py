"""The bidirectional encoder: source symbols to annotations; `datenorm.nn` only."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn


class Encoded(NamedTuple):
    """A batch of sources after the encoder.

    Attributes:
        annotations: h_j = [forward; backward], (B, S', 2H); zero on padding.
        final_hidden: both directions' states after they have read everything, (B, 2H).
        final_cell: both directions' memory cells then, (B, 2H).
    """

    annotations: Tensor
    final_hidden: Tensor
    final_cell: Tensor


class Encoder(nn.Module):
    """Two LSTMs, one in each direction, over the embedded source."""

    def __init__(self, source_size: int, embedding: int, hidden: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(source_size, embedding)
        self.forward_lstm = nn.LSTM(embedding, hidden)
        self.backward_lstm = nn.LSTM(embedding, hidden)

    def forward(self, source_ids: Tensor, lengths: Tensor | None = None) -> Encoded:
        """Read a batch of sources.

        Rows of one length are read together and never see padding, so padding cannot change anything. Batches
        are made of sources of equal or nearly equal length, so there are one or a few groups.

        Args:
            source_ids: symbols, (B, S').
            lengths: symbols of each row before its padding, (B,); None when no row is padded.
        """
        if lengths is None:
            return self._read(source_ids)
        groups = [torch.nonzero(lengths == length).squeeze(1) for length in torch.unique(lengths)]
        parts = [self._read(source_ids[rows, : int(lengths[rows[0]])]) for rows in groups]
        order = torch.argsort(torch.cat(groups))
        width = source_ids.shape[1]
        padded = [
            nn.functional.pad(part.annotations, (0, 0, 0, width - part.annotations.shape[1]))
            for part in parts
        ]
        return Encoded(
            torch.cat(padded)[order],
            torch.cat([part.final_hidden for part in parts])[order],
            torch.cat([part.final_cell for part in parts])[order],
        )

    def _read(self, source_ids: Tensor) -> Encoded:
        """Read sources of one length, (B, S')."""
        embedded = self.embedding(source_ids.T)
        forward, (forward_hidden, forward_cell) = self.forward_lstm(embedded)
        backward, (backward_hidden, backward_cell) = self.backward_lstm(embedded.flip(0))
        return Encoded(
            torch.cat([forward, backward.flip(0)], dim=-1).transpose(0, 1),
            torch.cat([forward_hidden[0], backward_hidden[0]], dim=-1),
            torch.cat([forward_cell[0], backward_cell[0]], dim=-1),
        )
