"""The encoder: from source symbols to annotations."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn

from datenorm.nn.cells import CELLS, LayerOutput, Recurrence, pick
from datenorm.nn.config import ENCODERS
from datenorm.text.vocabulary import FIRST_HINT, HINTS


class EncoderOutput(NamedTuple):
    """A batch of sources after the encoder.

    Attributes:
        annotations: h_j = [forward; backward], (B, S', 2H); undefined on padding.
        final_hidden: the final states of both directions, (B, 2H).
        final_cell: their memory cells, (B, 2H).
    """

    annotations: Tensor
    final_hidden: Tensor
    final_cell: Tensor


class Encoder(nn.Module):
    """Stacked recurrent layers over the embedded source, in both directions or one.

    With one direction, an annotation is h_j = forward, of size H instead of 2H.

    Hints are added to every character: x_j = E[character_j] + C[language] + C[order]. As symbols before the
    text alone, they would reach characters only through the memory of the forward direction.
    """

    def __init__(
        self,
        source_size: int,
        embedding: int,
        hidden: int,
        hint_size: int = 0,
        *,
        kind: str = "bilstm",
        layers: int = 1,
    ) -> None:
        super().__init__()
        cell, directions = ENCODERS[kind]
        self.embedding = nn.Embedding(source_size, embedding)
        self.hints = nn.Embedding(hint_size, embedding) if hint_size else None
        inputs = [embedding, *[directions * hidden] * (layers - 1)]
        self._layers = layers
        self._names = [f"{direction}_{cell}" for direction in ("forward", "backward")[:directions]]
        for name in self._names:
            self.add_module(name, CELLS[cell](inputs, hidden))

    def forward(self, source_ids: Tensor, lengths: Tensor | None = None) -> EncoderOutput:
        """Read a batch of sources; padding has no effect.

        Args:
            source_ids: symbols, (B, S').
            lengths: symbols of each row without padding, (B,); None without padding.
        """
        sequence = self._embed(source_ids.T)
        directions: list[Recurrence] = [getattr(self, name) for name in self._names]
        for layer in range(self._layers):
            read = [directions[0].read(layer, sequence, lengths)]
            read += [_backward(one, layer, sequence, lengths) for one in directions[1:]]
            sequence = torch.cat([one.outputs for one in read], dim=-1)
        hidden, cell = (torch.cat(both, dim=-1) for both in zip(*(one[1:] for one in read), strict=True))
        return EncoderOutput(sequence.transpose(0, 1), hidden, cell)

    def _embed(self, source_ids: Tensor) -> Tensor:
        """Inputs of the lowest layer; ids (S', B), inputs (S', B, E)."""
        embedded: Tensor = self.embedding(source_ids)
        if self.hints is None:
            return embedded
        meaning = self.hints(source_ids[:HINTS] - FIRST_HINT).sum(0)
        return torch.cat([embedded[:HINTS], embedded[HINTS:] + meaning])


def _backward(direction: Recurrence, layer: int, sequence: Tensor, lengths: Tensor | None) -> LayerOutput:
    """Read each row from its last symbol to its first; outputs in the order of the sequence."""
    if lengths is None:
        read = direction.read(layer, sequence.flip(0), None)
        return read._replace(outputs=read.outputs.flip(0))
    # Reversing twice restores the order.
    mirror = (lengths - 1 - torch.arange(len(sequence), device=lengths.device)[:, None]).clamp(min=0)
    read = direction.read(layer, pick(sequence, mirror), lengths)
    return read._replace(outputs=pick(read.outputs, mirror))
