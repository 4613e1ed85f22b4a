"""The bidirectional encoder: source symbols to annotations; `datenorm.nn` only."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn

from datenorm.vocabulary import FIRST_HINT, HINTS

# Added to a gate this makes its sigmoid exactly 0 or 1, in bfloat16 too.
_SATURATING = 1e4


class Encoded(NamedTuple):
    """A batch of sources after the encoder.

    Attributes:
        annotations: h_j = [forward; backward], (B, S', 2H); on padding of no meaning.
        final_hidden: both directions' states after they have read everything, (B, 2H).
        final_cell: both directions' memory cells then, (B, 2H).
    """

    annotations: Tensor
    final_hidden: Tensor
    final_cell: Tensor


class Encoder(nn.Module):
    """Two LSTMs, one in each direction, over the embedded source.

    Every character is read in the light of the hints: x_j = E[character_j] + C[language] + C[order]. As
    symbols before the text alone, hints reach the characters through the memory of the forward direction,
    and in the backward one not at all.
    """

    def __init__(self, source_size: int, embedding: int, hidden: int, hint_size: int = 0) -> None:
        super().__init__()
        self.embedding = nn.Embedding(source_size, embedding)
        self.hints = nn.Embedding(hint_size, embedding) if hint_size else None
        self.forward_lstm = nn.LSTM(embedding, hidden)
        self.backward_lstm = nn.LSTM(embedding, hidden)

    def forward(self, source_ids: Tensor, lengths: Tensor | None = None) -> Encoded:
        """Read a batch of sources; padding changes nothing.

        Args:
            source_ids: symbols, (B, S').
            lengths: symbols of each row before its padding, (B,); None when no row is padded.
        """
        embedded = self._embed(source_ids.T)
        if lengths is None:
            forward, *forward_final = _run(self.forward_lstm, embedded)
            backward, *backward_final = _run(self.backward_lstm, embedded.flip(0))
            backward = backward.flip(0)
        else:
            # The backward direction starts at each row's own last symbol; the same mirror brings it home.
            mirror = (lengths - 1 - torch.arange(len(embedded), device=lengths.device)[:, None]).clamp(min=0)
            forward, *forward_final = _run(self.forward_lstm, embedded, lengths)
            backward, *backward_final = _run(self.backward_lstm, _pick(embedded, mirror), lengths)
            backward = _pick(backward, mirror)
        annotations = torch.cat([forward, backward], dim=-1).transpose(0, 1)
        hidden, cell = (torch.cat(both, dim=-1) for both in zip(forward_final, backward_final, strict=True))
        return Encoded(annotations, hidden, cell)

    def _embed(self, source_ids: Tensor) -> Tensor:
        """Inputs of the two directions; ids (S', B), inputs (S', B, E)."""
        embedded: Tensor = self.embedding(source_ids)
        if self.hints is None:
            return embedded
        meaning = self.hints(source_ids[:HINTS] - FIRST_HINT).sum(0)
        return torch.cat([embedded[:HINTS], embedded[HINTS:] + meaning])


def _pick(sequence: Tensor, positions: Tensor) -> Tensor:
    """Rearrange each row of (S', B, F) by its column of positions, (N, B)."""
    return sequence.gather(0, positions[:, :, None].expand(-1, -1, sequence.shape[-1]))


def _run(lstm: nn.LSTM, inputs: Tensor, lengths: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
    """Run one LSTM from zero states.

    On padding the input gate is held at 0 and the forget gate at 1 by one more input, so that the memory cell
    a row ends with comes out at the end of the batch. Packed sequences, torch's way, are many times slower.

    Args:
        lstm: one layer, one direction.
        inputs: (S', B, E).
        lengths: symbols of each row before its padding, (B,); None when no row is padded.

    Returns:
        Outputs, (S', B, H); each row's state and memory cell after its last symbol, (B, H).
    """
    names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
    weights: list[Tensor] = [getattr(lstm, name) for name in names]
    if lengths is not None:
        is_padding = torch.arange(len(inputs), device=lengths.device)[:, None] >= lengths
        inputs = torch.cat([inputs, is_padding[:, :, None].to(inputs.dtype)], dim=-1)
        hold = inputs.new_tensor([-_SATURATING, _SATURATING, 0.0, 0.0]).repeat_interleave(lstm.hidden_size)
        weights[0] = torch.cat([weights[0], hold[:, None]], dim=1)
    zeros = inputs.new_zeros(1, inputs.shape[1], lstm.hidden_size)
    outputs, hidden, cell = torch.lstm(
        inputs,
        (zeros, zeros),
        weights,
        has_biases=True,
        num_layers=1,
        dropout=0.0,
        train=lstm.training,
        bidirectional=False,
        batch_first=False,
    )
    if lengths is None:
        return outputs, hidden[0], cell[0]
    return outputs, _pick(outputs, lengths[None] - 1)[0], cell[0]
