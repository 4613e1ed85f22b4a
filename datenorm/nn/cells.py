"""Recurrent cells of the encoder; each reads a sequence in one direction.

Parameters have torch's names, such as `weight_ih_l0`, and torch's initialisation.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NamedTuple

import torch
from torch import Tensor, nn

ONE_LAYER: dict[str, Any] = {
    "has_biases": True,
    "num_layers": 1,
    "dropout": 0.0,
    "bidirectional": False,
    "batch_first": False,
}
"""Arguments of torch's fused recurrences: one layer in one direction, time first."""

# Added to a gate, it makes the sigmoid exactly 0 or 1, also in bfloat16.
_SATURATING = 1e4


class LayerOutput(NamedTuple):
    """A sequence after one layer in one direction.

    Attributes:
        outputs: the hidden state after each symbol, (S', B, H); undefined on padding.
        hidden: the hidden state after the last symbol of each row, (B, H).
        cell: the memory cell then, (B, H); the hidden state if the cell has no other memory.
    """

    outputs: Tensor
    hidden: Tensor
    cell: Tensor


class Recurrence(nn.Module):
    """Stacked layers of one cell in one direction; the encoder connects them.

    Args:
        inputs: input size of each layer, the lowest first.
        hidden_size: H.
    """

    gates: ClassVar[int]

    def __init__(self, inputs: Sequence[int], hidden_size: int) -> None:
        super().__init__()
        self.hidden_size = hidden_size
        bound = 1 / math.sqrt(hidden_size)
        rows = self.gates * hidden_size
        for layer, size in enumerate(inputs):
            shapes = {"weight_ih": (rows, size), "weight_hh": (rows, hidden_size)}
            for name, shape in {**shapes, "bias_ih": (rows,), "bias_hh": (rows,)}.items():
                drawn = torch.empty(shape).uniform_(-bound, bound)
                self.register_parameter(f"{name}_l{layer}", nn.Parameter(drawn))

    def read(self, layer: int, inputs: Tensor, lengths: Tensor | None) -> LayerOutput:
        """Run one layer from zero states.

        Args:
            layer: from 0, the lowest.
            inputs: (S', B, E), or (S', B, annotation) above the lowest.
            lengths: symbols of each row without padding, (B,); None without padding.
        """
        raise NotImplementedError

    def _weights(self, layer: int) -> list[Tensor]:
        names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        return [getattr(self, f"{name}_l{layer}") for name in names]

    def _zeros(self, inputs: Tensor) -> Tensor:
        return inputs.new_zeros(1, inputs.shape[1], self.hidden_size)


class Lstm(Recurrence):
    """i, f, o = sigma(W x_j + V h_{j-1} + b); c_j = f c_{j-1} + i tanh(...); h_j = o tanh(c_j).

    Hochreiter and Schmidhuber 1997; with forget gate, Gers et al. 2000. On padding, an additional input sets
    the input gate to 0 and the forget gate to 1, so that the memory cell stays as it is after the last
    symbol. Packed sequences are many times slower.
    """

    gates = 4

    def read(self, layer: int, inputs: Tensor, lengths: Tensor | None) -> LayerOutput:
        """See `Recurrence.read`."""
        weights = self._weights(layer)
        if lengths is not None:
            is_padding = torch.arange(len(inputs), device=lengths.device)[:, None] >= lengths
            inputs = torch.cat([inputs, is_padding[:, :, None].to(inputs.dtype)], dim=-1)
            hold = inputs.new_tensor([-_SATURATING, _SATURATING, 0.0, 0.0]).repeat_interleave(
                self.hidden_size
            )
            weights[0] = torch.cat([weights[0], hold[:, None]], dim=1)
        zeros = self._zeros(inputs)
        outputs, hidden, cell = torch.lstm(inputs, (zeros, zeros), weights, **ONE_LAYER, train=self.training)
        return LayerOutput(outputs, hidden[0] if lengths is None else _last(outputs, lengths), cell[0])


class Memoryless(Recurrence):
    """A cell whose only memory is its hidden state."""

    run: ClassVar[Callable[..., tuple[Tensor, Tensor]]]

    def read(self, layer: int, inputs: Tensor, lengths: Tensor | None) -> LayerOutput:
        """See `Recurrence.read`."""
        zeros, weights = self._zeros(inputs), self._weights(layer)
        outputs, hidden = self.run(inputs, zeros, weights, **ONE_LAYER, train=self.training)
        final = hidden[0] if lengths is None else _last(outputs, lengths)
        return LayerOutput(outputs, final, final)


class Gru(Memoryless):
    """r, z = sigma(W x_j + V h_{j-1} + b); h_j = (1 - z) n + z h_{j-1}.

    With n = tanh(W x_j + b + r (V h_{j-1} + b')), the reset gate r applied as torch does (Cho et al. 2014,
    section 2.3).
    """

    gates = 3
    run = staticmethod(torch.gru)


class Rnn(Memoryless):
    """h_j = tanh(W x_j + V h_{j-1} + b) (Elman 1990)."""

    gates = 1
    run = staticmethod(torch.rnn_tanh)


CELLS: dict[str, type[Recurrence]] = {"lstm": Lstm, "gru": Gru, "rnn": Rnn}
"""The cells by their names in `datenorm.nn.config.ENCODERS`."""


def pick(sequence: Tensor, positions: Tensor) -> Tensor:
    """Rearrange each row of (S', B, F) by its column of positions, (N, B)."""
    return sequence.gather(0, positions[:, :, None].expand(-1, -1, sequence.shape[-1]))


def _last(outputs: Tensor, lengths: Tensor) -> Tensor:
    """The output at the last symbol of each row, (B, F)."""
    return pick(outputs, lengths[None] - 1)[0]
